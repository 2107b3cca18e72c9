import { toLocalDate } from '../../domain/dates.ts';
import { conflict } from '../../domain/errors.ts';
import type { Stage } from '../../domain/stages.ts';
import type { ColumnValues, RuleFacts, RuleTx } from '../definition.ts';
import { requireWithin } from '../shared/within.ts';

/** A new deal in a stage that closes it was closed on its close date, unless its columns say otherwise. */
export function closeNewOpp(columns: ColumnValues, stage: StageOfDeal, now: string): void {
  if (stage.kind !== 'open') columns.closed_on ??= columns.close_date ?? toLocalDate(now);
}

/** Sets the columns that follow when a deal (`before`) moves to a stage. Throws `conflict` for one of another pipeline. */
export function moveOppColumns(
  before: ColumnValues,
  columns: ColumnValues,
  to: StageOfDeal,
  now: string,
): void {
  if (to.pipelineId !== (columns.pipeline_id ?? before.pipeline_id)) {
    if (columns.pipeline_id !== undefined)
      throw conflict(`the stage "${to.name}" is not in that pipeline`, { code: 'stage-of-other-pipeline' });
    columns.pipeline_id = to.pipelineId;
  }
  if (to.kind === 'open') {
    columns.closed_on = null;
    columns.lost_reason ??= null;
  } else columns.closed_on ??= toLocalDate(now);
  if (to.kind === 'won') columns.lost_reason = null;
}

/** The activity that says on the timelines of a deal, its contact and its account that it moved to another stage. */
export function stageEvent(
  opp: ColumnValues,
  from: StageOfDeal,
  to: StageOfDeal,
  at: string,
  userId: number,
): ColumnValues {
  const reason = to.kind === 'lost' && opp.lost_reason !== null ? `: ${opp.lost_reason}` : '';
  return {
    type: 'event',
    at,
    user_id: userId,
    subject: `${opp.name}: ${from.name} → ${to.name}${reason}`,
    opp_id: opp.id ?? null,
    contact_id: opp.contact_id ?? null,
    account_id: opp.account_id ?? null,
  };
}

/** The row of the stage history that says that a deal came into its stage, with what it was worth then. */
export function stageEntry(oppId: number, opp: ColumnValues, at: string, userId: number): ColumnValues {
  return {
    opp_id: oppId,
    stage_id: opp.stage_id ?? null,
    entered_at: at,
    user_id: userId,
    amount_minor: opp.amount_minor ?? null,
    currency: opp.currency ?? null,
  };
}

export function checkOpp(_: RuleFacts, __: ColumnValues | null, columns: ColumnValues): void {
  requireWithin('probability', columns.probability, 0, 100);
}

/** What a stage says of the deals in it. */
type StageOfDeal = Pick<Stage, 'id' | 'pipelineId' | 'name' | 'kind'>;

export async function closeBeforeInsert(tx: RuleTx, columns: ColumnValues): Promise<void> {
  closeNewOpp(columns, await readStage(tx, columns.stage_id as number), tx.now);
}

export async function enterFirstStage(
  tx: RuleTx,
  id: number,
  columns: ColumnValues,
  { stage_since }: Readonly<Record<string, unknown>>,
): Promise<void> {
  const since = (stage_since ?? columns.created_at ?? tx.now) as string;
  await tx.insert('stage_history', stageEntry(id, columns, since, tx.userId));
}

/** Writes a move to another stage to the stage history and the timelines. */
export async function moveBeforeUpdate(
  tx: RuleTx,
  before: ColumnValues,
  columns: ColumnValues,
  { stage_since }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (columns.stage_id === undefined || columns.stage_id === before.stage_id) return;
  const from = await readStage(tx, before.stage_id as number);
  const to = await readStage(tx, columns.stage_id as number);
  moveOppColumns(before, columns, to, tx.now);
  const since = (stage_since ?? tx.now) as string;
  const after = { ...before, ...columns };
  await tx.insert('stage_history', stageEntry(before.id as number, after, since, tx.userId));
  await tx.insert('activity', stageEvent(after, from, to, since, tx.userId));
}

async function readStage(tx: RuleTx, id: number): Promise<StageOfDeal> {
  const { pipeline_id, name, kind } = (await tx.read('stage', id)) as ColumnValues;
  return { id, pipelineId: pipeline_id as number, name: name as string, kind: kind as Stage['kind'] };
}
