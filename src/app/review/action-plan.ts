import { isoTime, readDate, readMoment, rejectPast } from '../../domain/dates.ts';
import { decimalText, type Money, parseMoney } from '../../domain/money.ts';
import type { Decision, ReviewAction, ReviewCard } from '../../domain/review.ts';
import { logActivity } from '../../store/activities/activity.ts';
import { inheritRelations } from '../../store/inherit-relations.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord, updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { closeOpp, moveOpp, type OppStep, stepOpp } from '../opps/stage-changes.ts';
import { theirTime } from '../their-time.ts';

/** A parsed answer. */
interface ActionPlan {
  readonly change: (tx: Tx) => Promise<Decision>;
  /** For the history. */
  readonly summary: (done: Decision) => string;
}

/** Parses an answer about a deal. Throws `usage` for invalid text. */
export async function planAction(deps: Deps, card: ReviewCard, action: ReviewAction): Promise<ActionPlan> {
  const { id, name } = card;
  const summary = ({ kind, text }: Decision) =>
    `opp ${id}  ${name}: ${text === '' ? kind : `${kind}: ${text}`}`;
  const moved = (step: OppStep | null): Decision => ({
    kind: 'moved',
    text: step ? `${step.from.name} → ${step.to.name}` : card.stage,
  });
  switch (action.type) {
    case 'keep':
      return { summary, change: async () => ({ kind: 'kept', text: '' }) };
    case 'step':
      return { summary, change: async (tx) => moved(await stepOpp(tx, id, action.direction, deps)) };
    case 'move':
      return { summary, change: async (tx) => moved(await moveOpp(tx, id, action.stage, deps)) };
    case 'win':
    case 'lose': {
      const kind = action.type === 'win' ? 'won' : 'lost';
      const reason = action.type === 'lose' ? { lost_reason: action.reason } : {};
      return {
        summary,
        async change(tx) {
          await closeOpp(tx, id, { kind, on: null, values: reason }, deps);
          return { kind, text: reason.lost_reason ?? '' };
        },
      };
    }
    case 'task':
      return { summary, change: await taskOf(deps, id, action) };
    case 'amount': {
      const amount = parseMoney(action.text, card.amount?.currency ?? deps.currency);
      const text = `${moneyText(card.amount)} → ${moneyText(amount)}`;
      return { summary, change: edits(deps, id, { amount }, { kind: 'amount', text }) };
    }
    case 'close': {
      const close_date = readDate(action.text, deps.clock.now(), deps.timeSettings);
      const text = `${card.closes ?? 'none'} → ${close_date}`;
      return { summary, change: edits(deps, id, { close_date }, { kind: 'close date', text }) };
    }
    case 'note':
      return {
        summary: () => `logged a note on opp ${id}  ${name}`,
        change: noteOf(deps, card, action.text),
      };
  }
}

function edits(deps: Deps, id: number, values: Parameters<typeof updateRecord>[3], decision: Decision) {
  return async (tx: Tx): Promise<Decision> => {
    await updateRecord(tx, 'opp', id, values, deps);
    return decision;
  };
}

async function taskOf(
  deps: Deps,
  id: number,
  { subject, due }: Extract<ReviewAction, { type: 'task' }>,
): Promise<(tx: Tx) => Promise<Decision>> {
  const now = deps.clock.now();
  const time = await theirTime(deps, [{ noun: 'opp', id }]);
  const moment = readMoment(due, now, { ...time.settings, isAhead: true });
  rejectPast(moment, due, now);
  const due_at = moment.at === null ? null : isoTime(moment.at);
  return async (tx) => {
    const values = { subject, due_date: moment.date, due_at, owner_id: tx.userId, opp_id: id };
    await insertRecord(tx, 'task', await inheritRelations(tx, 'task', values), deps);
    return { kind: 'next step', text: `${subject}, ${time.show(due_at ?? moment.date)}` };
  };
}

function noteOf(deps: Deps, { id, name }: ReviewCard, body: string): (tx: Tx) => Promise<Decision> {
  return async (tx) => {
    const party = { noun: 'opp', id, title: name } as const;
    const quiet = { direction: null, duration: null, outcome: null, subject: null, next: null };
    await logActivity(tx, { ...quiet, type: 'note', with: party, at: tx.now, body }, null, deps);
    return { kind: 'note', text: body };
  };
}

function moneyText(amount: Money | null): string {
  return amount === null ? 'none' : `${decimalText(amount)} ${amount.currency}`;
}
