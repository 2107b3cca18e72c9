import { sanitize } from '../../domain/terminal-text.ts';
import type { Quoting } from './shell-line.ts';

/** Characters without a special meaning in any shell, at any position. */
const PLAIN = /^[\w./,:=@%+-]$/;

/**
 * Quotes text for bash in a given quoting context: bash reads exactly this text and expands nothing. Characters that
 * are invisible on a terminal are written in octal.
 */
export function quoteForBash(text: string, quoting: Quoting): string {
  const quoted = [...text].map((char) => BASH[quoting](char)).join('');
  // readline closes an open quote, unless the text ends with it.
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

/** Quotes text as one argument for PowerShell. */
export function quoteForPowerShell(text: string): string {
  if (/^[A-Za-z\d_./-][\w./:=-]*$/.test(text)) return text;
  // PowerShell accepts typographic quotes as quotes.
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

/** The UTF-8 bytes of a character, as `$'…'` accepts them in every bash and locale. */
function octal(char: string): string {
  return [...new TextEncoder().encode(char)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
