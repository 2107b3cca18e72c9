#!/usr/bin/env node
// Starts dist/crm.cjs with the compiled code of earlier runs of the same command, which saves two fifths of a short
// command's CPU time. Node's own compile cache keeps only code compiled at load time, but functions are compiled when
// they are first called, later and on every run.
//
// Code that every start runs is at the top level, where Node compiles it once; rare code is in launch/. The syntax
// works since Node 10: an old Node must get as far as its error message.
'use strict';
const fs = require('fs');
const path = require('path');
const { argv, env, platform } = process;

const DIST = path.join(__dirname, '../dist');
const BUNDLE = path.join(DIST, 'crm.cjs');

/** The parts of the program that are loaded with compiled code. */
const PART = /^\.\/(crm|rare|seldom|on-demand|completion|features|screens)\.cjs$/;

/** What Node puts around a module. */
const WRAPPER = '(function (exports, require, module, __filename, __dirname) {';
const WRAPPER_END = '\n})';

/** Bytes before the code in a cache file: the build number. */
const HEADER_BYTES = 32;

/** Commands without a verb: any word may follow. */
const VERBLESS_COMMANDS =
  /^(today|next|brief|board|search|find|dupes|duplicates|run|events|migrate|demo|history|undo|redo|merge|completion|backup|doctor|complete)$/;

/** Short ways of typing a command, after which any word may follow too. */
const SHORT_COMMANDS =
  /^(note|show|done|snooze|na|no-answer|bz|busy|vm|voicemail|gk|gatekeeper|wn|wrong-number|fd|failed|cb|callback|co|connected|int|interested|ni|not-interested|ms|meeting-set|ql|qualified)$/;

/** Global options with a value in the next word. */
const OPTIONS_WITH_VALUE = /^(--db|-f|--format|--columns|--delimiter|--color|--user|--now)$/;

/** The smallest block that a disk can lose; it begins at a multiple of this. Half of one is a run of zeros that no code has. */
const BLOCK_BYTES = 4096;

// The ranges of package.json's engines.
const [major, minor, patch] = process.versions.node.split('.').map(Number);
const isSupported =
  major >= 26 ||
  (major === 24 && minor >= 15) ||
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 2)));

// A folder of the user's own: in a shared one, such as Node's default below /tmp, somebody else could leave code to
// run.
const caches =
  env.NODE_COMPILE_CACHE ||
  (platform === 'win32'
    ? env.LOCALAPPDATA && path.join(env.LOCALAPPDATA, 'crm', 'Cache')
    : env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)
      ? path.join(env.XDG_CACHE_HOME, 'crm')
      : env.HOME &&
        path.isAbsolute(env.HOME) &&
        path.join(env.HOME, platform === 'darwin' ? 'Library/Caches' : '.cache', 'crm'));

