import type { DealCard } from '../../../domain/board.ts';
import type { Money } from '../../../domain/money.ts';
import { targetOfMonth } from '../../../domain/target.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER, subtitleOf, titleOf } from '../../board/card.ts';
import type { ForecastMonth } from '../../board/forecast.ts';
import { reasonLine, reasonSpans } from '../../board/table.ts';
import { amountText, monthName, nextStepSpans } from '../../board/words.ts';
import { counted } from '../../counts.ts';
import { headingLine } from '../../parts/heading.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, lineWidth, type StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import { dealLines } from '../review/deal-lines.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine } from '../runtime/footer.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { hintKeys, keyHints, keyOfAction } from '../runtime/key-table.ts';
import { isTooSmall, tooSmallRows } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { pickerPopup } from '../runtime/picker.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import { headerLines } from './header.ts';
import { helpPage } from './help-page.ts';
import { laneRows, moreLine } from './lane-rows.ts';
import { layoutOf } from './layout.ts';
import { pageHints, pageLines, pagePeek } from './page-view.ts';
import { type BoardState, currentCard, monthInSight, type Pane, windowOf } from './state.ts';
import { forecastLines, tableLines } from './table.ts';
import { isTimeline, timelineLines } from './timeline.ts';

/** The rows of the screen, none wider than it, at most as many as it has. */
export function view(state: BoardState, canvas: Canvas): string[] {
  if (isTooSmall(state.size)) return tooSmallRows('board', state.size, keyOfAction(state.keys, 'quit'));
  const popup = popupOf(state, canvas.pen);
  return popup
    ? drawPopup(screenRows(state, canvas.plain()), popup, state.size, canvas)
    : screenRows(state, canvas);
}

/** The box that lies over the board. */
export function popupOf(state: BoardState, pen: Pen): Popup | null {
  const { mode, size } = state;
  if (mode.type === 'help') return helpPopup(mode.help, helpPage(state), size, pen);
  return mode.type === 'picker' ? pickerPopup(mode.picker, size, pen) : null;
}

function screenRows(state: BoardState, canvas: Canvas): string[] {
  const { columns, rows } = state.size;
  const text = (line: StyledLine) => canvas.text(fitLine(line, columns, canvas.ruler));
  const foot = footerLines(state, canvas.pen).map(text);
  const above = [...headerLines(state, canvas.pen).map(text), ...middle(state, canvas)];
  return [...above.slice(0, rows - foot.length), ...foot];
}

function middle(state: BoardState, canvas: Canvas): string[] {
  const { main, pane, body } = layoutOf(state);
  const { page, frame, size } = state;
  if (page && frame) {
    const lines = pageLines(page, size.columns, body, frame.view, canvas.pen);
    return Array.from({ length: body }, (_, at) =>
      canvas.text(fitLine(lines[at] ?? [], size.columns, canvas.ruler)),
    );
  }
  const left = main === 0 ? [] : mainRows(state, canvas);
  if (!state.pane) return left;
  const record = recordLines(state, state.pane, canvas).map((line) =>
    canvas.text(fitLine(line, pane, canvas.ruler)),
  );
  return main === 0 ? record : record.map((line, at) => `${left[at]}${line}`);
}

/** The view that is chosen: `body` lines of `main` columns. */
function mainRows(state: BoardState, canvas: Canvas): string[] {
  const { main, body } = layoutOf(state);
  const lanes = state.frame?.lanes ?? [];
  if (state.view === 'board' && lanes.some(({ count }) => count > 0)) return laneRows(state, canvas);
  const lines =
    state.view === 'board' ||
    (state.length === 0 && state.view !== 'forecast') ||
    (state.forecast.length === 0 && state.view === 'forecast')
      ? emptyLines(state, body, canvas.pen)
      : state.view === 'forecast'
        ? forecastLines(state, canvas.pen).map(({ line }) => line)
        : isTimeline(state)
          ? timelineLines(state, layoutOf(state), canvas.pen).map(({ line }) => line)
          : tableLines(state, canvas.pen);
  return Array.from({ length: body }, (_, at) => canvas.text(fitLine(lines[at] ?? [], main, canvas.ruler)));
}

