import type { IO } from '../../../io/types.ts';
import { makePaint } from '../../color.ts';
import { rulerFor } from '../../text-width.ts';
import { PaintContext } from '../board/paint.ts';
import { RulerContext } from '../board/ruler.ts';
import { showScreen } from '../screen.ts';
import type { ReviewPort } from './port.ts';
import { Review } from './Review.tsx';
import { ReviewSession } from './session.ts';
import type { ReviewStart } from './state.ts';

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

/** How a review ended. */
export interface ReviewEnding {
  /** The exit code. */
  readonly code: number;
  /** What broke it off, if something did. */
  readonly error: unknown;
}

/** Shows a review until it is left, in whatever way; what was under way is then done or has failed. */
export async function openReview(desk: ReviewPort, beginning: ReviewStart, io: IO): Promise<ReviewEnding> {
  const [ruler, paint] = await Promise.all([rulerFor(ANY_TEXT), makePaint(io.stdout.color)]);
  const session = new ReviewSession(desk, beginning);
  await session.start();
  let ending: ReviewEnding;
  try {
    const code = await showScreen(
      <PaintContext value={paint}>
        <RulerContext value={ruler}>
          <Review session={session} now={io.now} />
        </RulerContext>
      </PaintContext>,
      io,
    );
    ending = { code, error: undefined };
  } catch (error) {
    ending = { code: 1, error };
  }
  await session.rest();
  return ending;
}
