import { toLocalDate } from '../../domain/dates/calendar.ts';
import { type NextStep, nextStepOf } from '../../domain/next/next-step.ts';
import { WAITING_KINDS, type Waiting, type WaitingKind } from '../../domain/next/waiting.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { circleOf, type Scope } from '../../store/next/circle.ts';
import { closingDeals, deadEndDeals, slippedDeals, stuckDeals } from '../../store/next/deals.ts';
import {
  dueCallbacks,
  unansweredLetters,
  unconvertedLeads,
  untouchedLeads,
} from '../../store/next/people.ts';
import { dueMeetings, dueTasks } from '../../store/next/plans.ts';
import { dueRenewals, unansweredCases } from '../../store/next/service.ts';
import type { Db } from '../../store/sql.ts';
import type { Deps } from '../deps.ts';

const READERS: Readonly<Record<WaitingKind, (db: Db, scope: Scope) => Promise<Waiting[]>>> = {
  callback: dueCallbacks,
  meeting: dueMeetings,
  reply: unansweredLetters,
  case: unansweredCases,
  task: dueTasks,
  slipped: slippedDeals,
  closing: closingDeals,
  stuck: stuckDeals,
  'no-step': deadEndDeals,
  'new-lead': untouchedLeads,
  qualified: unconvertedLeads,
  renewal: dueRenewals,
};

/** What to do now is asked for. */
export interface NextInput {
  /** Whose; null for everybody's. */
  readonly user: string | null;
  /** Only what belongs to this record. */
  readonly about: RecordRef | null;
  /** Only this kind. */
  readonly kind: WaitingKind | null;
  /** At most so many. */
  readonly limit: number;
}

/** The steps, the most urgent first, and the kinds of which there are more. */
export interface NextSteps {
  readonly steps: readonly NextStep[];
  readonly more: readonly WaitingKind[];
}

/** So many steps of one kind are shown beside others, so that none hides the rest. */
const MOST_OF_A_KIND = 3;

/** What to do now, each with its reason and the command that does it. */
export async function nextSteps(deps: Deps, { user, about, kind, limit }: NextInput): Promise<NextSteps> {
  const { db } = deps.store;
  const most = kind === null && about === null ? Math.min(MOST_OF_A_KIND, limit) : limit;
  const scope: Scope = {
    user,
    circle: about && (await circleOf(db, about)),
    limit: most + 1,
    now: deps.store.act.now,
  };
  const today = toLocalDate(scope.now);
  const steps: NextStep[] = [];
  const more: WaitingKind[] = [];
  for (const each of kind === null ? WAITING_KINDS : [kind]) {
    if (steps.length >= limit && kind === null) {
      if ((await READERS[each](db, { ...scope, limit: 1 })).length > 0) more.push(each);
      continue;
    }
    const found = await READERS[each](db, scope);
    const room = Math.min(most, limit - steps.length);
    if (found.length > room) more.push(each);
    steps.push(...found.slice(0, room).map((waiting) => nextStepOf(each, waiting, today)));
  }
  return { steps, more };
}
