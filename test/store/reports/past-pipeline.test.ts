import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPP } from '../../../src/nouns/opp/definition.ts';
import { records } from '../../../src/store/records.ts';
import { historyGaps, pastMoment } from '../../../src/store/reports/deals-then.ts';
import { pipelineSums } from '../../../src/store/reports/pipeline.ts';
import { type DiffSum, pipelineDiff } from '../../../src/store/reports/pipeline-diff.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import type { Store } from '../../../src/store/store.ts';
import { insertRecord, updateRecord } from '../../../src/store/write/record.ts';
import { addUser, databaseFolder, openStore, writeEnv } from '../../support/store.ts';

/** A deal as the list shows it at some moment. */
interface Deal {
  readonly id: number;
  readonly status: string;
  readonly stage: string;
  readonly owner: string | null;
  readonly minor: number;
  readonly weighted: number;
  readonly currency: string;
  readonly closes: string | null;
}

const DAYS = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'] as const;
const at = (day: string) => `${day}T12:00:00.000Z`;

const amount = fc.record({
  minor: fc.integer({ min: -500, max: 90_000 }),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
});
const step = fc.record({
  day: fc.nat(DAYS.length - 1),
  deal: fc.nat(5),
  stage: fc.option(fc.nat(5), { nil: undefined }),
  amount: fc.option(amount, { nil: undefined }),
  owner: fc.option(fc.constantFrom(null, 0, 1), { nil: undefined }),
  closes: fc.option(fc.constantFrom(null, '2026-01-20', '2026-02-10', '2026-03-01'), { nil: undefined }),
  probability: fc.option(fc.constantFrom(null, 5, 33), { nil: undefined }),
});

const FIELDS = ['id', 'status', 'stage', 'owner', 'amount', 'weighted', 'currency', 'close_date'];

async function listed(store: Store): Promise<Deal[]> {
  const fields = OPP.fields.filter(({ name }) => FIELDS.includes(name));
  const deals: Deal[] = [];
  const minorOf = (value: unknown) => Number((value as { minor: number } | null)?.minor ?? 0);
  for await (const row of records(store.engine, { noun: 'opp', fields }))
    deals.push({
      id: Number(row.id),
      status: String(row.status),
      stage: String(row.stage),
      owner: row.owner as string | null,
      minor: minorOf(row.amount),
      weighted: minorOf(row.weighted),
      currency: String(row.currency),
      closes: row.close_date as string | null,
    });
  return deals;
}

/** Group and currency to count, amount and weighted amount. */
function addedUp(deals: readonly Deal[], by: 'stage' | 'owner'): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const deal of deals) {
    const key = `${deal[by]} ${deal.currency}`;
    const [count = 0, sum = 0, weighted = 0] = sums.get(key) ?? [];
    sums.set(key, [count + 1, sum + deal.minor, weighted + deal.weighted]);
  }
  return sums;
}

/** What happened between two lists, told deal by deal. */
function told(before: readonly Deal[], after: readonly Deal[], due: readonly [string, string] | null) {
  const rows = new Map<string, number[]>();
  const add = (name: string, currency: string, change: number, worth: number) => {
    const [count = 0, changes = 0, worths = 0] = rows.get(`${name} ${currency}`) ?? [];
    rows.set(`${name} ${currency}`, [count + 1, changes + change, worths + worth]);
  };
  const isDue = ({ closes }: Deal) => !due || (closes !== null && closes >= due[0] && closes <= due[1]);
  for (const now of after) {
    const old = before.find(({ id }) => id === now.id);
    const wasIn = old?.status === 'open' && isDue(old);
    const isIn = now.status === 'open' && isDue(now);
    const closed = now.status !== 'open';
    if (wasIn && old) add('start', old.currency, 0, old.minor);
    if (isIn) add('end', now.currency, 0, now.minor);
    if (!wasIn && isIn)
      add(
        !old ? 'opened' : old.status === 'open' ? 'pulled in' : 'reopened',
        now.currency,
        now.minor,
        now.minor,
      );
    if (!old && closed && isDue(now)) {
      add('opened', now.currency, now.minor, now.minor);
      add(now.status, now.currency, -now.minor, now.minor);
    }
    if (!wasIn || !old) continue;
    if (closed) add(now.status, now.currency, -now.minor, now.minor);
    else if (!isIn) {
      add('pushed out', old.currency, -old.minor, old.minor);
      continue;
    }
    if (old.currency === now.currency && old.minor !== now.minor)
      add(now.minor > old.minor ? 'grown' : 'shrunk', now.currency, now.minor - old.minor, now.minor);
    if (old.currency !== now.currency && old.minor !== 0) add('shrunk', old.currency, -old.minor, old.minor);
    if (old.currency !== now.currency && now.minor !== 0) add('grown', now.currency, now.minor, now.minor);
    if (closed) continue;
    const place = (deal: Deal) => STAGES.indexOf(deal.stage);
    if (place(old) !== place(now))
      add(place(now) > place(old) ? 'advanced' : 'moved back', now.currency, 0, now.minor);
    if (!due && old.closes && now.closes && old.closes !== now.closes)
      add(now.closes < old.closes ? 'pulled in' : 'pushed out', now.currency, 0, now.minor);
  }
  return rows;
}

