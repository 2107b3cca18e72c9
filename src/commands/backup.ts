import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Context } from '../context.ts';
import { toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { mindSignal, takeTurn } from '../io/interrupts.ts';
import { noDatabase } from '../store/sqlite/errors.ts';
import { command } from './command.ts';

export default command({
  summary: 'copy the database into a file',
  description:
    'Copies the whole database into a new file that only you can read, while others go on working. Without a ' +
    'name it goes beside the database, with the time in its name. Going back is a copy too: name it with --db.',
  examples: ['backup', 'backup crm-before-import.db'],
  anyUser: true,
  configure: (c) => c.argument('[file]', 'the new file; one that exists is not overwritten'),
  async run({ args: [file] }, ctx) {
    const { db } = ctx.settings;
    if (!existsSync(db)) throw noDatabase(db);
    const store = await ctx.store();
    const path = resolve(ctx.io.cwd, file ?? usualName(ctx));
    // From here on a signal waits until the copy is whole, and then removed.
    mindSignal(ctx.io.signal);
    await store.engine.backup(path);
    await takeTurn();
    if (ctx.io.signal.aborted) rmSync(path, { force: true });
    mindSignal(ctx.io.signal, 'nothing is left of it');
    ctx.noteStored(`backed up to ${path}`, [path]);
    ctx.print.made(`Backed up to ${path}`, [path]);
  },
});

/** `crm.db` becomes `crm-2026-03-12-1430.db` beside it. */
function usualName(ctx: Context): string {
  const { db } = ctx.settings;
  const now = ctx.clock.now();
  const extension = extname(db);
  const time = `${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}`;
  return join(dirname(db), `${basename(db, extension)}-${time}${extension}`);
}
