import type { PassReason } from '../../../formats/calls/call-row.ts';
import type { CallColumns } from '../../../formats/calls/columns.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { isSecret } from '../../../formats/secrets.ts';
import type { CallsResult } from './call-batches.ts';
import type { PerhapsSame } from './stored-calls.ts';

/** Things that are named in a summary, the first of them. */
const MAX_NAMED = 10;
/** Values shown of each column. */
const VALUES_PER_COLUMN = 3;
const ROWS_INSPECTED = 500;

/** How many rows there were of a kind, and the first of their lines. */
interface LinesOf {
  count: number;
  readonly line: number;
}

/** What became of the rows of a file of calls. Each is counted once. */
export class CallCounts {
  rows = 0;
  created = 0;
  changed = 0;
  unchanged = 0;
  /** Further rows of a call. */
  repeated = 0;
  rejected = 0;
  /** Leads made of callers whom nobody knew. */
  leads = 0;
  /** Rows that are no call with somebody outside. */
  readonly passed = new Map<PassReason, LinesOf>();
  /** Numbers that nobody has. */
  readonly unknownNumbers = new Map<string, LinesOf>();
  readonly perhapsSame: PerhapsSame[] = [];
  readonly badNumbers: string[] = [];
  readonly blocked: string[] = [];
  /** Names of agents who became users. */
  readonly createdUsers: string[] = [];
  /** Names of agents who are no users here, with their rows. */
  readonly missingUsers = new Map<string, number>();
  unknownWords: ReadonlyMap<string, number> = new Map();
  /** The first values of each column, by its index. */
  readonly samples = new Map<number, Set<string>>();
  #inspected = 0;
  readonly #unused = new Set<number>();
  /** Columns without a field that were blank so far. */
  #unseen: readonly { readonly index: number }[] | null = null;

  /** Rows that are no call with somebody whom we know. */
  get notImported(): number {
    const sum = (each: Iterable<LinesOf>) => [...each].reduce((all, { count }) => all + count, 0);
    return sum(this.passed.values()) + sum(this.unknownNumbers.values());
  }

  pass(reason: PassReason, rows: readonly TableRow[]): void {
    addLines(this.passed, reason, rows);
  }

  passNumber(number: string, rows: readonly TableRow[]): void {
    addLines(this.unknownNumbers, number, rows);
  }

  /** Counts a call that is there now, with the number of its rows. */
  count(outcome: 'created' | 'changed' | 'unchanged', rows: number): void {
    this[outcome]++;
    this.repeated += rows - 1;
  }

  add({ leads, perhapsSame, badNumbers, blocked }: CallsResult): void {
    this.leads += leads;
    this.perhapsSame.push(...perhapsSame);
    this.badNumbers.push(...badNumbers);
    this.blocked.push(...blocked);
  }

  missUser(name: string): void {
    this.missingUsers.set(name, (this.missingUsers.get(name) ?? 0) + 1);
  }

  /** Notes which columns hold values, and the first of them. */
  see({ cells }: TableRow, { mapping }: CallColumns): void {
    if (this.#inspected++ < ROWS_INSPECTED) {
      for (const { index, header, fields } of mapping.columns) {
        const text = cells[index]?.trim();
        if (!text) continue;
        if (fields.length === 0) this.#unused.add(index);
        const seen = this.samples.get(index) ?? new Set<string>();
        this.samples.set(index, seen);
        if (seen.size < VALUES_PER_COLUMN) seen.add(isSecret(header) ? '••••••' : text);
      }
      return;
    }
    if (this.#inspected % ROWS_INSPECTED === 0 || !this.#unseen)
      this.#unseen = mapping.columns.filter(
        ({ index, fields }) => fields.length === 0 && !this.#unused.has(index),
      );
    for (const { index } of this.#unseen) if (cells[index]?.trim()) this.#unused.add(index);
  }

  /** Headers of columns with values that went nowhere. */
  unusedHeaders({ mapping }: CallColumns): string[] {
    return mapping.columns
      .filter(({ index, how }) => how !== 'dropped' && this.#unused.has(index))
      .map(({ header }) => header);
  }
}

function addLines<K>(map: Map<K, LinesOf>, key: K, rows: readonly TableRow[]): void {
  const known = map.get(key);
  if (known) known.count += rows.length;
  else map.set(key, { count: rows.length, line: Math.min(...rows.map(({ line }) => line)) });
}

/** The first of many things, and how many more there are. */
export function firstOf<T>(all: Iterable<T>): { readonly first: readonly T[]; readonly more: number } {
  const list = [...all];
  return { first: list.slice(0, MAX_NAMED), more: Math.max(0, list.length - MAX_NAMED) };
}
