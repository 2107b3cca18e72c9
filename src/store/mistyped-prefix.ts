import type { Noun } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';

/** The hint that `acc:7` may have been meant for `account:7`. */
export function mistypedPrefix(text: string, nouns: readonly Noun[]): string[] {
  const [, prefix = '', digits] = /^([a-z]+):#?(\d+)$/.exec(text.trim()) ?? [];
  const [near] = findNearest(prefix, nouns);
  return near ? [`Did you mean "${near}:${digits}"?`] : [];
}
