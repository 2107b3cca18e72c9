import type { NextStep } from '../domain/next/next-step.ts';
import { sanitize } from '../domain/terminal-text.ts';
import { makePen, type Pen } from './parts/pen.ts';
import { paintLine, type StyledLine } from './styled-line.ts';
import type { Drawing } from './surface.ts';
import { rulerFor } from './text-width.ts';
import { wrapWords } from './wrap.ts';

const INDENT = '    ';

/** What to do now: each step with its reason, and the command below it. */
export function drawNext(
  steps: readonly NextStep[],
  { showsOwners }: { readonly showsOwners: boolean },
): Drawing {
  return async ({ width, paint, env }) => {
    const ruler = await rulerFor(
      steps.flatMap(({ title, reason, command }) => [title, reason, command]).map(sanitize),
    );
    const pen = makePen(env, paint, ruler);
    return steps.flatMap((step, at) => [
      ...(at === 0 ? [] : ['']),
      ...stepLines(step, { width: width - 1, pen, showsOwner: showsOwners }).map((line) =>
        paintLine(line, paint),
      ),
    ]);
  };
}

/** A step in lines: what, why, and how. */
function stepLines(
  { title, reason, command, owner }: NextStep,
  { width, pen, showsOwner }: { readonly width: number; readonly pen: Pen; readonly showsOwner: boolean },
): StyledLine[] {
  const { ruler, signs } = pen;
  const room = width - INDENT.length;
  const of = showsOwner && owner !== null ? `  ${sanitize(owner)}` : '';
  const wrapped = (text: string) => wrapWords(sanitize(text), room, Number.POSITIVE_INFINITY, ruler);
  return [
    ...wrapped(title).map(
      (text, line): StyledLine => [
        line === 0 ? { text: `  ${signs.planned} `, look: 'accent' } : { text: INDENT },
        { text, look: 'bold' },
      ],
    ),
    ...wrapped(reason + of).map((text): StyledLine => [{ text: INDENT }, { text, look: 'muted' }]),
    // A command is never broken: it is there to be copied.
    [{ text: INDENT }, { text: sanitize(command), look: 'accent' }],
  ];
}
