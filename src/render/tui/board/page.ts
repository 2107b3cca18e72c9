import { isDeepStrictEqual } from 'node:util';
import type { PageLine, PageRef, Surroundings } from '../../../domain/surroundings.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { bindingOf, keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import type { Step } from '../runtime/program.ts';
import { readStep } from './cursor.ts';
import { layoutOf } from './layout.ts';
import type { BoardCmd, BoardState, Page } from './state.ts';

type BoardStep = Step<BoardState, BoardCmd>;

export const linesOf = ({ groups }: Surroundings): readonly PageLine[] =>
  groups.flatMap(({ lines }) => lines);

export const currentLine = (page: Page): PageLine | undefined => linesOf(page)[page.row];

/** Opens the page of a record, over the one that is open. */
export function openPage(state: BoardState, ref: PageRef): BoardStep {
  const { page } = state;
  const before = page ? [...page.before, page] : [];
  return [state, { type: 'read page', ref, row: 0, before, isRefresh: false }];
}

/** Reads the page that is open again. */
export function refreshPage(state: BoardState, { ref, row, before }: Page): BoardStep {
  return [state, { type: 'read page', ref, row, before, isRefresh: true }];
}

/** Goes back to a page, as it is now. */
const returnTo = (state: BoardState, { ref, row, before }: Page): BoardStep => [
  state,
  { type: 'read page', ref, row, before, isRefresh: false },
];

/** The page that was read, the cursor on one of its lines. */
export function withPage(
  state: BoardState,
  surroundings: Surroundings,
  { row, before, isRefresh }: Extract<BoardCmd, { readonly type: 'read page' }>,
): BoardState {
  // Another page was opened, or this one was left, while it was read.
  const isOpen =
    state.page?.before.length === before.length && isDeepStrictEqual(state.page.ref, surroundings.ref);
  if (isRefresh && !isOpen) return state;
  const last = Math.max(0, linesOf(surroundings).length - 1);
  return { ...state, page: { ...surroundings, before, row: Math.min(row, last) } };
}

const MOVES: Readonly<Record<string, (page: number) => number>> = {
  down: () => 1,
  next: () => 1,
  up: () => -1,
  previous: () => -1,
  'page-down': (page) => page,
  'page-up': (page) => -page,
  first: () => Number.NEGATIVE_INFINITY,
  last: () => Number.POSITIVE_INFINITY,
};

/** What means the same here as on the board. */
const OF_BOARD: ReadonlySet<string> = new Set(['help', 'command', 'undo', 'redo', 'read', 'go-to']);

/** A key on a page; null for one that the board takes. */
export function keyOnPage(state: BoardState, page: Page, key: string): BoardStep | null {
  const action = bindingOf(state.keys, key)?.action ?? '';
  const move = MOVES[action];
  if (move) {
    const last = Math.max(0, linesOf(page).length - 1);
    const row = Math.max(0, Math.min(last, page.row + move(Math.max(1, layoutOf(state).body - 2))));
    return [{ ...state, message: null, page: { ...page, row } }];
  }
  const line = currentLine(page);
  switch (action) {
    case 'back':
    case 'left': {
      const before = page.before.at(-1);
      return before
        ? returnTo({ ...state, message: null }, before)
        : [{ ...state, message: null, page: null }];
    }
    case 'quit':
      return [{ ...state, message: null, page: null }];
    case 'open':
    case 'right':
      return line ? follow(state, line) : [state];
    case 'copy':
      return line ? [state, { type: 'copy', text: textOfLine(line) }] : [state];
  }
  if (OF_BOARD.has(action)) return null;
  return [
    showMessage(state, 'bad', `"${key}" does nothing here; ${keyOfAction(state.keys, 'back')} goes back`),
  ];
}

/** Goes where a line leads: to a page, a deal, a telephone, a mail program, a browser. */
function follow(state: BoardState, line: PageLine): BoardStep {
  switch (line.type) {
    case 'account':
    case 'contact':
      return openPage(state, { noun: line.type, id: line.id });
    case 'deal':
      return readStep(state, { ...state, page: null, view: 'board' }, { goTo: line.card.id, tell: null });
    default:
      return line.blocked === null
        ? [state, { type: 'reach', line }]
        : [showMessage(state, 'bad', `${line.shown} ${line.blocked}`)];
  }
}

/** What a line is copied as: in one line, without what could act on where it is pasted. */
export function textOfLine(line: PageLine): string {
  switch (line.type) {
    case 'account':
    case 'contact':
      return sanitize(line.name);
    case 'deal':
      return sanitize(line.card.name);
    default:
      return sanitize(line.value);
  }
}

const VERBS: Readonly<Record<PageLine['type'], string>> = {
  account: 'its page',
  contact: 'their page',
  deal: 'goes there',
  phone: 'dial',
  email: 'write',
  website: 'open',
};

/** What Enter does with a line, in a word or two. */
export const verbOf = ({ type }: PageLine): string => VERBS[type];
