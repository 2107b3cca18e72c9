import { expect, test, vi } from 'vitest';
import { failed } from '../../../../src/domain/errors.ts';
import { Loop } from '../../../../src/render/tui/runtime/loop.ts';
import {
  type DatabasePlace,
  exit,
  type Program,
  type ScreenState,
} from '../../../../src/render/tui/runtime/program.ts';

interface Cmd {
  readonly type: 'work';
  readonly key: string;
}
interface State extends ScreenState<Cmd> {
  readonly seen: readonly string[];
}
interface Msg {
  readonly type: 'done';
  readonly key: string;
}

/** A program that records its messages; `q` ends it, a capital letter starts work. */
function loop(own: Partial<Program<State, Msg, Cmd>> = {}) {
  const start: State = {
    size: { columns: 80, rows: 24 },
    message: null,
    waiting: null,
    lockLimitMs: 0,
    databasePlace: 'here',
    mouse: false,
    motion: true,
    seen: [],
  };
  let now = 0;
  const ends: (number | Error)[] = [];
  const made = new Loop<State, Msg, Cmd>(
    {
      start: [start],
      update(state, message) {
        const text = 'key' in message ? `${message.type} ${message.key}` : message.type;
        const next = { ...state, seen: [...state.seen, text] };
        if (message.type !== 'key') return [next];
        if (message.key === 'q') return [next, exit(0)];
        return /[A-Z]/.test(message.key) ? [next, { type: 'work', key: message.key }] : [next];
      },
      run: async ({ key }) => ({ type: 'done', key }),
      view: () => [],
      mouseMap: () => ({ regions: [], scroll: { up: 'up', down: 'down' } }),
      blocksKeys: () => true,
      tickMs: 1000,
      ...own,
    },
    () => now,
  );
  made.start({ exit: (result) => ends.push(result), handOver: (work) => work() });
  return {
    loop: made,
    ends,
    seen: () => made.state.seen,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('keys wait for a command that blocks them, and ticks are skipped', async () => {
  const { loop: made, seen } = loop();
  made.keys(['a', 'W', 'b']);
  made.tick();
  expect(seen()).toEqual(['key a', 'key W']);
  await made.settled();
  expect(seen()).toEqual(['key a', 'key W', 'done W', 'key b']);
});

test('other commands run while keys are handled', async () => {
  const { loop: made, seen } = loop({ blocksKeys: () => false });
  made.keys(['W', 'b']);
  await made.settled();
  expect(seen()).toEqual(['key W', 'key b', 'done W']);
});

test('several keys are drawn once', () => {
  const { loop: made } = loop();
  const shown = vi.fn();
  made.subscribe(shown);
  made.keys(['a', 'b', 'c']);
  expect(shown).toHaveBeenCalledOnce();
});

test('a key that repeats quickly is held', () => {
  const held: boolean[] = [];
  const { loop: made, pass } = loop({
    update(state, message) {
      if (message.type === 'key') held.push(message.isHeld);
      return [state];
    },
  });
  for (const [key, later] of [
    ['a', 0],
    ['a', 30],
    ['b', 30],
    ['a', 30],
    ['a', 200],
  ] as const) {
    pass(later);
    made.keys([key]);
  }
  expect(held).toEqual([false, true, false, false, false]);
});

test('after the end keys are ignored, but running work is finished', async () => {
  const { loop: made, ends } = loop({ blocksKeys: () => false });
  made.keys(['W', 'q', 'X']);
  expect(ends).toEqual([0]);
  expect((await made.end()).seen).toEqual(['key W', 'key q', 'done W']);
});

test('a CrmError becomes a message, any other error ends the screen', async () => {
  const errors = [failed('no disk'), new Error('bug')];
  const { loop: made, seen, ends } = loop({ run: () => Promise.reject(errors.shift()) });
  made.keys(['W']);
  await made.settled();
  expect(seen()).toEqual(['key W', 'failed']);
  made.keys(['W']);
  await made.settled();
  expect(ends).toEqual([new Error('bug')]);
});

test('a reminder waits until a message has been seen, and is not taken before', async () => {
  const reminders = vi.fn(async () => ['call Ann']);
  const { loop: made, pass } = loop({
    reminders,
    update: (state, message) => {
      const isKey = message.type === 'key';
      return [isKey ? { ...state, message: { tone: 'good', lines: [`logged ${message.key}`] } } : state];
    },
  });
  pass(60_000);
  made.keys(['v']);
  pass(1000);
  expect(await made.remind()).toBe('no room yet');
  expect(reminders).not.toHaveBeenCalled();
  pass(4000);
  expect(await made.remind()).toBe('shown');
  expect(made.state.message).toEqual({ tone: 'news', lines: ['call Ann'] });
});

test('what is said while reminders are looked for is kept beside them', async () => {
  let give = (_: string[]) => {};
  const { loop: made } = loop({
    reminders: () => new Promise<string[]>((resolve) => (give = resolve)),
    update: (state) => [{ ...state, message: { tone: 'good', lines: ['logged v'] } }],
  });
  const reminded = made.remind();
  made.keys(['v']);
  give(['call Ann']);
  expect(await reminded).toBe('shown');
  expect(made.state.message?.lines).toEqual(['logged v', 'call Ann']);
});

test('a database that is away is said once, as is its return', () => {
  let place: DatabasePlace = 'here';
  const { loop: made } = loop({ database: { databasePlace: () => place, reconnect: async () => {} } });
  const shown = vi.fn();
  made.subscribe(shown);
  const look = (now: DatabasePlace) => {
    place = now;
    made.watchDatabase();
    made.watchDatabase();
    return made.state.message;
  };
  expect(look('here')).toBeNull();
  expect(look('away')).toMatchObject({ tone: 'bad' });
  expect(made.state.databasePlace).toBe('away');
  expect(look('here')).toEqual({ tone: 'good', lines: ['the database is back'] });
  expect(shown).toHaveBeenCalledTimes(2);
});

test('another database is gone on with when what was begun has ended, as soon as it can be read', async () => {
  let place: DatabasePlace = 'here';
  let fault: Error | null = null;
  const reconnect = vi.fn(async () => {
    if (fault) throw fault;
    place = 'here';
  });
  let end = () => {};
  const run = ({ key }: Cmd) =>
    new Promise<Msg>((resolve) => {
      end = () => resolve({ type: 'done', key });
    });
  const { loop: made } = loop({ database: { databasePlace: () => place, reconnect }, run });
  made.keys(['A']);
  place = 'replaced';
  made.watchDatabase();
  expect(reconnect).not.toHaveBeenCalled();
  end();
  await made.settled();
  fault = failed('it is not a database');
  made.watchDatabase();
  await made.settled();
  expect(made.state.message).toEqual({ tone: 'bad', lines: ['it is not a database'] });
  expect(made.state.databasePlace).toBe('replaced');
  fault = null;
  made.watchDatabase();
  // What is typed meanwhile is for what comes.
  made.keys(['x']);
  await made.settled();
  expect(made.state.seen).toEqual(['key A', 'done A', 'replaced', 'key x']);
  expect(made.state.databasePlace).toBe('here');
  expect(made.state.message).toMatchObject({ tone: 'news' });
});
