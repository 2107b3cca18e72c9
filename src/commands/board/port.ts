import { listSavedViews } from '../../app/board/saved-views.ts';
import { followChanges } from '../../app/history/news.ts';
import { findByNumbers } from '../../app/records/find.ts';
import { findReview, readDeal } from '../../app/review/review.ts';
import { listUsers } from '../../app/team/users.ts';
import type { BoardSource } from '../../domain/board.ts';
import { toLocalDate } from '../../domain/dates.ts';
import { CrmError, isCrmError } from '../../domain/errors.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { PLAIN } from '../../render/color.ts';
import { renderRecord } from '../../render/record.ts';
import type { BoardPort } from '../../render/tui/board/port.ts';
import { viewRecords } from '../record/show.ts';
import { reversalOf } from '../reversal.ts';
import type { ScreenContext } from '../screen-context.ts';
import { actOnDeals } from './act.ts';
import { boardChoices } from './choices.ts';
import { editInEditor } from './editor.ts';
import { runOnTerminal } from './shell.ts';

/** What the board on a terminal works with: keys call use cases, `:` runs a command line. */
export async function boardPort({ ctx, now, deps }: ScreenContext, source: BoardSource): Promise<BoardPort> {
  const { engine } = await ctx.store();
  const news = await followChanges(await deps());

  /** Runs work of this board, whose changes are no news; errors have the hints of the command line. */
  const asOwn = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await news.asOwn(work);
    } catch (error) {
      throw isCrmError(error) ? new CrmError(error.kind, error.message, ctx.hintsOf(error), error) : error;
    }
  };

  return {
    ...source,
    lockLimitMs: ctx.lockWait.limitMs,
    async owners() {
      const names = (await listUsers(await deps())).map(({ name }) => name);
      return [...(names.includes(ctx.user) ? [ctx.user] : []), ...names.filter((name) => name !== ctx.user)];
    },
    savedViews: async () => listSavedViews(await deps()),
    act: (deals, action) => asOwn(async () => actOnDeals(ctx, await deps(), deals, action)),
    nextReversal: async (direction) => reversalOf(await deps(), news.own(), direction),
    async show(id, columns) {
      const all = await deps();
      const [view] = await viewRecords(all, OPP, await findByNumbers(all, 'opp', [id]), 'table');
      if (!view) return { deal: null, lines: [`opp ${id} does not exist any more`] };
      const viewpoint = { today: toLocalDate(now()), currency: ctx.config.get('currency') };
      const text = await renderRecord(view, viewpoint, columns, PLAIN);
      const review = await findReview(all, undefined, { where: undefined, order: 'close' });
      return { deal: await readDeal(all, review, id), lines: text.trimEnd().split('\n') };
    },
    choices: async (list) => boardChoices(await deps(), list),
    shell: (line) => asOwn(() => runOnTerminal(ctx, line)),
    edit: (id) => editInEditor(ctx, id),
    async news() {
      return (await news.next()).map(
        ({ user, kind, summary, command }) =>
          `${user}: ${kind === 'do' ? '' : `${kind} `}${summary || command}`,
      );
    },
    isAway: () => engine.isRenamed(),
    lost: async () =>
      engine.isInPlace() || engine.isRenamed()
        ? null
        : 'the database was deleted or replaced while the board was open',
  };
}
