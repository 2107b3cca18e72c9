import { tagTable } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Engine } from '../engine.ts';
import { type RawRow, sql } from '../sql.ts';
import { FIXED_RULES } from './column-rules.ts';
import { RowChecker, type ValueProblem, wholeProblems } from './row-checker.ts';

/** A stored value that no command accepts. */
export interface StoredProblem {
  /** `lead 5, created_at`; blank for a problem of the whole. */
  readonly place: string;
  readonly text: string;
  /** How to solve it. */
  readonly wayOut: string;
}

/** Order matters: records have values of custom fields. */
const checkedTables = (nouns: Nouns): ReadonlySet<string> =>
  new Set(['noun', 'field', ...nouns.names, ...[...nouns].map(tagTable), ...Object.keys(FIXED_RULES)]);

/** All stored values that no command would store, in one pass over the database. */
export async function* storedProblems(engine: Engine, now: number): AsyncGenerator<StoredProblem> {
  const checker = new RowChecker(engine, now);
  for (const table of checkedTables(engine.nouns)) {
    for await (const row of engine.iterate(sql<RawRow>`select * from ${sql.ref(table)}`)) {
      const problem = checker.problemOf(table, row);
      if (problem === null) continue;
      const named = row.id === undefined ? table : `${table} ${row.id}`;
      yield {
        place: `${named}, ${problem.column}`,
        text: problem.text,
        wayOut: wayOut(engine.nouns, table, row, problem),
      };
    }
  }
  for (const { text, wayOut = RESTORE } of await wholeProblems(engine)) yield { place: '', text, wayOut };
}

const RESTORE = 'restore a backup, or correct it with the sqlite3 program';

/** Options with a name other than their column's. */
const OPTIONS: Readonly<Record<string, string>> = {
  close_date: 'close',
  due_date: 'due',
  due_at: 'due',
  next_attempt_at: 'next-attempt',
};

/** The command that sets another value, if there is one. */
function wayOut(nouns: Nouns, table: string, row: RawRow, { column }: ValueProblem): string {
  const parent = nouns.names.find((noun) => row[`${noun}_id`] != null);
  switch (table) {
    case 'email':
    case 'phone':
      return `crm ${parent} edit ${row[`${parent}_id`]} --${table} …`;
    case 'cadence':
      return `crm cadence edit ${JSON.stringify(row.name)} …`;
    case 'segment':
      return `crm segment rm ${JSON.stringify(row.name)}`;
    case 'board_view':
      return `crm view rm ${JSON.stringify(row.name)}`;
    case 'import_map':
      return `crm map rm ${JSON.stringify(row.name)}`;
    case 'saved_report':
      return `crm report rm ${JSON.stringify(row.name)}`;
    case 'score_rule':
      return `crm score rm ${row.id}`;
    case 'compliance_rule':
      return `crm compliance rm ${row.id}`;
    case 'dashboard_tile':
      return `crm dashboard rm ${row.id}`;
    case 'suppression':
      return `crm dnc rm ${JSON.stringify(row.e164)}`;
    case 'user':
      return `crm user edit ${JSON.stringify(row.name)} …`;
  }
  const definition = nouns.find(table);
  if (!definition) return RESTORE;
  const { noun, fields } = definition;
  if (column === 'custom') return `crm ${noun} edit ${row.id} --set <field>=…`;
  const name = column === 'amount_minor' || (column === 'currency' && noun === 'opp') ? 'amount' : column;
  const field = fields.find((known) => known.name === name);
  if (field?.access === 'edit') return `crm ${noun} edit ${row.id} --${OPTIONS[name] ?? name} …`;
  if (field?.access === 'import' && name !== 'id')
    return `import the columns id and ${name} with the right value: crm ${noun} import <file>`;
  return RESTORE;
}
