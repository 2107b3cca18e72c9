import type { IO } from '../../../io/outside.ts';
import { showScreen } from '../screen.ts';
import type { Port } from './port.ts';
import { Review } from './Review.tsx';
import { begin, type State } from './state.ts';

/** Runs a review on the terminal until it ends. Returns how it ended and the exit code. */
export async function showReview(
  props: { readonly port: Port; readonly now: () => number },
  io: IO,
): Promise<{ readonly state: State; readonly code: number }> {
  let state = begin(props.port.count);
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
