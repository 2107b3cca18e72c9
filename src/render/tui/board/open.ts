import { isDeepStrictEqual } from 'node:util';
import type { ScreenSettings } from '../../../config/screen-settings.ts';
import type { BoardQuery, BoardView } from '../../../domain/board.ts';
import { readColumns } from '../../../domain/saved-view.ts';
import { sanitizeLines } from '../../../domain/terminal-text.ts';
import type { IO } from '../../../io/types.ts';
import { copyText } from '../runtime/clipboard.ts';
import { runLine } from '../runtime/command-line.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import type { TerminalAccess } from '../runtime/program.ts';
import { KEYS } from './keys.ts';
import { mouseMap } from './mouse.ts';
import type { BoardPort, EditedFields } from './port.ts';
import { readBoard, readWindows } from './read-board.ts';
import { screenReaderView } from './screen-reader-view.ts';
import {
  type BoardCmd,
  type BoardMsg,
  type BoardState,
  type ReadCmd,
  startingState,
  unsentAnswer,
} from './state.ts';
import { update } from './update.ts';
import { view } from './view.ts';

/** Milliseconds between two looks at whether another process has written. */
const LOOK_MS = 250;

/** Changes of others that are shown, of those since the last look. */
const MAX_NEWS = 3;

interface BoardStart {
  readonly view: BoardView;
  readonly query: BoardQuery;
  readonly settings: ScreenSettings;
}

interface BoardExit extends ScreenExit<BoardState> {
  /** What was typed as an answer and not sent, with its question; null for nothing. */
  readonly unsent: string | null;
}

/** Shows the board until it is left. Rejects where it cannot be read to begin with. */
export async function openBoard(port: BoardPort, start: BoardStart, io: IO): Promise<BoardExit> {
  const { settings, ...seen } = start;
  const { ownKeys, mouse, motion } = settings;
  const keys = withOwnKeys(KEYS, 'board', ownKeys);
  const empty = startingState({
    ...seen,
    size: terminalSize(io),
    lockLimitMs: port.lockLimitMs,
    keys,
    mouse,
    motion,
  });
  const state = { ...empty, ...(await readBoard(port, empty)) };
  const left = await openScreen(
    boardProgram(port, state, (text) => copyText(io, text)),
    io,
  );
  return { ...left, unsent: unsentAnswer(left.state) };
}

/** The board as the runtime runs it, from this state on; `copy` puts text into the clipboard. */
export function boardProgram(port: BoardPort, state: BoardState, copy: (text: string) => void) {
  const background = new BackgroundRead(port);
  return {
    start: [state] as const,
    update,
    run: async (command: BoardCmd, terminal: TerminalAccess): Promise<BoardMsg> => {
      if (command.type === 'read' && command.inBackground) return background.read(command);
      await background.makeWay(command);
      return run(port, command, terminal, copy);
    },
    view,
    screenReaderView,
    mouseMap,
    blocksKeys: (command: BoardCmd) =>
      command.type !== 'count attention' && !(command.type === 'read' && command.inBackground),
    reminders: () => port.reminders(),
    database: port,
    tickMs: LOOK_MS,
  };
}

async function run(
  port: BoardPort,
  command: BoardCmd,
  terminal: TerminalAccess,
  copy: (text: string) => void,
): Promise<BoardMsg> {
  switch (command.type) {
    case 'read':
      return readAll(port, command);
    case 'read windows':
      return {
        type: 'windows read',
        windows: await port.atOneMoment(() => readWindows(port, command.board)),
      };
    case 'act':
      return {
        type: 'done',
        summary: await port.act(command.deals, command.action),
        deals: command.deals,
      };
    case 'find reversal':
      return { type: 'reversal found', reversal: await port.nextReversal(command.direction) };
    case 'set target':
      return { type: 'done', summary: await port.setTarget(command.text), deals: [] };
    case 'set columns':
      return { type: 'columns set', columns: readColumns(command.text.split(','), command.view) };
    case 'shell':
    case 'complete':
      return runLine(port, command, terminal);
    case 'edit': {
      const { deal } = command;
      let edited: EditedFields = { changes: [], seen: {} };
      await terminal.handOver(async () => {
        edited = await port.edit(deal.id);
      });
      return { type: 'edited', deal, edited };
    }
    case 'show': {
      const { id, top, columns } = command;
      const { deal, lines } = await port.show(id, columns);
      return { type: 'shown', id, top, shown: { deal, lines: lines.flatMap(sanitizeLines) } };
    }
    case 'read page':
      return { type: 'page read', command, surroundings: await port.surroundings(command.ref) };
    case 'reach':
      return { type: 'notice', text: await port.reach(command.line, terminal.warn) };
    case 'copy':
      copy(command.text);
      return { type: 'notice', text: `copied: ${command.text}` };
    case 'list choices':
      return { type: 'choices listed', command, choices: await port.choices(command.list) };
    case 'count attention':
      return {
        type: 'attention counted',
        query: command.query,
        attention: await port.attention(command.query),
      };
    case 'look':
      return { type: (await port.version()) === command.version ? 'unchanged' : 'changed' };
  }
}

async function readAll(port: BoardPort, command: ReadCmd): Promise<BoardMsg> {
  const data = await readBoard(port, command.board, command);
  const news = command.withNews ? (await port.news()).slice(-MAX_NEWS) : [];
  return { type: 'read', command, data, news };
}

/** Reads while keys go on, one thing at a time: whatever comes next cuts it short, unless it is about the same deals. */
class BackgroundRead {
  readonly #port: BoardPort;
  #running: {
    readonly query: BoardQuery;
    readonly stop: AbortController;
    readonly end: Promise<unknown>;
  } | null = null;

  constructor(port: BoardPort) {
    this.#port = port;
  }

  /** Waits until nothing is read in the background. */
  async makeWay(next: BoardCmd): Promise<void> {
    while (this.#running && next.type !== 'look' && next.type !== 'count attention') {
      const { query, stop, end } = this.#running;
      const isSame = next.type === 'read' && isDeepStrictEqual(next.board.query, query);
      if (!isSame) stop.abort();
      await end;
    }
  }

  async read(command: ReadCmd): Promise<BoardMsg> {
    await this.makeWay(command);
    const stop = new AbortController();
    const work = this.#readUntil(command, stop.signal);
    const end = work.then(
      () => this.#ended(stop),
      () => this.#ended(stop),
    );
    this.#running = { query: command.board.query, stop, end };
    return work;
  }

  #ended(stop: AbortController): void {
    if (this.#running?.stop === stop) this.#running = null;
  }

  async #readUntil(command: ReadCmd, signal: AbortSignal): Promise<BoardMsg> {
    try {
      return await readAll({ ...this.#port, ...this.#port.until(signal) }, command);
    } catch (error) {
      if (signal.aborted) return { type: 'read dropped', command };
      throw error;
    }
  }
}
