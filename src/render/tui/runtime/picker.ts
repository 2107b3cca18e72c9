import { fuzzyMatch } from '../../../domain/fuzzy.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import type { Look } from '../../color.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, lineWidth, looksOf, onGround, type Span, type StyledLine } from '../../styled-line.ts';
import { applyKey, EMPTY_LINE, insertText, type LineEditor, textOf } from './line-editor.ts';
import { FRAME, type Popup } from './popup.ts';
import type { Size } from './program.ts';
import { keysTo, pressing } from './regions.ts';

/** One of several things to choose. */
export interface Choice<T> {
  readonly value: T;
  readonly text: string;
  /** Before the text: where it is now. */
  readonly sign?: Span;
  readonly look?: Look;
  /** What it leads to, at the right. */
  readonly note?: string;
}

/** A list in a box: what is typed narrows it, Enter takes the one under the cursor. */
export interface Picker<T> {
  readonly title: string;
  readonly about: string;
  /** What Enter does, in a word. */
  readonly verb: string;
  readonly choices: readonly Choice<T>[];
  /** What a text that is typed stands for where it is none of them; without it, only these can be taken. */
  readonly other?: (text: string) => Choice<T>;
  /** What is said where there is nothing to choose; without it, that nothing fits. */
  readonly none?: string;
  /** Whether the choices were looked up for what is typed, and are all shown. */
  readonly isLookedUp?: true;
  readonly editor: LineEditor;
  readonly row: number;
}

/** A picker with nothing typed, the cursor on the likely one. */
export function openPicker<T>(
  picker: Omit<Picker<T>, 'editor' | 'row'>,
  isLikely: (value: T) => boolean = () => false,
): Picker<T> {
  const row = picker.choices.findIndex(({ value }) => isLikely(value));
  return { ...picker, editor: EMPTY_LINE, row: Math.max(0, row) };
}

/** A choice that fits what is typed, and where. */
interface Hit<T> {
  readonly choice: Choice<T>;
  readonly places: readonly number[];
}

/** The choices that fit, the best first; as they stand where nothing is typed. */
function hitsOf<T>({ choices, editor, other, isLookedUp }: Picker<T>): Hit<T>[] {
  const typed = textOf(editor).trim();
  if (typed === '' || isLookedUp) return choices.map((choice) => ({ choice, places: [] }));
  const hits = choices.flatMap((choice) => {
    const match = fuzzyMatch(typed, choice.text);
    return match ? [{ choice, places: match.places, score: match.score }] : [];
  });
  const best = hits.sort((one, two) => two.score - one.score);
  const isOne = choices.some(({ text }) => text.toLowerCase() === typed.toLowerCase());
  if (!other || isOne) return best;
  // Letters that are found scattered in another choice do not stand before what was typed.
  const holds = ({ choice }: Hit<T>) => choice.text.toLowerCase().includes(typed.toLowerCase());
  const own = { choice: other(typed), places: [] };
  return [...best.filter(holds), own, ...best.filter((hit) => !holds(hit))];
}

/** What a key in a picker comes to. */
export type PickerStep<T> =
  | { readonly type: 'choosing'; readonly picker: Picker<T>; readonly isTyped: boolean }
  | { readonly type: 'cancelled' }
  | { readonly type: 'chosen'; readonly value: T };

const STEPS: Readonly<Record<string, number>> = {
  down: 1,
  up: -1,
  'ctrl-n': 1,
  'ctrl-p': -1,
  tab: 1,
  'shift-tab': -1,
  'page-down': 8,
  'page-up': -8,
};

export function pickerKey<T>(picker: Picker<T>, key: string): PickerStep<T> {
  if (key === 'escape') return { type: 'cancelled' };
  const hits = hitsOf(picker);
  if (key === 'enter') {
    const hit = hits[picker.row];
    return hit ? { type: 'chosen', value: hit.choice.value } : { type: 'choosing', picker, isTyped: false };
  }
  const by = STEPS[key];
  if (by !== undefined) {
    const row = Math.max(0, Math.min(hits.length - 1, picker.row + by));
    return { type: 'choosing', picker: { ...picker, row }, isTyped: false };
  }
  const editor = applyKey(picker.editor, key);
  if (!editor) return { type: 'choosing', picker, isTyped: false };
  return { type: 'choosing', picker: { ...picker, editor, row: 0 }, isTyped: true };
}

