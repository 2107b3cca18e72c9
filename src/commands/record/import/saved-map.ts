import { headerKey } from '../../../formats/field-names.ts';
import type { ImportMap } from '../../../store/import-maps.ts';
import type { ImportOptions } from './options.ts';

/** The saved options that describe a file, by their names on the command line. */
const KEPT = {
  preset: 'preset',
  map: 'map',
  newFields: 'map',
  mapValue: 'map-value',
  defaults: 'default',
  dateFormat: 'date-format',
  round: 'round',
  nullWords: 'null',
  createFields: 'create-fields',
  match: 'match',
  system: 'system',
  delimiter: 'delimiter',
  sheet: 'sheet',
  encoding: 'encoding',
} as const satisfies Partial<Record<keyof ImportOptions, string>>;

type SavedOptions = ImportMap['options'];

/** The options of an import that a map saves. */
export function savedOptions(options: ImportOptions): SavedOptions {
  const saved: Record<string, string | readonly string[] | boolean> = {};
  for (const name of Object.keys(KEPT) as (keyof typeof KEPT)[]) {
    const value = options[name];
    if (
      value !== undefined &&
      value !== null &&
      value !== '' &&
      value !== false &&
      !(Array.isArray(value) && value.length === 0)
    )
      saved[name] = value;
  }
  if (options.create.size > 0) saved.create = [...options.create];
  return saved;
}

/** Adds the options of a map to those of the command line, which take precedence. */
export function withSaved(options: ImportOptions, saved: SavedOptions): ImportOptions {
  const texts = (name: string) => (Array.isArray(saved[name]) ? (saved[name] as readonly string[]) : []);
  const text = (name: string) => (typeof saved[name] === 'string' ? saved[name] : undefined);
  const now = new Set(options.map.map(headerOf));
  return {
    ...options,
    map: [...texts('map').filter((declaration) => !now.has(headerOf(declaration))), ...options.map],
    newFields: [...texts('newFields'), ...options.newFields],
    mapValue: [...texts('mapValue'), ...options.mapValue],
    defaults: [...texts('defaults'), ...options.defaults],
    create: new Set([...texts('create'), ...options.create]),
    createFields: options.createFields || saved.createFields === true,
    match: options.match ?? text('match') ?? null,
    preset: options.preset ?? text('preset'),
    dateFormat: options.dateFormat ?? text('dateFormat'),
    round: options.round || saved.round === true,
    nullWords: options.nullWords ?? text('nullWords'),
    delimiter: options.delimiter ?? text('delimiter'),
    sheet: options.sheet ?? text('sheet'),
    encoding: options.encoding ?? text('encoding'),
    system: options.system || (text('system') ?? ''),
  };
}

/** Headers of a map that a file does not have are ignored: it can be the file of another month. */
export function withoutMissing(
  options: ImportOptions,
  saved: SavedOptions,
  headers: readonly string[],
): { options: ImportOptions; missing: string[] } {
  const inFile = new Set(headers.map(headerKey));
  const savedMap = new Set(Array.isArray(saved.map) ? (saved.map as readonly string[]) : []);
  const gone = options.map.filter(
    (declaration) => savedMap.has(declaration) && !inFile.has(headerOf(declaration)),
  );
  return {
    options: { ...options, map: options.map.filter((declaration) => !gone.includes(declaration)) },
    missing: gone.map((declaration) => declaration.slice(0, declaration.lastIndexOf('='))),
  };
}

/** A map as command line options. */
export function optionText(saved: SavedOptions): string {
  return Object.entries(saved)
    .flatMap(([name, value]) => {
      const option = `--${(KEPT as Readonly<Record<string, string>>)[name] ?? name}`;
      if (value === true) return [option];
      return [value]
        .flat()
        .map(
          (each) => `${option} ${quoted(name === 'newFields' ? `${each}=(a custom field)` : String(each))}`,
        );
    })
    .join(' ');
}

/** Quotes a word for a shell. */
function quoted(text: string): string {
  return /^[\w./=:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function headerOf(declaration: string): string {
  return headerKey(declaration.slice(0, declaration.lastIndexOf('=')));
}
