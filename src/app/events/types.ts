import { usage } from '../../domain/errors.ts';
import { matchesType } from '../../domain/event.ts';
import { findNearest } from '../../domain/suggest.ts';
import { eventTypes } from '../../nouns/events.ts';
import type { Nouns } from '../../nouns/nouns.ts';

/** All that happened to a kind of data beside the records of nouns: `stage.updated`. */
const OTHER_TYPE = /^[a-z]\w*\.(created|updated|deleted)$/;

/** Throws `usage` for a pattern that fits no type of event, with the nearest types. */
export function checkTypes(nouns: Nouns, patterns: readonly string[]): void {
  const types = eventTypes(nouns);
  for (const pattern of patterns) {
    if (OTHER_TYPE.test(pattern) || types.some((type) => matchesType([pattern], type))) continue;
    const [near = null] = findNearest(pattern.replace(/\.\*$/, '.created'), types, 1);
    throw usage(`there are no events "${pattern}"`, { code: 'unknown-event', near });
  }
}
