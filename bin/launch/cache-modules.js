'use strict';
const fs = require('fs');
const { enableCompileCache } = require('module');
const ownFolder = require('./own-folder.js');

/** Makes Node cache compiled modules in this folder. Fails silently, which only costs time. */
module.exports = (folder) => {
  try {
    // Node does not check the owner of cached code.
    if (isOpen(folder)) fs.rmSync(folder, { recursive: true });
    ownFolder(folder);
  } catch {
    return;
  }
  // The umask decides the mode of the folder that Node creates inside.
  const umask = process.umask(0o077);
  enableCompileCache(folder);
  process.umask(umask);
};

/** Whether others can write to the folder. */
function isOpen(folder) {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  return (
    stat !== undefined && process.geteuid !== undefined && stat.isDirectory() && (stat.mode & 0o022) !== 0
  );
}
