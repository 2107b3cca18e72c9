import { decisionText } from '../../../domain/review.ts';
import { countText } from '../../counts.ts';
import type { StyledLine as Spans } from '../../styled-line.ts';
import { fitLine, justify } from '../../styled-line.ts';
import { sanitize } from '../../terminal-text.ts';
import type { Ruler } from '../../text-width.ts';
import { promptLine } from '../prompt-line.ts';
import { dealLines } from './deal-lines.ts';
import { hints, KEYMAP } from './keymap.ts';
import { stageKey } from './reducer.ts';
import { bodyRows, countDecided, decidedOn, isTooSmall, MIN_SIZE, type ReviewState } from './state.ts';

const TONES = { said: undefined, wrong: 'bad', news: 'good' } as const;
const SIGNS = { said: '', wrong: '✗ ', news: '» ' } as const;

/** The whole screen, line by line, each of the width of the terminal. */
export function screenLines(state: ReviewState, ruler: Ruler): Spans[] {
  const { columns, rows } = state.size;
  const all = isTooSmall(state) ? tooSmall(state) : usual(state, ruler);
  return Array.from({ length: rows }, (_, at) => fitLine(all[at] ?? [], columns, ruler));
}

function usual(state: ReviewState, ruler: Ruler): Spans[] {
  const { columns } = state.size;
  const body = bodyRows(state);
  const lines = bodyLines(state, ruler);
  const top = Math.min(
    state.mode.kind === 'help' ? state.mode.top : state.top,
    Math.max(0, lines.length - body),
  );
  const seen = lines.slice(top, top + body);
  return [
    ...heading(state, ruler, top > 0, top + body < lines.length),
    ...seen,
    ...Array.from({ length: body - seen.length }, () => []),
    spoken(state, columns, ruler),
    keys(state),
  ];
}

function heading(state: ReviewState, ruler: Ruler, isMoreAbove: boolean, isMoreBelow: boolean): Spans[] {
  const { columns } = state.size;
  const { queue, at, earlier } = state;
  const place = at < queue.length ? `${countText(at + 1)} of ${countText(queue.length)}` : 'the end';
  const counts = [`${countDecided(state)} decided`, earlier === 0 ? '' : `${earlier} earlier today`];
  const more = `${isMoreAbove ? '↑' : '─'}${isMoreBelow ? '↓' : '─'}─`;
  return [
    justify(
      [{ text: `Review of ${sanitize(state.pipeline)} · ${place}`, look: 'accent' }],
      [{ text: counts.filter((text) => text !== '').join(', ') }],
      columns,
      ruler,
    ),
    [{ text: `${'─'.repeat(Math.max(0, columns - more.length))}${more}`, look: 'muted' }],
  ];
}

function bodyLines(state: ReviewState, ruler: Ruler): Spans[] {
  const { mode, deal, size, view } = state;
  if (mode.kind === 'help') return helpLines();
  if (!deal) return endLines(state);
  const lines = dealLines(deal, decidedOn(state, deal.card.id), size.columns, view, ruler);
  return mode.kind === 'picking' ? [...lines.slice(0, 2), [], ...stageLines(state)] : lines;
}

function stageLines({ stages, deal }: ReviewState): Spans[] {
  return [
    [{ text: 'To which stage?' }],
    ...stages.map((stage, at): Spans => {
      const isHere = stage.id === deal?.card.stageId;
      return [
        { text: ` ${stageKey(at)}  `, look: 'bold' },
        { text: `${sanitize(stage.name)} ${stage.probability} %`, ...(isHere ? { look: 'muted' } : {}) },
        { text: isHere ? '  here now' : '', look: 'muted' },
      ];
    }),
  ];
}

function endLines(state: ReviewState): Spans[] {
  const { queue, decided } = state;
  const known = new Set(decided.map(({ id }) => id));
  const skipped = queue.filter((id) => !known.has(id)).length;
  if (queue.length === 0 && decided.length === 0)
    return [[{ text: 'No deal needs a word.', look: 'bold' }], [], [{ text: 'q ends.' }]];
  return [
    [{ text: skipped === 0 ? 'That was all.' : `That was all; ${skipped} skipped.`, look: 'bold' }],
    [{ text: 'q ends with a summary, b goes back, u takes the last answer back.' }],
    [],
    ...decided.map(
      ({ name, decision }): Spans => [
        { text: '✓ ', look: 'good' },
        { text: sanitize(name), look: 'bold' },
        { text: `  ${sanitize(decisionText(decision))}` },
      ],
    ),
  ];
}

function helpLines(): Spans[] {
  const groups = [...new Set(KEYMAP.map(({ group }) => group))];
  return groups.flatMap((group) => [
    [{ text: group, look: 'accent' as const }],
    ...KEYMAP.filter((entry) => entry.group === group).map(
      ({ label, help }): Spans => [{ text: `  ${label.padEnd(9)}`, look: 'bold' }, { text: help }],
    ),
  ]);
}

function spoken({ mode, message }: ReviewState, width: number, ruler: Ruler): Spans {
  if (mode.kind === 'asking') return promptLine(mode, width, ruler);
  if (!message) return [];
  const look = TONES[message.tone];
  return [{ text: SIGNS[message.tone] + sanitize(message.text), ...(look ? { look } : {}) }];
}

/** The question and what is typed; of a long answer what is around the cursor. */
function keys(state: ReviewState): Spans {
  switch (state.mode.kind) {
    case 'asking':
      if (state.mode.problem !== undefined)
        return [{ text: `✗ ${sanitize(state.mode.problem)}`, look: 'bad' }];
      return [{ text: 'Enter says it   Esc leaves it   ^U empties the line', look: 'muted' }];
    case 'picking':
      return [{ text: 'the key of a stage moves it there   Esc leaves it', look: 'muted' }];
    case 'help':
      return [{ text: 'j k PgDn PgUp scroll   any other key closes', look: 'muted' }];
    case 'answering':
      return hints(state).flatMap(
        ({ key, word }): Spans => [
          { text: key, look: 'bold' },
          { text: ` ${word}  `, look: 'muted' },
        ],
      );
  }
}

function tooSmall({ size: { columns, rows } }: ReviewState): Spans[] {
  const text = `The review needs ${MIN_SIZE.columns} × ${MIN_SIZE.rows}; this terminal is ${columns} × ${rows}.`;
  const words = [...text.split(' '), 'Enlarge', 'it,', 'or', 'q', 'ends.'];
  const lines: string[] = [''];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => [{ text: line }]);
}
