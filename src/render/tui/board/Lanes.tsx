import { Box } from 'ink';
import { Lane } from './Lane.tsx';
import { lanesInSight, layoutOf } from './layout.ts';
import { type BoardState, placeOf, windowOf } from './state.ts';

/** The lanes that are in sight. */
export function Lanes({ state }: { readonly state: BoardState }) {
  const { frame } = state;
  if (!frame) return null;
  const { from, to } = lanesInSight(state);
  const { laneWidth, capacity } = layoutOf(state);
  return (
    <>
      {frame.lanes.slice(from, to).map((lane, at) => {
        const isCurrent = from + at === state.lane;
        const { row, top } = placeOf(state, lane.key);
        const { offset, cards } = windowOf(state, lane.key);
        return (
          <Lane
            key={lane.key}
            lane={lane}
            isCurrent={isCurrent}
            top={top}
            cursor={isCurrent ? row : null}
            cardAt={(place) => cards[place - offset]}
            capacity={capacity}
            width={laneWidth}
            view={frame.view}
            marked={state.marked}
            fresh={state.fresh}
          />
        );
      })}
      <Box flexGrow={1} />
    </>
  );
}
