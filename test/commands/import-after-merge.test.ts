import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeRecords } from '../../src/store/merge/merge.ts';
import { openWorld, type World } from '../store/calls/happenings.ts';
import { snapshot } from '../support/snapshot.ts';
import { rowsOf } from '../support/store.ts';

/** Imports a file. */
const importFile = ({ crm }: World, noun: string, lines: readonly string[], ...options: string[]) =>
  crm([noun, 'import', 'file', '-q', ...options], lines);

async function merge({ store, env }: World, noun: 'lead' | 'account', keep: number, other: number) {
  await store.change((tx) => mergeRecords(tx, noun, { keep, others: [other] }, new Map(), env));
}

const LEADS = {
  'ids of another system': [
    'record id,name,company,title,email,phone,city',
    'A-1,Jane Doe,Acme,CEO,jane@acme.test,+14155550100,Rome',
    'A-2,J. Doe,Acme Inc,CTO,,+14155550101,',
  ],
  'e-mails': [
    'name,company,title,email,tags',
    'Jane Doe,Acme,CEO,jane@acme.test,hot',
    'Jane Doe,,CTO,j.doe@acme.test,uk',
  ],
  'names alone': ['name,company,title,phone', 'Jane Doe,Acme,CEO,', 'Jane Dow,Acme,CTO,+14155550101'],
} as const;

test.for(Object.entries(LEADS))(
  'a reimport of merged rows changes nothing: matched by %s',
  async ([_, lines]) => {
    for (const [keep, other] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const world = await openWorld();
      await importFile(world, 'lead', lines);
      await merge(world, 'lead', keep, other);
      const before = await snapshot(world.store);
      await importFile(world, 'lead', lines);
      await importFile(world, 'lead', [lines[0], lines[2], lines[1]]);
      expect(await snapshot(world.store)).toBe(before);
    }
  },
);

test('our own export from before a merge recreates nobody', async () => {
  const row = fc.tuple(
    fc.constantFrom('Jane Doe', 'J. Doe', 'Raj Rao'),
    fc.constantFrom('Acme', 'Globex', ''),
    fc.constantFrom('jane@acme.test', 'raj@globex.test', ''),
    fc.constantFrom('+14155550100', '+14155550101', ''),
    fc.constantFrom('Rome', 'Paris', ''),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 2, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 2 }),
      async (rows, merges) => {
        const world = await openWorld();
        await importFile(world, 'lead', [
          'name,company,email,phone,city',
          ...rows.map((cells) => cells.join(',')),
        ]);
        const exported = (await world.crm(['lead', 'export'])).trimEnd().split('\n');
        for (const [a, b] of merges) {
          const [keep, other] = [await world.pick('lead', a), await world.pick('lead', b)];
          if (keep !== undefined && other !== undefined && keep !== other)
            await merge(world, 'lead', keep, other);
        }
        const ids = () => rowsOf(world.store.engine, 'select id from lead order by id');
        const left = await ids();
        await importFile(world, 'lead', exported);
        expect(await ids()).toEqual(left);
        const before = await snapshot(world.store);
        await importFile(world, 'lead', exported);
        expect(await snapshot(world.store)).toBe(before);
      },
    ),
    { numRuns: 20 },
  );
});

test('rows that name a merged account resolve to the kept one', async () => {
  const world = await openWorld();
  await importFile(world, 'account', ['record id,name', 'X-1,Acme', 'X-2,Acme Holding']);
  await merge(world, 'account', 1, 2);
  await importFile(
    world,
    'contact',
    ['name,account', 'Jane Doe,Acme Holding', 'Raj Rao,X-2'],
    '--create',
    'account',
  );
  const contacts = await rowsOf(world.store.engine, 'select name, account_id from contact order by id');
  expect(contacts).toEqual([
    { name: 'Jane Doe', account_id: 1 },
    { name: 'Raj Rao', account_id: 1 },
  ]);
});
