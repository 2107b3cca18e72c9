import type { Noun } from './field.ts';

/** A record with its number and title. */
export interface NamedRecord {
  readonly noun: Noun;
  readonly id: number;
  readonly title: string;
}

/** A record in a sentence: `lead 42  Jane Doe`. */
export function recordText({ noun, id, title }: { noun: string; id: number; title: string }): string {
  return `${noun} ${id}  ${title}`;
}
