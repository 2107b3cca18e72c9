import { basename, dirname, extname, join, resolve } from 'node:path';
import { copyFiles, countFiles, moveFiles, removeOtherFiles } from '../app/archive/files.ts';
import type { Deps } from '../app/deps.ts';
import type { Context } from '../context.ts';
import { toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { missingDatabase, usage } from '../domain/errors.ts';
import { fileKind } from '../io/files.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import { writeCopy } from '../io/output-copy.ts';
import { command } from './command.ts';
import { outputsOf } from './outputs.ts';

/** Reported when a signal ends a backup. */
const OUTCOME = 'no backup was kept';

export default command({
  summary: 'copy the database to a file',
  description:
    'Copies the whole database into a new file that only you can read, while others go on working. The file appears ' +
    'when it is complete and checked. The files of records, such as attachments, are copied to a folder beside it, ' +
    '`<file>-files`. The default name is that of the database with the time added, in the same folder. ' +
    'To use a backup, name it with --db.',
  examples: ['backup', 'backup crm-before-import.db'],
  anyUser: true,
  anyConfig: true,
  configure: (c) =>
    c.argument('[file]', 'the new file; --force replaces an existing one, such as an older backup'),
  async run({ args: [file] }, ctx) {
    const { db, namedDb } = ctx.settings;
    if (ctx.config.isUnreadable && namedDb === undefined)
      throw usage(
        'cannot tell which database to back up: the config file cannot be read',
        'Name it: crm backup --db <file>',
      );
    if (fileKind(db) === null) throw missingDatabase(db);
    const deps = await ctx.deps();
    const { engine } = deps.store;
    const path = resolve(ctx.io.cwd, file ?? usualName(ctx));
    const target = (await outputsOf(ctx)).target(file ?? path, { mayReplaceDatabase: true });
    const { signal } = ctx.io;
    // From here on a signal waits until the copy is complete, and then removes it.
    throwIfAborted(signal);
    let unsound: readonly string[] = [];
    const options = {
      scratchFolder: dirname(db),
      signal,
      outcome: OUTCOME,
      // The files are there before the copy that refers to them.
      beforePublish: (copy: string) => target.type === 'file' && moveFiles(copy, target.path),
    };
    await writeCopy(target, options, async (copy) => {
      await engine.backup(copy, target.shown);
      if (target.type !== 'file') return;
      unsound = await deps.withProgress('Copying files', OUTCOME, (report) =>
        copyFiles(deps, copy, target.path, report),
      );
    });
    if (target.type === 'file') await removeOtherFiles(deps, target.path);
    else await noteLeftOut(ctx, deps);
    for (const file of unsound)
      await ctx.print.warn(`not in the backup, as it is missing or altered: ${file}`);
    ctx.noteStored(`backed up to ${path}`, [path]);
    return { type: 'changed', sentence: `Backed up to ${path}`, references: [path] };
  },
});

/** Files have no place beside a pipe. */
async function noteLeftOut(ctx: Context, deps: Deps): Promise<void> {
  const { count } = await countFiles(deps);
  if (count > 0)
    ctx.print.note(
      `without the ${count === 1 ? 'file' : `${count} files`} of records: name a file, so that there is a place beside it`,
    );
}

/** `crm.db` becomes `crm-2026-03-12-1430.db` beside it. */
function usualName(ctx: Context): string {
  const { db } = ctx.settings;
  const now = ctx.clock.now();
  const extension = extname(db);
  const time = `${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}`;
  return join(dirname(db), `${basename(db, extension)}-${time}${extension}`);
}
