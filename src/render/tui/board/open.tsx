import type { BoardView } from '../../../domain/board.ts';
import type { IO } from '../../../io/outside.ts';
import type { BoardQuery } from '../../board/source.ts';
import { rulerFor } from '../../text-width.ts';
import { showScreen } from '../screen.ts';
import { Board } from './Board.tsx';
import { ColorContext } from './color.ts';
import type { BoardPort } from './port.ts';
import { RulerContext } from './ruler.ts';
import { BoardSession } from './session.ts';
import { type Size, startingState } from './state.ts';

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

interface OpenBoard {
  readonly port: BoardPort;
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** Of the terminal, as far as it is known before Ink asks. */
  readonly size: Size;
}

/** Shows the board until it is left; resolves to the exit code. */
export async function openBoard({ port, view, query, size }: OpenBoard, io: IO): Promise<number> {
  const ruler = await rulerFor(ANY_TEXT);
  const session = new BoardSession(port, startingState(size, view, query));
  await session.start();
  try {
    return await showScreen(
      <ColorContext value={port.color}>
        <RulerContext value={ruler}>
          <Board session={session} />
        </RulerContext>
      </ColorContext>,
      io,
    );
  } finally {
    session.end();
  }
}
