import { resolve } from 'node:path';
import { restoreArchive, restoreIntoNew } from '../../app/archive/restore.ts';
import type { Context } from '../../context.ts';
import { openFolder, openLines } from '../../formats/archive/open.ts';
import { fileKind } from '../../io/files.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Archive } from '../../store/archive/restore.ts';
import { command } from '../command.ts';
import { openOther } from '../deps.ts';
import { openSource } from '../record/import/source.ts';

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
    const archive = await openArchive(ctx, path);
    const { db } = ctx.settings;
    const notes = [`Took in ${archive.name}: ${contents(ctx.nouns, archive)}`];
    if (fileKind(db) !== null) await restoreArchive(await ctx.deps(), archive, db);
    else {
      await restoreIntoNew(archive, db, (beside) => openOther(ctx, beside, `import all ${path}`));
      ctx.noteStored(`took in everything from ${archive.name}`, [db]);
      notes.unshift(`Created a new database: ${db}`);
    }
    return { type: 'none', notes };
  },
});

async function openArchive(ctx: Context, path: string): Promise<Archive> {
  const place = resolve(ctx.io.cwd, path);
  if (path !== '-' && fileKind(place) === 'folder') return openFolder(place);
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
