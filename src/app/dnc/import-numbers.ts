import { type CrmError, usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { isPhoneLike } from '../../domain/phone-like.ts';
import { preferCommonCountry } from '../../domain/phones/common-country.ts';
import type { PhoneReader } from '../../domain/phones/reader.ts';
import { mapHeaders } from '../../formats/mapping.ts';
import { peek } from '../../formats/peek.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { blockNumbers } from '../../store/calls/do-not-call.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';

/** What a file of numbers says of each. */
const DNC_FIELDS: readonly Field[] = [
  {
    name: 'number',
    type: 'phone',
    label: 'Number',
    access: 'edit',
    help: 'the number, in any format',
    synonyms: [
      'phone',
      'phone number',
      'telephone',
      'telephone number',
      'mobile',
      'cell',
      'msisdn',
      'e164',
      'tel',
    ],
  },
  {
    name: 'reason',
    type: 'text',
    label: 'Reason',
    access: 'edit',
    help: 'why',
    synonyms: ['note', 'comment'],
  },
  {
    name: 'country',
    type: 'text',
    label: 'Country',
    access: 'edit',
    help: 'the country of a number without a calling code',
    synonyms: ['country code', 'country name', 'country/region'],
  },
];

/** Rows whose numbers tell the country of those without a calling code. */
const ROWS_INSPECTED = 10_000;

/** A file of numbers, and how to take it. */
export interface NumberImportInput {
  /** Name of the file in messages, and the source of its numbers. */
  readonly name: string;
  readonly table: Table;
  readonly map: readonly string[];
  /** The reason for rows without one. */
  readonly reason: string | null;
  readonly dryRun: boolean;
  /** Estimates the number of rows in all. */
  readonly total: (rows: number) => number | undefined;
  /** Takes a rejected row. */
  readonly onRejected: (row: TableRow, error: CrmError) => Promise<void>;
  /** Called before the numbers are stored; what it throws keeps them from it. */
  readonly beforeCommit: (rows: number) => Promise<void>;
}

/** How many rows of a file of numbers there were of each kind. */
export interface NumberCounts {
  rows: number;
  created: number;
  /** Numbers that were on the list. */
  unchanged: number;
  /** Further rows of a number. */
  repeated: number;
  rejected: number;
}

/** Adds the numbers of a file to the do-not-call list, all or none. */
export async function importNumbers(deps: Deps, input: NumberImportInput): Promise<NumberCounts> {
  const counts: NumberCounts = { rows: 0, created: 0, unchanged: 0, repeated: 0, rejected: 0 };
  const { name, dryRun, total } = input;
  const columns = columnsOf(input);
  const home = await deps.phoneReader();
  await deps.withProgress(`Importing ${name}`, 'nothing was imported', (report) =>
    changeOrDryRun(
      deps.store,
      dryRun,
      async (tx) => {
        const seen = new Set<string>();
        const { head, all } = await peek(
          rowsOf(input.table, columns.isBare),
          ROWS_INSPECTED,
          (rows) => rows.length,
        );
        const texts = head.flat().map((row) => textIn(row, columns.number) ?? '');
        const { reader } = preferCommonCountry(home, texts);
        for await (const batch of all) {
          await take(tx, batch, { input, columns, reader, counts, seen });
          await report(counts.rows, total(counts.rows));
        }
        // A signal arrives one turn after events that came with it, such as the end of the pipe.
        for (let turn = 0; turn < 2; turn++) await report(counts.rows, total(counts.rows));
        if (!dryRun) await input.beforeCommit(counts.rows);
      },
      () => `imported ${counts.created} ${counts.created === 1 ? 'number' : 'numbers'} from ${name}`,
    ),
  );
  return counts;
}

/** Which cells hold what. */
interface NumberColumns {
  /** Whether the file is a list of numbers without a header. */
  readonly isBare: boolean;
  readonly number: readonly number[];
  readonly reason: readonly number[];
  readonly country: readonly number[];
}

function columnsOf({ name, table, map }: NumberImportInput): NumberColumns {
  const isBare = isPhoneLike(table.headers[0] ?? '');
  const { feeds } = mapHeaders(isBare ? ['number'] : table.headers, DNC_FIELDS, { map });
  const of = (field: string) => feeds.find((feed) => feed.field.name === field)?.indexes ?? [];
  if (of('number').length > 0)
    return { isBare, number: of('number'), reason: of('reason'), country: of('country') };
  throw usage(`${name} has no column for number`, {
    code: 'column-missing',
    field: 'number',
    headers: table.headers,
  });
}

/** In a file without headers, the first line is a row. */
async function* rowsOf({ headers, batches }: Table, isBare: boolean): AsyncGenerator<readonly TableRow[]> {
  if (isBare) yield [{ line: 1, cells: [...headers] }];
  yield* batches;
}

async function take(
  tx: Tx,
  rows: readonly TableRow[],
  to: {
    readonly input: NumberImportInput;
    readonly columns: NumberColumns;
    readonly reader: PhoneReader;
    readonly counts: NumberCounts;
    readonly seen: Set<string>;
  },
): Promise<void> {
  const { input, columns, reader, counts, seen } = to;
  const reject = async (row: TableRow, error: CrmError) => {
    counts.rejected++;
    await input.onRejected(row, error);
  };
  const numbers: { e164: string; reason: string | null; source: string }[] = [];
  for (const row of rows) {
    counts.rows++;
    const text = textIn(row, columns.number);
    const read = text === null ? [] : reader.readAll(text, textIn(row, columns.country));
    const unread = read.find(({ e164 }) => e164 === null);
    if (row.problem !== undefined) await reject(row, usage(row.problem));
    else if (text === null) await reject(row, usage('the number is missing'));
    else if (unread || read.length === 0) await reject(row, unreadableNumber(unread?.typed ?? text));
    else {
      const fresh = read.flatMap(({ e164 }) => (e164 === null || seen.has(e164) ? [] : [e164]));
      if (fresh.length === 0) counts.repeated++;
      const reason = textIn(row, columns.reason) ?? input.reason;
      for (const e164 of fresh) {
        seen.add(e164);
        numbers.push({ e164, reason, source: input.name });
      }
    }
  }
  const added = await blockNumbers(tx, numbers);
  counts.created += added;
  counts.unchanged += numbers.length - added;
}

function textIn({ cells }: TableRow, indexes: readonly number[]): string | null {
  for (const index of indexes) {
    const text = cells[index]?.trim();
    if (text) return text;
  }
  return null;
}

function unreadableNumber(text: string): CrmError {
  return usage(`cannot read "${text}" as a phone number`, 'Give its country code, such as +44 20 7946 1001.');
}
