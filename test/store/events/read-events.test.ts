import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeEvent, EventPosition, EventValues } from '../../../src/domain/event.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { eventsAfter } from '../../../src/store/events/read-events.ts';
import { latestChangeId } from '../../../src/store/history.ts';
import type { RawRow } from '../../../src/store/sql.ts';
import type { Store } from '../../../src/store/store.ts';
import { rowsOf, writeEnv } from '../../support/store.ts';
import { later, morning, story, take } from '../../support/story.ts';

const PATIENCE = 120_000;
const START: EventPosition = { change: 0, ordinal: 0 };

async function read(store: Store, after: EventPosition = START): Promise<ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  for await (const event of eventsAfter(store.db, after)) events.push(event);
  return events;
}

/** What an event says that does not depend on when it is read; a title is that of today. */
const lasting = ({ title: _, ...event }: ChangeEvent) => event;

/** A day of random commands, some of which are undone; `seen` hears of each change when it is made. */
async function live(
  steps: Parameters<typeof take>[1][],
  undone: readonly number[],
  seen: (store: Store) => Promise<unknown>,
): Promise<Store> {
  const store = await morning();
  const env = await writeEnv();
  for (const [at, step] of steps.entries()) {
    await take(later(store, at), step, env);
    await seen(store);
  }
  for (const number of undone) {
    const last = await latestChangeId(store.db);
    const much = later(store, 1000 + number);
    await much.changes.undo(much.act, 1 + (number % last)).catch(() => {});
    await seen(store);
  }
  return store;
}

test(
  'an event is the same whenever it is read, and a reader can go on after any of them',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        story(10),
        fc.array(fc.nat(40), { maxLength: 5 }),
        fc.nat(),
        async (steps, undone, cut) => {
          const fresh: ChangeEvent[] = [];
          const store = await live(steps, undone, async (now) => {
            fresh.push(...(await read(now, fresh.at(-1))));
          });
          const all = await read(store);
          expect(fresh.map(lasting)).toEqual(all.map(lasting));
          const at = cut % all.length;
          expect(await read(store, all[at])).toEqual(all.slice(at + 1));
          await store.close();
        },
      ),
      { numRuns: 15 },
    );
  },
  PATIENCE,
);

/** Columns that no event tells: keys for lookups, and the time of the last change. */
const UNTOLD = /^(id|created_at|updated_at|position|.*_key|website_host|custom)$/;

/** The values of a row as events tell them. */
function toldValues(row: RawRow, names: ReadonlyMap<string, string>): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    if (UNTOLD.test(column) || value === null || value === '') continue;
    const [, table] = /^(owner|user|stage|pipeline)_id$/.exec(column) ?? [];
    if (table !== undefined) told[table] = names.get(`${table === 'owner' ? 'user' : table} ${value}`);
    else if (column === 'amount_minor') told.amount = ((value as number) / 100).toFixed(2);
    else if (/^(do_not_|has_|from_)/.test(column)) told[column] = value === 1;
    else told[column] = value;
  }
  return told;
}

test(
  'who follows all events knows every record: each agrees with the one before',
  async () => {
    await fc.assert(
      fc.asyncProperty(story(12), fc.array(fc.nat(40), { maxLength: 5 }), async (steps, undone) => {
        const store = await live(steps, undone, async () => {});
        const known = new Map<string, Record<string, unknown>>();
        let earlier = new Map(known);
        let change = 0;
        for (const { ref, before, after, type, ...event } of await read(store)) {
          if (event.change !== change) earlier = new Map(known);
          change = event.change;
          const isGone = /\.(deleted|merged)$/.test(type);
          const record = earlier.get(ref) ?? {};
          for (const [field, value] of Object.entries(before ?? {}))
            if (isColumn(field))
              expect([ref, type, field, record[field] ?? null]).toEqual([ref, type, field, value]);
          if (isGone) known.delete(ref);
          else known.set(ref, withValues(known.get(ref) ?? {}, after));
        }
        // The first three changes of a story declare a field: they may be undone too.
        const custom = [
          'budget',
          ...(await rowsOf(store.db, 'select name from field')).map(({ name }) => String(name)),
        ];
        const names = new Map<string, string>();
        for (const table of ['user', 'stage', 'pipeline'])
          for (const { id, name } of await rowsOf(store.db, `select id, name from "${table}"`))
            names.set(`${table} ${id}`, String(name));
        for (const { noun } of builtInNouns()) {
          for (const row of await rowsOf(store.db, `select * from "${noun}"`)) {
            const record = known.get(`${noun}:${row.id}`) ?? {};
            known.delete(`${noun}:${row.id}`);
            const columns = Object.entries(record).filter(
              ([field, value]) => isColumn(field) && !custom.includes(field) && value !== null,
            );
            expect(Object.fromEntries(columns)).toEqual(toldValues(row, names));
          }
        }
        const left = [...known.keys()].filter((ref) => builtInNouns().find(ref.split(':')[0]));
        expect(left).toEqual([]);
        await store.close();
      }),
      { numRuns: 15 },
    );
  },
  PATIENCE,
);

/** Fields with a column of their own: not e-mails, phones, tags, relations and custom fields. */
const isColumn = (field: string) => !/^(email|phone|tag|other_|formerly)/.test(field);

function withValues(record: Record<string, unknown>, after: EventValues | null): Record<string, unknown> {
  const values = { ...record };
  for (const [field, value] of Object.entries(after ?? {})) values[field] = value;
  return values;
}
