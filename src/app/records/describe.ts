import type { NounDefinition } from '../../nouns/definition.ts';
import type { Named } from '../../store/references.ts';

/** One record by number and title, several by count: `lead 42  Jane Doe`, `3 leads`. */
export function describeRecords({ noun, plural }: NounDefinition, records: readonly Named[]): string {
  const [only, ...others] = records;
  return only && others.length === 0 ? `${noun} ${only.id}  ${only.title}` : `${records.length} ${plural}`;
}
