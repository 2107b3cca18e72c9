import stringWidth from 'string-width';
import { wrapWords } from '../../wrap.ts';

/** Text in lines of so many columns, broken between words where there is a place, at most so many lines. */
export function wrapText(text: string, columns: number, most: number): string[] {
  return wrapWords(text, columns, most, { width: stringWidth });
}
