import { sanitize } from '../../../domain/terminal-text.ts';
import { shareLine } from '../../parts/bars.ts';
import { headingLine } from '../../parts/heading.ts';
import { keycap, keycapRows } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLine } from '../runtime/footer.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints, keyName } from '../runtime/key-table.ts';
import { fillScreen, MARGIN } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { drawPopup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import { wrapText } from '../runtime/wrap.ts';
import type { FieldComparison, PairCard } from './port.ts';
import { type DedupeState, tallyText } from './state.ts';

/** Columns of the names of fields. */
const LABEL_COLUMNS = 14;
/** With fewer rows than this for the pair none is left blank. */
const LOW_ROWS = 10;
const MAX_MESSAGE_LINES = 3;
/** From so many rows on, the decisions are keycaps of their own. */
const ROOMY_ROWS = 16;
/** A pair that is so likely one has a good badge, in percent. */
const LIKELY = 90;

/** The rows of the screen. */
export function view(state: DedupeState, canvas: Canvas): string[] {
  if (!state.help) return screenRows(state, canvas);
  const popup = helpPopup(state.help, { screen: 'duplicates', keys: state.keys }, state.size, canvas.pen);
  return drawPopup(screenRows(state, canvas.plain()), popup, state.size, canvas);
}

function screenRows(state: DedupeState, canvas: Canvas): string[] {
  const { pen } = canvas;
  const width = state.size.columns - 2 * MARGIN;
  const body = (rows: number) =>
    state.card ? cardLines(state.card, state.scroll, width, rows, pen) : emptyLines(state);
  return fillScreen(state.size, [heading(state, width, pen), []], body, footer(state, width, pen), canvas);
}

/** How far it is, and what was decided. */
function heading(state: DedupeState, width: number, pen: Pen): StyledLine {
  const place = `pair ${Math.min(state.index + 1, state.count)} of ${state.count}`;
  const tally = tallyText(state);
  const left: StyledLine = [span('Duplicates', 'bold', 'accent'), span('   ')];
  const whole: StyledLine = [span(place, 'bold'), span('   '), span(tally, 'muted')];
  const fits = lineWidth([...left, ...whole], pen.ruler) < width;
  const right = fits ? whole : [span(place, 'bold')];
  const room = Math.min(24, width - lineWidth([...left, ...right], pen.ruler) - 3);
  const bar =
    room < 6
      ? []
      : shareLine({ done: state.index, max: Math.max(1, state.count) }, room, pen, { done: 'accent' });
  return justify(left, [...bar, span('  '), ...right], width, pen.ruler);
}

/** The decisions as keycaps, what happened or is asked, and the other keys. */
function footer(state: DedupeState, width: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  if (state.prompt) return promptLines(state.prompt, width, ruler);
  const said = messageLines(state.message, width, MAX_MESSAGE_LINES, ruler);
  if (state.size.rows < ROOMY_ROWS) return [...said, keyLine(keyHints(state.keys, state), width, ruler)];
  const isDecision = (group: string) => group === 'Decide';
  const hints = state.keys
    .filter(({ group }) => isDecision(group) && state.card !== null)
    .flatMap((each) => {
      const word = typeof each.hint === 'function' ? each.hint(state) : (each.hint ?? '');
      const look = each.keys[0] === 'n' ? ('bad' as const) : ('accent' as const);
      return word === '' ? [] : [{ key: keyName(each.keys[0]), word, look }];
    });
  const others = keyHints(
    state.keys.filter(({ group }) => !isDecision(group)),
    state,
  );
  return [
    ...(state.card ? [headingLine('One or two?', width, pen), ...keycapRows(hints, width, ruler)] : []),
    ...said,
    keyLine(others, width, ruler),
  ];
}

function emptyLines({ isBusy }: DedupeState): StyledLine[] {
  return [[isBusy ? span('looking …', 'muted') : span('That was the last pair.', 'bold')]];
}

function cardLines(card: PairCard, scroll: number, width: number, rows: number, pen: Pen): StyledLine[] {
  const side = Math.max(8, Math.floor((width - LABEL_COLUMNS) / 2));
  const pair = (label: string, one: StyledLine, other: StyledLine): StyledLine => [
    ...cell([span(sanitize(label), 'muted')], LABEL_COLUMNS, pen),
    ...cell(one, side, pen),
    ...cell(other, side, pen),
  ];
  const title = (number: string, text: string): StyledLine =>
    card.way === 'merge'
      ? keycap({ key: number, word: sanitize(text) }, 'accent')
      : [span(sanitize(text), 'bold', 'accent')];
  const gap: StyledLine[] = rows < LOW_ROWS ? [] : [[]];
  const tone = card.score >= LIKELY ? 'good' : 'warn';
  const likely = ` ${card.score} % likely one `;
  const reasons = wrapText(sanitize(card.reasons.join(', ')), Math.max(10, width - likely.length - 2), 2);
  const indent = card.way === 'merge' ? '    ' : '';
  const named = (text: string): StyledLine => [span(indent + sanitize(text), 'bold')];
  const differing = card.rows.filter((row) => !isSame(row));
  const same = card.rows.filter(isSame);
  const head: StyledLine[] = [
    ...reasons.map(
      (text, at): StyledLine => [
        at === 0 ? span(likely, `badge ${tone}`, tone, 'bold') : span(' '.repeat(likely.length)),
        span(`  ${text}`),
      ],
    ),
    ...gap,
    pair('', title('1', card.one.ref), title('2', card.other.ref)),
    pair('', named(card.one.title), named(card.other.title)),
    ...(rows < LOW_ROWS ? [] : [[span(pen.signs.rule.repeat(width), 'faint')]]),
  ];
  const body: StyledLine[] = [
    ...differing.map((row) => pair(row.label, [differingSpan(row.one)], [differingSpan(row.other)])),
    ...(same.length === 0
      ? []
      : [
          ...gap,
          headingLine('The same in both', width, pen, { right: [span(String(same.length), 'muted')] }),
          ...same.map(
            (row): StyledLine => [
              ...cell([span(sanitize(row.label), 'muted')], LABEL_COLUMNS, pen),
              span(sanitize(row.one)),
            ],
          ),
        ]),
  ];
  const left = Math.max(0, rows - head.length);
  const fits = body.length <= left;
  const shown = fits ? body : body.slice(scroll, scroll + Math.max(0, left - 1));
  const more = fits ? [] : [[span(`${body.length - shown.length} more with ↑ and ↓`, 'muted')]];
  return [...head, ...shown, ...more];
}

const isSame = ({ one, other }: FieldComparison): boolean => one.toLowerCase() === other.toLowerCase();

const differingSpan = (text: string): Span => (text === '' ? span('empty', 'muted') : span(sanitize(text)));

/** Spans in a column of their own, with a blank behind them. */
function cell(line: StyledLine, width: number, { ruler }: Pen): StyledLine {
  return [...fitLine(line, width - 1, ruler), span(' ')];
}
