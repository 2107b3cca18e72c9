import { isCrmError } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { UnreadableValue } from '../../formats/record.ts';
import type { ValueReader } from '../../formats/values.ts';
import type { NounDefinition } from '../../nouns/definition.ts';

/** A file of records, and the reader of its values. */
interface RatedFile {
  readonly spec: NounDefinition;
  readonly mapping: Mapping;
  readonly values: ValueReader;
}

/** Takes `Hot`, `Warm` and `Cold` under the status of leads as what they say: how promising these are. */
export function takeRating(
  { spec, mapping, values: reader }: RatedFile,
  values: Row,
  unread: readonly UnreadableValue[],
): readonly UnreadableValue[] {
  const { fields } = spec;
  const rating = fields.find(({ name, custom }) => name === 'rating' && !custom);
  if (!rating || (values.rating ?? null) !== null) return unread;
  const problem = unread.find(({ field }) => field.name === 'status' && !field.custom);
  const status = mapping.feeds.find(({ field }) => field.name === 'status')?.field;
  // A list that takes new values would take these too.
  const fresh = status?.takesNew && !status.choices?.includes(String(values.status)) ? values.status : null;
  const text = problem?.text ?? fresh;
  if (typeof text !== 'string') return unread;
  try {
    values.rating = reader.read(rating, text);
    values.status = null;
  } catch (error) {
    if (!isCrmError(error)) throw error;
  }
  return (values.rating ?? null) === null ? unread : unread.filter((each) => each !== problem);
}
