import type { Context } from '../../../context.ts';
import { isoTime, toLocalDate } from '../../../domain/dates.ts';
import { conflict, usage } from '../../../domain/errors.ts';
import type { ReviewDeal } from '../../../domain/review.ts';
import { changesText } from '../../../render/review/changes.ts';
import type { Decided, ReviewDesk } from '../../../render/tui/review/desk.ts';
import { answerOn, keepAnswer } from '../../../store/review/answers.ts';
import { reviewCard } from '../../../store/review/cards.ts';
import { dealChanges, dealContacts, dealTasks, dealWords } from '../../../store/review/deal.ts';
import type { Store } from '../../../store/store.ts';
import { type Doing, doingOf } from './deeds.ts';
import type { ReviewSource } from './source.ts';

/** Milliseconds to wait for another writer: the screen stands still meanwhile. */
const PATIENCE = 1000;
/** How much of what was said and changed is shown. */
const WORDS = 6;
const CHANGES = 5;

/** A desk on the database: every answer a change of its own, made at its own time. */
export async function reviewDesk(ctx: Context, source: ReviewSource, now: () => number): Promise<ReviewDesk> {
  const base = await ctx.store();
  const { engine } = base;
  await engine.waitAtMost(PATIENCE);

  const done = async (deal: ReviewDeal, doing: Doing): Promise<Pick<Decided, 'change' | 'decision'>> => {
    const store = base.at(isoTime(now()));
    const refuse = (row: Row) => refuseChanged(store, deal, row);
    if (doing.change === undefined) {
      const [row] = await engine.all('select updated_at, stage_id from opp where id = ?', [deal.card.id]);
      await refuse(row);
      return { change: null, decision: doing.decision };
    }
    const { change } = doing;
    const { id, result } = await store.change(async (tx) => {
      await refuse(await tx.read('opp', deal.card.id));
      return change(tx);
    }, doing.summary);
    if (id === null) throw usage('nothing would be different');
    return { change: id, decision: result };
  };

  return {
    queue: () => source.queue(),
    async deal(id) {
      const reviewer = await source.reviewer();
      const card = await reviewCard(engine, reviewer, id);
      if (!card) return null;
      return {
        card,
        contacts: await dealContacts(engine, id),
        tasks: await dealTasks(engine, id),
        words: await dealWords(engine, id, WORDS),
        changes: await dealChanges(engine, id, card.lookedAt, CHANGES),
        answer: await answerOn(engine, reviewer.userId, id),
      };
    },
    async decide(deal, deed) {
      const { id, name } = deal.card;
      const { change, decision } = await done(deal, await doingOf(ctx, deal.card, deed, now()));
      const { userId } = await source.reviewer();
      const before = await answerOn(engine, userId, id);
      const at = isoTime(now());
      const isToday = before !== null && toLocalDate(before.at) === toLocalDate(at);
      const decisions = [...(isToday ? before.decisions : []), decision];
      await keepAnswer(base.at(at), id, { at, decisions });
      return { id, name, decision, change, before };
    },
    async undo({ id, change, before }) {
      const store = base.at(isoTime(now()));
      if (change !== null) await store.changes.undo(store.act, change);
      await keepAnswer(store, id, before);
    },
    version: () => engine.version(),
    lost: () =>
      engine.isInPlace() ? null : 'the database was deleted or replaced while the review was going on',
  };
}

type Row = { readonly [column: string]: unknown } | undefined;

/** What was answered about is what was shown, or nothing is done. */
async function refuseChanged({ engine }: Store, { card }: ReviewDeal, row: Row): Promise<void> {
  if (!row) throw conflict(`${card.name} is not there any more: somebody has removed it`);
  if (row.updated_at === card.changed && row.stage_id === card.stageId) return;
  // The change may have come in the very millisecond of the one that was seen.
  const since = isoTime(Date.parse(card.changed) - 1);
  const [latest] = await dealChanges(engine, card.id, since, 1);
  const what = latest ? ` by ${latest.who} (${changesText(latest)})` : '';
  throw conflict(`${card.name} was changed meanwhile${what}: nothing was done, look again`);
}
