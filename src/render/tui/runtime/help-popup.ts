import { fuzzyMatch } from '../../../domain/fuzzy.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, type StyledLine } from '../../styled-line.ts';
import { type Binding, keyName } from './key-table.ts';
import { applyKey, EMPTY_LINE, type LineEditor, textOf } from './line-editor.ts';
import { FRAME, type Popup } from './popup.ts';
import type { Size } from './program.ts';
import { keysTo, pressing } from './regions.ts';
import { wrapText } from './wrap.ts';

/** All keys of a screen in a box; what is typed finds one by its words, and Enter does it. */
export interface Help {
  readonly editor: LineEditor;
  /** The key under the cursor, among those that were found; lines that are scrolled past where nothing is typed. */
  readonly row: number;
}

export const OPEN_HELP: Help = { editor: EMPTY_LINE, row: 0 };

type KeyHelp = Pick<Binding<never, never>, 'keys' | 'help' | 'group'>;

/** What a key in the help comes to: `press` does what another key does. */
export type HelpStep =
  | { readonly type: 'open'; readonly help: Help }
  | { readonly type: 'closed' }
  | { readonly type: 'press'; readonly key: string };

const STEPS: Readonly<Record<string, number>> = {
  down: 1,
  up: -1,
  'ctrl-n': 1,
  'ctrl-p': -1,
  'page-down': 10,
  'page-up': -10,
};

/** What the help of a screen is made of. */
export interface HelpPage {
  /** What the screen is called. */
  readonly screen: string;
  readonly keys: readonly KeyHelp[];
  /** What stands below the keys: signs, and words that can be typed. */
  readonly legend?: readonly KeyHelp[];
}

export function helpKey(help: Help, key: string, page: HelpPage, size: Size): HelpStep {
  const isTyped = textOf(help.editor) !== '';
  if (key === 'escape' || (key === '?' && !isTyped)) return { type: 'closed' };
  const found = foundKeys(help, page.keys);
  if (key === 'enter') {
    const [first] = found[help.row]?.keys ?? [];
    return isTyped && first !== undefined ? { type: 'press', key: first } : { type: 'closed' };
  }
  const by = STEPS[key];
  if (by !== undefined) {
    const { width, room } = roomOf(size);
    const count = isTyped
      ? found.length
      : Math.max(...columnsOf(page, width).map(({ length }) => length)) - room + 1;
    return { type: 'open', help: { ...help, row: Math.max(0, Math.min(count - 1, help.row + by)) } };
  }
  const editor = applyKey(help.editor, key);
  return { type: 'open', help: editor ? { editor, row: 0 } : help };
}

/** The keys whose words fit what is typed, the best first. */
function foundKeys({ editor }: Help, table: readonly KeyHelp[]): readonly KeyHelp[] {
  const typed = textOf(editor).trim();
  if (typed === '') return table;
  return table
    .flatMap((each) => {
      const match = fuzzyMatch(typed, `${each.help} ${each.keys.map(keyName).join(' ')}`);
      return match ? [{ each, score: match.score }] : [];
    })
    .sort((one, other) => other.score - one.score)
    .map(({ each }) => each);
}

const KEY_COLUMNS = 11;
const MOST_COLUMNS = 98;
/** What a key does takes no more lines than this. */
const MOST_HELP_LINES = 8;
/** From this width on there are two columns. */
const MIN_WIDTH_OF_TWO_COLUMNS = 84;

/** Columns of the lines, and how many of them are seen. */
const roomOf = ({ columns, rows }: Size) => ({
  width: Math.max(20, Math.min(MOST_COLUMNS, columns - FRAME.columns - 2)),
  room: Math.max(3, rows - FRAME.rows - 5),
});

