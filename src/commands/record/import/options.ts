import { isCrmError, usage } from '../../../domain/errors.ts';
import type { Field, Row } from '../../../domain/field.ts';
import { findNearest } from '../../../domain/suggest.ts';
import { findField } from '../../../formats/field-names.ts';
import type { ValueReader } from '../../../formats/values.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import { isCreatable } from '../../../store/import/relation-fields.ts';

/** Options of an import, from the command line. */
export interface ImportOptions {
  readonly map: readonly string[];
  readonly mapValue: readonly string[];
  readonly defaults: readonly string[];
  readonly dateFormat: string | undefined;
  /** Whether decimals that a currency does not have are rounded. */
  readonly round: boolean;
  /** Words that mean a blank cell, separated by commas. */
  readonly nullWords: string | undefined;
  readonly delimiter: string | undefined;
  /** Name or number of a sheet of a workbook. */
  readonly sheet: string | undefined;
  readonly encoding: string | undefined;
  /** Headers of a file without a header line, or none to number its columns; undefined for one that has it. */
  readonly headers: readonly string[] | undefined;
  /** What alone makes a row and a record one: an id, an e-mail, a field; null for the rules of the noun. */
  readonly match: string | null;
  /** Whether a blank cell empties the field of an existing record. */
  readonly blankClears: boolean;
  readonly onMatch: 'skip' | 'update' | 'fail';
  readonly create: ReadonlySet<string>;
  /** Whether they are created only by a name, not by an id alone. */
  readonly createsNamedOnly?: boolean;
  readonly createFields: boolean;
  /** Headers to create fields for, even if others stay unmatched. */
  readonly newFields: readonly string[];
  readonly dryRun: boolean;
  readonly rejects: string | undefined;
  readonly system: string;
  /** Name of a preset or `none`; undefined to detect the program. */
  readonly preset: string | undefined;
  /** Whether the ids of created and updated records are printed. */
  readonly listed: boolean;
}

const ON_MATCH = ['skip', 'update', 'fail'] as const;

/** Parses `--on-match`. */
export function readOnMatch(text: string | undefined): ImportOptions['onMatch'] {
  const chosen = ON_MATCH.find((known) => known === (text ?? 'update').trim().toLowerCase());
  if (chosen) return chosen;
  throw usage(`--on-match is ${ON_MATCH.join(', ')}, not "${text}"`);
}

/** What `--match` takes beside the fields of a noun. */
const MATCHES = ['id', 'email', 'phone', 'name', 'none'] as const;
/** Fields that `--match` cannot look for. */
const NOT_MATCHED: ReadonlySet<string> = new Set(['pipeline', 'stage', 'created_at', 'updated_at']);

/** Parses `--match` for a noun with these fields. */
export function readMatch(
  text: string | null,
  spec: NounDefinition,
  fields: readonly Field[],
): string | null {
  if (text === null) return null;
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  const known = fields
    .filter(
      ({ type, access, name: each }) => type !== 'list' && access !== 'computed' && !NOT_MATCHED.has(each),
    )
    .map((field) => field.name);
  const words = MATCHES.filter(
    (word) => (word !== 'email' && word !== 'phone') || known.includes(word),
  ) as readonly string[];
  if (words.includes(name) || known.includes(name)) return name;
  const [near] = findNearest(name, [...words, ...known]);
  throw usage(
    `--match cannot match ${spec.plural} by "${text}"`,
    `${near ? `Did you mean "${near}"?   ` : ''}It is ${words.join(', ')}, or a field: crm ${spec.noun} list --columns ?`,
  );
}

/** The relations of a noun whose records an import can create, including stages. */
export function creatable(spec: NounDefinition): string[] {
  return spec.fields
    .filter((field) => isCreatable(field) || field.target === 'stage' || field.target === 'pipeline')
    .map(({ name }) => name);
}

/** Parses `--create`; `all` means every relation of the noun. */
export function readCreate(texts: readonly string[], spec: NounDefinition): ReadonlySet<string> {
  const known = creatable(spec);
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
  if (names.includes('all')) return new Set(known);
  for (const name of names) {
    if (known.includes(name)) continue;
    const [near] = findNearest(name, known);
    throw usage(
      `--create cannot create "${name}" for ${spec.plural}`,
      `${near ? `Did you mean "${near}"?   ` : ''}It can create ${known.join(', ')}, or all`,
    );
  }
  return new Set(names);
}

/** Parses `--default field=value`, later ones override earlier ones. Throws `usage` naming field and value. */
export function defaultsOf(defaults: readonly string[], fields: readonly Field[], reader: ValueReader): Row {
  const row: Row = {};
  for (const declaration of defaults) {
    const at = declaration.indexOf('=');
    if (at < 1) throw usage(`--default needs field=value, not "${declaration}"`);
    const field = findField(declaration.slice(0, at), fields, '--default');
    if (field.access === 'computed')
      throw usage(`"${field.name}" cannot be set: it is computed from other fields`);
    try {
      row[field.name] = reader.read(field, declaration.slice(at + 1));
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw usage(`--default ${field.name}: ${error.message}`, ...error.hints);
    }
  }
  return row;
}