if (!isSupported || !fs.existsSync(BUNDLE)) {
  require('./launch/startup-error.js')(isSupported);
} else if (env.NODE_DISABLE_COMPILE_CACHE || env.CRM_DEBUG) {
  if (env.CRM_DEBUG) require('./launch/source-maps.js')();
  require(BUNDLE);
} else {
  // Noun and verb decide which code runs; global options may come before them. Help has a cache of its own, and
  // terminal output runs other code than piped output.
  const isWhole = (word) => VERBLESS_COMMANDS.test(word) || SHORT_COMMANDS.test(word);
  const words = [];
  for (let at = 2; at < argv.length && words.length < 2 && !isWhole(words[0]); at++) {
    const word = argv[at];
    if (/^[a-z][a-z-]{0,19}$/.test(word)) words.push(word);
    else if (words.length > 0 || word[0] !== '-') break;
    else if (OPTIONS_WITH_VALUE.test(word)) at++;
  }
  // A hash of the path identifies the installation.
  let install = 0;
  for (let at = 0; at < BUNDLE.length; at++) install = (Math.imul(install, 31) + BUNDLE.charCodeAt(at)) >>> 0;
  const folder = path.join(caches || '', `${process.version}-${process.arch}-${install.toString(36)}`);
  let isTerminal = false;
  try {
    isTerminal = fs.fstatSync(1).isCharacterDevice();
  } catch {
    // Stdout is closed.
  }
  const isHelp = words[0] === 'help' || argv.includes('--help') || argv.includes('-h');
  const command = (isHelp ? 'help' : words.join('-') || '-') + (isTerminal ? '.seen' : '');
  const { Script } = require('vm');

  // Whoever can write to a folder can leave code there that runs as this user.
  const isOwn = ({ uid, mode }) => !process.geteuid || (process.geteuid() === uid && (mode & 0o022) === 0);

  // Joined as bytes: of two strings V8 would make a third, which takes another half megabyte.
  const wrappedSource = (bundle) => {
    const descriptor = fs.openSync(bundle, 'r');
    const { size } = fs.fstatSync(descriptor);
    const bytes = Buffer.allocUnsafeSlow(WRAPPER.length + size + WRAPPER_END.length);
    bytes.latin1Write(WRAPPER, 0);
    const read = fs.readSync(descriptor, bytes, WRAPPER.length, size, 0);
    fs.closeSync(descriptor);
    bytes.latin1Write(WRAPPER_END, WRAPPER.length + read);
    return bytes.latin1Slice(0, WRAPPER.length + read + WRAPPER_END.length);
  };

  const load = (part) => {
    const bundle = path.join(DIST, `${part}.cjs`);
    if (require.cache[bundle]) return require.cache[bundle].exports;
    const source =
      part === 'seldom'
        ? require('./launch/compressed-source.js')(bundle, WRAPPER, WRAPPER_END)
        : wrappedSource(bundle);
    // The build writes a hash of its content into the first line.
    const build = source.slice(WRAPPER.length, source.indexOf('\n'));
    // A block lost by the disk reads as zeros, and running it would crash Node. Looked at is where one can begin: a search
    // of all bytes takes 1 % of a short command.
    const hasLostBlock = (bytes) => {
      for (let at = 0; at + BLOCK_BYTES / 2 <= bytes.length; at += BLOCK_BYTES) {
        const end = Math.min(at + BLOCK_BYTES, bytes.length);
        let zeros = at;
        while (zeros < end && bytes[zeros] === 0) zeros++;
        if (zeros === end) return true;
      }
      return false;
    };
    const codeIn = (bytes) =>
      bytes.length > HEADER_BYTES &&
      bytes.latin1Slice(0, HEADER_BYTES).trimEnd() === build &&
      !hasLostBlock(bytes)
        ? bytes.subarray(HEADER_BYTES)
        : undefined;

    const file = path.join(folder, part === 'crm' ? command : `${command}.${part}`);
    let code;
    let descriptor;
    try {
      if (!caches || !isOwn(fs.lstatSync(folder))) throw new Error('no folder of the user holds a cache');
      descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
      const stat = fs.fstatSync(descriptor);
      const { size } = stat;
      const bytes = Buffer.allocUnsafeSlow(size);
      if (isOwn(stat) && fs.readSync(descriptor, bytes) === size) code = codeIn(bytes);
    } catch {
      // No cache yet, or not readable: this only costs time.
    }
    // The build has compiled what all short commands run, a tenth slower than a cache of what one command runs. The
    // first run starts with that and leaves an empty file, for the second to make the cache: in a container none may
    // come.
    const isFirst = descriptor === undefined;
    try {
      if (isFirst) code = codeIn(fs.readFileSync(path.join(DIST, `${part}.compiled`)));
      else fs.closeSync(descriptor);
    } catch {
      // The build was of another kind, or has none of this part.
    }

    const script = new Script(source, { filename: bundle, cachedData: code });
    const isCompiled = code && !script.cachedDataRejected;
    if (caches && (isFirst || !isCompiled)) {
      process.once('exit', (exitCode) => {
        // A wrong command line may have any words, and a failed command has not run all of its code.
        if (exitCode !== 0) return;
        const save = require('./launch/save-code-cache.js');
        if (isCompiled) save(file);
        else save(file, build.padEnd(HEADER_BYTES), script);
      });
    }
    // A module with the part's name, by which the others require it.
    const main = new module.constructor(bundle);
    main.filename = bundle;
    main.loaded = true;
    require.cache[bundle] = main;
    script.runInThisContext()(main.exports, requireFrom, main, bundle, DIST);
    return main.exports;
  };

  // Node caches the few packages loaded late; its cache is set up only when needed.
  let cachesLate = false;
  const requireFrom = (name) => {
    if (!name.startsWith('./')) return require(name);
    const part = PART.exec(name);
    if (part) return load(part[1]);
    if (!cachesLate && caches && !env.NODE_COMPILE_CACHE)
      require('./launch/cache-modules.js')(path.join(caches, 'late'));
    cachesLate = true;
    return require(path.join(DIST, name));
  };
  requireFrom.resolve = require.resolve;
  load('crm');
}
