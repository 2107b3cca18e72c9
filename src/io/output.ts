import fs from 'node:fs';
import { failed } from '../domain/errors.ts';
import { type OwnSequences, terminalSafe } from '../domain/terminal-text.ts';
import type { StyleDepth } from './style-mode.ts';
import type { Output, OutputFailure } from './types.ts';
import { reasonOf } from './write-errors.ts';

/** Characters collected before a write: one system call for a list, bounded memory for an export. */
const BUFFER_CHARS = 64 * 1024;

/** Milliseconds between retries on a full pipe. */
const RETRY_MS = 2;

const DEFAULT_COLUMNS = 80;

const READER_GONE = 'nobody reads it any more';

/** Thrown by `drain` after the reader has closed the pipe: the command ends quietly with 0. */
class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Node's stream of a descriptor; a function, because making it loads the stream and tty modules. */
type OpenStream = () => NodeJS.WriteStream;

export interface OutputOptions {
  readonly fd: number;
  readonly stream: OpenStream;
  readonly isTTY: () => boolean;
  /** Whether the descriptor was closed at start-up: output would be lost without an error. */
  readonly isClosed: () => boolean;
  readonly depth: (isTTY: boolean) => StyleDepth;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called before each write. */
  readonly before: () => void;
  /** Consoles whose encoding needs translation are written through the stream. */
  readonly console: boolean;
}

/**
 * An output written with plain system calls: synchronous, so nothing is cut off at exit, and without the 2 to 4 ms of
 * `process.stdout`.
 */
export class FileOutput implements Output {
  readonly #options: OutputOptions;
  #isTTY: boolean | undefined;
  #buffered = '';
  #failure: OutputFailure | undefined;
  /** The failure, until it is thrown. */
  #unthrown: Error | undefined;
  #isChecked = false;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  get isTTY(): boolean {
    this.#isTTY ??= this.#options.isTTY();
    return this.#isTTY;
  }

  get columns(): number {
    const width = this.isTTY ? this.#options.stream().columns : Number(this.#options.env.COLUMNS);
    return Number.isInteger(width) && width > 0 ? width : DEFAULT_COLUMNS;
  }

  get depth(): StyleDepth {
    return this.#options.depth(this.isTTY);
  }

  get failure(): OutputFailure | undefined {
    return this.#failure;
  }

  /** Throws `failed` for a device error. Text is dropped if the reader is gone. */
  write(text: string, own: OwnSequences = 'none'): void {
    this.#buffered += this.isTTY ? terminalSafe(text, own) : text;
    if (this.#buffered.length >= BUFFER_CHARS) this.flush();
  }

  async drain(): Promise<void> {
    this.flush();
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#failure?.isReaderGone) throw this.#failure.error;
  }

  /** Like `flush`, but leaves a failure for the next write to throw. */
  flushForNow(): void {
    try {
      this.flush();
    } catch (error) {
      this.#unthrown = error as Error;
    }
  }

  /** Writes the buffer. Throws `failed`, once, for a device error. */
  flush(): void {
    const unthrown = this.#unthrown;
    this.#unthrown = undefined;
    if (unthrown) throw unthrown;
    const text = this.#buffered;
    this.#buffered = '';
    if (text === '' || this.#failure) return;
    this.#options.before();
    if (!this.#isChecked && this.#options.isClosed()) this.#fail('it is closed');
    this.#isChecked = true;
    if (this.#options.console && this.isTTY) this.#options.stream().write(text);
    else this.#writeBytes(Buffer.from(text));
  }

  #writeBytes(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      try {
        at += fs.writeSync(this.#options.fd, bytes, at);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') pause(RETRY_MS);
        else if (code === 'EPIPE' || code === 'EOF') {
          this.#failure = { error: new ReaderGone(READER_GONE), isReaderGone: true, reason: READER_GONE };
          return;
        } else this.#fail(reasonOf(error));
      }
    }
  }

  #fail(reason: string): never {
    const error = failed(`cannot write the output: ${reason}`);
    this.#failure = { error, isReaderGone: false, reason };
    throw error;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
