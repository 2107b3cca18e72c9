import { sanitize } from '../../../domain/terminal-text.ts';
import type { Look } from '../../color.ts';
import { shareLine } from '../../parts/bars.ts';
import { headingLine } from '../../parts/heading.ts';
import { keycapRows } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints, keyName } from '../runtime/key-table.ts';
import { screenOf } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import { POPUP_SCROLL, popupRegions, regionsOfLines, scrollKeys, whileTyping } from '../runtime/regions.ts';
import { GUTTER, pairLines } from './pair-lines.ts';
import { type DedupeState, tallyText } from './state.ts';

const MAX_MESSAGE_LINES = 3;
/** From so many rows on, the decisions are keycaps of their own. */
const ROOMY_ROWS = 16;

/** The rows of the screen. */
export function view(state: DedupeState, canvas: Canvas): string[] {
  const popup = popupOf(state, canvas.pen);
  const rows = (on: Canvas) =>
    linesOf(state, on.pen).map((line) => on.text(fitLine(line, state.size.columns, on.ruler)));
  return popup ? drawPopup(rows(canvas.plain()), popup, state.size, canvas) : rows(canvas);
}

/** Where the mouse finds what. */
export function mouseMap(state: DedupeState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const regions = regionsOfLines(linesOf(state, pen), pen.ruler);
  return { regions: state.prompt ? whileTyping(regions) : regions, scroll: scrollKeys(state.keys) };
}

function popupOf({ help, keys, size }: DedupeState, pen: Pen): Popup | null {
  return help ? helpPopup(help, { screen: 'duplicates', keys }, size, pen) : null;
}

function linesOf(state: DedupeState, pen: Pen): StyledLine[] {
  const width = state.size.columns - GUTTER - 1;
  const indent = (line: StyledLine): StyledLine => [span(' '.repeat(GUTTER)), ...line];
  const body = (rows: number) =>
    state.card ? pairLines(state, state.card, width, rows, pen) : emptyLines(state).map(indent);
  const head = [heading(state, width, pen), []].map(indent);
  return screenOf(state.size, head, body, footer(state, width, pen).map(indent));
}

/** How far it is, and what was decided. */
function heading(state: DedupeState, width: number, pen: Pen): StyledLine {
  const { hits, filter, index, count } = state;
  const all = hits?.length ?? count;
  const at = hits === null ? index : hits.filter((hit) => hit < index).length;
  const place = `pair ${Math.min(at + 1, all)} of ${all}`;
  const tally = tallyText(state);
  const left: StyledLine = [
    span('Duplicates', 'bold', 'accent'),
    span('   '),
    ...(filter === '' ? [] : [span(`/ ${sanitize(filter)}   `, 'warn')]),
  ];
  const whole: StyledLine = [span(place, 'bold'), span('   '), span(tally, 'muted')];
  const fits = lineWidth([...left, ...whole], pen.ruler) < width;
  const right = fits ? whole : [span(place, 'bold')];
  const room = Math.min(24, width - lineWidth([...left, ...right], pen.ruler) - 3);
  const bar = room < 6 ? [] : shareLine({ done: at, max: Math.max(1, all) }, room, pen, { done: 'accent' });
  return justify(left, [...bar, span('  '), ...right], width, pen.ruler);
}

/** The hues of decisions by what they mean. */
const LOOKS: Readonly<Record<string, Look>> = { open: 'good', convert: 'good', two: 'bad' };

/** The decisions as keycaps, what happened or is asked, and the other keys. */
function footer(state: DedupeState, width: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  if (state.prompt) return promptLines(state.prompt, width, ruler);
  const said = messageLines(state.message, width, MAX_MESSAGE_LINES, ruler);
  if (state.size.rows < ROOMY_ROWS)
    return [...said, footerLine(keyHints(state.keys, state), state, width, pen)];
  const isDecision = (group: string) => group === 'Decide';
  const hints = state.keys
    .filter(({ group }) => isDecision(group) && state.card !== null)
    .flatMap((each) => {
      const word = typeof each.hint === 'function' ? each.hint(state) : (each.hint ?? '');
      const look = LOOKS[each.action] ?? 'accent';
      return word === '' ? [] : [{ key: keyName(each.keys[0]), word, look, press: [each.keys[0]] }];
    });
  const others = keyHints(
    state.keys.filter(({ group }) => !isDecision(group)),
    state,
  );
  return [
    ...(state.card ? [headingLine('One or two?', width, pen), ...keycapRows(hints, width, ruler)] : []),
    ...said,
    footerLine(others, state, width, pen),
  ];
}

function emptyLines({ isBusy }: DedupeState): StyledLine[] {
  return [[isBusy ? span('looking …', 'muted') : span('That was the last pair.', 'bold')]];
}
