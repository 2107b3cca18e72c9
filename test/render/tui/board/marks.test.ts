import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BoardQuery, type DealCard, USUAL_QUERY } from '../../../../src/domain/board.ts';
import { KEYS } from '../../../../src/render/tui/board/keys.ts';
import { clampView } from '../../../../src/render/tui/board/layout.ts';
import { readBoard } from '../../../../src/render/tui/board/read-board.ts';
import {
  type BoardCmd,
  type BoardMsg,
  type BoardState,
  currentCard,
  lanesOf,
  startingState,
} from '../../../../src/render/tui/board/state.ts';
import { update } from '../../../../src/render/tui/board/update.ts';
import { card, frame } from './deals.ts';
import { fakePort } from './port.ts';

const COUNTS = [5, 4, 3, 2, 0, 0];
/** Lost deals go into the last lane, for which a reason is asked. */
const LOST_LANE = COUNTS.length - 1;

/** A board whose filter `even` leaves the deals with even numbers. */
function filteredPort() {
  const fits = ({ filter }: BoardQuery, id: number) => !filter.includes('even') || id % 2 === 0;
  const lane = (query: BoardQuery, at: number): DealCard[] =>
    Array.from({ length: COUNTS[at] ?? 0 }, (_, row) => card((at + 1) * 1000 + row, at + 1)).filter(
      ({ id }) => fits(query, id),
    );
  return fakePort(COUNTS, {
    frame: async (query) => frame(...COUNTS.map((_, at) => lane(query, at).length)),
    cards: async (query, key, { offset, limit }) =>
      lane(query, Number(key) - 1).slice(offset, offset + limit),
    among: async (query, ids) => ids.filter((id) => fits(query, id)),
  });
}

/** What the user does: a key, or a card dragged from a row of a lane into another lane. */
type Deed = string | { readonly from: number; readonly row: number; readonly onto: number };

const DEEDS: fc.Arbitrary<Deed> = fc.oneof(
  { arbitrary: fc.constantFrom(' ', ' ', 'j', 'k', 'h', 'l', 'L', 'G', 'w', 'escape'), weight: 6 },
  { arbitrary: fc.constantFrom('filter', 'clear', 'changed'), weight: 2 },
  {
    arbitrary: fc.record({ from: fc.nat(3), row: fc.nat(4), onto: fc.nat(LOST_LANE) }),
    weight: 2,
  },
);

/** A board with what was asked of it and has not been answered. */
class Table {
  state: BoardState;
  /** What keys and drags did something to. */
  readonly acts: (readonly number[])[] = [];
  readonly #port = filteredPort();
  #late: BoardMsg | null = null;

  constructor() {
    this.state = clampView(
      startingState({
        ...{ size: { columns: 200, rows: 30 }, view: 'board', query: USUAL_QUERY, lockLimitMs: 1000 },
        ...{ keys: KEYS, mouse: true, motion: true },
      }),
    );
  }

  async open(): Promise<void> {
    await this.#run({ type: 'read', board: this.state });
  }

  async take(message: Parameters<typeof update>[1]): Promise<void> {
    const [state, command] = update(this.state, message);
    this.state = state;
    if (command) await this.#run(command as BoardCmd);
  }

  /** What was read in the background comes in. */
  async catchUp(): Promise<void> {
    for (let late = this.#late; late; late = this.#late) {
      this.#late = null;
      await this.take(late);
    }
  }

  async #run(command: BoardCmd): Promise<void> {
    switch (command.type) {
      case 'read': {
        const data = await readBoard(this.#port, command.board, command);
        const message: BoardMsg = { type: 'read', command, data, news: [] };
        if (command.inBackground) this.#late = message;
        else await this.take(message);
        return;
      }
      case 'act':
        this.acts.push(command.deals.map(({ id }) => id));
        return this.take({ type: 'done', summary: 'done', deals: command.deals });
      case 'list choices':
        return this.take({ type: 'choices listed', command, choices: [{ text: 'price', note: '' }] });
      default:
        return;
    }
  }
}

const key = (text: string) => ({ type: 'key', key: text, at: 0, isHeld: false }) as const;

async function does(table: Table, deed: Deed): Promise<void> {
  if (typeof deed !== 'string') {
    const lanes = lanesOf(table.state);
    const [from, onto] = [lanes[deed.from]!, lanes[deed.onto]!];
    const deal = table.state.windows[from.key]?.cards[deed.row] ?? null;
    await table.take({
      type: 'mouse',
      gesture: {
        type: 'drop',
        target: { lane: from, row: deed.row, deal },
        onto: { lane: onto, row: null, deal: null },
      },
    });
    if (table.state.mode.type === 'picker') await table.take(key('enter'));
    return;
  }
  if (deed === 'changed') return table.take({ type: 'changed' } as BoardMsg);
  if (deed !== 'filter' && deed !== 'clear') return table.take(key(deed));
  await table.take(key('/'));
  await table.take(key('ctrl-u'));
  for (const letter of deed === 'filter' ? 'even' : '') await table.take(key(letter));
  await table.take(key('enter'));
}

test('marks go only from what was changed, and by the keys that take them away', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(DEEDS, fc.boolean()), { maxLength: 25 }), async (deeds) => {
      const table = new Table();
      await table.open();
      const marked = new Set<number>();
      for (const [deed, isLate] of deeds) {
        const { state } = table;
        const on = currentCard(state)?.id;
        const acts = table.acts.length;
        await does(table, deed);
        if (!isLate) await table.catchUp();
        if (deed === ' ' && on !== undefined && !marked.delete(on)) marked.add(on);
        if (deed === 'escape' && table.state.message?.lines.includes('nothing is marked')) marked.clear();
        const changed = table.acts.slice(acts).flat();
        // Marked deals are changed together, none that is hidden, and any other alone.
        if (changed.some((id) => marked.has(id)))
          expect(new Set(changed)).toEqual(new Set([...marked].filter((id) => !state.hidden.has(id))));
        else expect(changed.length).toBeLessThanOrEqual(1);
        for (const id of changed) marked.delete(id);
        expect(new Set(table.state.marked.keys())).toEqual(marked);
      }
      await table.catchUp();
      const isEven = table.state.query.filter.includes('even');
      expect([...table.state.hidden].filter((id) => marked.has(id)).sort()).toEqual(
        [...marked].filter((id) => isEven && id % 2 === 1).sort(),
      );
    }),
    { numRuns: 300 },
  );
});
