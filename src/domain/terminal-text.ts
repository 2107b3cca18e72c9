/**
 * Nearly all text: printable ASCII, European letters, punctuation, symbols, Chinese, Japanese and Korean. It needs no
 * sanitizing, and skips regular expressions that take milliseconds to compile.
 */
export const HARMLESS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: accents that stand alone are harmless too
  /^[\x20-\x7e\xa0-\xac\xae-\u034e\u0350-\u05ff\u2010-\u2027\u2030-\u205e\u2070-\u3163\u3165-\ud7ff]*$/;

/** Invisible characters that are part of visible glyphs. */
const PARTS_OF_GLYPHS = [
  // The joiner within an emoji, and within scripts whose letters join.
  String.raw`(?<=[\p{Extended_Pictographic}\u{fe0f}\p{Emoji_Modifier}])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]])[\u200c\u200d](?=\p{L})`,
  // Variation selectors of emoji and Han characters, and the tags of regional flags.
  String.raw`(?<=[\p{Emoji}\p{Extended_Pictographic}])[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{sc=Han})[\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\u{1f3f4}[\u{e0061}-\u{e007a}]{0,6})[\u{e0061}-\u{e007a}\u{e007f}]`,
  // Arabic number signs: format characters by class, but visible.
  String.raw`[\u0600-\u0605\u06dd\u0890\u0891\u08e2]`,
].join('|');

/** Controls, format and bidi marks, zero-width characters and fillers, line separators, lone surrogates. */
const UNSEEN = String.raw`\r\n|(?!${PARTS_OF_GLYPHS})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;

/**
 * Makes text safe for one line of a terminal: escape sequences, control and bidi characters, and zero-width
 * characters become visible. Line breaks become `
 * `, tabs a space.
 */
export function sanitize(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(new RegExp(UNSEEN, 'gv'), escapeCharacter);
}

/** Like `sanitize`, for text with several lines: returns one element per line, with tabs as two spaces. */
export function sanitizeLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => sanitize(line.replaceAll('\t', '  ')));
}

/** The program's own escape sequences in a text: none, styles, styles and links, or cursor movement and erasing. */
export type OwnSequences = 'none' | 'styles' | 'links' | 'moves';

const OWN: Readonly<Record<OwnSequences, string>> = {
  none: '',
  styles: String.raw`\x1b\[[\d;]*m|`,
  links: String.raw`\x1b\[[\d;]*m|\x1b\]8;;[\x21-\x7e]*\x07|`,
  moves: String.raw`\x1b\[[\d;?]*[A-Za-z]|\r|`,
};

/** Like `HARMLESS`, for text with several lines. */
const HARMLESS_LINES =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: accents that stand alone are harmless too
  /^[\t\n\x20-\x7e\xa0-\xac\xae-\u034e\u0350-\u05ff\u2010-\u2027\u2030-\u205e\u2070-\u3163\u3165-\ud7ff]*$/;

const patterns = new Map<OwnSequences, RegExp>();

/**
 * Text of any format, safe for a terminal: control and hidden characters become `\u001b`, which keeps JSON valid.
 * Line breaks, tabs and the program's own sequences stay.
 */
export function terminalSafe(text: string, own: OwnSequences = 'none'): string {
  if (HARMLESS_LINES.test(text)) return text;
  let pattern = patterns.get(own);
  if (!pattern) {
    pattern = new RegExp(`(${OWN[own]}\\r\\n|[\\n\\t])|${UNSEEN}`, 'gv');
    patterns.set(own, pattern);
  }
  return text.replace(pattern, (found, kept: string | undefined) => kept ?? unicodeEscapes(found));
}

/** `\u202e` for each UTF-16 unit. */
function unicodeEscapes(text: string): string {
  let escapes = '';
  for (let at = 0; at < text.length; at++)
    escapes += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escapes;
}

function escapeCharacter(found: string): string {
  if (found === '\r\n' || found === '\n' || found === '\u2028' || found === '\u2029') return '⏎';
  if (found === '\t') return ' ';
  const code = found.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return unicodeEscape(code);
}

function unicodeEscape(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
