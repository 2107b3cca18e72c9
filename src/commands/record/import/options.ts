import { isCrmError, usage } from '../../../domain/errors.ts';
import type { Field, Row } from '../../../domain/field.ts';
import { findNearest } from '../../../domain/suggest.ts';
import { findField } from '../../../formats/field-names.ts';
import type { ValueReader } from '../../../formats/values.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import { isCreatable } from '../../../store/import/relation-fields.ts';

/** How a file is imported, as the command line says it. */
export interface ImportOptions {
  readonly map: readonly string[];
  readonly mapValue: readonly string[];
  readonly defaults: readonly string[];
  readonly dateFormat: string | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly onMatch: 'skip' | 'update' | 'fail';
  readonly create: ReadonlySet<string>;
  readonly createFields: boolean;
  /** Headers that fields are made for, whether others are left over or not. */
  readonly newFields: readonly string[];
  readonly dryRun: boolean;
  readonly rejects: string | undefined;
  readonly system: string;
  /** Name of a preset or `none`; undefined to have the program found out. */
  readonly preset: string | undefined;
  /** Whether the numbers of the records made and changed are wanted. */
  readonly listed: boolean;
}

const ON_MATCH = ['skip', 'update', 'fail'] as const;

/** Checks `--on-match`. */
export function readOnMatch(text: string | undefined): ImportOptions['onMatch'] {
  const chosen = ON_MATCH.find((known) => known === (text ?? 'update').trim().toLowerCase());
  if (chosen) return chosen;
  throw usage(`--on-match is ${ON_MATCH.join(', ')}, not "${text}"`);
}

/** The relations of a noun whose records an import can make, and what its records stand in. */
export function creatable(spec: NounDefinition): string[] {
  return spec.fields
    .filter((field) => isCreatable(field) || field.target === 'stage' || field.target === 'pipeline')
    .map(({ name }) => name);
}

/** The relations `--create` names; `all` is every one the noun has. */
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

/** Reads `--default field=value`, later ones over earlier. Throws `usage` naming field and value. */
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
