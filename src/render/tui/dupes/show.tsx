import type { IO } from '../../../io/types.ts';
import { showScreen } from '../screen.ts';
import type { DedupePort } from './port.ts';
import { Review } from './Review.tsx';
import { type State, startingState } from './state.ts';

/** Runs a review on the terminal until it ends. Returns how it ended and the exit code. */
export async function showReview(
  props: { readonly port: DedupePort; readonly now: () => number },
  io: IO,
): Promise<{ readonly state: State; readonly code: number }> {
  let state = startingState(props.port.count);
  const code = await showScreen(
    <Review
      {...props}
      onState={(latest) => {
        state = latest;
      }}
    />,
    io,
  );
  return { state, code };
}
