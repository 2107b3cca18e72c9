import { Box } from 'ink';
import type { Card, Lane as LaneData } from '../../../domain/board.ts';
import { CARD_LINES, cardLines } from '../../board/card.ts';
import { laneHead } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import type { Viewpoint } from '../../values.ts';
import { Line } from './Line.tsx';
import { useRuler } from './ruler.ts';

interface LaneProps {
  readonly lane: LaneData;
  readonly isCurrent: boolean;
  /** Row of the first card that is seen. */
  readonly top: number;
  /** The card the cursor is on; null in other lanes. */
  readonly cursor: number | null;
  /** The card in a row, if it has been read. */
  readonly cardAt: (row: number) => Card | undefined;
  readonly capacity: number;
  readonly width: number;
  readonly view: Viewpoint;
  readonly marked: ReadonlyMap<number, number>;
  readonly fresh: ReadonlySet<string>;
}

/** A lane: what is in it, and the cards that fit below. */
export function Lane(props: LaneProps) {
  const { lane, isCurrent, top, capacity, width, view } = props;
  const ruler = useRuler();
  const rows = Array.from({ length: Math.max(0, Math.min(capacity, lane.count - top)) }, (_, at) => top + at);
  const below = lane.count - top - rows.length;
  return (
    <Box flexDirection="column" width={width} marginRight={1} flexShrink={0}>
      {laneHead(lane, isCurrent, width, view, ruler).map((spans, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two lines of the head.
        <Line key={at} spans={spans} />
      ))}
      <Line spans={[{ text: scrollRule(top, below, width), look: isCurrent ? 'cyan' : 'dim' }]} />
      {rows.map((row) => (
        <CardBox key={row} row={row} {...props} />
      ))}
    </Box>
  );
}

function CardBox({ row, cursor, cardAt, width, view, marked, fresh }: LaneProps & { readonly row: number }) {
  const ruler = useRuler();
  const card = cardAt(row);
  if (!card) return <Box height={CARD_LINES} />;
  const state = { selected: row === cursor, marked: marked.has(card.id), fresh: fresh.has(card.key) };
  return (
    <Box flexDirection="column" height={CARD_LINES} flexShrink={0}>
      {cardLines(card, state, width, view, ruler).map((spans, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a card.
        <Line key={at} spans={spans} />
      ))}
    </Box>
  );
}

/** The rule under the head, with how many cards are above and below what is seen. */
function scrollRule(above: number, below: number, width: number): string {
  const more = [above > 0 ? `↑${countText(above)}` : '', below > 0 ? `↓${countText(below)}` : ''].filter(
    Boolean,
  );
  const text = more.length > 0 ? ` ${more.join(' ')} ` : '';
  return `${'─'.repeat(Math.max(0, width - text.length - 1))}${text}─`;
}
