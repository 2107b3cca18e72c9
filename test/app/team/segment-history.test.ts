import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Deps } from '../../../src/app/deps.ts';
import { fieldsOf } from '../../../src/app/records/fields.ts';
import { readSelection } from '../../../src/app/records/selection.ts';
import { countSegment, diffSegment } from '../../../src/app/team/segment-history.ts';
import { addSegment, changeList, findList } from '../../../src/app/team/segments.ts';
import { addDaysTo, isoTime, startOfDay } from '../../../src/domain/dates/calendar.ts';
import { mergeRecords } from '../../../src/store/merge/merge.ts';
import { idsMatching } from '../../../src/store/segment-members.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { Store } from '../../../src/store/store.ts';
import { addTag } from '../../../src/store/tags.ts';
import { insertRecord, updateRecord } from '../../../src/store/write/record.ts';
import { removeRecord } from '../../../src/store/write/remove.ts';
import { openDeps } from '../../support/deps.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-13T12:00:00.000Z');

/** Over values, relations, aggregates, tags, days, lists and other segments. */
const SEGMENTS = {
  warm: ['contact', 'title = boss'],
  lately: ['contact', 'title = boss and updated_at > -3d'],
  buyers: ['contact', 'opps.amount > 100'],
  big: ['account', 'sum(opps.amount) > 150 or count(contacts) > 1'],
  fresh: ['contact', 'created_at > -2d'],
  tagged: ['contact', 'tags has vip or account.name = Acme'],
  list: ['contact', null],
  crowded: ['contact', 'count(account.contacts) > 1'],
  nested: ['contact', 'segment = buyers or segment:list'],
} as const;
type Name = keyof typeof SEGMENTS;
const NAMES = Object.keys(SEGMENTS) as Name[];

const ACTS = [
  'contact',
  'opp',
  'edit',
  'amount',
  'merge',
  'remove',
  'tag',
  'join',
  'leave',
  'undo',
  'redo',
] as const;
interface Step {
  readonly act: (typeof ACTS)[number];
  readonly one: number;
  readonly other: number;
  readonly value: number;
  readonly days: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS, 'contact', 'opp', 'undo'),
  one: fc.nat(30),
  other: fc.nat(30),
  value: fc.nat(3),
  days: fc.nat(2),
});

async function members(deps: Deps, name: Name): Promise<number[]> {
  const [noun] = SEGMENTS[name];
  const fields = await fieldsOf(deps.store, deps.store.db.nouns.get(noun));
  const where = await readSelection(deps, noun, fields, { filters: [], segment: name });
  return idsMatching(deps.store.db, noun, where);
}

async function perform(deps: Deps, { act, one, other, value }: Step): Promise<void> {
  const { store } = deps;
  const pick = async (noun: 'contact' | 'account' | 'opp', nth: number) => {
    const ids = await idsMatching(store.db, noun, undefined);
    return ids[nth % Math.max(ids.length, 1)];
  };
  const contact = await pick('contact', one);
  const opp = await pick('opp', one);
  const account_id = (await pick('account', other)) ?? null;
  const amount = { minor: value * 6000, currency: 'USD' };
  if (act === 'undo') await store.changes.undo(store.act);
  else if (act === 'redo') await store.changes.redo(store.act);
  else if (act === 'join' || act === 'leave')
    await changeList(deps, act, {
      list: await findList(deps, 'list'),
      records: contact === undefined ? [] : [contact],
      selection: { filters: [] },
    });
  else
    await store.change(async (tx) => {
      if (act === 'contact') await insertRecord(tx, 'contact', { last_name: `C${value}`, account_id }, deps);
      else if (act === 'opp') {
        const pipeline = await pipelineNamed(tx);
        const stage_id = pipeline.stages.find(({ kind }) => kind === 'open')?.id as number;
        const place = { pipeline_id: pipeline.id, stage_id, currency: 'USD' };
        await insertRecord(
          tx,
          'opp',
          { name: 'Deal', account_id, contact_id: contact ?? null, amount, ...place },
          deps,
        );
      } else if (act === 'edit' && contact !== undefined)
        await updateRecord(tx, 'contact', contact, { title: value === 0 ? 'boss' : 'clerk' }, deps);
      else if (act === 'amount' && opp !== undefined) await updateRecord(tx, 'opp', opp, { amount }, deps);
      else if (act === 'tag' && contact !== undefined) await addTag(tx, 'contact', contact, 'vip');
      else if (act === 'remove' && contact !== undefined) await removeRecord(tx, 'contact', contact);
      else if (act === 'merge' && contact !== undefined) {
        const second = await pick('contact', other);
        if (second !== undefined && second !== contact)
          await mergeRecords(tx, 'contact', { keep: contact, others: [second] }, new Map() as never, deps);
      }
    });
}

test('who entered and left is what lists that were kept at the time say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      let now = START;
      const first = await openDeps();
      const at = (): Deps => ({ ...first, clock: { now: () => now }, store: first.store.at(isoTime(now)) });
      // What somebody else did is not undone.
      const { engine, act, changes } = first.store;
      const founder = { ...first, store: new Store(engine, { ...act, user: 'founder' }, changes) };
      for (const name of NAMES) {
        const [noun, filter] = SEGMENTS[name];
        await addSegment(founder, { name, noun, filter: filter ?? undefined, isList: filter === null });
      }
      await founder.store.change(async (tx) => {
        for (const name of ['Acme', 'Beta']) await insertRecord(tx, 'account', { name }, first);
      });
      const kept: { readonly moment: number; readonly lists: Map<Name, readonly number[]> }[] = [];
      for (const each of steps) {
        now += each.days * DAY_MS + 1000;
        // What cannot be done, such as an undo of nothing, changes nothing.
        await perform(at(), each).catch(() => {});
        now += 1000;
        const lists = new Map<Name, readonly number[]>();
        for (const name of NAMES) lists.set(name, await members(at(), name));
        kept.push({ moment: now, lists });
      }
      now += 1000;
      const deps = at();
      for (const name of NAMES) {
        const present = await members(deps, name);
        for (const { moment, lists } of kept) {
          const before = lists.get(name) ?? [];
          const diff = await diffSegment(deps, { name, since: moment, limit: 1000 });
          const ids = (change: string) =>
            diff.moves.filter((move) => move.change === change).map(({ id }) => id);
          expect(ids('entered')).toEqual(present.filter((id) => !before.includes(id)));
          expect(ids('left')).toEqual(before.filter((id) => !present.includes(id)));
          expect([diff.before, diff.now]).toEqual([before.length, present.length]);
        }
        const { rows } = await countSegment(deps, { name, since: '2026-03-11', unit: 'day' });
        let count = 0;
        for (const row of rows) {
          count += row.entered - row.left;
          expect(row.count).toBe(count);
          const end = Date.parse(startOfDay(addDaysTo(row.day, 1)));
          const last = kept.findLast(({ moment }) => moment < end);
          // Days in a filter mean others at the end of the day.
          if (!/-\dd/.test(SEGMENTS[name][1] ?? ''))
            expect(row.count).toBe(last?.lists.get(name)?.length ?? 0);
          else if (end <= now)
            expect(row.count).toBe((await diffSegment(deps, { name, since: end, limit: 0 })).before);
        }
        expect(count).toBe(present.length);
      }
    }),
    { numRuns: 5 },
  );
});
