import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Deps } from '../../../src/app/deps.ts';
import { ruleListener } from '../../../src/app/rules/rule-listener.ts';
import { addRule } from '../../../src/app/rules/rules.ts';
import { Changes } from '../../../src/store/changes.ts';
import { Store } from '../../../src/store/store.ts';
import { updateRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';
import { snapshot } from '../../support/snapshot.ts';
import { rowsOf, writeEnv } from '../../support/store.ts';
import { later, morning, story, take } from '../../support/story.ts';

const PATIENCE = 120_000;

const RULES = [
  'on lead.created if company ~ acme then assign round-robin(ann, bob:2), tag inbound, task "Call" due +1h priority high',
  'on lead.updated then tag touched',
  'on lead.status_changed then note "moved", set rating = warm',
  'on lead.rating changes to warm then set score = 77',
  'on opp.stage_changed to proposal then task "Chase" due +5d to ann',
  'on opp.saving if amount > 1m then refuse "too much"',
  'on task.created then set priority = low',
];

/** The same database, whose changes apply its rules. */
function withRules(store: Store, deps: Deps, problems: string[] = []): Store {
  const listener = ruleListener(
    () => ({ ...deps, store }),
    (problem) => problems.push(problem),
  );
  return new Store(store.engine, store.act, new Changes(store.engine, [listener]));
}

test(
  'one undo takes back a change with what rules added to it',
  async () => {
    await fc.assert(
      fc.asyncProperty(story(12), async (steps) => {
        const deps = await openDeps();
        const store = await morning();
        for (const rule of RULES) await addRule({ ...deps, store }, rule);
        const env = await writeEnv();
        const lived: { change: number; before: string; after: string }[] = [];
        let before = await snapshot(store);
        const problems: string[] = [];
        for (const [at, step] of steps.entries()) {
          const change = await take(withRules(later(store, at), deps, problems), step, env);
          const after = await snapshot(store);
          if (change === null) expect(after).toBe(before);
          else lived.push({ change, before, after });
          before = after;
        }
        expect(problems).toEqual([]);
        const much = later(store, 1000);
        for (const each of lived.toReversed()) {
          await much.changes.undo(much.act, each.change);
          expect(await snapshot(store)).toBe(each.before);
        }
        for (const each of lived) {
          await much.changes.redo(much.act, each.change);
          expect(await snapshot(store)).toBe(each.after);
        }
        await store.close();
      }),
      { numRuns: 10 },
    );
  },
  PATIENCE,
);

async function opened(...rules: string[]) {
  const deps = await openDeps();
  for (const user of ['ann', 'bob'])
    await deps.store.changes.change({ ...deps.store.act, user }, async () => undefined);
  for (const rule of rules) await addRule(deps, rule);
  const problems: string[] = [];
  const store = withRules(deps.store, deps, problems);
  const addLeads = (count: number) =>
    store.change(async (tx) => {
      for (let at = 0; at < count; at++)
        await tx.insert('lead', { name: `L${at}`, name_key: `l${at}`, external_source: '' } as never);
    });
  const owners = async () =>
    (await rowsOf(store.db, 'select u.name from lead left join "user" u on u.id = owner_id order by lead.id'))
      .map(({ name }) => name)
      .join(' ');
  return { deps, store, problems, addLeads, owners };
}

test('turns go on after each change, by their weights, and do not go back with an undo', async () => {
  const { store, addLeads, owners } = await opened('on lead.created then assign round-robin(ann, bob:2)');
  await addLeads(4);
  expect(await owners()).toBe('ann bob bob ann');
  const { id } = await addLeads(1);
  expect(await owners()).toBe('ann bob bob ann bob');
  await store.changes.undo(store.act, id ?? 0);
  await addLeads(2);
  expect(await owners()).toBe('ann bob bob ann bob ann');
});

test('rules that answer each other end, and none is applied to what it made itself', async () => {
  const { store, addLeads } = await opened(
    'on lead.created then task "one"',
    'on task.created then set priority = high',
    'on task.updated then set subject = "round"',
    'on task.updated then set priority = low',
  );
  await addLeads(1);
  expect(await rowsOf(store.db, 'select subject, priority from task')).toHaveLength(1);
});

test.each([
  {
    loop: 'a field that two rules set in turn',
    rules: [
      'on lead.saving if source = fair then set source = web',
      'on lead.saving if source = web then set source = fair',
      'on lead.created if source is empty then set source = fair',
    ],
    said: ['rule 1 was not applied to lead:1 and 1 more again: rule 2 takes back what it sets'],
  },
  {
    loop: 'six rules, each after the one below it',
    rules: [
      ...[6, 5, 4, 3, 2, 1].map((n) => `on lead.saving if source = s${n} then set source = s${n + 1}`),
      'on lead.created then set source = s1',
    ],
    said: ['rule 2 was not applied to lead:1 and 1 more: it would follow from rules for more than 5 rounds'],
  },
  {
    loop: 'no loop: a second rule for some of the records of the first',
    rules: [
      'on lead.created if source is empty then set source = web',
      'on lead.created then set source = fair',
      'on lead.saving then set rating = warm',
      'on lead.saving if name = L1 then set rating = hot',
    ],
    said: [],
  },
])('rules end, and say what they left: $loop', async ({ rules, said }) => {
  const { problems, addLeads, store } = await opened(...rules);
  await addLeads(2);
  expect(problems).toEqual(said);
  const noted = await rowsOf(store.db, 'select problem from rule_run where problem is not null');
  expect(noted).toHaveLength(said.length);
});

test('two rules for each change of the field that both set are a loop', async () => {
  const { deps, problems, addLeads, store } = await opened(
    'on lead.source changes then set source = a',
    'on lead.source changes then set source = b',
  );
  await addLeads(1);
  await store.change((tx) => updateRecord(tx, 'lead', 1, { source: 'web' }, deps));
  expect(await rowsOf(store.db, 'select source from lead')).toEqual([{ source: 'b' }]);
  expect(problems).toEqual([
    'rule 1 was not applied to lead:1 again: rule 2 takes back what it sets',
    'rule 2 was not applied to lead:1 again: rule 1 takes back what it sets',
  ]);
});

test('a rule on a field that is gone is skipped and named, and the change stands', async () => {
  const { deps, store, problems, addLeads } = await opened();
  await store.change((tx) =>
    tx.insert('field', { noun: 'lead', name: 'seats', label: 'Seats', type: 'number', choices: null }),
  );
  await addRule(deps, 'on lead.created if seats > 3 then tag big');
  await store.change((tx) => tx.remove('field', 1));
  await addLeads(1);
  expect(problems).toEqual([expect.stringContaining('rule 1 was not applied: unknown field "seats"')]);
  expect(await rowsOf(store.db, 'select name from lead')).toHaveLength(1);
});

test('a rule that refuses leaves nothing, whatever other rules did', async () => {
  const { store, addLeads } = await opened(
    'on lead.created then tag new, task "Call"',
    'on lead.saving if name = L1 then refuse "Not this one"',
  );
  await expect(addLeads(3)).rejects.toThrow('Not this one');
  for (const table of ['lead', 'task', 'tagging', 'rule_run'])
    expect(await rowsOf(store.db, `select * from ${table}`)).toEqual([]);
});
