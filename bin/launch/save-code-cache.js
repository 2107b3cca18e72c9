'use strict';
const fs = require('fs');
const path = require('path');
const ownFolder = require('./own-folder.js');

/**
 * Keeps what this run compiled, for the user alone; without a word when it cannot be written, since only time is
 * lost. The file gets its name when it is whole on the disk: a computer may go down at any moment.
 */
module.exports = (file, header, script) => {
  const temporary = `${file}.${process.pid}`;
  let descriptor;
  try {
    ownFolder(path.dirname(file));
    descriptor = fs.openSync(temporary, 'wx', 0o600);
    fs.writeFileSync(descriptor, header);
    fs.writeFileSync(descriptor, script.createCachedData());
    fs.fsyncSync(descriptor);
    fs.renameSync(temporary, file);
  } catch {
    if (descriptor !== undefined) fs.rmSync(temporary, { force: true });
  }
  if (descriptor !== undefined) fs.closeSync(descriptor);
};
