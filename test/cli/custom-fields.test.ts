import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { completions } from '../support/completions.ts';
import { crm, makeHome } from '../support/program.ts';

/** A new home, and the program in it: what it says, or an error where it fails. */
function workplace() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]): Promise<string> => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  return { home, run, ok, json };
}

type Workplace = ReturnType<typeof workplace>;

/** Each type with a value as typed, and as JSON has it. */
const VALUES: readonly (readonly [type: string, typed: string, stored: unknown, ...options: string[]])[] = [
  ['text', 'a; "b", \\c', 'a; "b", \\c'],
  ['longtext', 'one\ntwo', 'one\ntwo'],
  ['number', '1,200.5', 1200.5],
  ['percent', '20', 20],
  ['money', 'EUR 12.50', { amount: '12.50', currency: 'EUR' }],
  ['date', '2026-04-01', '2026-04-01'],
  ['datetime', '2026-04-01 10:30', '2026-04-01T10:30:00.000Z'],
  ['bool', 'yes', true],
  ['choice', 'HIGH', 'High', '--choices', 'low,High'],
  ['multichoice', 'high; low', ['High', 'low'], '--choices', 'low,High,a;b'],
  ['url', 'https://acme.test', 'https://acme.test'],
  ['email', 'Jane@ACME.test', 'Jane@acme.test'],
  ['phone', '+1 415 555 0100', '+14155550100'],
  ['user', 'me', 'tester'],
  ['lookup:account', 'acme', 'Acme'],
];

const nameOf = (type: string) => `own_${type.replace(/:.*/, '')}`;

async function declareAll({ ok }: Workplace, noun: string): Promise<void> {
  for (const [type, , , ...options] of VALUES)
    await ok('field', 'add', noun, nameOf(type), '--type', type, ...options);
  await ok('field', 'add', noun, 'own_autonumber', '--type', 'autonumber');
  await ok('field', 'add', noun, 'own_formula', '--type', 'formula', '--formula', 'own_number * 2');
  await ok('field', 'add', noun, 'own_rollup', '--type', 'rollup', '--formula', 'count(tasks)');
}

const assignments = () => VALUES.flatMap(([type, typed]) => ['--set', `${nameOf(type)}=${typed}`]);

describe.each(['lead', 'account', 'contact', 'opp'])('custom fields of every type of %s', (noun) => {
  test('are set, shown, filtered, sorted and cleared; export and import give the same bytes', async () => {
    const work = workplace();
    const { home, ok, json } = work;
    await ok('account', 'add', 'Acme');
    await declareAll(work, noun);
    const named = noun === 'account' ? ['Other'] : ['Jane Doe'];
    await ok(noun, 'add', ...named, ...assignments());
    const id = noun === 'account' ? '2' : '1';
    const shown = await json(noun, 'show', id);
    expect(shown).toMatchObject(Object.fromEntries(VALUES.map(([type, , stored]) => [nameOf(type), stored])));
    expect(shown).toMatchObject({ own_autonumber: Number(id), own_formula: 2401, own_rollup: 0 });

    const found = (where: string) => json(noun, 'list', '--where', where, '--columns', 'id');
    for (const where of [
      'own_multichoice has high',
      'own_percent > 10 and own_formula > 2400',
      'own_lookup = acme and own_lookup_id = 1 and own_lookup.name = acme',
      'own_user = me',
      'own_datetime = 2026-04-01',
      'own_url ~ acme',
      'own_email = jane@acme.test',
    ])
      expect([where, await found(where)]).toEqual([where, [{ id: Number(id) }]]);
    for (const [type] of VALUES) await ok(noun, 'list', '--sort', `-${nameOf(type)}`);

    const csv = await ok(noun, 'export', '--csv');
    const archive = join(home, 'all');
    await ok('export', 'all', '-o', archive);
    const other = workplace();
    await other.ok('account', 'add', 'Acme');
    await declareAll(other, noun);
    writeFileSync(join(home, 'file.csv'), csv);
    await other.ok(noun, 'import', join(home, 'file.csv'));
    expect(await other.ok(noun, 'export', '--csv')).toBe(csv);
    const repeated = await other.run(noun, 'import', join(home, 'file.csv'));
    expect(repeated.stderr + repeated.stdout).toContain('unchanged');

    const restored = workplace();
    await restored.ok('import', 'all', archive);
    expect(await restored.ok(noun, 'export', '--csv')).toBe(csv);

    const before = await ok(noun, 'export', '--csv');
    await ok(noun, 'edit', id, ...VALUES.flatMap(([type]) => ['--set', `${nameOf(type)}=`]));
    expect(await json(noun, 'show', id)).toMatchObject({
      own_text: null,
      own_lookup: null,
      own_formula: null,
    });
    await ok('undo');
    expect(await ok(noun, 'export', '--csv')).toBe(before);
  });
});

