import { type CallResult, resultKey } from '../../../domain/call-results.ts';
import { type CrmError, usage } from '../../../domain/errors.ts';
import type { PhoneReader } from '../../../domain/phones/reader.ts';
import type { CallReading, CallRow } from '../../../formats/calls/call-row.ts';
import { type CallColumnOptions, type CallColumns, mapCallColumns } from '../../../formats/calls/columns.ts';
import { looksLikeCall, missingHeaders } from '../../../formats/calls/headerless.ts';
import { CallReader } from '../../../formats/calls/read-call.ts';
import { callWord } from '../../../formats/calls/words.ts';
import { headerKey } from '../../../formats/field-names.ts';
import type { TableRow } from '../../../formats/rows.ts';
import type { Table } from '../../../formats/table.ts';
import { outcomes } from '../../../store/calls/outcomes.ts';
import { leadStatuses } from '../../../store/leads.ts';
import type { Tx } from '../../../store/tx.ts';
import { type User, users } from '../../../store/users.ts';
import type { Deps } from '../../deps.ts';
import { changeOrDryRun } from '../../dry-run.ts';
import { CallAgents } from './call-agents.ts';
import { storeCalls } from './call-batches.ts';
import { CallCounts } from './call-counts.ts';
import { CallNumbers } from './call-numbers.ts';
import type { CallRules } from './decide-calls.ts';
import { joinRows, type NumberedRow } from './join-rows.ts';
import { rowWindows } from './row-windows.ts';
import { UNKNOWN_SYSTEM } from './stored-calls.ts';

/** A file of calls, and how to take it. */
export interface CallImportInput extends CallColumnOptions {
  /** Name of the file in messages. */
  readonly name: string;
  readonly table: Table;
  readonly mapValue: readonly string[];
  /** The phone system that the ids are from; empty for the one that is detected. */
  readonly system: string;
  /** Whether numbers that nobody has become leads. */
  readonly createsLeads: boolean;
  /** Whether agents who are no users become users. */
  readonly createsUsers: boolean;
  readonly dryRun: boolean;
  /** Whether rows can come for a long time: each is stored as it comes, for itself. */
  readonly isOpenEnded: boolean;
  /** Estimates the number of rows in all. */
  readonly total: (rows: number) => number | undefined;
  /** Takes a rejected row. */
  readonly onRejected: (row: TableRow, error: CrmError) => Promise<void>;
  /** Called before the rows are stored; what it throws keeps them from it. */
  readonly beforeCommit: (rows: number) => Promise<void>;
}

/** The headers of a file of calls: some programs write none. */
export function callHeaders({ format, headers }: Pick<Table, 'format' | 'headers'>): readonly string[] {
  return (format === 'csv' ? missingHeaders(headers) : null) ?? headers;
}

/** What became of a file of calls. */
export interface CallImportResult {
  readonly columns: CallColumns;
  readonly counts: CallCounts;
  /** Source of the ids. */
  readonly system: string;
}

/** Imports the calls of a phone system: all rows, or none, or each as it comes. */
export async function importCalls(deps: Deps, input: CallImportInput): Promise<CallImportResult> {
  const importing = await CallImport.open(deps, input);
  const { name, table, dryRun } = input;
  const change = (work: (tx: Tx) => Promise<void>) => {
    const before = importing.counts.created;
    return changeOrDryRun(deps.store, dryRun, work, () => summaryOf(importing.counts.created - before, name));
  };
  if (input.isOpenEnded && !dryRun) {
    for await (const rows of importing.batches(table.batches)) await change((tx) => importing.take(tx, rows));
    await input.beforeCommit(importing.counts.rows);
    return importing.result();
  }
  await deps.withProgress(`Importing ${name}`, 'nothing was imported', (report) =>
    change(async (tx) => {
      let read = 0;
      const pulse = async (more: number) => {
        read += more;
        await report(read, input.total(read));
      };
      for await (const window of rowWindows(importing.batches(table.batches), pulse))
        await importing.take(tx, window);
      // A signal arrives one turn after events that came with it, such as the end of the pipe.
      await pulse(0);
      await pulse(0);
      if (dryRun) return;
      await input.beforeCommit(importing.counts.rows);
    }),
  );
  return importing.result();
}

function summaryOf(created: number, name: string): string {
  return `imported ${created} ${created === 1 ? 'call' : 'calls'} from ${name}`;
}

/** The import of a file that is open. */
class CallImport {
  readonly counts = new CallCounts();
  readonly #deps: Deps;
  readonly #input: CallImportInput;
  readonly #results: ReadonlyMap<string, CallResult>;
  readonly #agents: CallAgents;
  readonly #numbers: CallNumbers;
  readonly #firstRow: TableRow | null;
  readonly #ownHeaders: readonly string[] | null;
  #columns: CallColumns | null = null;
  #reader: CallReader | null = null;
  #headers = 0;

  private constructor(
    deps: Deps,
    input: CallImportInput,
    known: { results: readonly CallResult[]; users: readonly User[]; phones: PhoneReader },
  ) {
    this.#deps = deps;
    this.#input = input;
    this.#results = new Map(known.results.map((result) => [result.word, result]));
    this.#agents = new CallAgents(known.users, this.counts);
    this.#numbers = new CallNumbers(known.phones);
    const { table, name } = input;
    const headers = callHeaders(table);
    if (headers === table.headers && table.format === 'csv' && looksLikeCall(headers)) {
      throw usage(`the first line of ${name} is a call, not the names of the columns`, {
        code: 'call-in-header',
      });
    }
    this.#ownHeaders = headers === table.headers ? null : headers;
    this.#firstRow = this.#ownHeaders ? { line: 1, cells: [...table.headers] } : null;
  }

