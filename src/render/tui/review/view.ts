import { addMinor } from '../../../domain/money.ts';
import { decisionText, type ReviewCard } from '../../../domain/review.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER, subtitleOf, titleOf } from '../../board/card.ts';
import { reasonLine } from '../../board/table.ts';
import { amountText, roundedAmount } from '../../board/words.ts';
import type { Look } from '../../color.ts';
import { countText } from '../../counts.ts';
import { shareLine } from '../../parts/bars.ts';
import { headingLine } from '../../parts/heading.ts';
import { keycapRows } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints, keyName, keyOfAction } from '../runtime/key-table.ts';
import { isTooSmall, tooSmallRows } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { pickerPopup } from '../runtime/picker.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import { POPUP_SCROLL, popupRegions, regionsOfLines, scrollKeys, whileTyping } from '../runtime/regions.ts';
import { attentionSpans, dealLines } from './deal-lines.ts';
import { isAnswer } from './keys.ts';
import { bodyRows, comingRows, decisionsOn, FOOT_ROWS, type ReviewState } from './state.ts';

/** The rows of the screen, each of the width of the terminal. */
export function view(state: ReviewState, canvas: Canvas): string[] {
  const popup = popupOf(state, canvas.pen);
  return popup
    ? drawPopup(screenRows(state, canvas.plain()), popup, state.size, canvas)
    : screenRows(state, canvas);
}

/** Where the mouse finds what. */
export function mouseMap(state: ReviewState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const regions = regionsOfLines(linesOf(state, pen), pen.ruler);
  return {
    regions: state.mode.type === 'prompt' ? whileTyping(regions) : regions,
    scroll: scrollKeys(state.keys),
  };
}

function popupOf({ mode, size, keys }: ReviewState, pen: Pen): Popup | null {
  if (isTooSmall(size)) return null;
  if (mode.type === 'help') return helpPopup(mode.help, { screen: 'review', keys }, size, pen);
  return mode.type === 'picking' ? pickerPopup(mode.picker, size, pen) : null;
}

function screenRows(state: ReviewState, canvas: Canvas): string[] {
  const { columns, rows } = state.size;
  const lines = linesOf(state, canvas.pen);
  return Array.from({ length: rows }, (_, at) =>
    canvas.text(fitLine(lines[at] ?? [], columns, canvas.ruler)),
  );
}

function linesOf(state: ReviewState, pen: Pen): StyledLine[] {
  if (isTooSmall(state.size))
    return tooSmallRows('review', state.size, keyOfAction(state.keys, 'quit')).map((text) => [{ text }]);
  if (isStarting(state)) return [];
  return screenLines(state, pen).map((line) => [{ text: ' '.repeat(GUTTER) }, ...line]);
}

/** Whether the first deal has not been read yet: a moment in which nothing is to be seen. */
const isStarting = ({ deal, at, queue }: ReviewState) => deal === null && at < queue.length;

/** Columns of a line: the right edge keeps one free. */
const widthOf = ({ size }: ReviewState): number => size.columns - GUTTER - 1;

function screenLines(state: ReviewState, pen: Pen): StyledLine[] {
  const body = bodyRows(state);
  const lines = bodyLines(state, pen);
  const top = Math.min(state.top, Math.max(0, lines.length - body));
  const seen = lines.slice(top, top + body);
  const more = lines.length - top - seen.length;
  return [
    heading(state, pen),
    [],
    ...seen,
    ...Array.from({ length: body - seen.length }, () => []),
    ...comingLines(state, pen),
    ...footerLines(state, pen, top, more),
  ];
}

/** Columns of the bar of progress, at least. */
const MIN_BAR = 6;

