import type { BoardView } from '../../../domain/board.ts';
import type { IO } from '../../../io/types.ts';
import type { BoardQuery } from '../../board/source.ts';
import { makePaint } from '../../color.ts';
import { rulerFor } from '../../text-width.ts';
import { textOf } from '../runtime/line-editor.ts';
import { showScreen } from '../screen.ts';
import { Board } from './Board.tsx';
import { Canvas } from './canvas.ts';
import type { BoardPort } from './port.ts';
import { BoardSession } from './session.ts';
import { type BoardState, type Size, startingState } from './state.ts';

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

interface OpenBoard {
  readonly port: BoardPort;
  readonly view: BoardView;
  readonly query: BoardQuery;
}

/** How a board was left. */
export interface BoardExit {
  /** The exit code. */
  readonly code: number;
  /** What broke it off, if something did. */
  readonly error: unknown;
  /** The question that was not answered to its end and what was typed so far; null when none was asked. */
  readonly unsaid: string | null;
}

/** Shows the board until it is left, in whatever way. */
export async function openBoard({ port, view, query }: OpenBoard, io: IO): Promise<BoardExit> {
  const [ruler, paint] = await Promise.all([rulerFor(ANY_TEXT), makePaint(port.color)]);
  const { columns = 80, rows = 24 } = io.terminal().stdout;
  const size: Size = { columns, rows };
  const session = new BoardSession(port, startingState(size, view, query));
  await session.start();
  let [code, error]: [number, unknown] = [1, undefined];
  try {
    code = await showScreen(<Board session={session} canvas={new Canvas(ruler, paint)} />, io);
  } catch (thrown) {
    error = thrown;
  } finally {
    session.end();
  }
  return { code, error, unsaid: unsaid(session.state) };
}

function unsaid({ mode }: BoardState): string | null {
  if (mode.kind !== 'asking' || mode.filterWas !== undefined) return null;
  const { answers: before, line, given = [] } = mode;
  const all = [...before, textOf(line), ...given.slice(before.length + 1)];
  const answers = all.map((text) => `"${text}"`).filter((text) => text !== '""');
  return answers.length === 0 ? null : `${mode.questions[0].label}: ${answers.join(', ')}`;
}
