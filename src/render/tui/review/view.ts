import { decisionText } from '../../../domain/review.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { countText } from '../../counts.ts';
import { fitLine, justify, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLine } from '../runtime/footer.ts';
import { HELP_KEYS, helpLines } from '../runtime/help.ts';
import { keyHints } from '../runtime/key-table.ts';
import { isTooSmall, tooSmallRows } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { promptLines } from '../runtime/prompt.ts';
import { dealLines } from './deal-lines.ts';
import { KEYS } from './keys.ts';
import { bodyRows, countDecided, decisionsOn, type ReviewState } from './state.ts';
import { stageKey } from './update.ts';

/** The rows of the screen, each of the width of the terminal. */
export function view(state: ReviewState, canvas: Canvas): string[] {
  const { columns, rows } = state.size;
  const { ruler } = canvas;
  const lines = isTooSmall(state.size)
    ? tooSmallRows('review', state.size).map((text) => [{ text }])
    : isStarting(state)
      ? []
      : screenLines(state, ruler);
  return Array.from({ length: rows }, (_, at) => canvas.text(fitLine(lines[at] ?? [], columns, ruler)));
}

/** Whether the first deal has not been read yet: a moment in which nothing is to be seen. */
const isStarting = ({ deal, at, queue }: ReviewState) => deal === null && at < queue.length;

function screenLines(state: ReviewState, ruler: Ruler): StyledLine[] {
  const body = bodyRows(state);
  const lines = bodyLines(state, ruler);
  const top = Math.min(
    state.mode.type === 'help' ? state.mode.top : state.top,
    Math.max(0, lines.length - body),
  );
  const seen = lines.slice(top, top + body);
  return [
    ...heading(state, ruler, top > 0, top + body < lines.length),
    ...seen,
    ...Array.from({ length: body - seen.length }, () => []),
    ...footerLines(state, ruler),
  ];
}

function heading(state: ReviewState, ruler: Ruler, isMoreAbove: boolean, isMoreBelow: boolean): StyledLine[] {
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

function bodyLines(state: ReviewState, ruler: Ruler): StyledLine[] {
  const { mode, deal, size, view } = state;
  if (mode.type === 'help') return helpLines(KEYS);
  if (!deal) return endLines(state);
  const lines = dealLines(deal, decisionsOn(state, deal.card.id), size.columns, view, ruler);
  return mode.type === 'picking' ? [...lines.slice(0, 2), [], ...stageLines(state)] : lines;
}

function stageLines({ stages, deal }: ReviewState): StyledLine[] {
  return [
    [{ text: 'To which stage?' }],
    ...stages.map((stage, at): StyledLine => {
      const isHere = stage.id === deal?.card.stageId;
      return [
        { text: ` ${stageKey(at)}  `, look: 'bold' },
        { text: `${sanitize(stage.name)} ${stage.probability} %`, ...(isHere ? { look: 'muted' } : {}) },
        { text: isHere ? '  here now' : '', look: 'muted' },
      ];
    }),
  ];
}

function endLines(state: ReviewState): StyledLine[] {
  const { queue, decisions } = state;
  const known = new Set(decisions.map(({ id }) => id));
  const skipped = queue.filter((id) => !known.has(id)).length;
  if (queue.length === 0 && decisions.length === 0)
    return [[{ text: 'No deal needs attention.', look: 'bold' }], [], [{ text: 'q ends.' }]];
  return [
    [{ text: skipped === 0 ? 'That was all.' : `That was all; ${skipped} skipped.`, look: 'bold' }],
    [{ text: 'q ends with a summary, b goes back, u undoes the last answer.' }],
    [],
    ...decisions.map(
      ({ name, decision }): StyledLine => [
        { text: '✓ ', look: 'good' },
        { text: sanitize(name), look: 'bold' },
        { text: `  ${sanitize(decisionText(decision))}` },
      ],
    ),
  ];
}

function footerLines(state: ReviewState, ruler: Ruler): StyledLine[] {
  const { mode, message, size } = state;
  if (mode.type === 'prompt') return promptLines(mode.prompt, size.columns, ruler);
  return [...messageLines(message, size.columns, 1, ruler), keysLine(state, ruler)];
}

function keysLine(state: ReviewState, ruler: Ruler): StyledLine {
  if (state.mode.type === 'help') return HELP_KEYS;
  if (state.mode.type === 'picking')
    return [{ text: 'the key of a stage moves it there   Esc cancels', look: 'muted' }];
  const keys = state.deal ? KEYS : KEYS.filter(({ group }) => group === 'Review');
  return keyLine(keyHints(keys, state), state.size.columns, ruler);
}