let STAGES: readonly string[] = [];

const reported = (sums: readonly DiffSum[]) =>
  new Map(
    sums.map(({ step: name, currency, count, change, amount: worth }) => [
      `${name} ${currency}`,
      [count, Number(change.minor), Number(worth.minor)],
    ]),
  );

test('the pipeline as it stood is what the list showed then, and the steps between lead from one to the other', async () => {
  const env = await writeEnv();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const path = join(databaseFolder(), 'crm.db');
      const first = openStore({ path, now: '2026-01-04T12:00:00.000Z' });
      const users = [await addUser(first, 'ann'), await addUser(first, 'bob')];
      const { id: pipeline, stages } = await pipelineNamed(first.db);
      STAGES = stages.map(({ name }) => name);
      const lists: Deal[][] = [];
      const ids = new Map<number, number>();
      for (const [index, day] of DAYS.entries()) {
        const store = openStore({ path, now: at(day) });
        for (const each of steps.filter((one) => one.day === index)) {
          const stage = each.stage === undefined ? undefined : stages[each.stage];
          const values = {
            ...(each.amount ? { amount: each.amount, currency: each.amount.currency } : {}),
            ...(each.owner === undefined
              ? {}
              : { owner_id: each.owner === null ? null : (users[each.owner] ?? null) }),
            ...(each.closes === undefined ? {} : { close_date: each.closes }),
            ...(stage ? { stage_id: stage.id, closed_on: stage.kind === 'open' ? null : day } : {}),
            ...(each.probability === undefined || (stage && stage.kind !== 'open')
              ? {}
              : { probability: each.probability }),
          };
          await store.change(async (tx) => {
            const id = ids.get(each.deal);
            if (id === undefined) {
              const open = {
                pipeline_id: pipeline,
                stage_id: stages[0]?.id ?? 0,
                name: `Deal ${each.deal}`,
                currency: 'USD',
              };
              ids.set(each.deal, await insertRecord(tx, 'opp', { ...open, ...values }, env));
              return;
            }
            const row = await tx.read('opp', id);
            const isOpen = stages.find((one) => one.id === (stage?.id ?? row?.stage_id))?.kind === 'open';
            const { probability, ...others } = values as { probability?: number | null };
            await updateRecord(
              tx,
              'opp',
              id,
              isOpen
                ? { ...others, ...(probability === undefined ? {} : { probability }) }
                : { ...others, probability: null },
              env,
            );
          });
        }
        lists.push(await listed(store));
      }
      const now = openStore({ path, now: '2026-01-09T12:00:00.000Z' });
      const moments = await Promise.all(DAYS.map((day) => pastMoment(now.engine, `${day}T23:00:00.000Z`)));
      for (const [index, past] of moments.entries()) {
        const list = lists[index] ?? [];
        for (const by of ['stage', 'owner'] as const) {
          const sums = await pipelineSums(now.engine, by, { where: undefined, past });
          expect(
            new Map(
              sums.map(({ group, currency, count, amount: sum, weighted }) => [
                `${group} ${currency}`,
                [count, Number(sum.minor), Number(weighted.minor)],
              ]),
            ),
          ).toEqual(addedUp(list, by));
        }
        expect(await historyGaps(now.engine, past, undefined)).toEqual({
          withoutStage: 0,
          imported: 0,
          removed: 0,
        });
        for (const [later, to] of [...moments.slice(index + 1), null].entries()) {
          const after = lists[index + 1 + later] ?? lists.at(-1) ?? [];
          for (const closing of [null, { from: '2026-02-01', to: '2026-02-28' }]) {
            const sums = await pipelineDiff(now.engine, { where: undefined, from: past, to, closing });
            expect(reported(sums)).toEqual(told(list, after, closing && [closing.from, closing.to]));
            for (const currency of ['USD', 'EUR']) {
              const own = sums.filter((sum) => sum.currency === currency);
              const of = (name: string) => Number(own.find((sum) => sum.step === name)?.amount.minor ?? 0);
              const changes = own.reduce((sum, { change }) => sum + Number(change.minor), 0);
              expect(of('start') + changes).toBe(of('end'));
            }
          }
        }
      }
    }),
    { numRuns: 10 },
  );
});
