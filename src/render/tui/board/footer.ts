import { fitLine, type StyledLine } from '../../styled-line.ts';
import { sanitize } from '../../terminal-text.ts';
import type { Ruler } from '../../text-width.ts';
import { promptLine } from '../prompt-line.ts';
import { hints } from './keymap.ts';
import type { BoardState } from './state.ts';

const TONES = { said: undefined, wrong: 'bad', news: 'good' } as const;
const SIGNS = { said: '', wrong: '✗ ', news: '» ' } as const;

/** Two lines at the bottom: what is asked or was said, and the keys that matter now. */
export function footerLines(state: BoardState, ruler: Ruler): StyledLine[] {
  const width = state.size.columns;
  return [
    fitLine(spoken(state, width, ruler), width, ruler),
    fitLine(keys(state, width, ruler), width, ruler),
  ];
}

function spoken({ mode, message }: BoardState, width: number, ruler: Ruler): StyledLine {
  if (mode.kind === 'asking') return promptLine(mode, width, ruler);
  if (!message) return [];
  const look = TONES[message.tone];
  return [{ text: SIGNS[message.tone] + message.text, ...(look ? { look } : {}) }];
}

function keys({ mode }: BoardState, width: number, ruler: Ruler): StyledLine {
  if (mode.kind === 'asking' && mode.problem !== undefined)
    return [{ text: `✗ ${sanitize(mode.problem)}`, look: 'bad' }];
  if (mode.kind === 'asking') {
    const { such } = mode.questions[mode.answers.length] ?? mode.questions[0];
    const usual = 'Enter says it   Esc leaves it   ^U empties the line';
    return [{ text: such === undefined ? usual : `${such}   ${usual}`, look: 'muted' }];
  }
  if (mode.kind === 'help') return [{ text: 'j k PgDn PgUp scroll   any other key closes', look: 'muted' }];
  const closing: StyledLine =
    mode.kind === 'detail' ? [{ text: 'Esc', look: 'bold' }, { text: ' close  ' }] : [];
  const all = hints().map(
    ({ keys: names, word }): StyledLine => [
      { text: names, look: 'bold' },
      { text: ` ${word}  `, look: 'muted' },
    ],
  );
  // Where there is little room, the first ones stay, and the last two: those that list the others and leave.
  const kept = [...all];
  while (kept.length > LAST && widthOf([closing, ...kept].flat(), ruler) > width + GAP)
    kept.splice(-LAST - 1, 1);
  return [closing, ...kept].flat();
}

const LAST = 2;
/** Blanks after the last of them. */
const GAP = 2;

function widthOf(line: StyledLine, ruler: Ruler): number {
  return line.reduce((sum, { text }) => sum + ruler.width(text), 0);
}
