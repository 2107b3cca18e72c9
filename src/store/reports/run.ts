import type { Engine, RawRow } from '../engine.ts';
import type { Sql } from '../sql.ts';

/** All rows of a query. */
export function run(engine: Engine, query: Sql<unknown>): Promise<RawRow[]> {
  return engine.all(query.text, query.params);
}
