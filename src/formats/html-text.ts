import { decodeEntities } from './html-entities.ts';

/** Tags that programs write into notes; any other `<` is text. */
const TAG =
  /<\/?(?:a|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*>/gi;
/** Tags that end a line. */
const BREAK = /<(?:br|hr)\b[^<>]*>|<\/(?:p|div|li|h[1-6]|tr|blockquote|pre|ul|ol|table)>/gi;

/** The visible text of an HTML note, without tags. Plain text stays the same. */
export function htmlText(text: string): string {
  if (text.search(TAG) < 0) return text;
  return decodeEntities(text.replace(/\r?\n/g, ' ').replace(BREAK, '\n').replace(TAG, ''))
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
