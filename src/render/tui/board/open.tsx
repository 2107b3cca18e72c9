import type { BoardView } from '../../../domain/board.ts';
import type { IO } from '../../../io/outside.ts';
import type { BoardQuery } from '../../board/source.ts';
import { makePaint } from '../../color.ts';
import { rulerFor } from '../../text-width.ts';
import { showScreen } from '../screen.ts';
import { Board } from './Board.tsx';
import { Canvas } from './canvas.ts';
import type { BoardPort } from './port.ts';
import { BoardSession } from './session.ts';
import { type Size, startingState } from './state.ts';

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

interface OpenBoard {
  readonly port: BoardPort;
  readonly view: BoardView;
  readonly query: BoardQuery;
}

/** Shows the board until it is left; resolves to the exit code. */
export async function openBoard({ port, view, query }: OpenBoard, io: IO): Promise<number> {
  const [ruler, paint] = await Promise.all([rulerFor(ANY_TEXT), makePaint(port.color)]);
  const { columns = 80, rows = 24 } = io.terminal().stdout;
  const size: Size = { columns, rows };
  const session = new BoardSession(port, startingState(size, view, query));
  await session.start();
  try {
    return await showScreen(<Board session={session} canvas={new Canvas(ruler, paint)} />, io);
  } finally {
    session.end();
  }
}
