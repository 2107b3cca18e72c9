import type { Value } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { elementKey, readElements } from '../../nouns/shared/list-rows.ts';
import type { RawRow } from '../sql.ts';
import { emailRowsWanted } from '../write/addresses.ts';
import type { LabelColumns } from '../write/labels.ts';
import { tagsWanted } from '../write/lists.ts';
import { phoneChangeOf, phoneCountry, phonesWanted } from '../write/phones.ts';
import type { ReadPhones, Values } from '../write/values.ts';
import { type ElementRow, NO_PARTS, type RecordParts } from './working-record.ts';

/** What a new record with such values has beside its columns. */
export function newPartsOf(definition: NounDefinition, values: Values, readPhones: ReadPhones): RecordParts {
  const { emails, phones, tags, lists } = partsOf(definition, values, NO_PARTS, null, readPhones);
  return {
    emails: emails ?? NO_PARTS.emails,
    phones: phones ?? NO_PARTS.phones,
    tags: tags ?? NO_PARTS.tags,
    lists: lists ?? NO_PARTS.lists,
  };
}

/** E-mails, phones, tags and lists that a record has once `values` are written; those that stay untouched left out. */
export function partsOf(
  { lists = NO_LIST_FIELDS }: NounDefinition,
  values: Values,
  current: RecordParts,
  before: RawRow | null,
  readPhones: ReadPhones,
): Partial<RecordParts> {
  const parts: { -readonly [name in keyof RecordParts]?: RecordParts[name] } = {};
  const isNew = current === NO_PARTS;
  if (isNew && isOnlyOne(values.email, values.other_emails, values.email_labels))
    parts.emails = [{ address: values.email as string, address_key: emailKey(values.email as string) }];
  else if (
    values.email !== undefined ||
    values.other_emails !== undefined ||
    values.email_labels !== undefined
  )
    parts.emails = emailRowsWanted(current.emails, values, anew).map((email) => ({
      address_key: emailKey(email.address),
      ...email,
    }));
  if (isNew && isOnlyOne(values.phone, values.other_phones, values.phone_labels))
    parts.phones = readPhones(values.phone as string, phoneCountry(values, null)).map((phone) => ({
      ...phone,
    }));
  else {
    const change = phoneChangeOf(values, before);
    if (change)
      parts.phones = phonesWanted(current.phones, change, readPhones, anew).map((phone) => ({ ...phone }));
  }
  if (values.tags === null) parts.tags = [];
  else if (values.tags !== undefined) {
    const known = new Set(current.tags.map(({ tag }) => tag.toLowerCase()));
    const fresh = [...tagsWanted(values)].filter(([key]) => !known.has(key));
    parts.tags = [...current.tags, ...fresh.map(([, tag]) => ({ tag }))];
  }
  for (const list of lists) {
    const { field } = list;
    if (values[field] === undefined) continue;
    const known = new Map((current.lists[field] ?? []).map((row) => [elementKey(list, row), row]));
    const wanted = readElements(list, values[field]).map((element): ElementRow => {
      const row = known.get(elementKey(list, element));
      if (!row || row.said === element.said) return row ?? { ...element };
      // What is said of it changes, in its place.
      return { ...element, id: row.id, position: row.position } as ElementRow;
    });
    parts.lists = { ...(parts.lists ?? current.lists), [field]: wanted };
  }
  return parts;
}

const NO_LIST_FIELDS: NonNullable<NounDefinition['lists']> = [];

/** Whether there is one address or number, nothing to merge it with, and nothing is said of it. */
function isOnlyOne(first: Value | undefined, others: Value | undefined, labels: Value | undefined): boolean {
  return typeof first === 'string' && first !== '' && (others ?? null) === null && (labels ?? null) === null;
}

/** An address of which something else is said is stored anew. */
function anew<T extends object>(row: T, label: Required<LabelColumns>): T {
  return { ...row, ...label, id: undefined, position: undefined };
}
