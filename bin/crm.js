#!/usr/bin/env node
// Syntax that Node has read since version 10: an old one must get as far as the message below.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
/** What require('module') gives, which would load what is not needed. */
const Module = module.constructor;

/** The ranges of package.json's engines: lowest minor and patch of each major, then every later major. */
const SUPPORTED = { 22: [22, 2], 24: [15, 0] };
const LATER = 26;

const BUNDLE = path.join(__dirname, '../dist/crm.cjs');

/** Bytes before the compiled code: the build's number, the code's sum and the commands that were run, one a line. */
const HEADER = 2048;

function isSupported(version) {
  const parts = version.split('.').map(Number);
  const lowest = SUPPORTED[parts[0]];
  if (!lowest) return parts[0] >= LATER;
  return parts[1] > lowest[0] || (parts[1] === lowest[0] && parts[2] >= lowest[1]);
}

function start() {
  if (!isSupported(process.versions.node)) {
    return 'needs Node 22.22, 24.15, 26 or newer; this is ' + process.version + ' (' + process.execPath + ')';
  }
  if (!fs.existsSync(BUNDLE)) return 'is not built yet: run npm run build in ' + path.dirname(__dirname);
  load(BUNDLE);
  return undefined;
}

/**
 * Loads dist/crm.cjs with the compiled code of earlier runs, which saves a quarter of a short command's time.
 *
 * Node's own compile cache keeps only what is compiled as a file is loaded; functions are compiled when they are
 * first called, later and on every run. This cache is written at the end of a run, with those in it. A command
 * that has not been run before adds its own, so the cache comes to hold what its user uses.
 */
function load(bundle) {
  const { env } = process;
  // Plain loading gives errors their places in the sources.
  if (env.CRM_DEBUG) process.setSourceMapsEnabled(true);
  const folder = env.CRM_DEBUG || env.NODE_DISABLE_COMPILE_CACHE ? undefined : cacheFolder(env);
  if (folder) loadCached(bundle, folder);
  else loadPlain(bundle);
  // All is done and written then: what is left would be to take down piece by piece a heap that goes anyway, 1 ms.
  process.once('beforeExit', () => process.exit());
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

function loadCached(bundle, folder) {
  const source = fs.readFileSync(bundle, 'latin1');
  // The build puts a number made of its content into the first line.
  const build = source.slice(0, source.indexOf('\n'));
  const file = path.join(folder, `compiled-${process.version}-${process.arch}-${numberOf(bundle)}`);
  const { code, commands } = readCache(file, build) || {};
  const script = new vm.Script(source, { filename: bundle, cachedData: code });
  const known = code && !script.cachedDataRejected ? commands : [];
  const command = commandOf(process.argv);
  if (!known.includes(command))
    process.once('exit', () => writeCache(file, build, [...known, command], script));
  run(script, bundle, folder);
}

/** As Node loads a module, source map and all. The build has written the function around it into its second line. */
function loadPlain(bundle) {
  const lines = fs.readFileSync(bundle, 'latin1').split('\n');
  lines[1] = '"use strict";';
  const end = lines.lastIndexOf('})');
  lines.splice(end, 1);
  const module = register(bundle);
  module.paths = Module._nodeModulePaths(path.dirname(bundle));
  module._compile(lines.join('\n'), bundle);
}

function run(script, bundle, folder) {
  const module = register(bundle);
  const home = path.dirname(bundle);
  let late = false;
  const requireFrom = (name) => {
    if (!name.startsWith('./')) return require(name);
    // The few files loaded late are cached by Node, whose cache need not be set up before.
    if (!late) require('module').enableCompileCache(path.join(folder, 'late'));
    late = true;
    return require(path.join(home, name));
  };
  requireFrom.resolve = require.resolve;
  script.runInThisContext()(module.exports, requireFrom, module, bundle, home);
}

/** A module of that name: the second part of the program asks for the first by it. */
function register(bundle) {
  const module = new Module(bundle);
  module.filename = bundle;
  module.loaded = true;
  Module._cache[bundle] = module;
  return module;
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
    const [number, sum, ...commands] = bytes.latin1Slice(0, HEADER).trimEnd().split('\n');
    const code = bytes.subarray(HEADER);
    return number === build && sum === sumOf(code) ? { commands, code } : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** Adds what this run compiled; without a word when it cannot be written, since only time is lost. */
function writeCache(file, build, commands, script) {
  const code = script.createCachedData();
  const header = [build, sumOf(code), ...commands].join('\n');
  if (header.length > HEADER) return;
  const temporary = `${file}.${process.pid}`;
  let made = false;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, header.padEnd(HEADER), { mode: 0o600, flag: 'wx' });
    made = true;
    fs.appendFileSync(temporary, code);
    fs.renameSync(temporary, file);
  } catch {
    if (made) fs.rmSync(temporary, { force: true });
  }
}

/** A sum over one word in every 256 bytes: finds a block that a disk has lost. Node would not survive running it. */
function sumOf(code) {
  const words = new Int32Array(code.buffer, code.byteOffset, code.length >> 2);
  let sum = code.length;
  for (let at = 0; at < words.length; at += 64) sum = (Math.imul(sum, 31) + words[at]) | 0;
  return String(sum);
}

/** Tells installations apart, so that they do not replace each other's code. */
function numberOf(name) {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = (Math.imul(number, 31) + name.charCodeAt(at)) >>> 0;
  return number.toString(36);
}

const problem = start();
if (problem) {
  console.error('crm: ' + problem);
  process.exitCode = 1;
}