  static async open(deps: Deps, input: CallImportInput): Promise<CallImport> {
    const { store } = deps;
    const phones = await deps.phoneReader();
    const importing = new CallImport(deps, input, {
      results: await outcomes(store.db),
      users: await users(store.db),
      phones,
    });
    // An error in the options shows before any row is read.
    if (input.table.headers.length > 0) await importing.#readerOf();
    return importing;
  }

  result(): CallImportResult {
    return { columns: this.#columns as CallColumns, counts: this.counts, system: this.#system };
  }

  get #system(): string {
    return this.#input.system || (this.#columns?.system?.name ?? UNKNOWN_SYSTEM);
  }

  async *batches(batches: AsyncIterable<readonly TableRow[]>): AsyncGenerator<readonly TableRow[]> {
    if (this.#firstRow) yield [this.#firstRow];
    yield* batches;
  }

  /** Imports rows that belong together. */
  async take(tx: Tx, rows: readonly TableRow[]): Promise<void> {
    const reader = await this.#readerOf();
    const { counts } = this;
    counts.rows += rows.length;
    await this.#agents.readIds(tx, this.#system);
    for (const row of rows) if (!this.#problemOf(row)) reader.observe(row);
    const ambiguity = reader.ambiguity;
    if (ambiguity) throw ambiguity(this.#input.name);
    this.#numbers.learnCountry(rows, this.#columns as CallColumns);
    const readings: CallReading[] = [];
    for (const row of rows) {
      const problem = this.#problemOf(row);
      if (problem !== null) {
        await this.#reject(row, usage(problem));
        continue;
      }
      counts.see(row, this.#columns as CallColumns);
      const reading = reader.read(row);
      readings.push(reading);
    }
    await this.#numbers.lookUpIds(tx, this.#system, readings);
    const read: NumberedRow[] = [];
    for (const reading of readings) {
      if (reading.type === 'passed') counts.pass(reading.reason, [reading.row]);
      else if (reading.type === 'rejected') await this.#reject(reading.row, reading.error);
      else {
        if (this.#input.createsUsers) await this.#agents.create(tx, reading.call);
        const numbered = this.#numbered(reading.call);
        if ('sides' in numbered) read.push(numbered);
        else await this.#reject(reading.call.row, numbered.error);
      }
    }
    await this.#store(tx, read);
    counts.unknownWords = reader.unknownWords;
  }

  async #store(tx: Tx, read: readonly NumberedRow[]): Promise<void> {
    const { counts } = this;
    const joined = joinRows(read, tx.userId);
    const calls = joined.flatMap((each) => (each.type === 'call' ? [each.call] : []));
    for (const each of joined) if (each.type === 'passed') counts.pass(each.reason, each.rows);
    const rules: CallRules = {
      statuses: await leadStatuses(tx),
      system: this.#system,
      now: tx.now,
      userId: tx.userId,
    };
    const stored = await storeCalls(tx, calls, rules, {
      env: this.#deps,
      createsLeads: this.#input.createsLeads,
    });
    for (const [at, outcome] of stored.outcomes.entries()) {
      const { rows } = calls[at] as (typeof calls)[number];
      if (outcome.type === 'rejected') for (const row of rows) await this.#reject(row, outcome.error);
      else if (outcome.type === 'unknown') counts.passNumber(outcome.number, rows);
      else counts.count(outcome.type, rows.length);
    }
    counts.add(stored);
  }

  async #reject(row: TableRow, error: CrmError): Promise<void> {
    this.counts.rejected++;
    await this.#input.onRejected(row, error);
  }

  /** Why a row cannot be read. In a file without headers the last cells may be missing. */
  #problemOf({ problem, cells }: TableRow): string | null {
    if (problem === undefined) return null;
    const isRagged = this.#ownHeaders !== null && /cells?, the header has/.test(problem);
    return isRagged && cells.length <= this.#ownHeaders.length ? null : problem;
  }

  /** The reader for the columns so far: objects can bring more. */
  async #readerOf(): Promise<CallReader> {
    const headers = this.#ownHeaders ?? this.#input.table.headers;
    if (this.#reader && headers.length === this.#headers) return this.#reader;
    const { table, name, map, mapValue, dateFormat, preset } = this.#input;
    this.#headers = headers.length;
    const isGrowing = table.format !== 'csv';
    this.#columns = await mapCallColumns(headers, {
      map: isGrowing ? map.filter((each) => hasHeader(headers, each)) : map,
      dateFormat,
      preset,
    });
    this.#reader = new CallReader(this.#columns, {
      mapValue,
      hasResult: (word) => this.#results.has(word),
    });
    if (this.#reader.namesParties) return this.#reader;
    throw usage(`${name} has no column for the number of the other party`, {
      code: 'column-missing',
      field: 'number',
      headers: headers.slice(0, 20),
    });
  }

  #numbered(call: CallRow): NumberedRow | { readonly error: CrmError } {
    const numbered = this.#numbers.sidesOf(call);
    if ('error' in numbered) return numbered;
    const key = callWord(call.result.word);
    const result = this.#results.get(resultKey(call.result.word)) ?? this.#results.get(key);
    if (!result) return { error: usage(`unknown outcome "${call.result.word}"`) };
    return {
      call,
      sides: numbered.sides,
      // A network that fails says nothing of the number.
      result: result.badNumber && !call.result.isBadNumber ? { ...result, badNumber: false } : result,
      userId: this.#agents.userOf(call),
    };
  }
}

function hasHeader(headers: readonly string[], declaration: string): boolean {
  const key = headerKey(declaration.slice(0, declaration.lastIndexOf('=')));
  return headers.some((header) => headerKey(header) === key);
}
