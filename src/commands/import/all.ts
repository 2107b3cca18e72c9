import { resolve } from 'node:path';
import { prepareArchive, restoreArchive, restoreIntoNew } from '../../app/archive/restore.ts';
import type { Context } from '../../context.ts';
import type { Archive } from '../../domain/archive.ts';
import { isoTime } from '../../domain/dates.ts';
import { openFolder, openLines } from '../../formats/archive/open.ts';
import { fileKind } from '../../io/files.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { command } from '../command.ts';
import { openOther } from '../deps.ts';
import { openSource } from '../input-file.ts';

export default command({
  summary: 'import the output of `crm export all` into an empty database',
  description:
    'Imports a file of JSON lines or a folder of CSV files written by `crm export all` into an empty database. Records ' +
    'keep their numbers, and another export gives the same data. The import is all-or-nothing and one change: ' +
    '`crm undo` undoes it. It replaces the default pipeline, call results and cadence of a new database.',
  examples: [
    'export all | crm --db new.db import all -',
    'export all -f csv-folder -o everything && crm --db new.db import all everything',
  ],
  createsDatabase: true,
  configure: (c) => c.argument('<path>', 'the file or folder; - reads JSON lines from stdin'),
  async run({ args: [path] }, ctx) {
    const archive = await prepareArchive(await openArchive(ctx, path), ctx.schema, isoTime(ctx.clock.now()));
    const { db } = ctx.settings;
    const imported = (nouns: Nouns) =>
      `Imported ${archive.name}: ${contents(nouns, archive)}${withoutFiles(archive)}`;
    if (fileKind(db) !== null)
      return { type: 'none', notes: [imported(await restoreArchive(await ctx.deps(), archive, db))] };
    const nouns = await restoreIntoNew(archive, db, (beside) => openOther(ctx, beside, `import all ${path}`));
    ctx.noteStored(`took in everything from ${archive.name}`, [db]);
    return { type: 'none', notes: [`Created a new database: ${db}`, imported(nouns)] };
  },
});

async function openArchive(ctx: Context, path: string): Promise<Archive> {
  const place = resolve(ctx.io.cwd, path);
  if (path !== '-' && fileKind(place) === 'folder') return openFolder(place);
  const { name, bytes } = openSource(ctx, path);
  return openLines(bytes, name);
}

/** What an archive lacks that was written without its files. */
function withoutFiles({ manifest: { rows, files = 0 } }: Archive): string {
  const count = (rows.stored_file ?? 0) - files;
  if (count <= 0) return '';
  return `, without ${count === 1 ? 'the file' : `the ${count} files`} of its records: crm export all --with-files has them`;
}

/** `300 leads, 1 account`. */
function contents(nouns: Nouns, { manifest }: Archive): string {
  const held = [...nouns].flatMap(({ noun, plural }) => {
    const count = manifest.rows[noun] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? noun : plural}`];
  });
  return held.join(', ') || 'no records';
}