/** The deal under the cursor: what matters of it, then all its fields. */
function recordLines(state: BoardState, { deal, lines, top }: Pane, canvas: Canvas): StyledLine[] {
  const { body, pane, main } = layoutOf(state);
  const { pen } = canvas;
  const view = state.frame?.view;
  const edge: StyledLine = [{ text: main === 0 ? '  ' : `${pen.signs.rail} `, look: 'faint' }];
  const width = pane - 3;
  const stages = (state.frame?.lanes ?? []).flatMap(({ stage }) => (stage?.kind === 'open' ? [stage] : []));
  const all: StyledLine[] = [
    ...(deal && view ? dealLines(deal, [], stages, width, view, pen) : []),
    ...(deal && lines.length > 0 ? [[], headingLine('All fields', width, pen)] : []),
    ...lines.slice(deal ? 1 : 0).map((text): StyledLine => [{ text }]),
  ];
  // The last line says how much is below; the question or what the cursor is on may take it.
  const room = Math.max(1, body - 1);
  const first = Math.min(top, Math.max(0, all.length - room));
  const seen = all.slice(first, first + room);
  const rest = Array.from({ length: room - seen.length }, (): StyledLine => []);
  const more = moreLine(first, all.length - first - seen.length);
  return [...seen, ...rest, more].slice(0, body).map((line) => [...edge, ...line]);
}

/** Why nothing is to be seen, and the key out, a third down. */
function emptyLines(state: BoardState, body: number, { signs }: Pen): StyledLine[] {
  const { query, view, length } = state;
  const key = (action: string) => keyOfAction(state.keys, action);
  const count = state.frame?.lanes.reduce((sum, lane) => sum + lane.count, 0) ?? 0;
  const [why, out] =
    query.filter !== '' && (view === 'board' ? count : length) === 0
      ? [`No deal fits "${sanitize(query.filter)}"`, `${key('back')} clears the filter`]
      : query.owner !== null && count === 0
        ? [`${sanitize(query.owner)} has no deals`, `${key('owner')} shows those of others`]
        : view === 'stuck'
          ? [`${signs.won} Nothing is stuck.`, `${counted(count, 'deal')} move.`]
          : view === 'activity'
            ? ['No activity in the last two weeks', `${key('call')} logs a call, ${key('note')} a note`]
            : view === 'forecast'
              ? ['Nothing is to close', `${key('close-date')} sets the close date of a deal`]
              : ['No deals yet', `${key('add')} adds the first; or quit (${key('quit')}) and try: crm demo`];
  return [
    ...Array.from({ length: Math.floor(body / 3) }, () => []),
    [{ text: `  ${why}`, look: 'bold' }],
    [{ text: `  ${out}`, look: 'muted' }],
  ];
}

/** At the bottom: the question, the message or what the cursor is on, and the keys that matter now. */
export function footerLines(state: BoardState, pen: Pen): StyledLine[] {
  const { mode, message, size } = state;
  const width = size.columns - GUTTER - 1;
  const indent = (line: StyledLine): StyledLine => [{ text: ' '.repeat(GUTTER) }, ...line];
  if (mode.type === 'prompt')
    return promptLines(mode.prompt, width, pen.ruler, state.reading !== null).map(indent);
  const hints = keyHints(state.keys, state);
  const keys = state.page
    ? pageHints(state.page, state.keys)
    : state.pane
      ? [
          { keys: hintKeys(state.keys, 'back'), word: 'close' },
          { keys: hintKeys(state.keys, 'page-down'), word: 'scroll' },
          ...hints,
        ]
      : hints;
  const said = message
    ? messageLines(message, width, MAX_MESSAGE_LINES, pen.ruler)
    : peekLines(state, width, pen);
  return [...said, footerLine(keys, state, width, pen, liveSpans(state, pen))].map(indent);
}

