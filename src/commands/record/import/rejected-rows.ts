import type { Context } from '../../../context.ts';
import { type CrmError, isCrmError, refused, unanswered } from '../../../domain/errors.ts';
import type { TableRow } from '../../../formats/table.ts';
import { OutputFile } from '../../../io/output-file.ts';
import type { OutputTarget } from '../../../io/outputs.ts';
import { counted, countText } from '../../../render/counts.ts';
import { LINE_BREAK } from '../../../render/csv.ts';
import { RejectionSummary } from './rejection-summary.ts';

/** How many refused rows a message tells of. */
const TOLD = 5;

/** A row that cannot be taken, and why. */
interface Refusal {
  readonly line: number;
  readonly reason: string;
}

/** Rows that could not be taken: the first ones in words and, where a file is given for them, all of them in it. */
export class RejectedRows {
  readonly #ctx: Context;
  readonly #headers: readonly string[];
  readonly #target: OutputTarget | undefined;
  #file: OutputFile | null = null;
  #stringify: ((rows: unknown[][]) => string) | null = null;
  readonly #told: Refusal[] = [];
  readonly #hints = new Set<string>();
  /** Why rows were refused, all of them. */
  readonly reasons = new RejectionSummary();
  count = 0;

  /** `target` is where all of them are written; nothing is there before the first. */
  constructor(ctx: Context, headers: readonly string[], target: OutputTarget | undefined) {
    this.#ctx = ctx;
    this.#headers = headers;
    this.#target = target;
  }

  /** Notes a row that cannot be taken, with its line in the file. */
  async add({ line, cells }: TableRow, reason: string, hints: readonly string[] = []): Promise<void> {
    this.count++;
    this.reasons.add(line, reason, hints);
    const told = `line ${line}: ${reason}`;
    if (this.#told.length < TOLD) {
      this.#told.push({ line, reason });
      for (const hint of hints) this.#hints.add(hint);
    }
    if (this.#target === undefined) return;
    this.#stringify ??= await rowWriter();
    if (!this.#file) {
      this.#file = await OutputFile.open(this.#target, this.#ctx.io.signal);
      this.#file.write(this.#stringify([[...this.#headers, 'reason']]));
    }
    const padded = this.#headers.map((_, index) => cells[index] ?? '');
    this.#file.write(this.#stringify([[...padded, told, ...cells.slice(this.#headers.length)]]));
  }

  /** The first refusals. */
  get first(): readonly Refusal[] {
    return this.#told;
  }

  /** Ways out of the first refusals. */
  hints(): string[] {
    return [...this.#hints];
  }

  /** The first refusals in words, how many more there are, and the ways out. */
  lines(): string[] {
    const more = this.count - this.#told.length;
    const told = this.#told.map(({ line, reason }) => `line ${line}: ${reason}`);
    return [...told, ...(more > 0 ? [`and ${countText(more)} more`] : []), ...this.#hints];
  }

  /** The error of an import that takes all rows or none. */
  error(name: string, rows: number): CrmError {
    return refused(
      `nothing was imported: ${countText(this.count)} of ${counted(rows, 'row')} of ${name} were rejected`,
      ...this.lines(),
      'Import the others: --rejects <file> keeps these',
    );
  }

  /** Writes the file of refused rows to the disk: before the others are stored, as it may be full. */
  async finish(): Promise<void> {
    await this.#file?.finish();
  }

  /** Gives the file of refused rows its name, once the others are stored. */
  async commit(): Promise<void> {
    try {
      await this.#file?.commit();
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw unanswered(
        `the rows were imported, but the file of rejected rows was not written: ${error.message}`,
        'Import the file again with another name after --rejects: stored rows do not change.',
      );
    }
  }

  /** Leaves no file behind, unless it is committed already. */
  discard(): void {
    this.#file?.discard();
  }
}

async function rowWriter(): Promise<(rows: unknown[][]) => string> {
  const { stringify } = await import('csv-stringify/sync');
  return (rows) => stringify(rows, { quoted_match: LINE_BREAK });
}
