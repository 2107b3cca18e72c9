import { lazy } from '../lazy.ts';

/** The zeros of all decimal digits of Unicode but ASCII's: each script has its ten in a row. */
const ZEROS = '٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰';

const DASHES = /[‐-―−⁃ー－]/g;
/** Marks for the direction of text, joiners and other characters that nobody sees. */
const INVISIBLE = lazy(() => /\p{Cf}/gu);
/** Spaces of all widths, but no end of a line. */
const SPACES = /[^\S\n]+/g;

/** A text with digits, dashes, spaces and brackets of ASCII, and without what a spreadsheet or a link puts around it. */
export function cleanNumber(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .replace(INVISIBLE(), '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Nd}0-9]/gu, asciiDigit)
    .replace(DASHES, '-')
    .replace(SPACES, ' ')
    .trim();
  return withoutScheme(withoutSpreadsheet(text));
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  for (const zero of ZEROS) {
    const value = code - (zero.codePointAt(0) as number);
    if (value >= 0 && value < 10) return String(value);
  }
  return digit;
}

/** Without the marks of text in a cell, and with the digits of a number that became a decimal one. */
function withoutSpreadsheet(text: string): string {
  const cell = text
    .replace(/^=\s*(["'])(.*)\1$/s, '$2')
    .replace(/^(["'’‘`´])(?=[+(\d\s])(.*?)\1?$/s, '$2')
    .trim();
  const whole = /^(\+?\d{7,})[.,]0+$/.exec(cell)?.[1];
  if (whole !== undefined) return whole;
  const [, first = '', decimals = '', power = ''] = /^(\d)[.,](\d+)e\+?(\d+)$/i.exec(cell) ?? [];
  // All digits are still there only if none was cut off.
  return decimals !== '' && decimals.length === Number(power) ? first + decimals : cell;
}

/** Without `tel:` and the like; the context of a local number (RFC 3966) goes before it. */
function withoutScheme(text: string): string {
  const [, scheme] = /^(tel|callto|sms|whatsapp|facetime):\/{0,2}\s*(?=\S)/i.exec(text) ?? [];
  if (scheme === undefined) return text;
  const bare = text
    .replace(/^\w+:\/{0,2}\s*/, '')
    .replace(/%2b/gi, '+')
    .replace(/%20/g, ' ')
    .trim();
  const [, context = ''] = /;\s*phone-context=(\+\d+)/i.exec(bare) ?? [];
  const number = bare.replace(/;\s*(?:phone-context|isub)=[^;]*/gi, '');
  return number.startsWith('+') ? number : context + number;
}

/** Whether a spreadsheet has rounded the number, so that digits are lost: `4.15556E+09`. */
export function isRounded(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text.trim());
}
