import fs from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { failed, isCrmError } from '../../domain/errors.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { cannotWrite } from '../../io/outputs.ts';
import { tooLarge } from '../../io/plain-file.ts';
import { publishFile, sync, syncFolder, syncNames } from '../../io/publish.ts';
import { removeLeftovers, temporaryPath } from '../../io/temporary-files.ts';

/** The largest file that is kept. */
export const MAX_FILE_BYTES = 100_000_000;

/** Bytes per read. */
const PIECE_BYTES = 256 * 1024;

/** A file in the folder of files: the SHA-256 of its bytes in hexadecimal digits, and how many they are. */
export interface KeptFile {
  readonly hash: string;
  readonly size: number;
}

/** What is in the folder of files: a file and when it was last wanted, or something else. */
export type FolderEntry =
  | { readonly hash: string; readonly path: string; readonly touchedMs: number }
  | { readonly hash: null; readonly path: string };

const HASH = /^[\da-f]{64}$/;

/** Where the files of a database are: `crm.db` has `crm.db-files`. */
export const filesFolderOf = (database: string): string => `${database}-files`;

/**
 * The contents of files that records have, such as attachments: in a folder beside the database, private, each named by the
 * hash of its bytes, `ab/cdef…`, so that equal ones are kept once and no name of a stranger ever reaches the disk.
 *
 * To keep one: `const kept = await engine.files.keep(bytes, …)` before the change, which has it on the disk; then within
 * the change `await recordFile(tx, engine.files, kept)` (stored-files.ts) and a row of yours with `kept.hash` in a column
 * that `references stored_file (hash)`. That column is all that the rest needs: exports, backups, `crm doctor` and the
 * removal of what neither a record nor an undo needs find it by itself.
 */
export class FileFolder {
  readonly #locate: () => string;
  /** Files that this process began to keep. */
  #begun = 0;

  /** `locate` says where the folder is or will be. */
  constructor(locate: () => string) {
    this.#locate = locate;
  }

  get path(): string {
    return this.#locate();
  }

  /** Where the file of a hash is or would be. */
  pathOf(hash: string): string {
    if (!HASH.test(hash)) throw new Error(`no hash: ${hash}`);
    return join(this.path, hash.slice(0, 2), hash.slice(2));
  }

  /**
   * Keeps bytes; `name` is what errors call them. They are on the disk when it returns; a kill before leaves nothing. Several
   * at once, by `mapInParallel`, take a fraction of the time, since the disk syncs them together.
   * Throws `refused` for more than `maxBytes`.
   */
  async keep(
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    { name, maxBytes = MAX_FILE_BYTES }: { readonly name: string; readonly maxBytes?: number },
  ): Promise<KeptFile> {
    const { createHash } = await import('node:crypto');
    const folder = this.path;
    const number = this.#begun++;
    const temporary = `${temporaryPath(folder)}-${number}`;
    try {
      makeFolder(folder);
      if (number === 0) removeLeftovers(folder);
      const hash = createHash('sha256');
      let size = 0;
      const fd = fs.openSync(temporary, 'wx', 0o600);
      try {
        for await (const piece of bytes) {
          size += piece.length;
          if (size > maxBytes) throw tooLarge(name, maxBytes);
          hash.update(piece);
          writeFully(fd, piece);
        }
        await sync(fd);
      } finally {
        fs.closeSync(fd);
      }
      const kept = { hash: hash.digest('hex'), size };
      await this.#publish(temporary, kept);
      return kept;
    } catch (error) {
      throw isCrmError(error) ? error : cannotWrite(name, error);
    } finally {
      fs.rmSync(temporary, { force: true });
    }
  }

