import type { BoardSource } from '../../domain/board.ts';
import { toLocalDate } from '../../domain/dates.ts';
import { CrmError, isCrmError } from '../../domain/errors.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { makePaint } from '../../render/color.ts';
import { recordText } from '../../render/record.ts';
import type { BoardPort } from '../../render/tui/board/port.ts';
import { changesAfter, latestChangeId } from '../../store/history.ts';
import { readTitles } from '../../store/titles.ts';
import { users } from '../../store/users.ts';
import { viewRecords } from '../record/show.ts';
import type { ScreenContext } from '../screen-context.ts';
import { actOnDeals } from './act.ts';
import { editInEditor } from './editor.ts';
import { runOnTerminal } from './shell.ts';

/** What the board on a terminal works with: keys call use cases, `:` runs a command line. */
export async function boardPort({ ctx, now, deps }: ScreenContext, source: BoardSource): Promise<BoardPort> {
  const { db, engine } = await ctx.store();
  const own = new Set<number>();
  let known = await latestChangeId(db);

  /** Runs work of this board: what it changes is no news. */
  const asOwn = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = await latestChangeId(db);
    try {
      return await work();
    } catch (error) {
      throw isCrmError(error) ? new CrmError(error.kind, error.message, ctx.hintsOf(error), error) : error;
    } finally {
      for (const { id, user } of await changesAfter(db, before)) if (user === ctx.user) own.add(id);
    }
  };

  return {
    ...source,
    lockLimitMs: ctx.lockWait.limitMs,
    async owners() {
      const names = (await users(db)).map(({ name }) => name);
      return [...(names.includes(ctx.user) ? [ctx.user] : []), ...names.filter((name) => name !== ctx.user)];
    },
    act: (deals, action) => asOwn(async () => actOnDeals(ctx, await deps(), deals, action)),
    async show(id, columns) {
      const all = await deps();
      const [view] = await viewRecords(all, OPP, await readTitles(db, 'opp', [id]), 'table');
      if (!view) return [`opp ${id} does not exist any more`];
      const viewpoint = { today: toLocalDate(now()), currency: ctx.config.get('currency') };
      const text = await recordText(view, viewpoint, columns, await makePaint(false));
      return text.trimEnd().split('\n');
    },
    shell: (line) => asOwn(() => runOnTerminal(ctx, line)),
    edit: (id) => editInEditor(ctx, id),
    async news() {
      const changes = await changesAfter(db, known);
      known = changes.at(-1)?.id ?? known;
      return changes
        .filter(({ id }) => !own.delete(id))
        .map(
          ({ user, kind, summary, command }) =>
            `${user}: ${kind === 'do' ? '' : `${kind} `}${summary || command}`,
        );
    },
    lost: async () =>
      engine.isInPlace() ? null : 'the database was deleted or replaced while the board was open',
  };
}
