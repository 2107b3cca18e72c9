import { usage } from './errors.ts';

/**
 * Splits a command line into words as a shell does, with quotes and backslashes; drops a leading `crm`. Throws
 * `usage` for a quote that is not closed.
 */
export function splitLine(line: string): string[] {
  const { words, open, quote } = readWords(line);
  if (quote !== '') throw usage(`${quote} is not closed in: ${line}`);
  return withoutProgram(open === null ? words : [...words, open.text]);
}

/** The words of a line whose last one is being typed, which may be blank, and where that one begins. */
export function splitOpenLine(line: string): { readonly words: readonly string[]; readonly start: number } {
  const { words, open } = readWords(line);
  return { words: [...withoutProgram(words), open?.text ?? ''], start: open?.start ?? line.length };
}

const withoutProgram = (words: string[]): string[] => (words[0] === 'crm' ? words.slice(1) : words);

interface OpenWord {
  readonly text: string;
  readonly start: number;
}

/** The words that are over, the one that is not, and the quote that is open in it. */
function readWords(line: string): { words: string[]; open: OpenWord | null; quote: string } {
  const words: string[] = [];
  let open: OpenWord | null = null;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const word: OpenWord = open ?? { text: '', start: at };
    const add = (text: string): OpenWord => ({ ...word, text: word.text + text });
    if (character === '\\' && quote !== "'") open = add(line.charAt(++at));
    else if (quote !== '') {
      if (character === quote) quote = '';
      else open = add(character);
    } else if (character === '"' || character === "'") {
      quote = character;
      open = word;
    } else if (/\s/.test(character)) {
      if (open !== null) words.push(word.text);
      open = null;
    } else open = add(character);
  }
  return { words, open, quote };
}

/** A word as a shell reads it back. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
