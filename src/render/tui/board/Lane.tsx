import { Box } from 'ink';
import { memo } from 'react';
import type { Card, Lane as LaneData } from '../../../domain/board.ts';
import { CARD_LINES, type CardState, cardLines } from '../../board/card.ts';
import { laneHead } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import type { Viewpoint } from '../../values.ts';
import { Lines } from './Line.tsx';
import { LANE_HEAD } from './layout.ts';
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
  const { lane, isCurrent, top, cursor, cardAt, capacity, width, view, marked, fresh } = props;
  const ruler = useRuler();
  const rows = Array.from({ length: Math.max(0, Math.min(capacity, lane.count - top)) }, (_, at) => top + at);
  const below = lane.count - top - rows.length;
  return (
    <Box flexDirection="column" width={width} marginRight={1} flexShrink={0}>
      <Box height={LANE_HEAD} flexShrink={0}>
        <Lines
          lines={[
            ...laneHead(lane, isCurrent, width, view, ruler),
            [{ text: scrollRule(top, below, width), look: isCurrent ? 'cyan' : 'dim' }],
          ]}
        />
      </Box>
      {rows.map((row) => {
        const card = cardAt(row);
        if (!card) return <Box key={row} height={CARD_LINES} />;
        return (
          <CardBox
            key={row}
            card={card}
            selected={row === cursor}
            marked={marked.has(card.id)}
            fresh={fresh.has(card.key)}
            width={width}
            view={view}
          />
        );
      })}
    </Box>
  );
}

interface CardProps extends CardState {
  readonly card: Card;
  readonly width: number;
  readonly view: Viewpoint;
}

/** Made anew only when something of it has changed. */
const CardBox = memo(function CardBox({ card, width, view, ...state }: CardProps) {
  const ruler = useRuler();
  return (
    <Box height={CARD_LINES} flexShrink={0}>
      <Lines lines={cardLines(card, state, width, view, ruler)} />
    </Box>
  );
});

/** The rule under the head, with how many cards are above and below what is seen. */
function scrollRule(above: number, below: number, width: number): string {
  const more = [above > 0 ? `↑${countText(above)}` : '', below > 0 ? `↓${countText(below)}` : ''].filter(
    Boolean,
  );
  const text = more.length > 0 ? ` ${more.join(' ')} ` : '';
  return `${'─'.repeat(Math.max(0, width - text.length - 1))}${text}─`;
}
