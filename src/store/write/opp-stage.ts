import { toLocalDate } from '../../domain/dates.ts';
import { conflict } from '../../domain/errors.ts';
import type { Stage } from '../../domain/stages.ts';
import type { RawRow } from '../engine.ts';

/** A new deal in a stage that closes it was closed on its close date, unless its columns say otherwise. */
export function closeNewOpp(columns: RawRow, stage: Stage, now: string): void {
  if (stage.kind !== 'open') columns.closed_on ??= columns.close_date ?? toLocalDate(now);
}

/** Sets the columns that follow when a deal (`before`) moves to a stage. Throws `conflict` for one of another pipeline. */
export function moveOppColumns(before: RawRow, columns: RawRow, to: Stage, now: string): void {
  if (to.pipelineId !== (columns.pipeline_id ?? before.pipeline_id)) {
    if (columns.pipeline_id !== undefined)
      throw conflict(`the stage "${to.name}" is not in that pipeline`, 'See the stages: crm pipeline list');
    columns.pipeline_id = to.pipelineId;
  }
  if (to.kind === 'open') {
    columns.closed_on = null;
    columns.lost_reason ??= null;
  } else columns.closed_on ??= toLocalDate(now);
  if (to.kind === 'won') columns.lost_reason = null;
}

/** The activity that says on the timelines of a deal, its contact and its account that it moved to another stage. */
export function stageEvent(opp: RawRow, from: Stage, to: Stage, at: string, userId: number): RawRow {
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
export function stageEntry(oppId: number, opp: RawRow, at: string, userId: number): RawRow {
  return {
    opp_id: oppId,
    stage_id: opp.stage_id ?? null,
    entered_at: at,
    user_id: userId,
    amount_minor: opp.amount_minor ?? null,
    currency: opp.currency ?? null,
  };
}
