'use strict';
/**
 * Loads dist/crm.cjs with the compiled code of earlier runs, which saves a quarter of a short command's time.
 *
 * Node's own compile cache keeps only what is compiled as a file is loaded; functions are compiled when they are
 * first called, later and on every run. This cache is written at the end of a run, with those in it. A command
 * that has not been run before adds its own, so the cache comes to hold what its user uses.
 */
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const BUNDLE = path.join(__dirname, '../dist/crm.cjs');

/** Bytes before the compiled code: the build's number, then the commands that were run, one a line, then blanks. */
const HEADER = 2048;

function load() {
  const { env } = process;
  // Plain loading gives errors their places in the sources.
  if (env.CRM_DEBUG) process.setSourceMapsEnabled(true);
  const folder = env.CRM_DEBUG || env.NODE_DISABLE_COMPILE_CACHE ? undefined : cacheFolder(env);
  if (folder) loadCached(folder);
  else require(BUNDLE);
}

/**
 * A folder of the user's own: in one that others can write to, as Node's default below /tmp, somebody else could
 * leave code to be run.
 */
function cacheFolder(env) {
  if (env.NODE_COMPILE_CACHE) return env.NODE_COMPILE_CACHE;
  if (process.platform === 'win32') return env.LOCALAPPDATA && path.join(env.LOCALAPPDATA, 'crm', 'Cache');
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, 'crm');
  return env.HOME && path.join(env.HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'crm');
}

function loadCached(folder) {
  const source = fs.readFileSync(BUNDLE, 'latin1');
  // The build puts a number made of its content into the first line.
  const build = source.slice(0, source.indexOf('\n'));
  const file = path.join(folder, `compiled-${process.version}-${process.arch}`);
  const cache = readCache(file, build);
  const script = new vm.Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: BUNDLE,
    cachedData: cache?.code,
  });
  const known = cache && !script.cachedDataRejected ? cache.commands : [];
  const command = commandOf(process.argv);
  if (!known.includes(command))
    process.once('exit', () => writeCache(file, build, [...known, command], script));
  run(script, folder);
}

function run(script, folder) {
  const module = { exports: {} };
  const requireNear = require('module').createRequire(BUNDLE);
  let late = false;
  // The few files loaded late are cached by Node, whose cache need not be set up before.
  const requireLate = (name) => {
    if (!late && name.startsWith('./')) {
      late = true;
      require('module').enableCompileCache(path.join(folder, 'late'));
    }
    return requireNear(name);
  };
  requireLate.resolve = requireNear.resolve;
  script.runInThisContext()(module.exports, requireLate, module, BUNDLE, path.dirname(BUNDLE));
}

/** The words that choose what code runs: noun and verb; a dash when there are none. */
function commandOf(argv) {
  const words = argv.slice(2, 4);
  return words.filter((word) => /^[a-z][a-z-]{0,19}$/.test(word)).join(' ') || '-';
}

/** The code and commands of a cache file of this build that is the user's own; undefined when there is none. */
function readCache(file, build) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, 'r');
    if (process.geteuid && fs.fstatSync(descriptor).uid !== process.geteuid()) return undefined;
    const bytes = fs.readFileSync(descriptor);
    const [number, ...commands] = bytes.latin1Slice(0, HEADER).trimEnd().split('\n');
    return number === build ? { commands, code: bytes.subarray(HEADER) } : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** Adds what this run compiled; without a word when it cannot be written, since only time is lost. */
function writeCache(file, build, commands, script) {
  const header = [build, ...commands].join('\n');
  if (header.length > HEADER) return;
  const temporary = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, header.padEnd(HEADER), { mode: 0o600, flag: 'wx' });
    fs.appendFileSync(temporary, script.createCachedData());
    fs.renameSync(temporary, file);
  } catch {
    fs.rmSync(temporary, { force: true });
  }
}

module.exports = load;