describe('formulas', () => {
  test('are never stale: after an edit, a removal, an undo and a merge', async () => {
    const { ok, json } = workplace();
    const formula = 'sum(opps.amount where status = open)';
    await ok('field', 'add', 'account', 'pipeline_sum', '--type', 'rollup', '--formula', formula);
    await ok('field', 'add', 'account', 'half', '--type', 'formula', '--formula', 'pipeline_sum / 2');
    await ok('account', 'add', 'Acme');
    await ok('account', 'add', 'Brook');
    const shown = async () =>
      (await json('account', 'list', '--columns', 'name,pipeline_sum,half')).map(
        ({ name, pipeline_sum: sum, half }: Record<string, unknown>) => `${name} ${sum} ${half}`,
      );
    expect(await shown()).toEqual(['Acme 0 0', 'Brook 0 0']);
    await ok('opp', 'add', 'One', '--account', 'Acme', '--amount', '100');
    await ok('opp', 'add', 'Two', '--account', 'Brook', '--amount', '30.01');
    expect(await shown()).toEqual(['Acme 100 50', 'Brook 30.01 15.01']);
    await ok('opp', 'edit', 'One', '--amount', '80');
    expect(await shown()).toEqual(['Acme 80 40', 'Brook 30.01 15.01']);
    await ok('undo');
    await ok('merge', 'account:1', 'account:2', '--yes');
    expect(await shown()).toEqual(['Acme 130.01 65.01']);
    await ok('undo');
    await ok('opp', 'win', 'One');
    expect(await shown()).toEqual(['Acme 0 0', 'Brook 30.01 15.01']);
  });

  test('that depend on themselves, or name what is not there, are refused', async () => {
    const { ok, run } = workplace();
    await ok('field', 'add', 'opp', 'a', '--type', 'formula', '--formula', 'probability + 1');
    await ok('field', 'add', 'opp', 'b', '--type', 'formula', '--formula', 'a * 2');
    const circle = await run('field', 'edit', 'opp', 'a', '--formula', 'b + 1');
    expect(circle.stderr).toContain('depends on itself: opp.a > opp.b > opp.a');
    expect((await run('field', 'rm', 'opp', 'a', '--yes')).stderr).toContain('the formula opp.b names a');
    expect((await run('field', 'edit', 'opp', 'a', '--name', 'c')).stderr).toContain(
      'the formula opp.b names a',
    );
    const typed = await run('field', 'edit', 'opp', 'a', '--formula', 'name');
    expect(typed.stderr).toContain('"*" does not work on a text and a number');
    expect(typed.exitCode).toBe(2);
    const rollup = await run('field', 'add', 'opp', 'r', '--type', 'rollup', '--formula', 'probability');
    expect(rollup.stderr).toContain('a rollup is made of other records');
    expect((await run('opp', 'add', 'X', '--set', 'a=1')).stderr).toContain(
      'a is computed: it cannot be set',
    );
  });
});

