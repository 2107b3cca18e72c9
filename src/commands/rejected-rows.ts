import { REJECTION } from '../app/import/cell-reader.ts';
import type { RejectedRowSink } from '../app/import/input-file.ts';
import type { Context } from '../context.ts';
import { type CrmError, isCrmError, refused, unanswered } from '../domain/errors.ts';
import type { TableRow } from '../formats/rows.ts';
import type { Table } from '../formats/table.ts';
import { OutputFile } from '../io/output-file.ts';
import type { OutputTarget } from '../io/outputs.ts';
import { counted, countText } from '../render/counts.ts';
import { LINE_BREAK } from '../render/csv.ts';
import { RejectionSummary } from './rejection-summary.ts';

/** Maximum number of rejected rows in a message. */
const MAX_ROWS_SHOWN = 5;

/** A rejected row, with the reason. */
interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

/** What is told of the file of the rows. */
type RejectedTable = Pick<Table, 'headers' | 'columnsBehind' | 'marked'>;

/** Rejected rows: the first ones for messages and, if a file is given, all of them in it. */
export class RejectedRows implements RejectedRowSink {
  readonly #ctx: Context;
  readonly #table: RejectedTable;
  #headers: readonly string[];
  readonly #target: OutputTarget | undefined;
  #file: OutputFile | null = null;
  #reasonAt = 0;
  #stringify: ((rows: unknown[][]) => string) | null = null;
  readonly #first: RejectedRow[] = [];
  readonly #hints = new Set<string>();
  /** The reasons of all rejected rows. */
  readonly reasons = new RejectionSummary();
  count = 0;

  /** `target` gets all of them; it is created with the first one. */
  constructor(ctx: Context, table: RejectedTable, target: OutputTarget | undefined) {
    this.#ctx = ctx;
    this.#table = table;
    this.#headers = table.headers;
    this.#target = target;
  }

  setHeaders(headers: readonly string[]): void {
    this.#headers = headers;
  }

  async add(row: TableRow, error: CrmError): Promise<void> {
    const { line, cells } = row;
    const { message: reason } = error;
    const hints = await this.#ctx.hintsOf(error);
    this.count++;
    this.reasons.add(line, reason, hints);
    if (this.#first.length < MAX_ROWS_SHOWN) {
      this.#first.push({ line, reason });
      for (const hint of hints) this.#hints.add(hint);
    }
    if (this.#target === undefined) return;
    this.#stringify ??= await rowWriter();
    if (!this.#file) {
      this.#file = await OutputFile.open(this.#target, this.#ctx.io.signal);
      const behind = new Array<string>(this.#table.columnsBehind ?? 0).fill('');
      // Cells that such a file guards against formulas are read by its mark.
      if (this.#table.marked) this.#file.write('\uFEFF');
      this.#reasonAt = this.#reasonColumn(cells);
      const names = this.#reasonAt === this.#headers.length ? [...this.#headers, 'reason'] : this.#headers;
      this.#file.write(this.#stringify([[...names, ...behind]]));
    }
    const padded: string[] = this.#headers.map((_, index) => cells[index] ?? '');
    padded[this.#reasonAt] = `line ${line}: ${reason}`;
    const more = cells.slice(this.#headers.length);
    this.#file.write(this.#stringify([[...padded, ...more]]));
  }

  /** The column of reasons that a file of rejected rows has already, if this is one, else the next. */
  #reasonColumn(cells: TableRow['cells']): number {
    const at = this.#headers.findLastIndex((header) => header.trim().toLowerCase() === 'reason');
    return REJECTION.test(cells[at] ?? '') ? at : this.#headers.length;
  }

  /** The first rejections. */
  get first(): readonly RejectedRow[] {
    return this.#first;
  }

  /** Hints for the first rejections. */
  hints(): string[] {
    return [...this.#hints];
  }

  /** The first rejections as text, the number of further ones, and the hints. */
  lines(): string[] {
    const more = this.count - this.#first.length;
    const first = this.#first.map(({ line, reason }) => `line ${line}: ${reason}`);
    return [...first, ...(more > 0 ? [`and ${countText(more)} more`] : []), ...this.#hints];
  }

  /** Throws `refused` for rejected rows without a file: the import of `name` takes all rows or none. */
  requireFile(name: string, rows: number): void {
    if (this.count === 0 || this.#target !== undefined) return;
    throw refused(
      `nothing was imported: ${countText(this.count)} of ${counted(rows, 'row')} of ${name} ${this.count === 1 ? 'was' : 'were'} rejected`,
      ...this.lines(),
      ...(this.count < rows ? ['Import the others: --rejects <file> keeps these'] : []),
    );
  }

  /** Runs an import. Its file of rejected rows gets its name afterwards, and is removed if the import fails. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      await this.commit();
      return result;
    } finally {
      this.discard();
    }
  }

  /** Syncs the file of rejected rows to the disk, before other rows are stored, because the disk can be full. */
  async finish(): Promise<void> {
    await this.#file?.finish();
  }

  /** Gives the file of rejected rows its final name, after the others are stored. */
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

  /** Removes the file, unless it is committed. */
  discard(): void {
    this.#file?.discard();
  }
}

async function rowWriter(): Promise<(rows: unknown[][]) => string> {
  const { stringify } = await import('csv-stringify/sync');
  return (rows) => stringify(rows, { quoted_match: LINE_BREAK });
}
