import { readDateByPattern } from '../../domain/dates.ts';
import type { Field } from '../../domain/field.ts';
import { headerKey } from '../field-names.ts';
import type { MappedColumn } from '../mapped-column.ts';
import { type Mapping, mapHeaders } from '../mapping.ts';
import { type Column, PLAIN_COLUMN } from '../presets/columns.ts';
import { CALL_FIELDS } from './fields.ts';
import { detectPhoneSystem, innermost, PHONE_SYSTEMS, type PhoneSystem } from './systems.ts';

/** What tells which column holds what, from the command line. */
export interface CallColumnOptions {
  readonly map: readonly string[];
  /** A date-fns pattern of the times of the file. */
  readonly dateFormat: string | undefined;
  /** Name of a phone system, or `none`; undefined to detect it. */
  readonly preset: string | undefined;
}

/** The columns of a file of calls. */
export interface CallColumns {
  readonly mapping: Mapping;
  readonly system: PhoneSystem | null;
  /** The columns of a field, the one that counts first. */
  readonly of: (field: string) => readonly MappedColumn[];
  readonly byPattern: ((text: string) => string | null) | null;
}

/** Maps the headers of a file of calls. Throws `usage` for an unknown header, field or pattern. */
export async function mapCallColumns(
  headers: readonly string[],
  { map, dateFormat, preset }: CallColumnOptions,
): Promise<CallColumns> {
  const system =
    preset === undefined
      ? detectPhoneSystem(headers)
      : (PHONE_SYSTEMS.find(({ name }) => name === preset.trim().toLowerCase()) ?? null);
  const vendor = { column: (header: string) => columnOf(system, header) };
  const natural = mapHeaders(headers, CALL_FIELDS, { map: [], vendor });
  const mapping = mapHeaders(headers, CALL_FIELDS, { map: map.map((each) => sided(each, natural)), vendor });
  const byField = new Map<string, MappedColumn[]>();
  for (const column of mapping.columns)
    for (const { name } of column.fields) byField.set(name, [...(byField.get(name) ?? []), column]);
  for (const [name, columns] of byField) {
    const rank = ranker(CALL_FIELDS.find((field) => field.name === name) as Field);
    columns.sort((a, b) => rank(a) - rank(b));
  }
  return {
    mapping,
    system,
    of: (field) => byField.get(field) ?? [],
    byPattern: dateFormat === undefined ? null : await readDateByPattern(dateFormat),
  };
}

/** What a column means in the files of a phone system, or by the last part of its name. */
function columnOf(system: PhoneSystem | null, header: string): Column | null {
  const inner = innermost(header);
  const keys = [headerKey(header), headerKey(inner)];
  const entry = Object.entries(system?.columns ?? {}).find(([known]) => keys.includes(headerKey(known)));
  if (entry) return column(entry[1] === '-' ? null : entry[1]);
  const key = headerKey(inner);
  // Of most systems that is the whole time of a call, ringing included.
  if (key === 'duration') return column('total_duration');
  const field = CALL_FIELDS.find(
    ({ name, synonyms = [] }) =>
      headerKey(name) === key || synonyms.some((synonym) => headerKey(synonym) === key),
  );
  if (!field && /^duration \(/i.test(inner.trim())) return column('total_duration');
  if (inner === header) return null;
  return field ? column(field.name) : null;
}

function column(field: string | null): Column {
  return { ...PLAIN_COLUMN, field };
}

/**
 * `callee_number=number` where the file also says who called: the column is one side of the call, and the direction tells
 * which side is the other party.
 */
function sided(declaration: string, natural: Mapping): string {
  const [, header, field] = /^(.*)=\s*(\w+)\s*$/.exec(declaration) ?? [];
  if (header === undefined || headerKey(field ?? '') !== 'number') return declaration;
  const sideOf = (wanted: (column: MappedColumn) => boolean) =>
    natural.columns.find(wanted)?.fields.find(({ name }) => name === 'to' || name === 'from')?.name;
  const side = sideOf((column) => headerKey(column.header) === headerKey(header));
  if (side === undefined) return declaration;
  const other = side === 'to' ? 'from' : 'to';
  const hasOther = natural.columns.some(({ fields }) => fields.some(({ name }) => name === other));
  return hasOther ? `${header}=${side}` : declaration;
}

/** The place of a column among those of its field: what the user says, then the order of its known headers. */
function ranker({ name, label, synonyms = [] }: Field): (column: MappedColumn) => number {
  const known = [name, label, ...synonyms].map(headerKey);
  return ({ header, how }) => {
    if (how === 'map') return -1;
    const at = [header, innermost(header), header.split(' (')[0] ?? '']
      .map((each) => known.indexOf(headerKey(each)))
      .filter((place) => place >= 0);
    return at.length > 0 ? Math.min(...at) : known.length;
  };
}
