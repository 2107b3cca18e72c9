import { closeOpp, moveOpp, type OppStep, stepOpp } from '../../../app/opps/stage-changes.ts';
import type { Context } from '../../../context.ts';
import { formatDay } from '../../../domain/dates/format-day.ts';
import { isoTime, readDate, readMoment, rejectPast } from '../../../domain/dates.ts';
import { type Money, parseMoney } from '../../../domain/money.ts';
import type { Decision, ReviewCard } from '../../../domain/review.ts';
import type { ReviewAction } from '../../../render/tui/review/port.ts';
import { plainText } from '../../../render/values.ts';
import { logActivity } from '../../../store/activities/activity.ts';
import { inheritRelations } from '../../../store/inherit-relations.ts';
import type { Tx } from '../../../store/tx.ts';
import { insertRecord, updateRecord } from '../../../store/write/record.ts';

/** An answer that has been read. */
interface ReviewPlan {
  readonly change: (tx: Tx) => Promise<Decision>;
  /** For the history. */
  readonly summary: (done: Decision) => string;
}

/** Reads an answer about a deal. Throws `usage` for a text that cannot be read. */
export async function planReviewAction(
  ctx: Context,
  card: ReviewCard,
  action: ReviewAction,
  now: number,
): Promise<ReviewPlan> {
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
      return { summary, change: async (tx) => moved(await stepOpp(tx, id, action.direction, ctx)) };
    case 'move':
      return { summary, change: async (tx) => moved(await moveOpp(tx, id, action.stage, ctx)) };
    case 'win':
    case 'lose': {
      const kind = action.type === 'win' ? 'won' : 'lost';
      const reason = action.type === 'lose' ? { lost_reason: action.reason } : {};
      return {
        summary,
        async change(tx) {
          await closeOpp(tx, id, { kind, on: null, values: reason }, ctx);
          return { kind, text: reason.lost_reason ?? '' };
        },
      };
    }
    case 'task':
      return { summary, change: await taskOf(ctx, id, action, now) };
    case 'amount': {
      const amount = parseMoney(action.text, card.amount?.currency ?? ctx.config.get('currency'));
      const text = `${moneyText(card.amount)} → ${moneyText(amount)}`;
      return { summary, change: edits(ctx, id, { amount }, { kind: 'amount', text }) };
    }
    case 'close': {
      const close_date = readDate(action.text, now, ctx.timeSettings);
      const text = `${card.closes ?? 'none'} → ${close_date}`;
      return { summary, change: edits(ctx, id, { close_date }, { kind: 'close date', text }) };
    }
    case 'note':
      return { summary: () => `logged a note on opp ${id}  ${name}`, change: noteOf(ctx, card, action.text) };
  }
}

function edits(ctx: Context, id: number, values: Parameters<typeof updateRecord>[3], decision: Decision) {
  return async (tx: Tx): Promise<Decision> => {
    await updateRecord(tx, 'opp', id, values, ctx);
    return decision;
  };
}

async function taskOf(
  ctx: Context,
  id: number,
  { subject, due }: Extract<ReviewAction, { type: 'task' }>,
  now: number,
): Promise<(tx: Tx) => Promise<Decision>> {
  const moment = readMoment(due, now, ctx.timeSettings);
  rejectPast(moment, due, now);
  const due_at = moment.at === null ? null : isoTime(moment.at);
  return async (tx) => {
    const values = { subject, due_date: moment.date, due_at, owner_id: tx.userId, opp_id: id };
    await insertRecord(tx, 'task', await inheritRelations(tx, 'task', values), ctx);
    return { kind: 'next step', text: `${subject}, ${formatDay(due_at ?? moment.date)}` };
  };
}

function noteOf(ctx: Context, { id, name }: ReviewCard, body: string): (tx: Tx) => Promise<Decision> {
  return async (tx) => {
    const party = { noun: 'opp', id, title: name } as const;
    const quiet = { direction: null, duration: null, outcome: null, subject: null, next: null };
    await logActivity(tx, { ...quiet, type: 'note', with: party, at: tx.now, body }, null, ctx);
    return { kind: 'note', text: body };
  };
}

function moneyText(amount: Money | null): string {
  return amount === null ? 'none' : `${plainText(amount)} ${amount.currency}`;
}
