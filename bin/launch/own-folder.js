'use strict';
const fs = require('fs');
const path = require('path');

/**
 * Creates a private folder with its missing parents, and makes an existing one private. Throws if it cannot be
 * created or belongs to somebody else, who could leave code in it. Avoids Node's own `recursive`, which never returns
 * below /proc, where the system reports each parent as missing.
 */
module.exports = (folder) => {
  make(folder);
  if (!process.geteuid) return;
  const stat = fs.lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== process.geteuid())
    throw new Error(folder + ' belongs to another user');
  if ((stat.mode & 0o777) !== 0o700) fs.chmodSync(folder, 0o700);
};

function make(folder) {
  try {
    makeOne(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (error.code !== 'ENOENT' || parent === folder) throw error;
    make(parent);
    makeOne(folder);
  }
}

function makeOne(folder) {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
