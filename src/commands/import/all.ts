import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { isFolder, openFolder, openLines } from '../../formats/archive/open.ts';
import { throwIfAborted, yieldToEvents } from '../../io/interrupts.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { type Archive, requireEmpty, restore } from '../../store/archive/restore.ts';
import { openDatabase } from '../../store/sqlite/open.ts';
import { newFile } from '../../store/sqlite/replace.ts';
import { Store } from '../../store/store.ts';
import { command } from '../command.ts';
import { openSource } from '../record/import/source.ts';

/** Rows between two looks at signals and the progress line. */
const BATCH = 256;

export default command({
  summary: 'take in what `crm export all` wrote, into an empty database',
  description:
    'Takes a file of JSON lines or a folder of CSV files that `crm export all` wrote into an empty database, with the ' +
    'numbers the records had: exported again it is the same. All of it is taken, or nothing; it is one change, and ' +
    '`crm undo` takes it back. What a new database begins with (the pipeline, call results and cadence) gives way.',
  examples: [
    'export all | crm --db new.db import all -',
    'export all -f csv-folder -o everything && crm --db new.db import all everything',
  ],
  createsDatabase: true,
  configure: (c) => c.argument('<path>', 'the file or folder; - reads lines of JSON from stdin'),
  async run({ args: [path] }, ctx) {
    const saved = await open(ctx, path);
    const { db } = ctx.settings;
    if (existsSync(db)) await takeIn(ctx, saved, await ctx.store());
    else await takeIntoNew(ctx, saved, db, `import all ${path}`);
    ctx.print.note(`Took in ${saved.name}: ${contents(ctx.nouns, saved)}`);
  },
});

async function takeIn(ctx: Context, saved: Archive, store: Store): Promise<void> {
  await store.change(
    async (tx) => {
      await requireEmpty(store.engine, ctx.settings.db);
      await counting(ctx, saved, (taken) => restore(tx, store.engine, saved, taken));
    },
    () => `took in everything from ${saved.name}`,
  );
}

/** Makes the database of what is taken in: without that there is none. */
async function takeIntoNew(ctx: Context, saved: Archive, path: string, line: string): Promise<void> {
  const now = isoTime(ctx.clock.now());
  await newFile(path, async (beside) => {
    const engine = await openDatabase({ path: beside, ...ctx.schema, now, lockWait: ctx.lockWait });
    const store = new Store(engine, { user: ctx.user, now, command: line });
    try {
      await takeIn(ctx, saved, store);
    } finally {
      await store.close();
    }
  });
  ctx.noteStored(`took in everything from ${saved.name}`, [path]);
  ctx.print.note(`Created a new database: ${path}`);
}

async function open(ctx: Context, path: string): Promise<Archive> {
  const place = resolve(ctx.io.cwd, path);
  if (path !== '-' && isFolder(place)) return openFolder(place);
  const { name, bytes } = openSource(ctx, path);
  return openLines(bytes, name);
}

/** `300 leads, 1 account` and so on. */
function contents(nouns: Nouns, { manifest }: Archive): string {
  const held = [...nouns].flatMap(({ noun, plural }) => {
    const count = manifest.rows[noun] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? noun : plural}`];
  });
  return held.join(', ') || 'no records';
}

async function counting(
  ctx: Context,
  { name, manifest }: Archive,
  work: (taken: () => Promise<void> | undefined) => Promise<void>,
): Promise<void> {
  const total = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  const progress = ctx.print.progress(`Importing ${name}`);
  let count = 0;
  const pause = async () => {
    progress.update(count, total);
    throwIfAborted(ctx.io.signal, 'nothing was taken in');
  };
  try {
    await pause();
    await work(() => (++count % BATCH === 0 ? pause() : undefined));
    // Making the search index lets no signal in.
    await yieldToEvents();
    await pause();
  } finally {
    progress.end();
  }
}
