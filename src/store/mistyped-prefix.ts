import type { Noun } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';

/** What may have been meant: `account:7` by `acc:7`; null for nothing near. */
export function mistypedPrefix(text: string, nouns: readonly Noun[]): string | null {
  const [, prefix = '', digits] = /^([a-z]+):#?(\d+)$/.exec(text.trim()) ?? [];
  const [near] = findNearest(prefix, nouns);
  return near ? `${near}:${digits}` : null;
}
