import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfAborted } from './interrupts.ts';
import { cannotWrite, type OutputTarget } from './outputs.ts';
import { removeLeftovers } from './temporary-files.ts';
import type { Output } from './types.ts';

/** Bytes collected before a write. */
const BUFFER_BYTES = 64 * 1024;

/** Interval for checking a pipe without a reader, or with a slow one. */
const RETRY_MS = 10;

/** Thrown by `drain` after the reader has closed the pipe; not an error. */
class PipeClosed extends Error {
  override readonly name = 'PipeClosed';
}

/**
 * Opens an output, fills it and commits it; removes it if that fails. If the reader of a pipe stops, it ends early
 * and quietly.
 */
export async function writeOutput(
  target: OutputTarget,
  signal: AbortSignal,
  fill: (file: OutputFile) => Promise<void> | void,
): Promise<void> {
  const file = await OutputFile.open(target, signal);
  try {
    await fill(file);
    await file.commit();
  } catch (error) {
    if (!(error instanceof PipeClosed)) throw error;
  } finally {
    file.discard();
  }
}

/**
 * An output into a file, which appears complete at `commit` or not at all, or directly into a device or pipe. Methods
 * throw `failed` for a disk error; waiting for a pipe ends with `cancelled` on a signal.
 */
export class OutputFile implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  readonly depth = 'plain';
  readonly #target: OutputTarget;
  readonly #signal: AbortSignal;
  #fd: number | null;
  #buffered = '';
  /** Data that a full pipe has not accepted yet. */
  #pending: Buffer = Buffer.alloc(0);
  #isReaderGone = false;
  #isFinished = false;

  private constructor(target: OutputTarget, signal: AbortSignal, fd: number) {
    this.#target = target;
    this.#signal = signal;
    this.#fd = fd;
  }

  /** Opens it; waits for the reader of a named pipe. Removes leftovers of killed processes in the folder. */
  static async open(target: OutputTarget, signal: AbortSignal): Promise<OutputFile> {
    return new OutputFile(target, signal, await openTarget(target, signal));
  }

  write(text: string): void {
    this.#buffered += text;
    if (this.#buffered.length >= BUFFER_BYTES) this.#flush();
  }

  /** Writes bytes and waits until they are accepted; rejects like `drain`. */
  async writeBytes(bytes: Uint8Array): Promise<void> {
    this.#flush();
    this.#pending = Buffer.concat([this.#pending, bytes]);
    await this.drain();
  }

  /** Waits until the reader of a pipe has caught up; rejects with `PipeClosed` if it is gone. */
  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.#catchUp();
    if (this.#isReaderGone) throw new PipeClosed('nobody reads the output any more');
  }

  /** Writes the rest and syncs it to the disk: afterwards only the name is missing. */
  async finish(): Promise<void> {
    if (this.#fd === null || this.#isFinished) return;
    this.#flush();
    await this.#catchUp();
    const fd = this.#fd;
    if (this.#target.type === 'file') this.#describe(() => fs.fsyncSync(fd));
    this.#isFinished = true;
  }

  /** Finishes it and gives the file its name. */
  async commit(): Promise<void> {
    await this.finish();
    if (this.#fd === null) return;
    if (this.#target.type === 'file') this.#target.publish();
    this.#close();
  }

  /** Removes it, unless it is committed. */
  discard(): void {
    if (this.#fd === null) return;
    this.#close();
    if (this.#target.type === 'file') fs.rmSync(this.#target.temporary, { force: true });
  }

  #close(): void {
    const fd = this.#fd;
    this.#fd = null;
    if (fd !== null && !(this.#target.type === 'stream' && this.#target.to === fd)) fs.closeSync(fd);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffered);
    this.#buffered = '';
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    this.#writePending();
  }

  async #catchUp(): Promise<void> {
    while (this.#pending.length > 0) {
      throwIfAborted(this.#signal);
      this.#writePending();
      if (this.#pending.length > 0) await sleep(RETRY_MS);
    }
  }

  /** Writes as much as the pipe accepts now. */
  #writePending(): void {
    this.#describe(() => {
      while (this.#fd !== null && this.#pending.length > 0) {
        try {
          this.#pending = this.#pending.subarray(fs.writeSync(this.#fd, this.#pending));
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'EAGAIN') return;
          this.#pending = Buffer.alloc(0);
          if (code !== 'EPIPE') throw error;
          this.#isReaderGone = true;
        }
      }
    });
  }

  #describe<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw cannotWrite(this.#target.shown, error);
    }
  }
}

async function openTarget(target: OutputTarget, signal: AbortSignal): Promise<number> {
  try {
    if (target.type === 'file') {
      removeLeftovers(target.folder);
      return fs.openSync(target.temporary, 'wx', 0o600);
    }
    if (typeof target.to === 'number') return target.to;
    if (!target.isPipe) return fs.openSync(target.to, fs.constants.O_WRONLY);
    return await openPipe(target.to, signal);
  } catch (error) {
    throw cannotWrite(target.shown, error);
  }
}

/** Opening a named pipe would block the program, and its signals, until somebody reads it: so this polls. */
async function openPipe(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    throwIfAborted(signal);
    try {
      return fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(RETRY_MS);
    }
  }
}
