import type { BoardHead, Lane } from '../../domain/board.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import { countText } from '../counts.ts';
import { fitLine, justify, type Span, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { monthText, sumsText } from './words.ts';

/** The top line: the pipeline, its open and weighted amounts, and the month against its target. */
export function headLine(head: BoardHead, width: number, view: Viewpoint, ruler: Ruler): StyledLine {
  const short = width < 110;
  const count = head.open.reduce((total, sum) => total + sum.count, 0);
  const amounts = `${sumsText(head.open, 'amount', view, short)}, weighted ${sumsText(head.open, 'weighted', view, short)}`;
  const left = ` · ${countText(count)} open ${amounts}`;
  const name: Span = { text: sanitize(head.pipeline), look: 'bold' };
  const right = monthSpan(head, view, short);
  const rest = Math.max(0, width - ruler.width(name.text));
  return fitLine([name, ...justify([{ text: left }], [right], rest, ruler)], width, ruler);
}

function monthSpan({ month, closing, won, target }: BoardHead, view: Viewpoint, short: boolean): Span {
  const name = monthText(month).slice(0, 3);
  const to = `${sumsText(closing, 'amount', view, short)} to close`;
  const done = `${sumsText(won, 'amount', view, short)} won`;
  if (target === null) return { text: `${name}: ${done}, ${to}` };
  const minor = won.find(({ amount }) => amount.currency === target.currency)?.amount.minor ?? 0;
  const percent = target.minor === 0 ? 100 : Math.floor((Number(minor) / Number(target.minor)) * 100);
  const against = `of ${sumsText([{ count: 1, amount: target, weighted: target }], 'amount', view, short)} (${percent} %)`;
  return { text: `${name}: ${done} ${against}, ${to}`, ...(percent >= 100 ? { look: 'good' } : {}) };
}

/** The two lines on top of a lane: name and count, then the totals. */
export function laneHead(
  lane: Lane,
  isCurrent: boolean,
  width: number,
  view: Viewpoint,
  ruler: Ruler,
): StyledLine[] {
  const chance = lane.stage?.kind === 'open' ? ` ${lane.stage.probability}%` : '';
  const title: Span = {
    text: `${isCurrent ? '▸ ' : '  '}${sanitize(lane.title)}`,
    look: isCurrent ? 'accent' : 'bold',
  };
  const weighted =
    lane.stage && lane.stage.kind !== 'open' ? '' : `w ${sumsText(lane.sums, 'weighted', view, true)}`;
  return [
    justify([title], [{ text: countText(lane.count), look: 'bold' }], width, ruler),
    justify(
      [{ text: `  ${sumsText(lane.sums, 'amount', view, true)}`, look: 'muted' }],
      [{ text: `${weighted}${chance}`, look: 'muted' }],
      width,
      ruler,
    ),
  ];
}