  /** Gives a synced file its place, unless a sound one is there already. */
  async #publish(temporary: string, kept: KeptFile): Promise<void> {
    const path = this.pathOf(kept.hash);
    const parent = join(path, '..');
    if (!fs.existsSync(parent)) {
      makeFolder(parent);
      syncFolder(this.path);
    }
    if ((await this.stateOf(kept)) === 'sound') {
      const now = new Date();
      fs.utimesSync(path, now, now);
      return;
    }
    fs.renameSync(temporary, path);
    await syncNames(parent);
  }

  /** Whether the file is there in its full length. */
  has({ hash, size }: KeptFile): boolean {
    const stats = fs.lstatSync(this.pathOf(hash), { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size === size;
  }

  /** Whether the file is there and has the bytes that it is named by. */
  async stateOf(file: KeptFile): Promise<'sound' | 'missing' | 'altered'> {
    if (!fs.lstatSync(this.pathOf(file.hash), { throwIfNoEntry: false })) return 'missing';
    if (!this.has(file)) return 'altered';
    try {
      for await (const _ of this.pieces(file.hash));
      return 'sound';
    } catch {
      return 'altered';
    }
  }

  /** Reads a file. Throws `failed` if it is not there, and at its end if its bytes were altered. */
  async *pieces(hash: string): AsyncGenerator<Uint8Array> {
    const { createHash } = await import('node:crypto');
    const digest = createHash('sha256');
    const fd = this.#open(hash);
    try {
      for (;;) {
        const piece = Buffer.allocUnsafe(PIECE_BYTES);
        const length = fs.readSync(fd, piece, 0, PIECE_BYTES, null);
        if (length === 0) break;
        digest.update(piece.subarray(0, length));
        yield piece.subarray(0, length);
      }
    } finally {
      fs.closeSync(fd);
    }
    if (digest.digest('hex') !== hash)
      throw failed(`the file ${this.pathOf(hash)} was altered`, { code: 'damaged-file' });
  }

  /** All bytes of a file. Throws like `pieces`. */
  async bytes(hash: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.pieces(hash)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  #open(hash: string): number {
    const path = this.pathOf(hash);
    const { O_RDONLY, O_NOFOLLOW = 0 } = fs.constants;
    try {
      return fs.openSync(path, O_RDONLY | O_NOFOLLOW);
    } catch (error) {
      throw failed(
        `the file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is missing' : (error as Error).message}`,
        { code: 'damaged-file' },
      );
    }
  }

  /** Copies a file into another folder of files, unless it is there. */
  async copyTo(target: FileFolder, { hash, size }: KeptFile): Promise<void> {
    if (target.has({ hash, size })) return;
    await target.keep(this.pieces(hash), { name: target.pathOf(hash), maxBytes: size });
  }

  /** Moves all files to another folder on the same disk; what else is there stays. */
  moveTo(folder: string): void {
    if (!fs.existsSync(this.path)) return;
    const target = new FileFolder(() => folder);
    if (!fs.existsSync(folder)) fs.renameSync(this.path, folder);
    else
      for (const { hash, path } of this.entries()) {
        if (hash === null) continue;
        makeFolder(join(target.pathOf(hash), '..'));
        publishFile(path, target.pathOf(hash), { replace: true });
      }
    fs.rmSync(this.path, { recursive: true, force: true });
    syncFolder(join(folder, '..'));
  }

  /** Everything in the folder, in order. */
  *entries(): Generator<FolderEntry> {
    for (const first of namesIn(this.path)) {
      const parent = join(this.path, first);
      if (!/^[\da-f]{2}$/.test(first) || !fs.lstatSync(parent).isDirectory()) {
        if (!first.startsWith('.crm-')) yield { hash: null, path: parent };
        continue;
      }
      for (const rest of namesIn(parent)) {
        const path = join(parent, rest);
        const stats = fs.lstatSync(path, { throwIfNoEntry: false });
        if (!stats) continue;
        const hash = first + rest;
        yield HASH.test(hash) && stats.isFile()
          ? { hash, path, touchedMs: stats.mtimeMs }
          : { hash: null, path };
      }
    }
  }

  /** Removes a file. */
  remove(hash: string): void {
    fs.rmSync(this.pathOf(hash), { force: true });
  }

  /** Files and folders that others may use; none on Windows, whose modes say nothing. */
  openToOthers(): string[] {
    if (platform() === 'win32') return [];
    const all = [this.path, ...[...this.entries()].flatMap(({ path }) => [join(path, '..'), path])];
    return [...new Set(all)].filter((path) => {
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats !== undefined && !stats.isSymbolicLink() && (stats.mode & 0o077) !== 0;
    });
  }

  /** Makes everything in it private. */
  makePrivate(): void {
    for (const path of this.openToOthers())
      fs.chmodSync(path, fs.statSync(path).isDirectory() ? 0o700 : 0o600);
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function writeFully(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(fd, bytes, at);
}
