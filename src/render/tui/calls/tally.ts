import { HOUR_MS } from '../../../domain/time-units.ts';
import { counted, NOT_APPLICABLE } from '../../counts.ts';
import { shareLine, sparkline } from '../../parts/bars.ts';
import type { Pen } from '../../parts/pen.ts';
import { lineWidth, type StyledLine, span } from '../../styled-line.ts';
import type { CallState } from './state.ts';

/** A rate over less time would say nothing. */
const MIN_WORKED_MS = 10 * 60_000;

/** The session's own numbers, in a line. */
export function tallyText(state: CallState): string {
  const { dials, connects, conversations, meetings, rate } = tallyOf(state);
  return [
    counted(dials, 'dial'),
    counted(connects, 'connect'),
    counted(conversations, 'conversation'),
    counted(meetings, 'meeting'),
    `${rate ?? NOT_APPLICABLE} dials/h`,
  ].join(' · ');
}

function tallyOf({ logged, worked, conversationSeconds }: CallState) {
  const connects = logged.filter(({ draft }) => draft.result.disposition === 'answered');
  return {
    dials: logged.length,
    connects: connects.length,
    conversations: connects.filter(({ draft }) => (draft.seconds ?? 0) >= conversationSeconds).length,
    meetings: connects.filter(({ draft }) => draft.result.meeting).length,
    rate: worked < MIN_WORKED_MS ? null : Math.round((logged.length * HOUR_MS) / worked),
  };
}

/** Columns of the bar of dials, the widest that fits. */
const BAR_COLUMNS = [26, 18, 12, 8] as const;

/**
 * The same at the top of the screen: today's dials, who was reached and
 * meetings, against the number that is wanted where one is set, else those of the session; and dials an hour, as far as there is room.
 */
export function tallyLine(state: CallState, columns: number, pen: Pen): StyledLine {
  const { before, dialsWanted } = state;
  const { rate, ...session } = tallyOf(state);
  const [dials, connects, meetings] = (['dials', 'connects', 'meetings'] as const).map(
    (each) => before[each] + session[each],
  ) as [number, number, number];
  const figure = (count: number, word: string): StyledLine => [
    span(String(count), 'bold'),
    span(` ${word}`, 'muted'),
  ];
  const of = dialsWanted === null ? (dials === 1 ? 'dial' : 'dials') : `of ${dialsWanted}`;
  const figures = [
    figure(dials, of),
    figure(connects, 'reached'),
    figure(meetings, meetings === 1 ? 'meeting' : 'meetings'),
    ...(rate === null ? [] : [[...figure(rate, 'an hour'), ...dialsByHour(state, pen)]]),
  ];
  const joined = (gap: number) =>
    figures.flatMap((each, at) => (at === 0 ? each : [span(' '.repeat(gap)), ...each]));
  const gap = lineWidth(joined(3), pen.ruler) <= columns ? 3 : 2;
  while (figures.length > 1 && lineWidth(joined(gap), pen.ruler) > columns) figures.pop();
  const text = joined(gap);
  const room = columns - lineWidth(text, pen.ruler) - 2;
  const width = dialsWanted === null ? undefined : BAR_COLUMNS.find((each) => each <= room);
  if (dialsWanted === null || width === undefined) return text;
  return [
    ...shareLine({ done: Math.min(dials, dialsWanted), max: dialsWanted }, width, pen),
    span('  '),
    ...text,
  ];
}

const SHOWN_HOURS = 6;

/** How many were dialled in each of the last hours, once there are some to compare. */
function dialsByHour({ logged, now }: CallState, pen: Pen): StyledLine {
  const counts = Array<number>(SHOWN_HOURS).fill(0);
  for (const { draft } of logged) {
    const ago = Math.floor((now - draft.at) / HOUR_MS);
    if (ago >= 0 && ago < SHOWN_HOURS)
      counts[SHOWN_HOURS - 1 - ago] = (counts[SHOWN_HOURS - 1 - ago] ?? 0) + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  const shown = first < 0 ? [] : counts.slice(first);
  return shown.length < 3 ? [] : [span(' '), sparkline(shown, pen)];
}

/** `1:05`, or `1:02:03` from an hour on. */
export function timerText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
