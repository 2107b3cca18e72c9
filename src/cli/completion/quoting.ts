import { sanitize } from '../../render/terminal-text.ts';
import type { Quoting } from './shell-line.ts';

/** Characters that no shell gives a meaning to, wherever they stand in a word. */
const PLAIN = /^[\w./,:=@%+-]$/;

/**
 * Text as bash reads it at a place that is quoted like this: it stands for itself, and nothing in it is expanded or
 * run. What cannot be seen on a terminal is written in octal.
 */
export function quoteForBash(text: string, quoting: Quoting): string {
  const quoted = [...text].map((char) => BASH[quoting](char)).join('');
  // readline closes quotes that are open, except where the text ends with that character.
  const quote = quoting === 'double' ? '"' : "'";
  return quoting !== 'none' && quoted.endsWith(quote) ? quoted + quote : quoted;
}

const BASH: Readonly<Record<Quoting, (char: string) => string>> = {
  none(char) {
    if (PLAIN.test(char)) return char;
    if (isUnseen(char)) return `$'${octal(char)}'`;
    return char > '\x7f' ? char : `\\${char}`;
  },
  single(char) {
    if (isUnseen(char)) return `'$'${octal(char)}''`;
    return char === "'" ? `'\\''` : char;
  },
  double(char) {
    if (isUnseen(char)) return `"$'${octal(char)}'"`;
    // In double quotes the backslash before an exclamation mark would stay.
    if (char === '!') return `"'!'"`;
    return /["$`\\]/.test(char) ? `\\${char}` : char;
  },
  ansi(char) {
    return isUnseen(char) || /['\\!]/.test(char) ? octal(char) : char;
  },
};

/** Text as PowerShell reads it as one argument. */
export function quoteForPowerShell(text: string): string {
  if (/^[A-Za-z\d_./-][\w./:=-]*$/.test(text)) return text;
  // PowerShell takes typographic quotes for quotes.
  if (text === sanitize(text)) return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  return `"${[...text]
    .map((char) => {
      if (isUnseen(char))
        return [...char.matchAll(/[\s\S]/g)].map(([unit]) => `$([char]${unit.charCodeAt(0)})`).join('');
      return /["`$\u201c-\u201e]/.test(char) ? `\`${char}` : char;
    })
    .join('')}"`;
}

function isUnseen(char: string): boolean {
  return sanitize(char) !== char;
}

/** The bytes of a character in UTF-8, as `$'…'` takes them in every bash and every locale. */
function octal(char: string): string {
  return [...new TextEncoder().encode(char)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
