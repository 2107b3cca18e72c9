import type { Field, Row } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RawRow } from '../sql.ts';
import { customKey } from '../write/columns.ts';
import type { Values } from '../write/values.ts';
import type { WorkingRecord } from './working-record.ts';

/** Fields that are filled in where a row leaves them blank: from other fields, or by the program. */
const FILLED_IN: ReadonlySet<string> = new Set([
  'id',
  'name',
  'created_at',
  'updated_at',
  'external_source',
  'at',
  'attempts',
  'last_attempt_at',
  'next_attempt_at',
  'converted_at',
  'done_at',
  'due_date',
  'due_at',
  'starts_on',
  'starts_at',
  'disposition',
  'pipeline',
  'stage',
  'stage_since',
  'currency',
  'closed_on',
  'bought_on',
]);

/** What a record with exactly the values of a row is told by. */
interface AgreementContext {
  readonly spec: NounDefinition;
  readonly declared: readonly Field[];
  /** Default values of columns. */
  readonly columnDefaults: RawRow;
  /** Values for blank cells. */
  readonly defaults: Values;
}

/**
 * Whether a record with all values of a row has no more: it lacks what the row leaves blank. `row` is as the file has
 * it, `values` with what follows from other cells.
 */
export function hasNoMore(
  { spec, declared, columnDefaults, defaults }: AgreementContext,
  record: WorkingRecord,
  row: Row,
  values: Values,
): boolean {
  for (const name in row) {
    if (row[name] !== null) {
      if (Array.isArray(row[name]) && !hasAsMany(spec, record, name, row)) return false;
      continue;
    }
    if (FILLED_IN.has(name) || name in values || `${name}_id` in values) continue;
    if (name in defaults || `${name}_id` in defaults) continue;
    if (!isBlank(record, name, row, { spec, declared, columnDefaults })) return false;
  }
  return true;
}

function hasAsMany(
  spec: NounDefinition,
  { emails, phones, tags, lists }: WorkingRecord,
  name: string,
  row: Row,
): boolean {
  const given = row[name] as readonly string[];
  if (name === 'tags')
    return (
      tags.length <=
      new Set(given.flatMap((tag) => tag.split(/[,;\n]/)).map((tag) => tag.trim().toLowerCase())).size
    );
  if (name === 'other_emails') return emails.length <= given.length + 1;
  if (name === 'other_phones') return phones.length <= given.length + 1;
  return !isListOf(spec, name) || (lists[name]?.length ?? 0) <= given.length;
}

/** Whether a field is a list of rows. */
const isListOf = ({ lists = [] }: NounDefinition, name: string) => lists.some(({ field }) => field === name);

function isBlank(
  { row, emails, phones, tags, lists }: WorkingRecord,
  name: string,
  given: Row,
  { spec, declared, columnDefaults }: Omit<AgreementContext, 'defaults'>,
): boolean {
  switch (name) {
    case 'email':
      return emails.length === 0;
    case 'other_emails':
      return emails.length <= (given.email ? 1 : 0);
    case 'phone':
      return phones.length === 0;
    case 'other_phones':
      return phones.length <= (given.phone ? 1 : 0);
    case 'tags':
      return tags.length === 0;
  }
  const list = spec.lists?.find(({ field, ids }) => field === name || ids === name);
  if (list) return (lists[list.field]?.length ?? 0) === 0;
  const key = customKey(declared, name);
  if (key !== null) return !(key in (JSON.parse(row.custom as string) as Record<string, unknown>));
  const type = spec.fields.find((field) => field.name === name)?.type;
  const column = type === 'ref' ? `${name}_id` : type === 'money' ? `${name}_minor` : name;
  const value = row[column] ?? null;
  return value === null || value === columnDefaults[column];
}
