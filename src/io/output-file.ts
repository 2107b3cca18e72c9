import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfAborted } from './interrupts.ts';
import { cannotWrite, type OutputTarget } from './outputs.ts';
import { removeLeftovers } from './temporary-files.ts';
import type { Output } from './types.ts';

/** Bytes collected before they are written. */
const BUFFER_BYTES = 64 * 1024;

/** Milliseconds between two looks at a pipe without a reader, or with a slow one. */
const RETRY_MS = 10;

/** Thrown by `drain` once the reader has closed the pipe, which is no fault. */
class PipeClosed extends Error {
  override readonly name = 'PipeClosed';
}

/**
 * Opens an output, has it filled and commits it; leaves no trace when that fails. A reader of a pipe who has had enough
 * ends it early, and quietly.
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
 * An output into a file, which appears complete at `commit` or not at all, or into a device or pipe, written as it
 * is. Methods throw `failed` when the disk refuses; waiting for a pipe ends with `cancelled` when a signal comes.
 */
export class OutputFile implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  readonly color = false;
  readonly #target: OutputTarget;
  readonly #signal: AbortSignal;
  #fd: number | null;
  #buffered = '';
  /** What a full pipe has not taken yet. */
  #pending: Buffer = Buffer.alloc(0);
  #isReaderGone = false;
  #isFinished = false;

  private constructor(target: OutputTarget, signal: AbortSignal, fd: number) {
    this.#target = target;
    this.#signal = signal;
    this.#fd = fd;
  }

  /** Opens it; a named pipe is waited for until somebody reads it. What a killed process left in the folder is removed. */
  static async open(target: OutputTarget, signal: AbortSignal): Promise<OutputFile> {
    return new OutputFile(target, signal, await openTarget(target, signal));
  }

  write(text: string): void {
    this.#buffered += text;
    if (this.#buffered.length >= BUFFER_BYTES) this.#flush();
  }

  /** Writes bytes as they are, and waits until they are taken; rejects as `drain` does. */
  async writeBytes(bytes: Uint8Array): Promise<void> {
    this.#flush();
    this.#pending = Buffer.concat([this.#pending, bytes]);
    await this.drain();
  }

  /** Waits until the reader of a pipe has caught up; rejects with `PipeClosed` once it has left. */
  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.#catchUp();
    if (this.#isReaderGone) throw new PipeClosed('nobody reads the output any more');
  }

  /** Writes what is left, to the disk: after it only the name is missing. */
  async finish(): Promise<void> {
    if (this.#fd === null || this.#isFinished) return;
    this.#flush();
    await this.#catchUp();
    const fd = this.#fd;
    if (this.#target.kind === 'file') this.#describe(() => fs.fsyncSync(fd));
    this.#isFinished = true;
  }

  /** Finishes it and gives the file its name. */
  async commit(): Promise<void> {
    await this.finish();
    if (this.#fd === null) return;
    if (this.#target.kind === 'file') this.#target.publish();
    this.#close();
  }

  /** Leaves no trace, unless it is committed already. */
  discard(): void {
    if (this.#fd === null) return;
    this.#close();
    if (this.#target.kind === 'file') fs.rmSync(this.#target.temporary, { force: true });
  }

  #close(): void {
    const fd = this.#fd;
    this.#fd = null;
    if (fd !== null && !(this.#target.kind === 'stream' && this.#target.to === fd)) fs.closeSync(fd);
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

  /** Writes as much as is taken now. */
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
    if (target.kind === 'file') {
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

/** Opening a named pipe would hold up the program, signals too, until somebody reads it: so it asks time and again. */
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
