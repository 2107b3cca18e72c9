import { momentOf } from '../../domain/dates/calendar.ts';
import { toLocalDate } from '../../domain/dates.ts';
import type { Value } from '../../domain/field.ts';
import {
  adjacentStage,
  type OppState,
  openStage,
  rejectClosed,
  type Stage,
  stageOfKind,
  stageToReopen,
} from '../../domain/stages.ts';
import { requireSumOfLines } from '../../nouns/opp/rules.ts';
import { makeBuyersCustomers, type NewCustomer } from '../../store/customers.ts';
import { getOppState, stageEntries } from '../../store/opps.ts';
import type { Db } from '../../store/sql.ts';
import { pipelines, stageNamed } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Values, WriteEnv } from '../../store/write/values.ts';

/** The stage change of an opportunity, with its new chance of winning in percent. */
export interface OppStep {
  readonly opp: OppState;
  readonly from: Stage;
  readonly to: Stage;
  readonly probability: number;
  /** The account that became a customer. */
  readonly customer: NewCustomer | null;
}

/** Moves an opportunity to the next or previous open stage. Throws `refused` if there is none. */
export async function stepOpp(tx: Tx, id: number, step: 1 | -1, env: WriteEnv): Promise<OppStep> {
  const opp = await getOppState(tx, id);
  return enterStage(tx, opp, adjacentStage(opp, step), {}, env);
}

/**
 * Moves an opportunity to an open stage of its pipeline; null if it is already there. Throws like `stageNamed`, and
 * `refused`.
 */
export async function moveOpp(tx: Tx, id: number, stageName: string, env: WriteEnv): Promise<OppStep | null> {
  const opp = await getOppState(tx, id);
  const to = openStage(opp, await stageIn(tx, opp, stageName));
  return to.id === opp.stage.id ? null : enterStage(tx, opp, to, {}, env);
}

/** How an opportunity is closed. */
export interface Closing {
  readonly kind: 'won' | 'lost';
  /** `YYYY-MM-DD`, today or before; null for today. */
  readonly on: string | null;
  /** Values set with it: amount, reason. */
  readonly values: Values;
}

/**
 * Closes an open opportunity. A prospect becomes a customer, named in `customer`. Null if it was already closed like
 * this and nothing changes. Throws `refused` if it was closed in another way.
 */
export async function closeOpp(
  tx: Tx,
  id: number,
  { kind, on, values }: Closing,
  env: WriteEnv,
): Promise<OppStep | null> {
  const opp = await getOppState(tx, id);
  if (opp.stage.kind === kind && on === null && Object.keys(values).length === 0) return null;
  rejectClosed(opp);
  if (values.amount !== undefined)
    requireSumOfLines((await tx.read('opp', id)) ?? {}, values.amount as Value);
  const to = stageOfKind(opp.stages, kind);
  const day = on ?? toLocalDate(tx.now);
  const since = await enteredAt(tx, id, day);
  // The manual chance of an open deal says nothing about a closed one.
  const closed = { ...values, closed_on: day, stage_since: since, probability: null, forecast: null };
  const step = await enterStage(tx, opp, to, closed, env);
  return { ...step, customer: kind === 'won' ? await makeBuyersCustomers(tx, 'opp', id, env) : null };
}

/** Reopens a closed opportunity in the named stage, or its last open one. Null if it is open. */
export async function reopenOpp(
  tx: Tx,
  id: number,
  stageName: string | undefined,
  env: WriteEnv,
): Promise<OppStep | null> {
  const opp = await getOppState(tx, id);
  if (opp.stage.kind === 'open') return null;
  const to =
    stageName === undefined
      ? ((await lastOpenStage(tx, opp)) ?? stageOfKind(opp.stages, 'open'))
      : stageToReopen(opp, await stageIn(tx, opp, stageName));
  return enterStage(tx, opp, to, { closed_on: null, lost_reason: null }, env);
}

async function stageIn(db: Db, opp: OppState, name: string): Promise<Stage> {
  const pipeline = (await pipelines(db)).find((candidate) => candidate.id === opp.stage.pipelineId);
  if (!pipeline) throw new Error(`opp ${opp.id} is in no pipeline`);
  return stageNamed(db, pipeline, name);
}

async function enterStage(tx: Tx, opp: OppState, to: Stage, values: Values, env: WriteEnv): Promise<OppStep> {
  await updateRecord(tx, 'opp', opp.id, { ...values, stage_id: to.id }, env);
  const after = await tx.read('opp', opp.id);
  return {
    opp,
    from: opp.stage,
    to,
    probability: (after?.probability as number | null) ?? to.probability,
    customer: null,
  };
}

/**
 * When it entered its closing stage: now, or noon of an earlier day, but never before it entered the stage before.
 */
async function enteredAt(tx: Tx, oppId: number, on: string): Promise<string> {
  if (on === toLocalDate(tx.now)) return tx.now;
  const noon = new Date(momentOf(on, 12, 0)).toISOString();
  const [last] = await stageEntries(tx, oppId);
  return last && last.entered_at > noon ? last.entered_at : noon;
}

async function lastOpenStage(tx: Tx, opp: OppState): Promise<Stage | undefined> {
  const entries = await stageEntries(tx, opp.id);
  const open = (id: number) => opp.stages.find((stage) => stage.id === id && stage.kind === 'open');
  return entries.map((entry) => open(entry.stage_id)).find((stage) => stage !== undefined);
}
