import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boardSource } from '../../src/app/board/board-source.ts';
import { boardPort } from '../../src/commands/board/port.ts';
import { openScreenContext } from '../../src/commands/screen-context.ts';
import type { Context } from '../../src/context.ts';
import { USUAL_QUERY } from '../../src/domain/board.ts';
import type { CrmError } from '../../src/domain/errors.ts';
import { NO_TARGETS } from '../../src/domain/target.ts';
import { KEYS } from '../../src/render/tui/board/keys.ts';
import { boardProgram } from '../../src/render/tui/board/open.ts';
import { readBoard } from '../../src/render/tui/board/read-board.ts';
import { startingState } from '../../src/render/tui/board/state.ts';
import { Loop } from '../../src/render/tui/runtime/loop.ts';
import { getOppState } from '../../src/store/opps.ts';
import { sql } from '../../src/store/sql.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { addRecords, databaseFolder, openStore } from '../support/store.ts';

/** A board of one user, which looks for changes of others only when told. */
async function board(path: string, user: string) {
  const store = openStore({ path, user });
  const now = () => Date.parse(NOW);
  const ctx = {
    io: fakeIO(100),
    user,
    config: { get: (name: string) => (name === 'currency' ? 'USD' : undefined) },
    settings: { db: path },
    clock: { now },
    lockWait: { limitMs: 1000 },
    hintsOf: (error: CrmError) => error.hints,
    store: async () => store,
  } as unknown as Context;
  const screen = await openScreenContext(ctx);
  const source = await boardSource(await screen.deps(), {
    where: undefined,
    targets: async () => NO_TARGETS,
  });
  const port = await boardPort(screen, source, {
    targets: async () => NO_TARGETS,
    setUsual: async () => {},
  });
  const empty = startingState({
    size: { columns: 120, rows: 40 },
    view: 'board',
    query: USUAL_QUERY,
    lockLimitMs: port.lockLimitMs,
    keys: KEYS,
    mouse: false,
    motion: true,
  });
  const loop = new Loop(
    boardProgram(port, { ...empty, ...(await readBoard(port, empty)) }, () => {}),
    now,
  );
  loop.start({ exit: () => {}, handOver: (work) => work() });
  const press = async (...keys: readonly string[]) => {
    loop.keys(keys);
    await loop.settled();
  };
  const look = async () => {
    loop.tick();
    await loop.settled();
  };
  const stages = async (...ids: readonly number[]) => {
    const names: string[] = [];
    for (const id of ids) names.push((await getOppState(store.db, id)).stage.name);
    return names;
  };
  const amount = async (id: number) =>
    (
      await sql<{ amount_minor: number | null }>`select amount_minor from opp where id = ${id}`.first(
        store.db,
      )
    )?.amount_minor ?? null;
  return { press, look, stages, amount, said: () => loop.state.message };
}

async function twoBoards() {
  const path = join(databaseFolder(), 'crm.db');
  await addRecords(openStore({ path }), 'opp', [
    { name: 'Alpha', pipeline_id: 1, stage_id: 1, currency: 'USD' },
    { name: 'Beta', pipeline_id: 1, stage_id: 1, currency: 'USD' },
  ]);
  return { ann: await board(path, 'ann'), bruno: await board(path, 'bruno') };
}

test('if two boards move one card, the second is refused and changes nothing', async () => {
  const { ann, bruno } = await twoBoards();
  await ann.press('L');
  expect(await ann.stages(1)).toEqual(['qualification']);
  await bruno.press('L');
  expect(bruno.said()).toMatchObject({
    tone: 'bad',
    lines: [expect.stringContaining('Alpha was moved to qualification in the meantime'), expect.anything()],
  });
  expect(await ann.stages(1)).toEqual(['qualification']);
});

test.each(['H', 'w', 'o'])('and %s of the second is refused too', async (key) => {
  const { ann, bruno } = await twoBoards();
  await ann.press('L', 'L');
  await bruno.press(key);
  expect(bruno.said()?.tone).toBe('bad');
  expect(await ann.stages(1)).toEqual(['proposal']);
});

test('of several marked deals none moves if one was moved by somebody else', async () => {
  const { ann, bruno } = await twoBoards();
  await bruno.press(' ', ' ');
  await ann.press('L');
  await bruno.press('L');
  expect(bruno.said()?.lines.join()).toContain('was moved to qualification in the meantime');
  expect(await ann.stages(1, 2)).toEqual(['qualification', 'prospecting']);
  // After a refresh, both move.
  await bruno.look();
  await bruno.press('L');
  expect(await ann.stages(1, 2)).toEqual(['proposal', 'qualification']);
});

test('fast keys that move and mark are handled one by one', async () => {
  const { ann } = await twoBoards();
  await ann.press('L', 'L', 'L');
  expect(await ann.stages(1, 2)).toEqual(['negotiation', 'prospecting']);
});

test('an amount that somebody else changed while it was asked for is not overwritten', async () => {
  const { ann, bruno } = await twoBoards();
  await bruno.press('p');
  await ann.press('p', '5', 'k', 'enter');
  await bruno.look();
  await bruno.press('7', 'k', 'enter');
  expect(bruno.said()?.lines.join()).toContain('Alpha was changed in the meantime');
  expect(await ann.amount(1)).toBe(500_000);
  await bruno.press('p', 'ctrl-u', '7', 'k', 'enter');
  expect(await ann.amount(1)).toBe(700_000);
});

test('what others do meanwhile does not take the place of an error', async () => {
  const { ann, bruno } = await twoBoards();
  await ann.press('L');
  await bruno.press('L');
  await ann.press('H');
  await bruno.look();
  expect(bruno.said()?.tone).toBe('bad');
});
