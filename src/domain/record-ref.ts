import type { Noun } from './field.ts';

/** A record of any noun, by number. */
export interface RecordRef {
  readonly noun: Noun;
  readonly id: number;
}

/** A record with its title. */
export interface NamedRecord extends RecordRef {
  readonly title: string;
}

/** The same with any noun, as errors have it. */
type OfAnyNoun<R extends RecordRef> = Omit<R, 'noun'> & { readonly noun: string };

/** The columns that say which person a row is about. */
export const personColumns = ({
  noun,
  id,
}: RecordRef): { lead_id: number | null; contact_id: number | null } => ({
  lead_id: noun === 'lead' ? id : null,
  contact_id: noun === 'contact' ? id : null,
});

/** A record as commands read it: `lead:42`. */
export function refText({ noun, id }: OfAnyNoun<RecordRef>): string {
  return `${noun}:${id}`;
}

/** A record in a sentence: `lead 42  Jane Doe`. */
export function recordText({ noun, id, title }: OfAnyNoun<NamedRecord>): string {
  return `${noun} ${id}  ${title}`;
}
