import { render } from 'ink';
import type { BoardView } from '../../../domain/board.ts';
import type { BoardQuery } from '../../board/source.ts';
import { rulerFor } from '../../text-width.ts';
import { Board } from './Board.tsx';
import { ColorContext } from './color.ts';
import type { BoardPort } from './port.ts';
import { RulerContext } from './ruler.ts';
import { BoardSession } from './session.ts';
import { type Size, startingState } from './state.ts';

/** Frames a second, at most: what a key does is on screen with the next one. */
const FRAMES = 60;

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

interface OpenBoard {
  readonly port: BoardPort;
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** Of the terminal, as far as it is known before Ink asks. */
  readonly size: Size;
}

/**
 * Shows the board until it is left; resolves to the exit code. The terminal is left as it was found, whatever
 * happens; a signal ends the process the way it ends any other.
 */
export async function openBoard({ port, view, query, size }: OpenBoard): Promise<number> {
  const ruler = await rulerFor(ANY_TEXT);
  const session = new BoardSession(port, startingState(size, view, query));
  await session.start();
  const app = render(
    <ColorContext value={port.color}>
      <RulerContext value={ruler}>
        <Board session={session} />
      </RulerContext>
    </ColorContext>,
    {
      alternateScreen: true,
      exitOnCtrlC: false,
      incrementalRendering: true,
      // There is a terminal: that was asked before. Ink would take an environment with CI in it for none.
      interactive: true,
      maxFps: FRAMES,
      patchConsole: false,
    },
  );
  try {
    return ((await app.waitUntilExit()) as number | undefined) ?? 0;
  } finally {
    session.end();
  }
}
