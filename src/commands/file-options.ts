import { usage } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import { optionGroup } from './option-group.ts';

/** How a file of rows is read where that is not detected. */
export type FileOptions = { sheet?: string; delimiter?: string; encoding?: string };

/** Adds the options for how a file of rows is read. `sheet` is the help of `--sheet`. */
export const addFileOptions = optionGroup<FileOptions, [sheet?: string]>(
  (command, sheet = 'sheet of an Excel workbook, by name or number; the first with values by default') =>
    command
      .option('--sheet <name>', sheet)
      .option('--delimiter <character>', 'separator of cells, if it is not detected: ; or tab')
      .option(
        '--encoding <name>',
        'if it is not detected: utf-8, utf-16le, windows-1252, macintosh, shift_jis …; mixed: each line by itself',
      ),
);

/**
 * What `--create` names, separated by commas: `all` is everything that can be created, `none` nothing; null if it is not
 * given. Throws `usage` with the nearest name. `records` are what the file holds, if that decides what can be created.
 */
export function readCreate(
  texts: readonly string[],
  creatable: readonly string[],
  records?: string,
): ReadonlySet<string> | null {
  if (texts.length === 0) return null;
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
  if (names.includes('all')) return new Set(creatable);
  if (names.includes('none')) return new Set();
  const unknown = names.find((name) => !creatable.includes(name));
  if (unknown === undefined) return new Set(names);
  const [near] = findNearest(unknown, creatable);
  throw usage(
    `--create cannot create "${unknown}"${records === undefined ? '' : ` for ${records}`}`,
    `${near ? `Did you mean "${near}"?   ` : ''}It can create ${creatable.join(', ')}, all or none`,
  );
}
