import type { Row, Value } from '../../../../domain/field.ts';
import type { TableRow } from '../../../../formats/table.ts';
import type { MatchableLead, ParsedLead } from '../../../../store/import/fast-path/matchable-lead.ts';
import type { RawRow } from '../../../../store/sql.ts';
import { type PackedTexts, TextPacker, TextReader, textsFrom } from './string-table.ts';

/** A row of a file, and what it says of a lead where that is plain; prepared where that was wanted. */
export interface WorkerRow {
  readonly row: TableRow;
  readonly lead: ParsedLead | MatchableLead | null;
}

/** What there is of a lead. */
const NOTHING = 0;
const SAID = 1;
const PREPARED = 2;

/** Rows as they go from one thread to another. */
export interface PackedRows {
  readonly count: number;
  /** Cells as they stand in the file: wanted only of rows that are not taken at once. */
  readonly cells: PackedTexts;
  /** All other texts. */
  readonly texts: PackedTexts;
  readonly numbers: Int32Array;
  /** Names of values that are all texts, of those of which some are not, and of columns that follow from values. */
  readonly names: Names;
}

interface Names {
  readonly texts: readonly string[];
  /** Their values go as JSON. */
  readonly others: readonly string[];
  readonly derived: readonly string[];
}

export function packRows(rows: readonly WorkerRow[]): PackedRows {
  const names = namesOf(rows.flatMap(({ lead }) => lead ?? []));
  const cells = new TextPacker();
  const texts = new TextPacker();
  const numbers: number[] = [];
  for (const { row, lead } of rows) {
    const prepared = lead && isPrepared(lead) ? lead : null;
    numbers.push(row.line, row.cells.length, prepared ? PREPARED : lead ? SAID : NOTHING);
    for (const cell of row.cells) cells.add(cell ?? '');
    texts.add(row.problem ?? null);
    if (!lead) continue;
    const { values, phones } = lead;
    for (const name of names.texts) texts.add((values[name] ?? null) as string | null);
    for (const name of names.others) texts.add(name in values ? JSON.stringify(values[name]) : null);
    numbers.push(phones.length);
    for (const { e164, typed } of phones) {
      texts.add(e164);
      texts.add(typed);
    }
    if (!prepared) continue;
    const { derived, keys } = prepared;
    for (const name of names.derived) texts.add(derived[name] as string | null);
    numbers.push(keys.length, ...keys);
  }
  return {
    count: rows.length,
    cells: cells.packed(),
    texts: texts.packed(),
    numbers: Int32Array.from(numbers),
    names,
  };
}

function isPrepared(lead: ParsedLead | MatchableLead): lead is MatchableLead {
  return 'keys' in lead;
}

function namesOf(leads: readonly (ParsedLead | MatchableLead)[]): Names {
  const all = new Set<string>();
  const others = new Set<string>();
  for (const { values } of leads) {
    for (const name in values) {
      all.add(name);
      if (typeof values[name] !== 'string') others.add(name);
    }
  }
  return {
    texts: [...all].filter((name) => !others.has(name)),
    others: [...others],
    derived: Object.keys(leads.find(isPrepared)?.derived ?? {}),
  };
}

/** The rows in their order. */
export function unpackRows(packed: PackedRows): WorkerRow[] {
  const texts = new TextReader(packed.texts);
  let at = 0;
  const number = () => packed.numbers[at++] as number;
  let cell = 0;
  return Array.from({ length: packed.count }, () => {
    const [line, size, held] = [number(), number(), number()];
    const row = new RowAhead(packed.cells, cell, size, line, texts.next());
    cell += size;
    if (held !== NOTHING) row.lead = leadOf(packed.names, texts, number, held === PREPARED);
    return row;
  });
}

function leadOf(
  names: Names,
  texts: TextReader,
  number: () => number,
  prepared: boolean,
): ParsedLead | MatchableLead {
  const values: Row = {};
  for (const name of names.texts) {
    const text = texts.next();
    if (text !== null) values[name] = text;
  }
  for (const name of names.others) {
    const text = texts.next();
    if (text !== null) values[name] = JSON.parse(text) as Value;
  }
  const phones = Array.from({ length: number() }, () => ({
    e164: texts.next(),
    typed: texts.next() as string,
  }));
  if (!prepared) return { values, phones };
  const derived: RawRow = {};
  for (const name of names.derived) derived[name] = texts.next();
  const keys = Array.from({ length: number() }, number);
  return { values, derived, phones, keys };
}

/** A row whose cells are put together when somebody asks for them. */
class RowAhead implements WorkerRow {
  readonly #cells: PackedTexts;
  readonly #from: number;
  readonly #size: number;
  readonly #line: number;
  readonly #problem: string | null;
  lead: ParsedLead | MatchableLead | null = null;

  constructor(cells: PackedTexts, from: number, size: number, line: number, problem: string | null) {
    this.#cells = cells;
    this.#from = from;
    this.#size = size;
    this.#line = line;
    this.#problem = problem;
  }

  get row(): TableRow {
    const line = this.#line;
    const cells = textsFrom(this.#cells, this.#from, this.#size);
    return this.#problem === null ? { line, cells } : { line, cells, problem: this.#problem };
  }
}
