import { Graphemes } from '../../graphemes.ts';

/** A line being edited: the text before the cursor, and after it. */
export interface LineEditor {
  readonly before: string;
  readonly after: string;
}

export const EMPTY_LINE: LineEditor = { before: '', after: '' };

/** The longest line that can be typed, in UTF-16 units. */
const MAX_LINE_CHARS = 2000;

/** A line with this text, the cursor at its end. */
export function lineOf(text = ''): LineEditor {
  return text === '' ? EMPTY_LINE : { before: text, after: '' };
}

export function textOf({ before, after }: LineEditor): string {
  return before + after;
}

/** The line with text put in at the cursor; line breaks and tabs become spaces, other controls are left out. */
export function insertText(line: LineEditor, text: string): LineEditor {
  const clean = text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/\p{Cc}/gu, '');
  return { ...line, before: (line.before + clean).slice(0, MAX_LINE_CHARS) };
}

/** The text with a line break at the cursor, where it may have several lines. */
export function insertBreak(line: LineEditor): LineEditor {
  return { ...line, before: `${line.before}\n`.slice(0, MAX_LINE_CHARS) };
}

/** As `insertText`, line breaks kept. */
export function insertLines(line: LineEditor, text: string): LineEditor {
  const [first = '', ...more] = text.trimEnd().split(/\r\n|[\r\n]/);
  return more.reduce((kept, each) => insertText(insertBreak(kept), each), insertText(line, first));
}

/** The line after a key, one that edits or one that writes; null for a key that does neither. */
export function applyKey(line: LineEditor, key: string): LineEditor | null {
  const edited = applyEditKey(line, key);
  if (edited) return edited;
  // Names of keys are longer than what they write; a character may be of several units.
  return glyphsOf(key).length === 1 ? insertText(line, key) : null;
}

/** The line after an editing key; null for a key that does not edit. */
export function applyEditKey({ before, after }: LineEditor, key: string): LineEditor | null {
  switch (key) {
    case 'left':
      return { before: withoutLast(before), after: lastGlyph(before) + after };
    case 'right':
      return { before: before + firstGlyph(after), after: after.slice(firstGlyph(after).length) };
    case 'home':
    case 'ctrl-a':
      return { before: '', after: before + after };
    case 'end':
    case 'ctrl-e':
      return { before: before + after, after: '' };
    case 'backspace':
      return { before: withoutLast(before), after };
    case 'delete':
      return { before, after: after.slice(firstGlyph(after).length) };
    case 'ctrl-u':
      return EMPTY_LINE;
    case 'ctrl-k':
      return { before, after: '' };
    case 'ctrl-w':
      return { before: before.replace(/\S*\s*$/, ''), after };
    default:
      return null;
  }
}

/** What is seen as one character each. */
export function glyphsOf(text: string): string[] {
  return Array.from(new Graphemes().segment(text), ({ segment }) => segment);
}

const firstGlyph = (text: string): string => glyphsOf(text)[0] ?? '';
const lastGlyph = (text: string): string => glyphsOf(text).at(-1) ?? '';
const withoutLast = (text: string): string => text.slice(0, text.length - lastGlyph(text).length);