/** What the deals that were decided about are worth, in two currencies at most. */
function decidedSum({ decisions, view }: ReviewState): string {
  const latest = new Map(decisions.map(({ id, amount }) => [id, amount]));
  const amounts = [...latest.values()].filter((amount) => amount !== null);
  const sums = [...Map.groupBy(amounts, ({ currency }) => currency)].map(([currency, some]) =>
    roundedAmount({ minor: addMinor(...some.map(({ minor }) => minor)), currency }, view),
  );
  return sums.slice(0, 2).join(' + ') + (sums.length > 2 ? ' + …' : '');
}

/** How far the review is, what was decided, and about how much. */
function heading(state: ReviewState, pen: Pen): StyledLine {
  const { queue, at, earlier, decisions } = state;
  const width = widthOf(state);
  const kinds = Map.groupBy(
    new Map(decisions.map(({ id, decision }) => [id, decision.kind])).values(),
    (kind) => kind,
  );
  const counts = [...kinds].flatMap(([kind, all]): Span[] => [
    { text: `   ${all.length}`, look: 'bold' },
    { text: ` ${kind}`, look: 'muted' },
  ]);
  const place: StyledLine =
    at < queue.length
      ? [
          { text: countText(at + 1), look: 'bold' },
          { text: ` of ${countText(queue.length)}`, look: 'muted' },
        ]
      : [{ text: 'the end', look: 'bold' }];
  const before: Span[] = earlier === 0 ? [] : [{ text: `   ${earlier} earlier today`, look: 'muted' }];
  const left: StyledLine = [
    { text: 'Review', look: ['bold', 'accent'] },
    { text: `  ${sanitize(state.pipeline)}   ` },
    ...(state.filter === '' ? [] : [{ text: `/ ${sanitize(state.filter)}   `, look: 'warn' as const }]),
  ];
  const sum = decidedSum(state);
  const sumSpans: Span[] = sum === '' ? [] : [{ text: '   ' }, { text: sum, look: 'bold' }];
  const hasRoom =
    lineWidth([...left, ...place, ...sumSpans, ...counts, ...before], pen.ruler) + MIN_BAR + 3 <= width;
  const right = [...place, ...(hasRoom ? sumSpans : []), ...counts, ...before];
  const room = Math.min(30, width - lineWidth([...left, ...right], pen.ruler) - 3);
  const bar =
    room < MIN_BAR
      ? []
      : shareLine({ done: at, max: Math.max(1, queue.length) }, room, pen, { done: 'accent' });
  return justify(left, [...bar, { text: '  ' }, ...right], width, pen.ruler);
}

function bodyLines(state: ReviewState, pen: Pen): StyledLine[] {
  const { deal, stages, view } = state;
  if (!deal) return endLines(state, pen);
  const width = widthOf(state);
  const decided = decisionsOn(state, deal.card.id);
  const lines = dealLines(deal, decided, stages, width, view, pen, state.isDetailed);
  if (state.fields === null) return lines;
  const fields = state.fields.map((text): StyledLine => [{ text }]);
  return [...lines, [], headingLine('All fields', width, pen), ...fields];
}

/** What is still to come: the next deals with why they are here, or in one line the next of them. */
function comingLines(state: ReviewState, pen: Pen): StyledLine[] {
  const rows = comingRows(state);
  if (rows === 0) return [];
  const { queue, at, coming, view } = state;
  const width = widthOf(state);
  const { ruler, signs } = pen;
  const left = `${countText(queue.length - at - 1)} to come`;
  const isWide = width >= WIDE;
  const lineOf = (card: ReviewCard, room: number): StyledLine => {
    const name: StyledLine = [
      { text: titleOf(card) },
      { text: subtitleOf(card) === '' ? '' : ` ${subtitleOf(card)}`, look: 'muted' },
    ];
    const amount: Span = { text: amountText(card.amount, view), look: 'bold' };
    const nameRoom = Math.min(isWide ? 44 : 30, Math.max(12, room - 38));
    const why = attentionSpans(card, view.today, signs, !isWide);
    return [
      ...fitLine(name, nameRoom, ruler),
      { text: ' '.repeat(Math.max(2, 13 - ruler.width(amount.text))) },
      amount,
      { text: '   ' },
      ...reasonLine(why, room - nameRoom - 16, pen),
    ];
  };
  const [first] = coming;
  if (rows === 1 && first) {
    const right: StyledLine = [{ text: left, look: 'muted' }];
    const room = width - lineWidth(right, ruler) - 8;
    return [justify([{ text: 'Then  ', look: 'muted' }, ...lineOf(first, room)], right, width, ruler)];
  }
  return [
    [],
    headingLine('Still to come', width, pen, { right: [{ text: left, look: 'muted' }] }),
    ...coming.map(
      (card, place): StyledLine => [
        { text: `${String(at + 2 + place).padStart(4)}  `, look: 'muted' },
        ...lineOf(card, width - 6),
      ],
    ),
  ];
}

