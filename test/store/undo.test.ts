import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { searchIndex, snapshot, tableRows } from '../support/snapshot.ts';
import { writeEnv } from '../support/store.ts';
import { later, morning, type Step, story, take } from '../support/story.ts';

/** Milliseconds that a busy machine can need for many days. */
const PATIENCE = 120_000;

interface Lived {
  readonly change: number;
  readonly before: string;
  readonly after: string;
}

/** Runs the steps; those without effect are left out, after a check that they had none. */
async function live(store: Store, steps: readonly Step[]): Promise<Lived[]> {
  const env = await writeEnv();
  const lived: Lived[] = [];
  let before = await tableRows(store);
  for (const [i, step] of steps.entries()) {
    const change = await take(later(store, i), step, env);
    const after = await tableRows(store);
    if (change === null) expect(after).toBe(before);
    else lived.push({ change, before, after });
    before = after;
  }
  return lived;
}

test(
  'undoing every change, latest first, and redoing all of them gives the same databases',
  async () => {
    await fc.assert(
      fc.asyncProperty(story(14), async (steps) => {
        const store = await morning();
        const exportedBefore = await snapshot(store);
        const lived = await live(store, steps);
        const exportedAfter = await snapshot(store);
        const much = later(store, 1000);
        for (const { change, before } of lived.toReversed()) {
          await much.changes.undo(much.act, change);
          expect(await tableRows(store)).toBe(before);
        }
        expect(await snapshot(store)).toBe(exportedBefore);
        for (const { change, after } of lived) {
          await much.changes.redo(much.act, change);
          expect(await tableRows(store)).toBe(after);
        }
        expect(await snapshot(store)).toBe(exportedAfter);
        for (const { change, before } of lived.toReversed()) {
          await much.changes.undo(much.act, change);
          expect(await tableRows(store)).toBe(before);
        }
        await store.close();
      }),
      { numRuns: 15 },
    );
  },
  PATIENCE,
);

test(
  'the search index matches the tables, after every change, undo and redo',
  async () => {
    await fc.assert(
      fc.asyncProperty(story(10), fc.array(fc.nat(9), { maxLength: 6 }), async (steps, undone) => {
        const store = await morning();
        const env = await writeEnv();
        const changes: number[] = [];
        const inStep = async () => {
          const { kept, rebuilt } = await searchIndex(store);
          expect(kept).toBe(rebuilt);
        };
        for (const [i, step] of steps.entries()) {
          const change = await take(later(store, i), step, env);
          if (change !== null) changes.push(change);
          await inStep();
        }
        for (const n of undone) {
          const change = changes[n % changes.length];
          if (change === undefined) continue;
          await store.changes
            .undo(store.act, change)
            .catch(() => store.changes.redo(store.act, change))
            .catch(() => {});
          await inStep();
        }
        await store.close();
      }),
      { numRuns: 12 },
    );
  },
  PATIENCE,
);

test(
  'undo and redo in any order either work or give a reason, and leave a valid database',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        story(10),
        fc.array(fc.record({ redo: fc.boolean(), n: fc.nat(12) }), { minLength: 1, maxLength: 12 }),
        async (steps, turns) => {
          const store = await morning();
          const lived = await live(store, steps);
          const { changes, act } = later(store, 1000);
          for (const { redo, n } of turns) {
            const named = n < 3 ? undefined : lived[n % Math.max(1, lived.length)]?.change;
            const before = await tableRows(store);
            try {
              await (redo ? changes.redo(act, named) : changes.undo(act, named));
            } catch (error) {
              expect(error).toMatchObject({
                name: 'CrmError',
                kind: expect.stringMatching(/^(conflict|refused)$/),
              });
              expect(await tableRows(store)).toBe(before);
            }
            expect(await store.engine.check()).toEqual([]);
          }
          await store.close();
        },
      ),
      { numRuns: 15 },
    );
  },
  PATIENCE,
);
