import { headerKey } from '../../formats/field-names.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { type ImportMap, importMapNamed, saveImportMap } from '../../store/import-maps.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import type { ImportOptions } from './options.ts';

/** The options that describe a file. */
const SAVED = [
  'preset',
  'map',
  'newFields',
  'mapValue',
  'defaults',
  'dateFormat',
  'round',
  'nullWords',
  'createFields',
  'match',
  'system',
  'delimiter',
  'sheet',
  'encoding',
] as const satisfies readonly (keyof ImportOptions)[];

export type SavedOptions = ImportMap['options'];

/** The saved options of that name, in any case. Throws `not-found` with the nearest; `usage` if of another noun. */
export function findSavedOptions(
  { store }: Deps,
  { noun }: NounDefinition,
  name: string,
): Promise<ImportMap> {
  return importMapNamed(store.db, name, noun);
}

/** Saves the options of an import under a name. */
export async function saveOptions(
  { store }: Deps,
  spec: NounDefinition,
  name: string,
  options: ImportOptions,
): Promise<void> {
  await store.change((tx) => storeOptions(tx, spec, name, options), `saved the map ${name}`);
}

/** The same, as a part of another change. */
export function storeOptions(
  tx: Tx,
  { noun }: NounDefinition,
  name: string,
  options: ImportOptions,
): Promise<void> {
  const saved: Record<string, string | readonly string[] | boolean> = {};
  for (const key of SAVED) {
    const value = options[key];
    const isUnset = value === undefined || value === null || value === '' || value === false;
    if (!isUnset && !(Array.isArray(value) && value.length === 0)) saved[key] = value;
  }
  if (options.create) saved.create = [...options.create];
  if (options.headers) Object.assign(saved, { noHeader: true, headers: [...options.headers] });
  return saveImportMap(tx, { name, noun, options: saved });
}

/** Adds saved options to those of an import, which take precedence. */
export function withSaved(options: ImportOptions, saved: SavedOptions): ImportOptions {
  const texts = (name: string) => (Array.isArray(saved[name]) ? (saved[name] as readonly string[]) : []);
  const text = (name: string) => (typeof saved[name] === 'string' ? saved[name] : undefined);
  const now = new Set(options.map.map(headerOf));
  const { create } = options;
  return {
    ...options,
    map: [...texts('map').filter((declaration) => !now.has(headerOf(declaration))), ...options.map],
    newFields: [...texts('newFields'), ...options.newFields],
    mapValue: [...texts('mapValue'), ...options.mapValue],
    defaults: [...texts('defaults'), ...options.defaults],
    create: Array.isArray(saved.create) || create ? new Set([...texts('create'), ...(create ?? [])]) : null,
    createFields: options.createFields || saved.createFields === true,
    match: options.match ?? text('match') ?? null,
    preset: options.preset ?? text('preset'),
    dateFormat: options.dateFormat ?? text('dateFormat'),
    round: options.round || saved.round === true,
    nullWords: options.nullWords ?? text('nullWords'),
    delimiter: options.delimiter ?? text('delimiter'),
    sheet: options.sheet ?? text('sheet'),
    encoding: options.encoding ?? text('encoding'),
    headers: saved.noHeader === true && !options.headers?.length ? texts('headers') : options.headers,
    system: options.system || (text('system') ?? ''),
  };
}

/** Leaves out saved columns that a file does not have: it can be the file of another month. */
export function withoutMissing(
  options: ImportOptions,
  saved: SavedOptions,
  headers: readonly string[],
): { options: ImportOptions; missing: string[] } {
  const inFile = new Set(headers.map(headerKey));
  const savedMap = new Set(Array.isArray(saved.map) ? (saved.map as readonly string[]) : []);
  const missing = options.map.filter(
    (declaration) => savedMap.has(declaration) && !inFile.has(headerOf(declaration)),
  );
  return {
    options: { ...options, map: options.map.filter((declaration) => !missing.includes(declaration)) },
    missing: missing.map((declaration) => declaration.slice(0, declaration.lastIndexOf('='))),
  };
}

function headerOf(declaration: string): string {
  return headerKey(declaration.slice(0, declaration.lastIndexOf('=')));
}
