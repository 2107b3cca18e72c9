import stringWidth from 'string-width';
import { shortFormOf } from '../../../domain/calling/note-line.ts';
import type { ZoneClock } from '../../../domain/calling/zone-clock.ts';
import { sanitize } from '../../terminal-text.ts';
import { BLANK, line, type ScreenLine, span } from '../lines.ts';
import { wrapText } from '../runtime/wrap.ts';
import { cardLines, scriptLines, timelineLines } from './card.ts';
import { footerLines, layKeys } from './footer.ts';
import { keyName } from './keymap.ts';
import type { State } from './state.ts';
import { shortTally, tallyText } from './tally.ts';

export interface View {
  readonly user: string;
  readonly clock: ZoneClock;
  readonly columns: number;
  readonly rows: number;
}

/** Columns left blank at each side. */
const MARGIN = 1;

/** What is written in short takes no more lines than this. */
const MOST_SHORTS = 3;

/** All lines of the screen, as many as it has rows. */
export function screenLines(state: State, view: View): ScreenLine[] {
  const foot = footerLines(state, { width: view.columns - 2 * MARGIN, rows: view.rows });
  const head = [heading(state, view)];
  const room = Math.max(0, view.rows - head.length - foot.length);
  const body = (state.mode === 'help' ? helpLines(state, view) : bodyLines(state, view, room)).slice(0, room);
  const gap = Array.from({ length: room - body.length }, () => BLANK);
  return [...head, ...body, ...gap, ...foot].slice(0, view.rows);
}

function heading(state: State, { user, columns }: View): ScreenLine {
  const name = sanitize(user);
  const tally = tallyText(state);
  const fits = stringWidth(name) + 1 + tally.length <= columns - 2 * MARGIN;
  return {
    left: [span(name, 'inverse')],
    right: [span(fits ? tally : shortTally(state), 'inverse')],
  };
}

function bodyLines(state: State, { clock, columns }: View, room: number): ScreenLine[] {
  const { card, now, timer, scroll } = state;
  const width = columns - 2 * MARGIN;
  if (!card) return state.nobody.map((each, i) => line(span(sanitize(each), i === 0 ? 'bold' : 'dim')));
  const about = [BLANK, ...cardLines(card, { now, timer, clock, columns: width }), BLANK];
  const title = line(span(state.panel === 'script' ? 'Script' : 'Said before', 'bold'));
  const left = Math.max(0, room - about.length - 1);
  const panel =
    state.panel === 'script'
      ? scriptLines(card, scroll, left, width)
      : timelineLines(card, now, scroll, left, width);
  return [...about, title, ...panel];
}

function helpLines({ keys, results }: State, { columns }: View): ScreenLine[] {
  const width = columns - 2 * MARGIN;
  const shorts = results.map((result) => sanitize(shortFormOf(result))).join(' ');
  return [
    BLANK,
    line(span('How the call went', 'bold')),
    ...layKeys(
      keys.filter(({ does }) => typeof does !== 'string'),
      width,
    ),
    line(span('or in the note, before the time and what was said:')),
    ...wrapText(shorts, width, MOST_SHORTS).map((each) => line(span(each))),
    BLANK,
    ...keys
      .filter(({ does }) => typeof does === 'string')
      .map((each) =>
        line(span(each.keys.map(keyName).join(' ').padEnd(9), 'bold'), span(each.help ?? each.label)),
      ),
  ];
}
