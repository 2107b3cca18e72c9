#!/usr/bin/env node
// Starts dist/crm.cjs with the code that earlier runs of the same command compiled, which saves a quarter of a short
// command's time. Node's own compile cache keeps only what is compiled as a file is loaded; functions are compiled when
// they are first called, later and on every run.
//
// What every start runs is all at the top level, where Node compiles it once; what few starts need is in launch/.
// Syntax that Node has read since version 10: an old one must get as far as its message.
'use strict';
const fs = require('fs');
const path = require('path');
const { argv, env, platform } = process;

const BUNDLE = path.join(__dirname, '../dist/crm.cjs');

/** Bytes of a cache file before its code: the number of the build. */
const HEADER = 32;

/** Commands of one word: any other may follow it. */
const WHOLE =
  /^(today|board|search|find|dupes|duplicates|migrate|demo|history|undo|redo|merge|backup|doctor|completion|complete)$/;

/** Global options whose value is the next word. */
const VALUED = /^(--db|-f|--format|--columns|--color|--user|--now)$/;

/** Bytes of zeros in a row that no compiled code has, and half of the least that a disk loses. */
const LOST = 2048;

// The ranges of package.json's engines.
const [major, minor, patch] = process.versions.node.split('.').map(Number);
const isSupported =
  major >= 26 ||
  (major === 24 && minor >= 15) ||
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 2)));

// A folder of the user's own: in one that others can write to, as Node's default below /tmp, somebody else could
// leave code to be run.
const caches =
  env.NODE_COMPILE_CACHE ||
  (platform === 'win32'
    ? env.LOCALAPPDATA && path.join(env.LOCALAPPDATA, 'crm', 'Cache')
    : env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)
      ? path.join(env.XDG_CACHE_HOME, 'crm')
      : env.HOME &&
        path.isAbsolute(env.HOME) &&
        path.join(env.HOME, platform === 'darwin' ? 'Library/Caches' : '.cache', 'crm'));

let source = '';
try {
  source = isSupported ? fs.readFileSync(BUNDLE, 'latin1') : '';
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}

if (source === '') {
  require('./launch/startup-error.js')(isSupported);
} else if (!caches || env.NODE_DISABLE_COMPILE_CACHE || env.CRM_DEBUG) {
  require('./launch/load-uncached.js')(BUNDLE, source);
} else {
  // The build puts a number made of its content into the first line.
  const build = source.slice(0, source.indexOf('\n'));
  // Noun and verb choose what code runs; global options may stand before them. Help is one of its own, and what a
  // terminal shows is made by other code than what a pipe gets.
  const words = [];
  for (let at = 2; at < argv.length && words.length < 2 && !WHOLE.test(words[0]); at++) {
    const word = argv[at];
    if (/^[a-z][a-z-]{0,19}$/.test(word)) words.push(word);
    else if (words.length > 0 || word[0] !== '-') break;
    else if (VALUED.test(word)) at++;
  }
  // Installations are told apart by a number of their path.
  let install = 0;
  for (let at = 0; at < BUNDLE.length; at++) install = (Math.imul(install, 31) + BUNDLE.charCodeAt(at)) >>> 0;
  const folder = path.join(caches, `${process.version}-${process.arch}-${install.toString(36)}`);
  let isSeen = false;
  try {
    isSeen = fs.fstatSync(1).isCharacterDevice();
  } catch {
    // It is closed.
  }
  const isHelp = words[0] === 'help' || argv.includes('--help') || argv.includes('-h');
  const name = isHelp ? 'help' : words.join('-') || '-';
  const file = path.join(folder, isSeen ? `${name}.seen` : name);

  // Whoever can write to a folder can put code there that runs as this user.
  const isOwn = ({ uid, mode }) => !process.geteuid || (process.geteuid() === uid && (mode & 0o022) === 0);

  let code;
  let descriptor;
  try {
    const isOwnFolder = isOwn(fs.lstatSync(folder));
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const stat = fs.fstatSync(descriptor);
    const { size } = stat;
    const bytes = Buffer.allocUnsafeSlow(size);
    const isWhole = size > HEADER && fs.readSync(descriptor, bytes) === size;
    const isFresh = isWhole && bytes.latin1Slice(0, HEADER).trimEnd() === build;
    // A block that a disk has lost reads as zeros. Node would not survive running it.
    if (isOwnFolder && isOwn(stat) && isFresh && !bytes.includes(Buffer.alloc(LOST)))
      code = bytes.subarray(HEADER);
  } catch {
    // There is none yet, or none that can be read: only time is lost.
  }
  if (descriptor !== undefined) fs.closeSync(descriptor);

  const { Script } = require('vm');
  const script = new Script(source, { filename: BUNDLE, cachedData: code });
  if (!code || script.cachedDataRejected) {
    process.once('exit', (exitCode) => {
      // A command line that was wrong may have had any words, and what failed has not run all of its code.
      if (exitCode === 0) require('./launch/save-code-cache.js')(file, build.padEnd(HEADER), script);
    });
  }

  // The few files loaded late are cached by Node, whose cache need not be set up before.
  let cachesLate = false;
  const requireFrom = (name) => {
    if (!name.startsWith('./')) return require(name);
    if (!cachesLate && !env.NODE_COMPILE_CACHE)
      require('./launch/cache-modules.js')(path.join(caches, 'late'));
    cachesLate = true;
    return require(path.join(BUNDLE, '..', name));
  };
  requireFrom.resolve = require.resolve;
  // A module of that name: the second part of the program asks for the first by it.
  const main = new module.constructor(BUNDLE);
  main.filename = BUNDLE;
  main.loaded = true;
  require.cache[BUNDLE] = main;
  script.runInThisContext()(main.exports, requireFrom, main, BUNDLE, path.dirname(BUNDLE));
}

// All is done and written then: what is left would be to take down piece by piece a heap that goes anyway, 1 ms.
process.once('beforeExit', () => process.exit());
