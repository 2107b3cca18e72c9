import { toLocalDate } from '../../domain/dates/calendar.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { getOppState } from '../../store/opps.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { inCurrencyOfRecord } from '../records/typed-amounts.ts';
import { closeOpp, moveOpp, type OppStep, reopenOpp, stepOpp } from './stage-changes.ts';

/** An opportunity to move. */
interface OppTarget {
  readonly id: number;
  /** Moves only if it is still in this stage: another user may have moved it since it was shown. */
  readonly expectedStageId?: number;
}

/** Opportunities to change together, all or none. */
export interface OppsInput {
  readonly opps: readonly OppTarget[];
}

/** The result of a step. */
export interface OppStepsResult {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  readonly steps: readonly OppStep[];
  /** Opportunities that had nothing to change. */
  readonly unchanged: readonly number[];
}

/** Moves opportunities to their next open stage. Throws `refused` in the last one. */
export function advanceOpps(deps: Deps, { opps }: OppsInput): Promise<OppStepsResult> {
  return stepOpps(deps, opps, (tx, id) => stepOpp(tx, id, 1, deps));
}

/** Moves opportunities to the previous stage. Throws `refused` in the first one. */
export function retreatOpps(deps: Deps, { opps }: OppsInput): Promise<OppStepsResult> {
  return stepOpps(deps, opps, (tx, id) => stepOpp(tx, id, -1, deps));
}

/** Moves opportunities to an open stage of their pipeline, by name. */
export function moveOpps(
  deps: Deps,
  { opps, stage }: OppsInput & { readonly stage: string },
): Promise<OppStepsResult> {
  return stepOpps(deps, opps, (tx, id) => moveOpp(tx, id, stage, deps));
}

/** Reopens closed opportunities in the named stage, or their last open one. */
export function reopenOpps(
  deps: Deps,
  { opps, stage }: OppsInput & { readonly stage?: string | undefined },
): Promise<OppStepsResult> {
  return stepOpps(deps, opps, (tx, id) => reopenOpp(tx, id, stage, deps));
}

/** Opportunities to win. */
export interface WinInput extends OppsInput {
  /** `YYYY-MM-DD`; default: today. */
  readonly on?: string | undefined;
  /** The final amount as typed, without a currency in that of the deal; for one opportunity only. */
  readonly amount?: string | undefined;
}

/** Closes opportunities as won. An account that was a prospect becomes a customer. */
export async function winOpps(deps: Deps, { opps, on, amount }: WinInput): Promise<OppStepsResult> {
  if (opps.length > 1 && amount !== undefined)
    throw usage('an amount can be set for only one opportunity at a time', 'Win the others separately.');
  const closing = { kind: 'won', on: closingDay(deps, on) } as const;
  const paid = amount === undefined ? undefined : parseMoney(amount, deps.currency);
  return stepOpps(deps, opps, async (tx, id) => {
    const values =
      paid && amount
        ? await inCurrencyOfRecord(tx, OPP, (await tx.read('opp', id)) ?? null, { amount: paid }, { amount })
        : {};
    return closeOpp(tx, id, { ...closing, values }, deps);
  });
}

/** Opportunities to lose. */
export interface LoseInput extends OppsInput {
  /** `YYYY-MM-DD`; default: today. */
  readonly on?: string | undefined;
  readonly reason: string;
}

/** Closes opportunities as lost. Throws `usage` without a reason. */
export async function loseOpps(deps: Deps, { opps, on, reason }: LoseInput): Promise<OppStepsResult> {
  if (reason.trim() === '')
    throw usage('losing an opportunity needs a reason', { code: 'reason-missing', step: 'lose-opp' });
  const closing = {
    kind: 'lost',
    on: closingDay(deps, on),
    values: { lost_reason: reason.trim() },
  } as const;
  return stepOpps(deps, opps, (tx, id) => closeOpp(tx, id, closing, deps));
}

/** Changes all opportunities or none. */
async function stepOpps(
  deps: Deps,
  opps: readonly OppTarget[],
  take: (tx: Tx, id: number) => Promise<OppStep | null>,
): Promise<OppStepsResult> {
  if (opps.length === 0) return { changeId: null, steps: [], unchanged: [] };
  const { id, result } = await deps.store.change(async (tx) => {
    const steps: OppStep[] = [];
    await forEachRecord(deps, tx, opps, async (opp) => {
      await rejectMoved(tx, opp);
      const step = await take(tx, opp.id);
      if (step) steps.push(step);
    });
    return steps;
  }, summaryOf);
  const moved = new Set(result.map((step) => step.opp.id));
  const unchanged = opps.map((opp) => opp.id).filter((opp) => !moved.has(opp));
  return { changeId: id, steps: result, unchanged };
}

function summaryOf(steps: readonly OppStep[]): string {
  const [only] = steps;
  return only && steps.length === 1 ? `opp ${describeStep(only)}` : `moved ${steps.length} opportunities`;
}

/** `7  Acme renewal: proposal → negotiation (75 %)`; a closed one has no chance. */
export function describeStep({ opp, from, to, probability }: OppStep): string {
  const chance = to.kind === 'open' ? ` (${probability} %)` : '';
  return `${opp.id}  ${opp.name}: ${from.name} → ${to.name}${chance}`;
}

async function rejectMoved(tx: Tx, { id, expectedStageId }: OppTarget): Promise<void> {
  if (expectedStageId === undefined) return;
  if (!(await tx.read('opp', id))) throw conflict(`opp ${id} does not exist any more: somebody removed it`);
  const { name, stage } = await getOppState(tx, id);
  if (stage.id !== expectedStageId)
    throw conflict(
      `${name} was moved to ${stage.name} in the meantime and stays there; press again to move it on`,
    );
}

/** The closing day; null for today. Throws `usage` for a future day. */
function closingDay({ clock }: Deps, day: string | undefined): string | null {
  if (day === undefined) return null;
  if (day > toLocalDate(clock.now())) throw usage(`the closing day is in the future: ${day}`);
  return day;
}