/** Pasted text joins what is typed. */
export function pasteInPicker<T>(picker: Picker<T>, text: string): Picker<T> {
  return { ...picker, editor: insertText(picker.editor, text), row: 0 };
}

const POPUP_WIDTH = 60;
const MAX_POPUP_ROWS = 14;
/** Lines around the choices: what is typed, a rule, a blank one, the keys. */
const ROWS_AROUND_LIST = 5;

/** The picker as a box. */
export function pickerPopup<T>(picker: Picker<T>, { columns, rows }: Size, pen: Pen): Popup {
  const { ruler, signs } = pen;
  const width = Math.max(20, Math.min(POPUP_WIDTH, columns - FRAME.columns - 2));
  const hits = hitsOf(picker);
  const room = Math.max(1, Math.min(MAX_POPUP_ROWS, rows - FRAME.rows) - ROWS_AROUND_LIST);
  const first = Math.max(0, Math.min(picker.row - Math.floor(room / 2), hits.length - room));
  const typed = sanitize(textOf(picker.editor));
  const lines: StyledLine[] = [
    line(
      [
        { text: '> ', look: 'accent' },
        typed === '' ? { text: '▏type to choose', look: 'muted' } : { text: `${typed}▏`, look: 'bold' },
      ],
      [{ text: String(hits.length), look: 'muted' }],
      width,
      pen,
    ),
    [{ text: signs.rule.repeat(width), look: 'faint' }],
    ...hits
      .slice(first, first + room)
      .map((hit, at) =>
        pressing(choiceLine(hit, first + at === picker.row, width, pen), ...keysTo(picker.row, first + at)),
      ),
    ...(hits.length === 0 ? [[{ text: noneText(picker), look: 'muted' as const }]] : []),
    [],
    [
      { text: 'Enter', look: ['bold', 'accent'] },
      { text: ` ${picker.verb}   `, look: 'muted' },
      { text: '↑↓', look: ['bold', 'accent'] },
      { text: ' choose   ', look: 'muted' },
      { text: 'Esc', look: ['bold', 'accent'] },
      { text: ' leaves it', look: 'muted' },
    ],
  ];
  const about = ruler.cut(sanitize(picker.about), Math.max(0, width - ruler.width(picker.title) - 8));
  return { title: ruler.cut(sanitize(picker.title), width - 4), about, lines, width };
}

function noneText<T>({ none, choices, editor }: Picker<T>): string {
  return textOf(editor).trim() === '' && choices.length === 0 && none !== undefined ? none : 'nothing fits';
}

function choiceLine<T>({ choice, places }: Hit<T>, isSelected: boolean, width: number, pen: Pen): StyledLine {
  const { ruler, signs } = pen;
  const shown = sanitize(choice.text);
  // The note is cut before what it is about.
  const noteRoom = Math.max(0, width - 4 - ruler.width(shown) - 2);
  const note: StyledLine = choice.note
    ? [{ text: ruler.cut(sanitize(choice.note), noteRoom), look: 'muted' }]
    : [];
  const looks: readonly Look[] = [
    ...(choice.look ? [choice.look] : []),
    ...(isSelected ? (['selected name'] as const) : []),
  ];
  const room = width - 4 - lineWidth(note, ruler) - 2;
  const text = ruler.cut(shown, Math.max(4, room));
  const sign: Span = choice.sign ?? { text: ' ' };
  const left: StyledLine = [
    { text: isSelected ? signs.cursor : ' ', look: 'accent' },
    { text: ' ' },
    sign,
    { text: ' ' },
    ...(shown === choice.text ? underlined(text, places, looks) : [{ text, look: looks }]),
  ];
  const whole = line(left, note, width, pen);
  return isSelected ? onGround(whole, 'selected') : whole;
}

/** The text with the letters that were typed underlined. */
function underlined(text: string, places: readonly number[], looks: readonly Look[]): Span[] {
  const hit = new Set(places);
  const spans: Span[] = [];
  for (const [at, letter] of text.split('').entries()) {
    const look: readonly Look[] = hit.has(at) ? [...looks, 'underline'] : looks;
    const last = spans.at(-1);
    if (last && looksOf(last).includes('underline') === hit.has(at))
      spans[spans.length - 1] = { ...last, text: last.text + letter };
    else spans.push({ text: letter, look });
  }
  return spans;
}

function line(left: StyledLine, right: StyledLine, width: number, { ruler }: Pen): StyledLine {
  return [...fitLine(left, width - lineWidth(right, ruler), ruler), ...right];
}
