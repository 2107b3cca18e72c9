import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discrimination, halfLifeDays, type ScoreCount } from '../../src/domain/score.ts';
import { crm, makeHome, NOW } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (args: readonly string[], now = NOW) => crm([...args], { home, env: { CRM_NOW: now } });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const scores = async (...args: string[]) =>
    Object.fromEntries(
      JSON.parse(await ok('lead', 'list', '--json', '--columns', 'id,score', ...args)).map(
        ({ id, score }: { id: number; score: number | null }) => [id, score],
      ),
    );
  return { home, run, ok, scores };
}

test('rules give points to leads in lists, filters, sorts and pages; a typed score goes before them', async () => {
  const { ok, run, scores } = session();
  await ok('lead', 'add', 'Ann', '--source', 'referral', '--employees', '3');
  await ok('lead', 'add', 'Bob', '--source', 'web');
  await ok('lead', 'add', 'Cleo', '--source', 'referral', '--score', '7');
  expect(await scores()).toEqual({ 1: null, 2: null, 3: 7 });
  await ok('score', 'add', 'source = referral', '40');
  await ok('score', 'add', 'employees < 5', '--name', 'tiny', '--', '-15');
  expect(await scores()).toEqual({ 1: 25, 2: 0, 3: 7 });
  expect(await scores('--where', 'score > 5')).toEqual({ 1: 25, 3: 7 });
  expect(await ok('lead', 'list', '--sort', '-score', '-f', 'ids')).toBe('1\n3\n2\n');
  expect(JSON.parse(await ok('lead', 'show', '1', '--json')).score).toBe(25);
  expect(await ok('report', 'run', '--on', 'lead', '--measure', 'max(score)', '--csv')).toContain('\n25\n');
  // What is exported is what was typed, so that an import does not make it a typed one.
  expect(await ok('lead', 'export', '--columns', 'id,score', '--sort', 'id')).toBe('id,score\n1,\n2,\n3,7\n');
  await ok('undo');
  expect(await scores()).toEqual({ 1: 40, 2: 0, 3: 7 });
  expect(await run(['score', 'explain', '3', '--csv'])).toEqual({
    exitCode: 0,
    stdout: 'id,name,part,points,given,filter\n1,source = referral,fit,40,40,\n',
    stderr:
      "score 7: it is typed, and goes before the 40 of the rules   (crm lead edit 3 --score '' takes it away)\n",
  });
});

test('the call queue follows the rules, and what happens to a lead', async () => {
  const { ok } = session();
  for (const [name, digit] of [
    ['Ann', 1],
    ['Bob', 2],
  ] as const)
    await ok('lead', 'add', name, '--phone', `+1608555010${digit}`, '--country', 'US', '--timezone', 'UTC');
  const queue = () => ok('call', 'queue', '-f', 'ids');
  expect(await queue()).toBe('1\n2\n');
  await ok('score', 'add', 'name = Bob', '10');
  expect(await queue()).toBe('2\n1\n');
  await ok('score', 'add', 'direction = in', '30', '--on', 'activity');
  await ok('log', 'email', '1', 'Tell me more', '--in');
  expect(await queue()).toBe('1\n2\n');
});

test('what people did gives less with time, up to a cap, and parts have caps too', async () => {
  const { ok, run, scores } = session();
  await ok('lead', 'add', 'Ann');
  await ok('log', 'email', '1', 'one', '--in', '--at', '2026-02-26 10:00');
  await ok('log', 'email', '1', 'two', '--in', '--at', '2026-03-12 10:00');
  await ok('score', 'add', 'type = email and direction = in', '20', '--on', 'activity', '--half-life', '2w');
  expect(await scores()).toEqual({ 1: 30 });
  const later = await run(['lead', 'list', '--json', '--columns', 'score'], '2026-03-26T10:00:00.000Z');
  expect(JSON.parse(later.stdout)).toEqual([{ score: 15 }]);
  // What is to come does not count yet.
  const before = await run(['lead', 'list', '--json', '--columns', 'score'], '2026-03-01T10:00:00.000Z');
  expect(JSON.parse(before.stdout)[0].score).toBeLessThan(20);
  await ok('score', 'edit', '1', '--cap', '25');
  expect(await scores()).toEqual({ 1: 25 });
  await ok('score', 'edit', 'behaviour', '--cap', '10');
  expect(await scores()).toEqual({ 1: 10 });
  await ok('score', 'edit', 'behaviour', '--cap', '');
  await ok('score', 'edit', '1', '--cap', '', '--points', '100');
  expect(await scores()).toEqual({ 1: 100 });
});