describe('rules', () => {
  test('required, default and unique hold for commands and imports', async () => {
    const { home, ok, run, json } = workplace();
    await ok('field', 'add', 'account', 'tier', '--type', 'choice', '--choices', 'a,b', '--default', 'B');
    await ok('field', 'add', 'account', 'code', '--required', '--unique');
    expect((await run('account', 'add', 'Acme')).stderr).toContain('Code is required');
    await ok('account', 'add', 'Acme', '--set', 'code=x1');
    expect(await json('account', 'show', '1')).toMatchObject({ tier: 'b', code: 'x1' });
    expect((await run('account', 'edit', '1', '--set', 'code=')).stderr).toContain('Code is required');
    expect((await run('account', 'add', 'Brook', '--set', 'code=X1')).stderr).toContain(
      'another account already has the same code',
    );
    writeFileSync(join(home, 'in.csv'), 'name,code\nOne,c1\nTwo,\n');
    const rejected = await run('account', 'import', join(home, 'in.csv'), '--rejects', join(home, 'out.csv'));
    expect(rejected.exitCode).toBe(4);
    expect(await json('account', 'list', '--columns', 'name,tier')).toMatchObject([
      {},
      { name: 'One', tier: 'b' },
    ]);
  });

  test('a field is set to several choices by several options, and not at all where it is computed', async () => {
    const { ok, json, run } = workplace();
    await ok('field', 'add', 'lead', 'langs', '--type', 'multichoice', '--choices', 'de,en,fr');
    await ok('field', 'add', 'lead', 'twice', '--type', 'formula', '--formula', 'score * 2');
    await ok('lead', 'add', 'Jane Doe', '--set', 'langs=de', '--set', 'langs=fr');
    expect(await json('lead', 'show', '1', '--columns', 'langs')).toEqual({ langs: ['de', 'fr'] });
    await ok('lead', 'edit', '1', '--set', 'langs=en');
    expect(await json('lead', 'show', '1', '--columns', 'langs')).toEqual({ langs: ['en'] });
    expect((await run('lead', 'edit', '1', '--set', 'twice=4')).stderr).toContain('twice is computed');
  });

  test('a deal needs a value from a stage on', async () => {
    const { ok, run } = workplace();
    await ok('field', 'add', 'opp', 'budget', '--type', 'money', '--required-from', 'proposal');
    await ok('opp', 'add', 'Deal');
    await ok('opp', 'advance', '1');
    expect((await run('opp', 'advance', '1')).stderr).toContain('opp 1 needs Budget to come to');
    await ok('opp', 'lose', '1', '--reason', 'price');
    await ok('opp', 'reopen', '1');
    await ok('opp', 'edit', '1', '--set', 'budget=5k');
    await ok('opp', 'advance', '1');
  });

  test('a conversion carries a field into the one that it names', async () => {
    const { ok, json } = workplace();
    await ok('field', 'add', 'opp', 'seats', '--type', 'number');
    await ok('field', 'add', 'lead', 'users', '--type', 'number', '--convert-to', 'opp.seats');
    await ok('lead', 'add', 'Jane Doe', '--company', 'Acme', '--set', 'users=12');
    await ok('lead', 'qualify', '1');
    await ok('lead', 'convert', '1');
    expect(await json('opp', 'show', '1')).toMatchObject({ seats: 12 });
  });

  test('a lookup follows a merge, and is empty when its record is removed', async () => {
    const { ok, json } = workplace();
    await ok('field', 'add', 'opp', 'partner', '--type', 'lookup:account');
    for (const name of ['Acme', 'Acme Inc', 'Brook']) await ok('account', 'add', name, '--force');
    await ok('opp', 'add', 'Deal', '--set', 'partner=2');
    await ok('merge', 'account:1', 'account:2', '--yes');
    expect(await json('opp', 'show', '1')).toMatchObject({ partner: 'Acme', partner_id: 1 });
    await ok('account', 'rm', '1', '--yes');
    expect(await json('opp', 'show', '1')).toMatchObject({ partner: null, partner_id: null });
    await ok('undo');
    expect(await json('opp', 'list', '--where', 'partner.name = acme')).toHaveLength(1);
  });
});

