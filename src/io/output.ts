import fs from 'node:fs';
import { failed } from '../domain/errors.ts';
import { type OwnSequences, terminalSafe } from '../render/terminal-text.ts';
import type { Output, OutputFailure } from './types.ts';
import { reasonOf } from './write-errors.ts';

/** Characters collected before they are written: one system call for a list, bounded memory for an export. */
const BUFFER = 64 * 1024;

/** Milliseconds to wait for the reader of a pipe that cannot take more. */
const RETRY = 2;

const DEFAULT_COLUMNS = 80;

const READER_GONE = 'nobody reads it any more';

/** Thrown by `drain` once the reader has closed the pipe: the command ends quietly with 0. */
class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** The process's own stream of a file descriptor; making it loads Node's stream and tty code, so it is a function. */
type OpenStream = () => NodeJS.WriteStream;

export interface OutputOptions {
  readonly fd: number;
  readonly stream: OpenStream;
  readonly isTTY: () => boolean;
  /** Whether the descriptor was closed when the program started: what is written would be lost without an error. */
  readonly isClosed: () => boolean;
  readonly color: (isTTY: boolean) => boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Done before anything is written. */
  readonly before: () => void;
  /** Consoles that need their encoding translated are written through the stream. */
  readonly console: boolean;
}

/**
 * An output written with plain system calls: synchronous, so nothing is cut short when the process ends, and
 * without the 2 to 4 ms that `process.stdout` costs.
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

  get color(): boolean {
    return this.#options.color(this.isTTY);
  }

  get failure(): OutputFailure | undefined {
    return this.#failure;
  }

  /** Throws `failed` when the device refuses. Text for a reader that has gone is dropped. */
  write(text: string, own: OwnSequences = 'none'): void {
    this.#buffered += this.isTTY ? terminalSafe(text, own) : text;
    if (this.#buffered.length >= BUFFER) this.flush();
  }

  async drain(): Promise<void> {
    this.flush();
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#failure?.isReaderGone) throw this.#failure.error;
  }

  /** As `flush`, for a moment at which a failure is of no use: the next write throws it. */
  flushForNow(): void {
    try {
      this.flush();
    } catch (error) {
      this.#unthrown = error as Error;
    }
  }

  /** Writes what is buffered. Throws `failed`, once, when the device refuses. */
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
        if (code === 'EAGAIN') pause(RETRY);
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
