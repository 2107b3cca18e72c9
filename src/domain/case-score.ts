import { ownText } from './mail/incoming.ts';

/** A question for a number from 1 to 5, in any language: `from 1 (not at all) to 5 (very)`. */
const QUESTION = /(?<![\d.,])1(?![\d.,:])[^\n]{0,80}(?<![\d.,])5(?![\d,:]|\.\d)/;

/** A number from 1 to 5 that is not a part of another one. */
const SCORE = /(?<![\d.,:-])[1-5](?!\d|:|[.,]\d)/;

/** From this score on, a customer who gives it has nothing to complain of. */
const CONTENT_FROM = 3;

/** Whether a mail asks how content somebody is, from 1 to 5. */
export function asksForScore(text: string): boolean {
  return QUESTION.test(text);
}

/** How content somebody says to be: the first number from 1 to 5 of an answer; null without one. */
export function scoreIn(text: string): number | null {
  const [digit] = SCORE.exec(ownText(text)) ?? [];
  return digit === undefined ? null : Number(digit);
}

/** Whether an answer with a score asks for something else: a low score with words does. */
export function asksForMore(text: string, score: number): boolean {
  return score < CONTENT_FROM && /\p{L}/u.test(ownText(text));
}
