import type { WayOut } from '../../domain/way-out.ts';
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
  readonly wayOut: WayOut;
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

const RESTORE: WayOut = { type: 'restore' };

/** What sets another value, if something does. */
function wayOut(nouns: Nouns, table: string, row: RawRow, { column }: ValueProblem): WayOut {
  const parent = nouns.names.find((noun) => row[`${noun}_id`] != null);
  const [id, name] = [row.id as number, row.name as string];
  switch (table) {
    case 'email':
    case 'phone':
      return parent
        ? { type: 'edit-field', noun: parent, id: row[`${parent}_id`] as number, field: table }
        : RESTORE;
    case 'cadence':
    case 'user':
      return { type: 'edit-named', noun: table, name };
    case 'segment':
      return { type: 'remove', noun: table, ref: name };
    case 'board_view':
      return { type: 'remove', noun: 'view', ref: name };
    case 'import_map':
      return { type: 'remove', noun: 'map', ref: name };
    case 'saved_report':
      return { type: 'remove', noun: 'report', ref: name };
    case 'score_rule':
      return { type: 'remove', noun: 'score', ref: id };
    case 'compliance_rule':
      return { type: 'remove', noun: 'compliance', ref: id };
    case 'dashboard_tile':
      return { type: 'remove', noun: 'dashboard', ref: id };
    case 'suppression':
      return { type: 'remove', noun: 'dnc', ref: row.e164 as string };
  }
  const definition = nouns.find(table);
  if (!definition) return RESTORE;
  const { noun, fields } = definition;
  if (column === 'custom') return { type: 'edit-custom-field', noun, id };
  const ofAmount = column === 'amount_minor' || (column === 'currency' && noun === 'opp');
  const field = fields.find((known) => known.name === (ofAmount ? 'amount' : column));
  if (field?.access === 'edit') return { type: 'edit-field', noun, id, field: field.name };
  if (field?.access === 'import' && field.name !== 'id')
    return { type: 'import-field', noun, field: field.name };
  return RESTORE;
}
