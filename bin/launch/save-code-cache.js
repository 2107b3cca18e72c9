'use strict';
const fs = require('fs');
const path = require('path');
const ownFolder = require('./own-folder.js');

/**
 * Saves the code compiled in this run, for this user only, or an empty file without a script. Fails silently, since this
 * only costs time. The file gets its name after it is synced, so that a crash leaves no half file.
 */
module.exports = (file, header, script) => {
  const temporary = `${file}.${process.pid}`;
  let descriptor;
  try {
    ownFolder(path.dirname(file));
    descriptor = fs.openSync(temporary, 'wx', 0o600);
    if (script) {
      fs.writeFileSync(descriptor, header);
      fs.writeFileSync(descriptor, script.createCachedData());
      fs.fsyncSync(descriptor);
    }
    fs.renameSync(temporary, file);
  } catch {
    if (descriptor !== undefined) fs.rmSync(temporary, { force: true });
  }
  if (descriptor !== undefined) fs.closeSync(descriptor);
};
