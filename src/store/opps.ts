import type { OppState } from '../domain/stages.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import { pipelines } from './stages.ts';

/** The state of an existing opportunity. */
export async function getOppState(db: Db, id: number): Promise<OppState> {
  const row = (await sql<RowOf<'opp'>>`select * from opp where id = ${id}`.first(db)) as RowOf<'opp'>;
  const stages = (await pipelines(db)).find((pipeline) => pipeline.id === row.pipeline_id)?.stages ?? [];
  const stage = stages.find((candidate) => candidate.id === row.stage_id);
  if (!stage) throw new Error(`opp ${id} is in no stage of its pipeline`);
  return { id: row.id, name: row.name, stage, stages, closedOn: row.closed_on };
}

/** The stages that an opportunity entered, the latest first. */
export function stageEntries(
  db: Db,
  id: number,
): Promise<Pick<RowOf<'stage_history'>, 'stage_id' | 'entered_at'>[]> {
  return sql<Pick<RowOf<'stage_history'>, 'stage_id' | 'entered_at'>>`
    select stage_id, entered_at from stage_history where opp_id = ${id} order by id desc`.all(db);
}
