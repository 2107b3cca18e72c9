import type { Look } from '../color.ts';
import { lineWidth, type Span, type StyledLine } from '../styled-line.ts';
import { stageHue } from '../theme.ts';
import type { Pen } from './pen.ts';

/** An open stage on the path of a deal. */
export interface PathStage {
  readonly title: string;
  /** Days spent in it; null where nobody knows, or it was left out. */
  readonly days: number | null;
}

const MIN_SEGMENT = 2;
/** Columns between two stages where all of them are named. */
const MIN_NAMED_SEGMENT_WIDTH = 6;

/**
 * The path of a deal through its stages to won, in two lines: what is behind it, where it is, what is to come; below,
 * the days in each. `usual` is how long deals are in the present stage.
 */
export function pathLines(
  stages: readonly PathStage[],
  current: number,
  usual: number | null,
  width: number,
  { ruler, signs }: Pen,
): [StyledLine, StyledLine] {
  const end: Span = { text: `${signs.none} Won` };
  const dayText = (at: number) => {
    const days = stages[at]?.days ?? null;
    if (days === null) return '';
    if (at !== current) return `${days}d`;
    return usual === null ? `day ${days}` : `day ${days} of ${usual}`;
  };
  const hue = (at: number): Look => stageHue(at, stages.length);
  const names = stages.reduce((sum, { title }) => sum + ruler.width(title) + 3, ruler.width(end.text));
  const areNamed = names + stages.length * (MIN_NAMED_SEGMENT_WIDTH + 1) <= width;
  const heads = stages.map((stage, at): Span[] => {
    const [sign, look] = at < current ? [signs.won, hue(at)] : [signs.none, 'muted' as const];
    if (at === current)
      return [
        { text: `${signs.event} `, look: hue(at) },
        { text: `${ruler.cut(stage.title, Math.max(4, Math.floor(width / 3)))} `, look: ['bold', hue(at)] },
      ];
    return [{ text: areNamed ? `${sign} ${stage.title} ` : `${sign} `, look }];
  });
  const fixed = heads.reduce((sum, head) => sum + lineWidth(head, ruler), 0) + ruler.width(end.text);
  const each = Math.max(
    MIN_SEGMENT,
    Math.floor((width - fixed - stages.length) / Math.max(1, stages.length)),
  );
  const path: Span[] = [];
  const days: Span[] = [];
  stages.forEach((_, at) => {
    const head = heads[at] ?? [];
    const segment: Span =
      at < current
        ? { text: signs.done.repeat(each), look: hue(at) }
        : { text: signs.rest.repeat(each), look: 'faint' };
    path.push(...head, segment, { text: ' ' });
    const room = lineWidth(head, ruler) + each + 1;
    const isLong = at === current && usual !== null && (stages[at]?.days ?? 0) > usual;
    const text = ruler.cut(dayText(at), room - 3);
    const look = at === current ? (isLong ? 'warn' : hue(at)) : 'muted';
    days.push({ text: '  ' }, { text, look }, { text: ' '.repeat(room - 2 - ruler.width(text)) });
  });
  return [[...path, end], days];
}
