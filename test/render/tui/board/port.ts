import type { DealCard } from '../../../../src/domain/board.ts';
import type { BoardPort } from '../../../../src/render/tui/board/port.ts';
import { card, frame } from './deals.ts';

/** A board of lanes with that many deals each, which cannot be changed; `own` overrides parts of it. */
export function fakePort(counts: readonly number[], own: Partial<BoardPort> = {}): BoardPort {
  const lane = (at: number): DealCard[] =>
    Array.from({ length: counts[at] ?? 0 }, (_, row) => card((at + 1) * 1000 + row, at + 1));
  const all = () => counts.flatMap((_, at) => lane(at));
  const port: BoardPort = {
    lockLimitMs: 5000,
    frame: async () => frame(...counts),
    atOneMoment: (read) => read(),
    cards: async (_query, key, { offset, limit }) => lane(Number(key) - 1).slice(offset, offset + limit),
    rows: async (_query, _view, { offset, limit }) => all().slice(offset, offset + limit),
    count: async () => all().length,
    forecast: async () => [],
    activeDays: async () => [{ day: '2026-03-12', count: all().length }],
    place: async (_query, key, id) => {
      const row = lane(Number(key) - 1).findIndex((each) => each.id === id);
      return row < 0 ? null : row;
    },
    version: async () => 1,
    owners: async () => ['ann'],
    savedViews: async () => [],
    act: async () => 'done',
    setTarget: async (text) => `the monthly target is ${text}`,
    nextReversal: async (direction) => ({ direction, change: 1, sentence: '', isOwn: true }),
    show: async (id) => ({ deal: null, lines: [`opp ${id}`] }),
    surroundings: async (ref) => ({ ref, title: `${ref.noun} ${ref.id}`, groups: [] }),
    reach: async () => 'reached',
    choices: async () => [],
    shell: async () => {},
    reminders: async () => [],
    complete: async (line) => ({ start: line.length, candidates: [] }),
    edit: async () => ({ changes: [], seen: {} }),
    news: async () => [],
    databasePlace: () => 'here',
    reconnect: async () => {},
    monthCards: async () => [],
    attention: async () => ({ late: 0, stuck: 0, past: 0, any: 0, amounts: [] }),
    among: async (_query, ids) => [...ids],
    until: () => port,
    ...own,
  };
  return port;
}
