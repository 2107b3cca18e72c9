/**
 * Loads the screens with the code that earlier runs of the same screen compiled: Ink, React and what stands on them are
 * half a megabyte, of which Node's own compile cache keeps what is compiled as a file is loaded, and no more.
 */
const fs = require('fs');
const { createRequire, getCompileCacheDir } = require('module');
const path = require('path');
const vm = require('vm');

const SCREENS = path.join(__dirname, 'screens.cjs');

/** Bytes of a cache file before its code: the number of the build. */
const HEADER = 32;

/** Bytes of zeros in a row that no compiled code has, and half of the least that a disk loses. */
const LOST = 2048;

/** All screens, by the compiled code that is kept of the one of this name. */
module.exports = (name) => {
  // None where nothing is to be kept, or the launcher was not what started the program.
  const folder = getCompileCacheDir();
  return folder ? loadCached(path.join(folder, `${name}-${numberOf(SCREENS)}`)) : require(SCREENS);
};

function loadCached(file) {
  const source = fs.readFileSync(SCREENS, 'latin1');
  // The build puts a number made of its content into the first line.
  const build = source.slice(0, source.indexOf('\n')).padEnd(HEADER);
  const code = read(file, build);
  const script = new vm.Script(`(function (exports, require, module) {${source}\n})`, {
    filename: SCREENS,
    cachedData: code,
  });
  if (!code || script.cachedDataRejected)
    process.once('exit', () => require('../../bin/launch/save-code-cache.js')(file, build, script));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(SCREENS), module);
  return module.exports;
}

/** The code of this build in a file that is the user's own; undefined when there is none. */
function read(file, build) {
  try {
    if (!isOwn(fs.lstatSync(path.dirname(file))) || !isOwn(fs.lstatSync(file))) return undefined;
    const bytes = fs.readFileSync(file);
    // A block that a disk has lost reads as zeros. Node would not survive running it.
    const isWhole = bytes.latin1Slice(0, HEADER) === build && !bytes.includes(Buffer.alloc(LOST));
    return isWhole ? bytes.subarray(HEADER) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether nobody but the user can have written this. */
function isOwn({ uid, mode }) {
  return !process.geteuid || (process.geteuid() === uid && (mode & 0o022) === 0);
}

/** Tells installations apart, so that they do not replace each other's code. */
function numberOf(name) {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = (Math.imul(number, 31) + name.charCodeAt(at)) >>> 0;
  return number.toString(36);
}
