import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { creatable, type ImportOptions } from '../record/import/options.ts';
import type { PlannedFile } from './plan.ts';
import { fileNamed } from './subject.ts';

/** Options of a migration, from the command line. */
export interface MigrateOptions {
  readonly map: readonly string[];
  readonly mapValue: readonly string[];
  readonly dateFormat: string | undefined;
  /** Whether decimals that a currency does not have are rounded. */
  readonly round: boolean;
  /** Words that mean a blank cell, separated by commas. */
  readonly nullWords: string | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly onMatch: ImportOptions['onMatch'];
  readonly create: ReadonlySet<string>;
  readonly createFields: boolean;
  /** The pipeline of opportunities without one. */
  readonly pipeline: string | undefined;
  readonly system: string | undefined;
  /** Absolute path of the folder for rejected rows. */
  readonly rejects: string | undefined;
  readonly dryRun: boolean;
}

/** Everything `--create` can create in a migration. */
export function creatables(nouns: Nouns): string[] {
  return [...new Set([...nouns].flatMap(creatable))];
}

/** Parses `--create`; `all` means everything. Throws `usage` with the nearest name. */
export function readCreates(nouns: Nouns, texts: readonly string[]): ReadonlySet<string> {
  const known = creatables(nouns);
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
  if (names.includes('all')) return new Set(known);
  for (const name of names) {
    if (known.includes(name)) continue;
    const [near] = findNearest(name, known);
    throw usage(
      `--create cannot create "${name}"`,
      `${near ? `Did you mean "${near}"?   ` : ''}It can create ${known.join(', ')}, or all`,
    );
  }
  return new Set(names);
}

/**
 * The `--map` options of each file, by its name: `Header=field` applies to all files with the header,
 * `file.csv:Header=field` to that file. Throws `usage` for an unknown header.
 */
export function mapsByFile(
  declarations: readonly string[],
  planned: readonly PlannedFile[],
): ReadonlyMap<string, readonly string[]> {
  const names = planned.map(({ file }) => file.name);
  const maps = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const declaration of declarations) {
    const [file, rest] = ofFile(declaration, names);
    if (file !== null) {
      maps.get(file)?.push(rest);
      continue;
    }
    const key = headerKey(rest.slice(0, Math.max(0, rest.lastIndexOf('='))));
    const having = planned.filter(({ file: { table } }) =>
      table.headers.some((header) => headerKey(header) === key),
    );
    if (having.length === 0)
      throw usage(
        `no file has the column of --map "${declaration}"`,
        "Write --map 'Their header=our_field', or --map 'file.csv:Their header=our_field' for one file",
      );
    for (const { file } of having) maps.get(file.name)?.push(rest);
  }
  return maps;
}

/** A header can contain a colon: the text before it is a file name only if there is such a file. */
function ofFile(declaration: string, names: readonly string[]): [file: string | null, rest: string] {
  const at = declaration.indexOf(':');
  const before = declaration.slice(0, Math.max(0, at));
  if (!names.some((name) => name.toLowerCase() === before.trim().toLowerCase())) return [null, declaration];
  return [fileNamed(before, names, '--map'), declaration.slice(at + 1)];
}

/** The `--map-value` options for fields of the file's noun. */
export function valueMapsFor(declarations: readonly string[], fields: readonly Field[]): string[] {
  return declarations.filter((declaration) => {
    const key = headerKey(declaration.split(':')[0] ?? '');
    return fields.some(({ name, label, synonyms = [] }) =>
      [name, label, ...synonyms].some((each) => headerKey(each) === key),
    );
  });
}