test('mistakes name the value and the way out', async () => {
  const { ok, run } = session();
  await ok('lead', 'add', 'Ann');
  const fails = async (...args: string[]) => {
    const { exitCode, stderr } = await run(args);
    return [exitCode, stderr];
  };
  expect(await fails('score', 'add', 'sourc = x', '5')).toEqual([
    2,
    expect.stringContaining('Did you mean source'),
  ]);
  expect(await fails('score', 'add', 'source = x', '0')).toEqual([
    2,
    expect.stringContaining('but not 0: "0"'),
  ]);
  expect(await fails('score', 'add', 'source = x', '5', '--half-life', '3d')).toEqual([
    2,
    expect.stringContaining('--on activity'),
  ]);
  expect(await fails('score', 'add', 'type = email', '5', '--on', 'activity', '--half-life', 'soon')).toEqual(
    [2, expect.stringContaining('14d')],
  );
  expect(await fails('score', 'rm', '9')).toEqual([3, expect.stringContaining('crm score list')]);
  expect(await fails('score', 'edit', 'fit', '--points', '3')).toEqual([2, expect.stringContaining('cap')]);
  for (const command of ['list', 'test'])
    expect(await run(['score', command, '--json'])).toMatchObject({ exitCode: 0, stdout: '[]\n' });
});

test('a test of rules knows nothing that came after the decision', async () => {
  const { ok, run } = session();
  const at = (day: string) => ['--now', `${day}T10:00:00.000Z`];
  for (const name of ['Won', 'Lost', 'New'])
    await ok(
      'lead',
      'add',
      name,
      '--source',
      name === 'Won' ? 'referral' : 'web',
      ...at(name === 'New' ? '2026-03-11' : '2026-01-01'),
    );
  await ok('lead', 'convert', '1', ...at('2026-01-11'));
  await ok('score', 'add', 'direction = in', '50', '--on', 'activity');
  // After the usual ten days, and after the conversion: neither counts.
  await ok('log', 'email', '2', 'late', '--in', '--at', '2026-02-01');
  await ok('log', 'email', 'contact:1', 'later', '--in', '--at', '2026-02-01');
  const flat = await run(['score', 'test', '--csv']);
  expect(flat.stdout).toBe('score,leads,converted,rate,lift\n0-9,2,1,50,1\n');
  expect(flat.stderr).toContain('higher score in 50.0% of pairs');
  await ok('score', 'add', 'source = referral', '30');
  await ok('score', 'add', 'status = converted', '40');
  const told = await run(['score', 'test', '--csv']);
  expect(told.stdout).toBe('score,leads,converted,rate,lift\n30-39,1,1,100,2\n0-9,1,0,0,0\n');
  expect(told.stderr).toContain('higher score in 100.0% of pairs');
  expect(told.stderr).toContain('rule 3 (status = converted) is left out: status follows');
  expect((await run(['score', 'test', '--by', 'rule', '--csv'])).stdout).toBe(
    'id,rule,points,leads,converted,rate,lift\n1,direction = in,50,0,0,,\n2,source = referral,30,1,1,100,2\n',
  );
});

