import type { PhrasePart } from './words.ts';

/** A day that was read. */
export interface PhraseDay {
  /** `YYYY-MM-DD` in the user's zone. */
  readonly date: string;
  /** Whether a bare hour may follow: after a date or a weekday, not after `next week` or `end of month`. */
  readonly takesHour: boolean;
}

export function exact(date: string, next: number): PhrasePart<PhraseDay> {
  return { value: { date, takesHour: true }, next };
}

export function whole(date: string, next: number): PhrasePart<PhraseDay> {
  return { value: { date, takesHour: false }, next };
}