/** An error takes two lines where it is long: what is wrong, and the way out. */
const MAX_MESSAGE_LINES = 2;

/** Says that what is seen is what the database holds now. */
function liveSpans({ size }: BoardState, { signs }: Pen): StyledLine {
  return size.columns < MIN_WIDE_WIDTH
    ? []
    : [
        { text: signs.today, look: 'good' },
        { text: ' live', look: 'muted' },
      ];
}

const MIN_WIDE_WIDTH = 100;

/** The whole of what the cursor is on, unshortened, with its next step: in two lines where it is narrow. */
function peekLines(state: BoardState, width: number, pen: Pen): StyledLine[] {
  const { frame, page } = state;
  if (page) return [pagePeek(page)];
  const card = currentCard(state);
  const month = monthInSight(state);
  const fits = (line: StyledLine) => lineWidth(line, pen.ruler) <= width;
  if (!frame) return [[]];
  if (!card) {
    if (!month) return [[]];
    const { today } = frame.view;
    const past = windowOf(state, month.list).cards.filter((each) => isPastClose(each, today)).length;
    const lines = monthPeek(month, targetOfMonth(frame.head.targets, month.month), past, frame.view);
    const [done, rest] = lines;
    const line: StyledLine = [...done, { text: ', ', look: 'muted' }, ...rest];
    return fits(line) ? [line] : lines;
  }
  const subtitle = subtitleOf(card);
  const about: StyledLine = subtitle === '' ? [] : [{ text: `  ${subtitle}`, look: 'muted' }];
  const whole = (between: StyledLine): StyledLine => [
    { text: titleOf(card), look: 'bold' },
    ...between,
    { text: `  ${amountText(card.amount, frame.view)}`, look: 'bold' },
  ];
  const said = state.view === 'activity' && !isTimeline(state) ? card.lastActivity?.what : undefined;
  const step: StyledLine = said
    ? [{ text: sanitize(said).replace(/\s+/g, ' ') }]
    : stepSpans(state, card, frame.view.today, width, pen);
  // What is to be done is not cut for what the card says too.
  const lines = [about, []].map((between): StyledLine => [...whole(between), { text: '  ' }, ...step]);
  const line = lines.find(fits);
  return line ? [line] : [fits(whole(about)) ? whole(about) : whole([]), step];
}

const isPastClose = ({ kind, closes }: DealCard, today: string): boolean =>
  kind === 'open' && closes !== null && closes < today;

/** What is next, or of a deal that is stuck for several reasons all of them: its row may have room for some. */
function stepSpans({ view }: BoardState, card: DealCard, today: string, width: number, pen: Pen): StyledLine {
  const reasons = view === 'stuck' ? reasonSpans(card, today, pen.signs) : [];
  if (reasons.length < 2) return nextStepSpans(card, today, pen.signs);
  const whole = reasonLine(reasons, Number.POSITIVE_INFINITY, pen);
  if (lineWidth(whole, pen.ruler) <= width) return whole;
  return reasonLine(reasonSpans(card, today, pen.signs, true), width, pen);
}

/** What of a month is won, and what is still to come. */
function monthPeek(
  month: ForecastMonth,
  target: Money | null,
  past: number,
  view: Viewpoint,
): [StyledLine, StyledLine] {
  const [won] = month.amounts;
  const goal = target?.currency === month.currency ? target : null;
  const missing = goal === null ? 0 : Number(goal.minor) - Number(won.minor);
  const rest = { minor: Number(month.total.minor) - Number(won.minor), currency: month.currency };
  const toGo = missing > 0 ? `, ${amountText({ minor: missing, currency: month.currency }, view)} to go` : '';
  const late = past === 0 ? '' : `, ${counted(past, 'deal')} past the close date`;
  return [
    [
      { text: month.month === null ? 'Without a date' : monthName(month.month), look: 'bold' },
      { text: `  ${amountText(won, view)} won${toGo}`, look: 'muted' },
    ],
    [{ text: `${amountText(rest, view)} would close${late}`, look: 'muted' }],
  ];
}