test('scores of random leads and rules are those of a slow computation', async () => {
  const { ok, scores } = session();
  const SOURCES = ['web', 'referral', 'fair'];
  const random = fc.sample(
    fc.record({
      leads: fc.array(
        fc.record({
          source: fc.constantFrom(...SOURCES),
          employees: fc.integer({ min: 1, max: 9 }),
          typed: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 3 }),
          days: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
        }),
        { minLength: 4, maxLength: 8 },
      ),
      fit: fc.array(
        fc.record({
          source: fc.constantFrom(...SOURCES),
          points: fc.integer({ min: -60, max: 60 }).filter((n) => n !== 0),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      behaviour: fc.record({
        points: fc.integer({ min: 1, max: 40 }),
        cap: fc.integer({ min: 1, max: 60 }),
        halfLife: fc.integer({ min: 1, max: 30 }),
      }),
      caps: fc.record({ fit: fc.integer({ min: 1, max: 100 }), behaviour: fc.integer({ min: 1, max: 100 }) }),
    }),
    1,
  )[0];
  if (!random) throw new Error('no sample');
  const { leads, fit, behaviour, caps } = random;
  for (const [at, { source, employees, typed, days }] of leads.entries()) {
    await ok(
      'lead',
      'add',
      `L${at}`,
      '--source',
      source,
      '--employees',
      String(employees),
      ...(typed === null ? [] : ['--score', String(typed)]),
    );
    for (const day of days)
      await ok(
        'log',
        'email',
        String(at + 1),
        'hi',
        '--in',
        '--at',
        new Date(Date.parse(NOW) - day * 86_400_000).toISOString(),
      );
  }
  for (const { source, points } of fit) await ok('score', 'add', `source = ${source}`, '--', String(points));
  await ok(
    'score',
    'add',
    'direction = in',
    String(behaviour.points),
    '--on',
    'activity',
    '--cap',
    String(behaviour.cap),
    '--half-life',
    `${behaviour.halfLife}d`,
  );
  await ok('score', 'edit', 'fit', '--cap', String(caps.fit));
  await ok('score', 'edit', 'behaviour', '--cap', String(caps.behaviour));
  const within = (value: number, cap: number) => Math.max(-cap, Math.min(cap, value));
  const expected = leads.map(({ source, typed, days }) => {
    if (typed !== null) return typed;
    const ofFit = fit.filter((rule) => rule.source === source).reduce((sum, { points }) => sum + points, 0);
    const ofDays = days.reduce((sum, day) => sum + behaviour.points * 0.5 ** (day / behaviour.halfLife), 0);
    const points = within(ofFit, caps.fit) + within(within(ofDays, behaviour.cap), caps.behaviour);
    return Math.round(Math.max(0, Math.min(100, points)));
  });
  expect([random, await scores()]).toEqual([
    random,
    Object.fromEntries(expected.map((score, at) => [at + 1, score])),
  ]);
});

test('the discrimination is the share of pairs in which the converted lead is ahead', () => {
  const count: fc.Arbitrary<ScoreCount> = fc.record({
    score: fc.integer({ min: 0, max: 20 }),
    converted: fc.integer({ min: 0, max: 4 }),
    others: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(count, { selector: ({ score }) => score, maxLength: 8 }), (counts) => {
      const all = (of: 'converted' | 'others') =>
        counts.flatMap((each) => Array.from({ length: each[of] }, () => each.score));
      let [wins, pairs] = [0, 0];
      for (const one of all('converted'))
        for (const other of all('others')) {
          pairs++;
          wins += one > other ? 1 : one === other ? 0.5 : 0;
        }
      const found = discrimination(counts);
      if (pairs === 0) expect(found).toBe(null);
      else expect(found).toBeCloseTo(wins / pairs, 9);
    }),
  );
  expect(['14d', '2w', '3mo', '5', 'soon', '0d', ''].map(halfLifeDays)).toEqual([
    14,
    14,
    90,
    5,
    null,
    null,
    null,
  ]);
});
