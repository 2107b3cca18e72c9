import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';

/** One record by number and title, several by count: `lead 42  Jane Doe`, `3 leads`. */
export function describeRecords({ plural }: NounDefinition, records: readonly NamedRecord[]): string {
  const [only, ...others] = records;
  return only && others.length === 0 ? recordText(only) : `${records.length} ${plural}`;
}
