import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { failed } from '../domain/errors.ts';
import { reasonOf } from './output.ts';
import type { Output } from './outside.ts';

/** Characters collected before they are written. */
const BUFFER = 64 * 1024;

/**
 * A file that appears whole or not at all: it is written beside its place, readable by its owner only, and moved
 * there by `commit`. What is there already and is no file (a device, a pipe) is written to as it is. Every method
 * throws `failed` when the disk refuses.
 */
export class NewFile implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  readonly color = false;
  readonly #shown: string;
  readonly #path: string;
  readonly #written: string;
  #fd: number | null;
  #buffered = '';

  /** `path` is absolute; `shown` is what errors call it. */
  constructor(path: string, shown: string) {
    this.#shown = shown;
    [this.#path, this.#written, this.#fd] = this.#explained(() => open(path));
  }

  write(text: string): void {
    this.#buffered += text;
    if (this.#buffered.length >= BUFFER) this.#flush();
  }

  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Puts the file in its place, on the disk. */
  commit(): void {
    this.#flush();
    this.#explained(() => {
      if (this.#fd === null) return;
      const isFile = this.#written !== this.#path;
      if (isFile) fs.fsyncSync(this.#fd);
      fs.closeSync(this.#fd);
      this.#fd = null;
      if (isFile) fs.renameSync(this.#written, this.#path);
    });
  }

  /** Leaves no trace, unless it is committed already. */
  discard(): void {
    if (this.#fd === null) return;
    fs.closeSync(this.#fd);
    this.#fd = null;
    if (this.#written !== this.#path) fs.rmSync(this.#written, { force: true });
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffered);
    this.#buffered = '';
    this.#explained(() => {
      for (let at = 0; this.#fd !== null && at < bytes.length; ) at += fs.writeSync(this.#fd, bytes, at);
    });
  }

  #explained<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw failed(`cannot write "${this.#shown}": ${reasonOf(error)}`);
    }
  }
}

/** Where the file is to stand, where it is written meanwhile, and the descriptor. */
function open(path: string): [path: string, written: string, fd: number] {
  const place = fs.existsSync(path) ? fs.realpathSync(path) : path;
  const there = fs.statSync(place, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new Error('it is a folder');
  if (there && !there.isFile()) return [place, place, fs.openSync(place, 'w')];
  const written = `${place}.${randomUUID()}.tmp`;
  return [place, written, fs.openSync(written, 'wx', 0o600)];
}
