import { lazy } from './lazy.ts';

/**
 * Characters that copying from web pages and office programs leaves in text: marks without a width, spaces that do not
 * break, directions of writing.
 */
const INVISIBLE = /[\u00a0\u00ad\u2007\u200b-\u200f\u202a-\u202f\u2060-\u2064\u2066-\u2069\ufeff]/;
const NO_BREAK_SPACES = /[\u00a0\u2007\u202f]/g;
/** Marks that say nothing, wherever they stand. */
const NO_WIDTH = /[\u200b\u2060\ufeff]+/g;
/** Joiners, hyphens and directions mean something within a text, as in Persian words and emoji, but not at its ends. */
const AT_ENDS = lazy(() => {
  const marks = '[\\u00ad\\u200c-\\u200f\\u202a-\\u202e\\u2061-\\u2064\\u2066-\\u2069]+';
  return new RegExp(`^(\\s*)${marks}|${marks}(\\s*)$`, 'g');
});

/** Whether `cleanText` may change a text. */
export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** The text without invisible marks, and with plain spaces. Joiners within words and emoji stay. */
export function cleanText(text: string): string {
  if (!INVISIBLE.test(text)) return text;
  return text.replace(NO_BREAK_SPACES, ' ').replace(NO_WIDTH, '').replace(AT_ENDS(), '$1$2');
}
