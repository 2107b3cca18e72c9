/**
 * Loads the database's native addon in the stand-alone file. A system can load an addon from a file only, so it is
 * unpacked into the user's own cache folder, once for each version.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { failed } from '../../src/domain/errors.ts';
import { makeFolder } from '../../src/io/make-folder.ts';

const PREFIX = 'better-sqlite3-';

/** What an interrupted start left, and addons of other versions of crm, are removed after this time. */
const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000;

/** Opens what is in this place, and waits for nobody: the file itself, never where a link leads. */
const READ_FLAGS = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/**
 * The addon embedded as `source`, a path of the stand-alone file, whose content has this `hash`; loaded when the
 * returned function is first called. Throws `failed` where no folder can hold it.
 */
export function embeddedAddon(source, hash) {
  let addon;
  return () => {
    addon ??= load(source, hash);
    return addon;
  };
}

function load(source, hash) {
  const reasons = [];
  for (const place of [() => fromCache(source, hash), ...temporaryPlaces(source)]) {
    try {
      return place();
    } catch (error) {
      // Others may do: this one may be missing, full, read-only, or mounted so that nothing in it can be run.
      reasons.push(error.message);
    }
  }
  throw failed(
    `cannot unpack the database module: ${reasons[0]}`,
    'Set XDG_CACHE_HOME to a folder that you can write to and that is not mounted "noexec".',
  );
}

function fromCache(source, hash) {
  const folder = cacheFolder();
  if (folder === undefined) throw new Error('there is no home folder');
  makeFolder(folder);
  secure(folder);
  const name = `${PREFIX}${hash}.node`;
  const file = path.join(folder, name);
  if (!holds(file, hash)) {
    publish(file, fs.readFileSync(source));
    removeLeftovers(folder, name);
  }
  return dlopen(file);
}

/** Where bin/crm.js keeps its cache, too. */
function cacheFolder() {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA && path.join(LOCALAPPDATA, 'crm', 'Cache');
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return path.join(XDG_CACHE_HOME, 'crm');
  if (!HOME || !path.isAbsolute(HOME)) return undefined;
  return path.join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'crm');
}

/** Throws unless the folder is the user's own; then nobody else gets into it. */
function secure(folder) {
  if (!process.geteuid) return;
  const user = process.geteuid();
  const { uid, mode } = fs.statSync(folder);
  // A link of the user's own may lead elsewhere; one that somebody else planted is not followed.
  if (uid !== user || fs.lstatSync(folder).uid !== user)
    throw new Error(`"${folder}" belongs to another user`);
  if ((mode & 0o777) !== 0o700) fs.chmodSync(folder, 0o700);
}

/** Whether the file is whole, and nobody but the user can have written it. */
function holds(file, hash) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, READ_FLAGS);
    const stat = fs.fstatSync(descriptor);
    const isOwn = !process.geteuid || (stat.uid === process.geteuid() && (stat.mode & 0o022) === 0);
    return stat.isFile() && isOwn && hashOf(fs.readFileSync(descriptor)) === hash;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

const hashOf = (bytes) => Bun.hash.xxHash3(bytes).toString(16).padStart(16, '0');

/** Puts the file in its place when it is whole: other starts may be reading it, or writing it, too. */
function publish(file, bytes) {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    fs.writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function removeLeftovers(folder, current) {
  for (const name of fs.readdirSync(folder)) {
    if (!name.startsWith(PREFIX) || name === current) continue;
    const file = path.join(folder, name);
    try {
      if (Date.now() - fs.lstatSync(file).mtimeMs > LEFTOVER_AGE_MS) fs.rmSync(file);
    } catch {
      // Another start removed it.
    }
  }
}

/** Where there is no cache folder: in new folders that only the user can open, removed as soon as it is loaded. */
function temporaryPlaces(source) {
  const bases =
    process.platform === 'win32'
      ? [os.tmpdir()]
      : [process.env.XDG_RUNTIME_DIR, process.env.TMPDIR, '/tmp', '/var/tmp', '/dev/shm'];
  return bases
    .filter((base) => base && path.isAbsolute(base))
    .map((base) => () => {
      const folder = fs.mkdtempSync(path.join(base, 'crm-'));
      try {
        const file = path.join(folder, 'better-sqlite3.node');
        fs.writeFileSync(file, fs.readFileSync(source), { mode: 0o600 });
        return dlopen(file);
      } finally {
        remove(folder);
      }
    });
}

function remove(folder) {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // Windows does not remove what is loaded.
  }
}

function dlopen(file) {
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}