test('an index finds what the field without one finds, and comes and goes with undo', async () => {
  const { home, ok, json } = workplace();
  const where = [
    'size ~ T',
    'size = two',
    'size != two',
    'size is empty',
    'size in (one, two)',
    'paid > 5',
    'paid = 7EUR',
  ];
  await ok('field', 'add', 'lead', 'size');
  await ok('field', 'add', 'lead', 'paid', '--type', 'money');
  const rows = ['one,USD 3', 'Two,EUR 7', 'two,USD 70', ',', 'Three,JPY 7'];
  writeFileSync(
    join(home, 'in.csv'),
    `name,size,paid\n${rows.map((row, at) => `Jane Doe ${at},${row}`).join('\n')}\n`,
  );
  await ok('lead', 'import', join(home, 'in.csv'));
  const answers = async () => {
    const all: unknown[] = [];
    for (const filter of where)
      all.push(await json('lead', 'list', '--where', filter, '--sort', 'id', '--columns', 'id'));
    for (const order of ['size', '-size', 'paid'])
      all.push(await ok('lead', 'list', '--sort', order, '--columns', 'id'));
    return all;
  };
  const before = await answers();
  await ok('field', 'edit', 'lead', 'size', '--index');
  await ok('field', 'edit', 'lead', 'paid', '--index');
  expect(await answers()).toEqual(before);
  const names = () => {
    const db = new Database(join(home, 'data/crm/crm.db'), { readonly: true });
    const found = db
      .prepare("select name from sqlite_schema where name like 'custom %' order by name")
      .pluck()
      .all();
    db.close();
    return found;
  };
  expect(names()).toEqual(['custom lead paid', 'custom lead size']);
  await ok('undo');
  await ok('undo');
  expect(names()).toEqual([]);
  expect(await ok('doctor')).not.toContain('problem');
});

test('--set is completed with what a field can have', async () => {
  const { home, ok } = workplace();
  await ok('account', 'add', 'Acme');
  await ok('user', 'add', 'ann');
  for (const [name, ...options] of [
    ['partner', '--type', 'lookup:account'],
    ['helper', '--type', 'user'],
    ['vip', '--type', 'bool'],
    ['level', '--type', 'choice', '--choices', 'gold,silver'],
    ['worth', '--type', 'formula', '--formula', 'amount * 2'],
  ])
    await ok('field', 'add', 'opp', name as string, ...options);
  const offered = async (typed: string) =>
    (await completions(['opp', 'edit', '1', '--set', typed], { home })).values;
  expect(await offered('')).toEqual(['helper=', 'level=', 'partner=', 'vip=']);
  expect(await offered('level=')).toEqual(['level=gold', 'level=silver']);
  expect(await offered('vip=')).toEqual(['vip=yes', 'vip=no']);
  expect(await offered('helper=a')).toEqual(['helper=ann']);
  expect(await offered('partner=ac')).toEqual(['partner=Acme']);
});

describe('field edit', () => {
  test('changes names, choices and types with the values, and undo takes all of it back', async () => {
    const { ok, run, json } = workplace();
    await ok('field', 'add', 'lead', 'tier', '--type', 'choice', '--choices', 'gold,silver');
    await ok('field', 'add', 'lead', 'size');
    await ok('lead', 'add', 'Ann One', '--set', 'tier=gold', '--set', 'size=12');
    await ok('lead', 'add', 'Bob Two', '--set', 'tier=silver', '--set', 'size=many');
    const before = await ok('lead', 'export', '--csv');

    await ok(
      'field',
      'edit',
      'lead',
      'tier',
      '--rename-choice',
      'silver=second',
      '--name',
      'level',
      '--label',
      'L',
    );
    expect(await json('lead', 'list', '--where', 'level = second', '--columns', 'id,level')).toEqual([
      { id: 2, level: 'second' },
    ]);
    const used = await run('field', 'edit', 'lead', 'level', '--choices', 'gold,third');
    expect(used.stderr).toContain('1 value does not fit: lead 2: "second"');
    const preview = await run('field', 'edit', 'lead', 'size', '--type', 'number', '--dry-run');
    expect(preview.stderr).toContain('does not fit: lead 2: "many"');
    expect((await run('field', 'edit', 'lead', 'size', '--type', 'number')).exitCode).toBe(1);
    await ok('field', 'edit', 'lead', 'size', '--type', 'number', '--force');
    expect(await json('lead', 'list', '--sort', 'id', '--columns', 'size')).toMatchObject([
      { size: 12 },
      { size: null },
    ]);
    await ok('undo');
    await ok('undo');
    expect(await ok('lead', 'export', '--csv')).toBe(before);
  });

  test('a segment that names a field keeps it from being renamed', async () => {
    const { ok, run } = workplace();
    await ok('field', 'add', 'lead', 'size', '--type', 'number');
    await ok('segment', 'add', 'large', '--noun', 'lead', '--where', 'size > 5');
    expect((await run('field', 'edit', 'lead', 'size', '--name', 'seats')).stderr).toContain(
      'the segment large names size',
    );
  });
});
