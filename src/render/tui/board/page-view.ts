import type { PageLine } from '../../../domain/surroundings.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER, subtitleOf, titleOf } from '../../board/card.ts';
import { amountText, nextSpan } from '../../board/words.ts';
import { countText } from '../../counts.ts';
import { headingLine } from '../../parts/heading.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, onGround, type Span, type StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import { hintKeys, type KeyHint } from '../runtime/key-table.ts';
import { keysTo, pressing } from '../runtime/regions.ts';
import type { BoardKey } from './deal-keys.ts';
import { currentLine, linesOf, textOfLine, verbOf } from './page.ts';
import type { Page } from './state.ts';

/** Columns of the kind of a line, and of an amount. */
const KIND_WIDTH = 10;
const AMOUNT_WIDTH = 12;

const KINDS: Readonly<Record<PageLine['type'], string>> = {
  account: 'account',
  contact: 'person',
  deal: '',
  phone: 'phone',
  email: 'e-mail',
  website: 'website',
};

/** The keys of a page that matter now. */
export function pageHints(page: Page, keys: readonly BoardKey[]): KeyHint[] {
  const line = currentLine(page);
  const hint = (action: string, word: string): KeyHint => ({ keys: hintKeys(keys, action), word });
  return [
    { keys: [...hintKeys(keys, 'down'), ...hintKeys(keys, 'up')], word: 'go' },
    ...(line && !('blocked' in line && line.blocked !== null) ? [hint('open', verbOf(line))] : []),
    ...(line ? [hint('copy', 'copy')] : []),
    hint('command', 'command'),
    hint('back', 'back'),
    hint('help', 'keys'),
    hint('quit', 'to the board'),
  ].filter((each) => each.keys.length > 0);
}

/** The whole of what the cursor of a page is on. */
export function pagePeek(page: Page): StyledLine {
  const line = currentLine(page);
  if (!line) return [];
  const text = 'shown' in line ? sanitize(line.shown) : textOfLine(line);
  const about = 'about' in line ? sanitize(line.about) : '';
  return [
    { text, look: 'bold' },
    { text: `  ${about}`, look: 'muted' },
  ];
}

/** A page as so many lines, the one of the cursor among them. */
export function pageLines(page: Page, width: number, rows: number, view: Viewpoint, pen: Pen): StyledLine[] {
  const inner = width - GUTTER - 1;
  const indent: Span = { text: ' '.repeat(GUTTER) };
  const { noun, id } = page.ref;
  const all: { readonly line: StyledLine; readonly at: number | null }[] = [
    {
      at: null,
      line: [
        indent,
        { text: sanitize(page.title), look: 'bold' },
        { text: `  ${noun} ${id}`, look: 'muted' },
      ],
    },
  ];
  let at = 0;
  for (const { title, lines } of page.groups) {
    const right: StyledLine = [{ text: countText(lines.length), look: 'muted' }];
    all.push({ at: null, line: [] });
    all.push({ at: null, line: [indent, ...headingLine(sanitize(title), inner, pen, { right })] });
    for (const line of lines) {
      const whole = lineWith(spansOf(line, inner, view, pen), at === page.row, width, pen);
      all.push({ at, line: pressing(whole, ...keysTo(page.row, at)) });
      at += 1;
    }
  }
  if (linesOf(page).length === 0)
    all.push(
      { at: null, line: [] },
      { at: null, line: [indent, { text: 'Nothing is known of it yet', look: 'muted' }] },
    );
  const cursor = all.findIndex((each) => each.at === page.row);
  const first = Math.max(0, Math.min(cursor - Math.floor(rows / 2), all.length - rows));
  return all.slice(first, first + rows).map(({ line }) => line);
}

function lineWith(line: StyledLine, isSelected: boolean, width: number, { signs, ruler }: Pen): StyledLine {
  const edge: StyledLine = [{ text: isSelected ? signs.cursor : ' ', look: 'accent' }, { text: ' ' }];
  const whole = fitLine([...edge, ...line], width, ruler);
  return isSelected ? onGround(whole, 'selected') : whole;
}

function spansOf(line: PageLine, width: number, view: Viewpoint, pen: Pen): StyledLine {
  const { signs, ruler } = pen;
  const kind = (): Span => ({ text: KINDS[line.type].padEnd(KIND_WIDTH), look: 'muted' });
  switch (line.type) {
    case 'account':
    case 'contact':
      return [
        kind(),
        { text: sanitize(line.name), look: 'bold' },
        { text: line.about === '' ? '' : `  ${sanitize(line.about)}`, look: 'muted' },
      ];
    case 'deal': {
      const { card } = line;
      const right: StyledLine = [
        { text: sanitize(card.stage), look: card.kind === 'won' ? 'good' : 'muted' },
        { text: '   ' },
        ...fitLine([nextSpan(card, view.today, signs)], AMOUNT_WIDTH, ruler),
        { text: amountText(card.amount, view).padStart(AMOUNT_WIDTH), look: 'bold' },
      ];
      const subtitle = subtitleOf(card);
      const left: StyledLine = [
        { text: titleOf(card) },
        { text: subtitle === '' ? '' : ` ${subtitle}`, look: 'muted' },
      ];
      return justify(left, right, width, ruler);
    }
    default:
      return [
        kind(),
        { text: sanitize(line.shown), look: line.blocked === null ? 'accent' : 'muted' },
        ...(line.blocked === null
          ? []
          : [{ text: `  ${signs.lost} ${sanitize(line.blocked)}`, look: 'bad' as const }]),
      ];
  }
}