/** The help as a box. */
export function helpPopup(help: Help, page: HelpPage, size: Size, pen: Pen): Popup {
  const { ruler, signs } = pen;
  const { width, room } = roomOf(size);
  const typed = sanitize(textOf(help.editor));
  const isTyped = typed.trim() !== '';
  const lines = isTyped ? foundLines(help, page.keys, width, room, pen) : allLines(page, width, pen);
  const top = isTyped ? 0 : Math.max(0, Math.min(help.row, lines.length - room));
  const seen = lines.slice(top, top + room);
  const below = lines.length - top - seen.length;
  return {
    title: 'Keys',
    about: page.screen,
    width,
    lines: [
      [
        { text: '/ ', look: 'accent' },
        isTyped ? { text: `${typed}▏`, look: 'bold' } : { text: 'type to find a key', look: 'muted' },
      ],
      [{ text: signs.rule.repeat(width), look: 'faint' }],
      ...seen.map((line) => fitLine(line, width, ruler)),
      [{ text: below > 0 ? `↓ ${below} more` : '', look: 'muted' }],
      [
        { text: 'Enter', look: ['bold', 'accent'] },
        { text: isTyped ? ' does it   ' : ' does the one that is found   ', look: 'muted' },
        { text: 'Esc', look: ['bold', 'accent'] },
        { text: ' closes', look: 'muted' },
      ],
    ],
  };
}

function keyLine({ keys, help }: KeyHelp): StyledLine {
  const names = keys.map(keyName).join(' ');
  return [{ text: names.padEnd(KEY_COLUMNS), look: ['bold', 'accent'] }, { text: ` ${sanitize(help)}` }];
}

/** A key with what it does, which may go on below. */
function wrappedLines(key: KeyHelp, width: number): StyledLine[] {
  const room = Math.max(8, width - KEY_COLUMNS - 1);
  const [first = '', ...more] = wrapText(sanitize(key.help), room, MOST_HELP_LINES);
  return [
    keyLine({ ...key, help: first }),
    ...more.map((text): StyledLine => [{ text: `${' '.repeat(KEY_COLUMNS)} ${text}` }]),
  ];
}

function foundLines(
  help: Help,
  table: readonly KeyHelp[],
  width: number,
  room: number,
  pen: Pen,
): StyledLine[] {
  const found = foundKeys(help, table);
  if (found.length === 0) return [[{ text: 'no key does that', look: 'muted' }]];
  const first = Math.max(0, Math.min(help.row - Math.floor(room / 2), found.length - room));
  return found.slice(first, first + room).map((each, at) => {
    const isSelected = first + at === help.row;
    const line = fitLine(
      [{ text: isSelected ? `${pen.signs.cursor} ` : '  ', look: 'accent' }, ...keyLine(each)],
      width,
      pen.ruler,
    );
    return pressing(
      isSelected
        ? line.map(({ text, look = [] }) => ({
            text,
            look: [...(typeof look === 'string' ? [look] : look), 'selected' as const],
          }))
        : line,
      ...keysTo(help.row, first + at),
    );
  });
}

/** All keys under the names of their groups, in two columns where there is room. */
function allLines(page: HelpPage, width: number, { ruler }: Pen): StyledLine[] {
  const [left = [], right] = columnsOf(page, width);
  if (!right) return [...left];
  const each = Math.floor(width / 2) - 1;
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    ...fitLine(left[at] ?? [], each, ruler),
    { text: '  ' },
    ...(right[at] ?? []),
  ]);
}

function columnsOf({ keys, legend = [] }: HelpPage, width: number): StyledLine[][] {
  const isOne = width < MIN_WIDTH_OF_TWO_COLUMNS;
  const each = isOne ? width : Math.floor(width / 2) - 1;
  const groups = [...Map.groupBy([...keys, ...legend], ({ group }) => group)].map(([group, all]) => ({
    heading: [{ text: group, look: 'bold' }] satisfies StyledLine,
    keys: all.map((key) => wrappedLines(key, each)),
  }));
  const count = groups.reduce((sum, group) => sum + 2 + group.keys.flat().length, 0);
  const columns: StyledLine[][] = [[], []];
  let at = 0;
  for (const { heading, keys: all } of groups) {
    // A group that begins in the left column may go on in the right one, below its heading.
    columns[at]!.push(heading);
    for (const [place, lines] of all.entries()) {
      if (!isOne && at === 0 && columns[0]!.length + lines.length / 2 > count / 2) {
        at = 1;
        if (place === 0) columns[0]!.pop();
        columns[1]!.push(heading);
      }
      columns[at]!.push(...lines);
    }
    columns[at]!.push([]);
  }
  return (isOne ? columns.slice(0, 1) : columns).map(withoutLastBlank);
}

/** The lines of a column, which may have ended within a group. */
const withoutLastBlank = (lines: readonly StyledLine[]): StyledLine[] =>
  lines.at(-1)?.length === 0 ? lines.slice(0, -1) : [...lines];
