import type { ReviewAction, ReviewCard, ReviewDeal, ReviewDecision } from '../../../../src/domain/review.ts';
import { KEYS } from '../../../../src/render/tui/review/keys.ts';
import type { ReviewPort } from '../../../../src/render/tui/review/port.ts';
import type { ReviewStart } from '../../../../src/render/tui/review/state.ts';
import { SALES_STAGES } from '../../../support/sales-stages.ts';
import { card } from '../board/deals.ts';

/** A deal in the third stage whose close date has passed. */
export function deal(id: number, values: Partial<ReviewCard> = {}): ReviewDeal {
  return {
    card: {
      ...card(id, 3),
      closes: '2026-03-01',
      nextStep: 'call',
      added: '2026-01-01T09:00:00.000Z',
      lastReviewedAt: '2026-03-05T09:00:00.000Z',
      ...values,
    },
    contacts: [{ name: 'Jane Doe', title: 'CFO', role: 'buyer', phone: '+1 415 555 0110', email: null }],
    tasks: [{ subject: 'Send the offer', due: '2026-03-10' }],
    activities: [
      {
        at: '2026-03-11T09:00:00.000Z',
        who: 'ann',
        type: 'call',
        outcome: 'connected',
        text: 'wants pricing',
      },
    ],
    entries: [
      { stageId: 1, stage: 'prospecting', at: '2026-01-01T09:00:00.000Z', who: 'ann' },
      { stageId: 2, stage: 'qualification', at: '2026-01-25T10:00:00.000Z', who: 'ann' },
      { stageId: 3, stage: 'proposal', at: '2026-02-10T09:00:00.000Z', who: 'bob' },
    ],
    changes: [],
    answer: null,
  };
}

/** A review of these deals, on a terminal of 80 x 24. */
export function start(...queue: readonly number[]): ReviewStart {
  const stages = SALES_STAGES.map((stage, at) => ({ ...stage, id: at + 1, pipelineId: 1, position: at + 1 }));
  return {
    size: { columns: 80, rows: 24 },
    keys: KEYS,
    mouse: false,
    motion: true,
    view: { today: '2026-03-12', currency: 'USD' },
    pipeline: 'sales',
    stages: stages.filter(({ kind }) => kind === 'open'),
    queue,
    earlier: 0,
    version: 1,
    lockLimitMs: 1000,
  };
}

/** A port without a database: its deals, and the executed commands. */
export interface FakePort extends ReviewPort {
  readonly deals: Map<number, ReviewDeal>;
  readonly done: (ReviewAction | { readonly type: 'undo'; readonly id: number })[];
  /** The error for the next answer. */
  refuse: Error | null;
  /** A write by somebody else. */
  write(): void;
}

export function fakePort(...ids: readonly number[]): FakePort {
  const deals = new Map(ids.map((id) => [id, deal(id)]));
  let version = 1;
  const port: FakePort = {
    deals,
    done: [],
    lockLimitMs: 1000,
    refuse: null,
    write: () => {
      version++;
    },
    queue: async (filter) =>
      [...deals.keys()].filter((id) => filter === '' || filter.split(' ').includes(String(id))),
    fields: async (id) => [`opp ${id}`, 'every field'],
    shell: async () => {},
    reminders: async () => [],
    complete: async (line) => {
      const candidates = ['show', 'snooze'].filter((verb) => verb.startsWith(line.slice(4)));
      return { start: 4, candidates: candidates.map((shown) => ({ text: `${shown} `, shown })) };
    },
    deal: async (id) => deals.get(id) ?? null,
    async decide({ card: { id, name, amount } }, action) {
      const { refuse } = port;
      port.refuse = null;
      if (refuse) throw refuse;
      port.done.push(action);
      return {
        id,
        name,
        amount,
        decision: { kind: 'kept', text: action.type },
        change: 1,
        before: null,
      } satisfies ReviewDecision;
    },
    async undo({ id }) {
      port.done.push({ type: 'undo', id });
    },
    latestChange: async () => ({
      direction: 'undo',
      change: 5,
      sentence: '"imported 7 leads"',
      isOwn: false,
    }),
    async undoOther(change) {
      port.done.push({ type: 'undo', id: change });
      return 'imported 7 leads';
    },
    version: async () => version,
    databasePlace: () => 'here',
    reconnect: async () => {},
    restart: async () => ({ pipeline: 'sales', stages: [], queue: [...deals.keys()], earlier: 0 }),
    cards: async () => [],
  };
  return port;
}