const WIDE = 100 - GUTTER - 1;

function endLines(state: ReviewState, { signs }: Pen): StyledLine[] {
  const { queue, decisions } = state;
  const key = (action: string) => keyOfAction(state.keys, action);
  const known = new Set(decisions.map(({ id }) => id));
  const skipped = queue.filter((id) => !known.has(id)).length;
  if (queue.length === 0 && decisions.length === 0)
    return [
      [{ text: `${signs.won} No deal needs attention.`, look: 'bold' }],
      [{ text: `${key('quit')} ends`, look: 'muted' }],
    ];
  return [
    [{ text: skipped === 0 ? 'That was all.' : `That was all; ${skipped} skipped.`, look: 'bold' }],
    [
      {
        text: `${key('quit')} ends with a summary, ${key('before')} goes back, ${key('undo')} undoes the last answer.`,
        look: 'muted',
      },
    ],
    [],
    ...decisions.map(
      ({ name, decision }): StyledLine => [
        { text: `${signs.won} `, look: 'good' },
        { text: sanitize(name), look: 'bold' },
        { text: `  ${sanitize(decisionText(decision))}` },
      ],
    ),
  ];
}

/** The hues of answers by what they mean. */
const ANSWER_LOOKS: Readonly<Record<string, Look>> = { won: 'good', lost: 'bad', skip: 'muted' };

/** At the bottom: the answers as keycaps, what happened or is asked, and the other keys. */
function footerLines(state: ReviewState, pen: Pen, above: number, below: number): StyledLine[] {
  const { mode, message, deal } = state;
  const width = widthOf(state);
  const said =
    mode.type === 'prompt'
      ? promptLines(mode.prompt, width, pen.ruler)
      : [...messageLines(message, width, 2, pen.ruler), keysLine(state, pen)];
  const scroll = [above > 0 ? `↑ ${above}` : '', below > 0 ? `↓ ${below} more` : ''].filter(
    (text) => text !== '',
  );
  const right: StyledLine = scroll.length === 0 ? [] : [{ text: scroll.join('  '), look: 'muted' }];
  const answers = deal
    ? keycapRows(
        state.keys
          .filter(isAnswer)
          .map((each) => ({
            key: keyName(each.keys[0]),
            word: wordOf(each.hint, state),
            press: [each.keys[0]],
          }))
          .filter(({ word }) => word !== '')
          .map((each) => ({ ...each, look: ANSWER_LOOKS[each.word] ?? 'accent' })),
        width,
        pen.ruler,
      )
    : [];
  const room = FOOT_ROWS - said.length;
  const palette = deal
    ? [headingLine('What becomes of it?', width, pen, { right }), ...answers].slice(0, room)
    : [];
  return [...Array.from({ length: room - palette.length }, () => []), ...palette, ...said];
}

function wordOf(hint: ReviewState['keys'][number]['hint'], state: ReviewState): string {
  return typeof hint === 'function' ? hint(state) : (hint ?? '');
}

function keysLine(state: ReviewState, pen: Pen): StyledLine {
  const keys = state.keys.filter((key) => (state.deal ? !isAnswer(key) : key.group === 'Review'));
  return footerLine(keyHints(keys, state), state, widthOf(state), pen);
}
