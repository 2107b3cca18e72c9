import { listSavedViews } from '../../app/board/saved-views.ts';
import { readSurroundings } from '../../app/board/surroundings.ts';
import { followChanges } from '../../app/history/news.ts';
import { findReview, readDeal } from '../../app/review/review.ts';
import { changeOwnTarget } from '../../app/team/targets.ts';
import { listUsers } from '../../app/team/users.ts';
import type { BoardSource } from '../../domain/board.ts';
import { changeText } from '../../domain/change-text.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { CrmError, isCrmError } from '../../domain/errors.ts';
import { decimalText } from '../../domain/money.ts';
import { type MonthTargets, targetOfMonth } from '../../domain/target.ts';
import type { BoardPort } from '../../render/tui/board/port.ts';
import { commandLineOf } from '../command-line.ts';
import { dial, openMail, openWebsite } from '../reach.ts';
import { reversalOf } from '../reversal.ts';
import { databaseWatch, type ScreenContext } from '../screen-context.ts';
import { remindersOf } from '../screen-reminders.ts';
import { actOnDeals } from './act.ts';
import { boardChoices } from './choices.ts';
import { dealFields } from './deal-fields.ts';
import { editInEditor } from './editor.ts';

/** The monthly targets of a board. */
interface BoardTargets {
  targets(): Promise<MonthTargets>;
  /** Sets that of months without one of their own as it was typed, or takes it away. */
  setUsual(text: string): Promise<void>;
}

/** What the board on a terminal works with: keys call use cases, `:` runs a command line. */
export async function boardPort(
  { ctx, deps }: ScreenContext,
  source: BoardSource,
  { targets, setUsual }: BoardTargets,
): Promise<BoardPort> {
  const store = await ctx.store();
  const news = await followChanges(await deps());
  const commandLine = commandLineOf(ctx, 'board');

  /** Runs work of this board, whose changes are no news; errors have the hints of the command line. */
  const asOwn = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await news.asOwn(work);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw new CrmError(error.kind, error.message, await ctx.hintsOf(error), error);
    }
  };

  return {
    ...source,
    ...remindersOf({ ctx, deps }),
    ...databaseWatch(store, () => news.restart()),
    lockLimitMs: ctx.lockWait.limitMs,
    async owners() {
      const names = (await listUsers(await deps())).map(({ name }) => name);
      return [...(names.includes(ctx.user) ? [ctx.user] : []), ...names.filter((name) => name !== ctx.user)];
    },
    savedViews: async () => listSavedViews(await deps()),
    act: (deals, action) => asOwn(async () => actOnDeals(ctx, await deps(), deals, action)),
    async setTarget(text) {
      const month = toLocalDate((await deps()).clock.now()).slice(0, 7);
      await asOwn(async () => {
        // A setting would not be seen behind a stored target.
        if (month in (await targets()).months) await changeOwnTarget(await deps(), month, text);
        else await setUsual(text);
      });
      const target = targetOfMonth(await targets(), month);
      return target === null
        ? 'there is no monthly target any more'
        : `the monthly target is ${decimalText(target)} ${target.currency}`;
    },
    nextReversal: async (direction) => reversalOf(await deps(), news.own(), direction),
    async show(id, columns) {
      const all = await deps();
      const lines = await dealFields(all, id, columns);
      if (!lines) return { deal: null, lines: [`opp ${id} does not exist any more`] };
      const review = await findReview(all, undefined, { where: undefined, order: 'close' });
      return { deal: await readDeal(all, review, id), lines };
    },
    surroundings: async (ref) => readSurroundings(await deps(), ref),
    async reach({ type, value, shown }, onLateFailure) {
      switch (type) {
        case 'phone':
          await asOwn(() => dial(ctx, value, onLateFailure));
          return `dialling ${shown}`;
        case 'email':
          await asOwn(() => openMail(ctx, { to: value, subject: '', body: '' }, onLateFailure));
          return `opened a mail to ${shown}`;
        case 'website':
          await asOwn(() => openWebsite(ctx, value, onLateFailure));
          return `opened ${shown}`;
      }
    },
    choices: async (list) => boardChoices(await deps(), list),
    shell: (line) => asOwn(() => commandLine.shell(line)),
    complete: (line) => commandLine.complete(line),
    async edit(id) {
      store.engine.requireInPlace();
      return editInEditor(ctx, id);
    },
    async news() {
      return (await news.next()).map(
        (change) => `${change.user}: ${change.kind === 'do' ? '' : `${change.kind} `}${changeText(change)}`,
      );
    },
  };
}
