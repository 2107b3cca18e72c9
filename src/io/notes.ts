import type { OwnSequences } from '../domain/terminal-text.ts';
import type { FileOutput } from './output.ts';
import type { Output, OutputFailure } from './types.ts';

/**
 * Standard error: notes appear immediately, after the data written before them. A note that cannot be written never
 * fails the command.
 */
export class NoteOutput implements Output {
  readonly #output: FileOutput;
  readonly #data: FileOutput;

  /** `data` is the output that is flushed first. */
  constructor(output: FileOutput, data: FileOutput) {
    this.#output = output;
    this.#data = data;
  }

  get isTTY(): boolean {
    return this.#output.isTTY;
  }

  get columns(): number {
    return this.#output.columns;
  }

  get depth() {
    return this.#output.depth;
  }

  get failure(): OutputFailure | undefined {
    return this.#output.failure;
  }

  write(text: string, own?: OwnSequences): void {
    this.#data.flushForNow();
    try {
      this.#output.write(text, own);
      this.#output.flush();
    } catch {
      // The terminal is gone.
    }
  }

  drain(): Promise<void> {
    return Promise.resolve();
  }
}
