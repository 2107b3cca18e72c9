import type { RawBuilder } from 'kysely';
import type { Bound, Engine, RawRow } from '../engine.ts';

/** All rows of a query. */
export function run(engine: Engine, query: RawBuilder<unknown>): Promise<RawRow[]> {
  const { sql, parameters } = query.compile(engine.db);
  return engine.all(sql, parameters as Bound[]);
}
