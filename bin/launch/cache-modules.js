'use strict';
const fs = require('fs');
const { enableCompileCache } = require('module');
const ownFolder = require('./own-folder.js');

/**
 * Makes Node keep what it compiles of modules in this folder. Says nothing where that is not possible: only time is
 * lost.
 */
module.exports = (folder) => {
  try {
    // Node does not check who wrote what it finds there.
    if (isOpen(folder)) fs.rmSync(folder, { recursive: true });
    ownFolder(folder);
  } catch {
    return;
  }
  // The umask decides about the folder that Node makes in this one.
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
