import { LEAD } from '../../nouns/lead/definition.ts';
import { columnOf } from '../filter-sql.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import { withScore } from './score-field.ts';

/** SQL of the score of leads: the typed one, else that of the rules. */
export async function scoreColumn(db: Db): Promise<Sql<number | null>> {
  const field = (await withScore(db, LEAD.fields, [])).find(({ name }) => name === 'score');
  return field
    ? sql<number | null>`${columnOf(field, 'lead', LEAD.columns()).value}`
    : sql<number | null>`lead.score`;
}
