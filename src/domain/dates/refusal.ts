import type { Words } from './words.ts';

/** What somebody says of a day or a time on which nobody is to call. */
const NO =
  /^(?:(?:is|was|are|he is|she is) (?:off|out|busy|closed|full|bad|no|not|too|away|gone|booked|impossible|holiday)|isn't .*|isnt .*)$/;

/** The two words from a position. */
export const twoFrom = (words: Words, position: number): string =>
  `${words.at(position)} ${words.at(position + 1)}`;

/** Whether a day or a time before a position is what the note is about: `eod friday is bad`, `fri noon is too early`. */
export const saysNo = (words: Words, position: number): boolean => NO.test(twoFrom(words, position));
