import { usage } from './errors.ts';

/**
 * Splits a command line into words as a shell does, with quotes and backslashes; drops a leading `crm`. Throws
 * `usage` for a quote that is not closed.
 */
export function splitLine(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && quote !== "'") word = (word ?? '') + line.charAt(++at);
    else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') throw usage(`${quote} is not closed in: ${line}`);
  if (word !== null) words.push(word);
  return words[0] === 'crm' ? words.slice(1) : words;
}

/** A word as a shell reads it back. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
