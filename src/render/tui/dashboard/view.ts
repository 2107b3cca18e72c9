import { toLocalTime } from '../../../domain/dates/calendar.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import type { Pen } from '../../parts/pen.ts';
import { justify, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints } from '../runtime/key-table.ts';
import { MARGIN, paintScreen, TEXT_COLUMN } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { POPUP_SCROLL, popupRegions, scrollKeys } from '../runtime/regions.ts';
import { bodyRows, type DashboardState } from './state.ts';

/** The rows of the screen: the title, the tiles as far as there is room, the keys. */
export function view(state: DashboardState, canvas: Canvas): readonly string[] {
  const { pen, ruler } = canvas;
  const { size, lines, scroll, message, keys } = state;
  const width = size.columns - TEXT_COLUMN - MARGIN;
  const hints = footerLine(keyHints(keys, state), state, width, pen);
  const [said = []] = messageLines(message, width, 1, ruler);
  const foot = message ? said : hints;
  const rows = bodyRows(state);
  const shown = lines === null ? ['reading …'] : lines.slice(scroll, scroll + rows);
  const body = [...shown, ...Array.from({ length: Math.max(0, rows - shown.length) }, () => '')];
  const screen = [
    ...paintScreen([indented(heading(state, width, pen)), []], size, canvas),
    ...body.map((text) => ' '.repeat(TEXT_COLUMN) + text),
    ...paintScreen([indented(foot)], size, canvas),
  ].slice(0, size.rows);
  const popup = popupOf(state, pen);
  return popup ? drawPopup(screen, popup, size, canvas) : screen;
}

const indented = (line: StyledLine): StyledLine => [span(' '.repeat(TEXT_COLUMN - MARGIN)), ...line];

function heading(
  { title, readAt, lines, scroll, ...state }: DashboardState,
  width: number,
  pen: Pen,
): StyledLine {
  const all = lines?.length ?? 0;
  const rows = Math.max(1, state.size.rows - 3);
  const place = all > rows ? `${Math.min(all, scroll + rows)} of ${all} lines   ` : '';
  const when = readAt === 0 ? '' : `as of ${toLocalTime(new Date(readAt).toISOString())}`;
  return justify([span(sanitize(title), 'bold', 'accent')], [span(place + when, 'muted')], width, pen.ruler);
}

/** Where the mouse finds what. */
export function mouseMap(state: DashboardState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  return { regions: [], scroll: scrollKeys(state.keys) };
}

function popupOf({ help, keys, size }: DashboardState, pen: Pen): Popup | null {
  return help ? helpPopup(help, { screen: 'dashboard', keys }, size, pen) : null;
}
