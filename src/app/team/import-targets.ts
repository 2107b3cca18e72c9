import { toLocalDate } from '../../domain/dates/calendar.ts';
import { type CrmError, isCrmError, usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { oneOf } from '../../domain/one-of.ts';
import { readTargetPeriod, readWanted, TARGET_MEASURES } from '../../domain/target.ts';
import { mapHeaders } from '../../formats/mapping.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { setTarget, targets } from '../../store/targets.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { ownerOf } from './targets.ts';

const field = (name: string, help: string, synonyms: readonly string[]): Field => ({
  name,
  type: 'text',
  label: name.charAt(0).toUpperCase() + name.slice(1),
  access: 'edit',
  help,
  synonyms: [...synonyms],
});

/** What a file of targets says of each. */
const TARGET_FIELDS: readonly Field[] = [
  field('target', 'what is to be reached', ['amount', 'quota', 'goal', 'value', 'wanted']),
  field('period', 'a month, a quarter or a year', ['month', 'quarter', 'year', 'time']),
  field('owner', 'the user or team', [
    'user',
    'team',
    'rep',
    'person',
    'name',
    'who',
    'seller',
    'salesperson',
    'assignee',
    'assigned to',
    'member',
  ]),
  field('measure', 'what it counts', ['kind', 'type', 'metric']),
  field('currency', 'the currency of an amount without one', ['currency code']),
];

/** What lists of targets show besides; it follows from the others. */
const COMPUTED_COLUMNS = ['id', 'reached', 'percent'];

/** A file of targets, and how to take it. */
export interface TargetImportInput {
  /** Name of the file in messages. */
  readonly name: string;
  readonly table: Table;
  readonly map: readonly string[];
  readonly dryRun: boolean;
  /** Takes a rejected row. */
  readonly onRejected: (row: TableRow, error: CrmError) => Promise<void>;
  /** Called before the targets are stored; what it throws keeps them from it. */
  readonly beforeCommit: (rows: number) => Promise<void>;
}

/** How many rows of a file of targets there were of each kind. */
export interface TargetCounts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Headers of columns that say nothing of a target. */
  leftOver: readonly string[];
}

/** Sets the targets of a file in one change, each in place of that of the same owner, period and measure. */
export async function importTargets(deps: Deps, input: TargetImportInput): Promise<TargetCounts> {
  const { cellOf, leftOver } = columnsOf(input);
  const counts: TargetCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, leftOver };
  await changeOrDryRun(
    deps.store,
    input.dryRun,
    async (tx) => {
      const known = new Map((await targets(tx)).map((target) => [target.id, target]));
      for await (const batch of input.table.batches)
        for (const row of batch) {
          counts.rows++;
          try {
            const stored = await take(tx, deps, row, cellOf);
            const before = known.get(stored.id);
            const isSame = before?.wanted === stored.wanted && before.currency === stored.currency;
            counts[before === undefined ? 'created' : isSame ? 'unchanged' : 'updated']++;
            known.set(stored.id, stored);
          } catch (error) {
            if (!isCrmError(error)) throw error;
            counts.rejected++;
            await input.onRejected(row, error);
          }
        }
      if (!input.dryRun) await input.beforeCommit(counts.rows);
    },
    () => `imported ${counts.created + counts.updated} targets from ${input.name}`,
  );
  return counts;
}

type CellOf = (row: TableRow, name: string) => string | undefined;

function columnsOf({ name, table, map }: TargetImportInput): { cellOf: CellOf; leftOver: string[] } {
  const { feeds, leftOver } = mapHeaders(table.headers, TARGET_FIELDS, { map });
  const indexes = (of: string) => feeds.find((feed) => feed.field.name === of)?.indexes ?? [];
  for (const needed of ['target', 'period'])
    if (indexes(needed).length === 0)
      throw usage(`${name} has no column for the ${needed}`, {
        code: 'column-missing',
        field: needed,
        headers: table.headers,
      });
  return {
    cellOf: ({ cells }, of) =>
      indexes(of)
        .map((index) => cells[index]?.trim())
        .find((text) => text !== undefined && text !== ''),
    leftOver: leftOver.filter((header) => !COMPUTED_COLUMNS.includes(header.toLowerCase())),
  };
}

async function take(tx: Tx, deps: Deps, row: TableRow, cellOf: CellOf) {
  if (row.problem !== undefined) throw usage(row.problem);
  const [wanted, when] = [cellOf(row, 'target'), cellOf(row, 'period')];
  if (wanted === undefined) throw usage('the target is missing');
  if (when === undefined) throw usage('the period is missing');
  const measure = oneOf(
    'unknown measure',
    cellOf(row, 'measure')?.toLowerCase() ?? 'amount',
    TARGET_MEASURES,
  );
  const period = readTargetPeriod(when, toLocalDate(deps.clock.now()), deps.calendar);
  const currency = cellOf(row, 'currency')?.toUpperCase() ?? deps.currency;
  return setTarget(tx, {
    period,
    measure,
    ...readWanted(wanted, measure, currency),
    ...(await ownerOf(tx, cellOf(row, 'owner'))),
  });
}
