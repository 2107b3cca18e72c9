import { createReadStream, existsSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Context } from '../context.ts';
import { toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { usage } from '../domain/errors.ts';
import { throwIfAborted, yieldToEvents } from '../io/interrupts.ts';
import { writeOutput } from '../io/output-file.ts';
import type { FileTarget, StreamTarget } from '../io/outputs.ts';
import { removeLeftovers, temporaryPath } from '../io/temporary-files.ts';
import type { Engine } from '../store/engine.ts';
import { noDatabase } from '../store/sqlite/errors.ts';
import { command } from './command.ts';
import { outputsOf } from './outputs.ts';

/** What a backup that a signal ended says. */
const OUTCOME = 'nothing is left of it';

export default command({
  summary: 'copy the database into a file',
  description:
    'Copies the whole database into a new file that only you can read, while others go on working. The file appears ' +
    'once it is complete and checked. Without a name it goes beside the database, with the time in its name. Going ' +
    'back is a copy too: name it with --db.',
  examples: ['backup', 'backup crm-before-import.db'],
  anyUser: true,
  anyConfig: true,
  configure: (c) => c.argument('[file]', 'the new file; --force replaces another, such as an older backup'),
  async run({ args: [file] }, ctx) {
    const { db, namedDb } = ctx.settings;
    if (ctx.config.isUnreadable && namedDb === undefined)
      throw usage(
        'which database to back up is not known: the config file cannot be read',
        'Name it: crm backup --db <file>',
      );
    if (!existsSync(db)) throw noDatabase(db);
    const { engine } = await ctx.store();
    const path = resolve(ctx.io.cwd, file ?? usualName(ctx));
    const target = (await outputsOf(ctx)).target(file ?? path, { mayReplaceDatabase: true });
    // From here on a signal waits until the copy is whole, and then removed.
    throwIfAborted(ctx.io.signal);
    if (target.kind === 'file') await backUpInto(ctx, engine, target);
    else await streamBackup(ctx, engine, target);
    ctx.noteStored(`backed up to ${path}`, [path]);
    return { type: 'changed', sentence: `Backed up to ${path}`, references: [path] };
  },
});

/** Makes the copy under a temporary name and gives it its own once it is whole. */
async function backUpInto(ctx: Context, engine: Engine, target: FileTarget): Promise<void> {
  removeLeftovers(target.folder);
  try {
    await engine.backup(target.temporary, target.shown);
    await mayGoOn(ctx);
    target.publish();
  } finally {
    rmSync(target.temporary, { force: true });
  }
}

/** Makes the copy beside the database, and writes it into a pipe or device. */
async function streamBackup(ctx: Context, engine: Engine, target: StreamTarget): Promise<void> {
  const folder = dirname(ctx.settings.db);
  removeLeftovers(folder);
  const copy = temporaryPath(folder);
  try {
    await writeOutput(target, ctx.io.signal, async (out) => {
      await engine.backup(copy, target.shown);
      await mayGoOn(ctx);
      for await (const piece of createReadStream(copy)) await out.writeBytes(piece as Uint8Array);
    });
  } finally {
    rmSync(copy, { force: true });
  }
}

/** Copying lets no signal in: it is heard of afterwards. */
async function mayGoOn(ctx: Context): Promise<void> {
  await yieldToEvents();
  throwIfAborted(ctx.io.signal, OUTCOME);
}

/** `crm.db` becomes `crm-2026-03-12-1430.db` beside it. */
function usualName(ctx: Context): string {
  const { db } = ctx.settings;
  const now = ctx.clock.now();
  const extension = extname(db);
  const time = `${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}`;
  return join(dirname(db), `${basename(db, extension)}-${time}${extension}`);
}
