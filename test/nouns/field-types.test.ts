import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addFieldIn, type NewCustomField } from '../../src/app/team/custom-fields.ts';
import { readCustomType } from '../../src/domain/custom-field.ts';
import type { Noun } from '../../src/domain/field.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { openDeps } from '../support/deps.ts';
import { crm, makeHome } from '../support/program.ts';

/** Words for a record of each noun that is added beside an account, a deal, a product and a price book. */
const RECORDS: Readonly<Record<string, readonly string[]>> = {
  lead: ['Jane Doe'],
  account: ['Other'],
  contact: ['Ann Lee'],
  opp: ['Big deal'],
  line: ['Installation', '--opp', '1', '--price', '5'],
  campaign: ['Spring fair'],
  case: ['Meter broken'],
  quote: ['2'],
  pricebook: ['Other book'],
  price: ['--pricebook', 'EMEA', '--product', 'Meter X', '--price', '5'],
  product: ['Meter Y', '--code', 'MY-1'],
  purchase: ['Ten meters', '--account', 'Acme'],
  contract: ['Support', '--term', '12'],
  asset: ['Boiler', '--serial', '47'],
  expense: ['Flight', '--amount', '450'],
  doc: ['account:1', '--link', 'https://files.example/contract.pdf'],
  task: ['Call back'],
  meeting: ['Demo'],
  activity: ['what was said', '--subject', 'First call'],
  project: ['Roof'],
};
const NOUNS = [...builtInNouns().names, 'project'];

/** Each type with a value as typed, as JSON has it, and a condition that finds it. */
const TYPES: readonly (readonly [type: string, typed: string, stored: unknown, where: string])[] = [
  ['text', 'a; "b", \\c', 'a; "b", \\c', 'own_text ~ "b"'],
  ['longtext', 'one\ntwo', 'one\ntwo', 'own_longtext ~ two'],
  ['number', '-1,200.5', -1200.5, 'own_number < -1200'],
  ['percent', '20', 20, 'own_percent > 10'],
  ['money', 'EUR 12.50', { amount: '12.50', currency: 'EUR' }, 'own_money is not empty'],
  ['date', '2026-04-01', '2026-04-01', 'own_date = 2026-04-01'],
  ['datetime', '2026-04-01 10:30', '2026-04-01T10:30:00.000Z', 'own_datetime = 2026-04-01'],
  ['bool', 'yes', true, 'own_bool = yes'],
  ['choice', 'HIGH', 'High', 'own_choice = high'],
  ['multichoice', 'high; low', ['High', 'low'], 'own_multichoice has low'],
  ['url', 'https://acme.test/a?b=1', 'https://acme.test/a?b=1', 'own_url ~ acme'],
  ['email', 'Jane@ACME.test', 'Jane@acme.test', 'own_email = jane@acme.test'],
  ['phone', '+1 415 555 0100 x7', expect.stringContaining('415'), 'own_phone is not empty'],
  ['user', 'me', 'tester', 'own_user = me'],
  ['lookup:account', 'acme', 'Acme', 'own_lookup.name = acme'],
];
const nameOf = (type: string) => `own_${type.replace(/:.*/, '')}`;

const path = () => join(home, 'crm.db');

function runIn(folder: string) {
  return async (...args: string[]): Promise<string> => {
    const { stdout, stderr, exitCode } = await crm(args, { home: folder, db: join(folder, 'crm.db') });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
}

/** A database with all fields on all nouns, and what records refer to. */
async function prepare(): Promise<void> {
  const run = runIn(home);
  await run('noun', 'add', 'project', '--plural', 'projects');
  await run('account', 'add', 'Acme');
  await run('opp', 'add', 'Deal', '--amount', '5');
  await run('opp', 'add', 'Quoted', '--amount', '5');
  await run('product', 'add', 'Meter X', '--code', 'MX-1');
  await run('pricebook', 'add', 'EMEA');
  const deps = await openDeps({ path: path() });
  await deps.store.change(async (tx) => {
    for (const noun of NOUNS as Noun[]) {
      const add = (name: string, type: string, more: Partial<NewCustomField> = {}) =>
        addFieldIn(deps, tx, { ...readCustomType(type, tx.nouns.names), noun, name, ...more });
      for (const [type] of TYPES)
        await add(nameOf(type), type, type.endsWith('choice') ? { choices: 'low,High,a b' } : {});
      await add('own_autonumber', 'autonumber');
      await add('own_formula', 'formula', { formula: 'own_number * 2' });
    }
    for (const noun of ['lead', 'account', 'contact', 'opp'] as const)
      await addFieldIn(deps, tx, {
        ...readCustomType('rollup', tx.nouns.names),
        noun,
        name: 'own_rollup',
        formula: 'count(tasks)',
      });
  });
  deps.store.close();
}

const home = mkdtempSync(join(tmpdir(), 'crm-field-types-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const columns = () => ['id', ...TYPES.map(([type]) => nameOf(type)), 'own_autonumber', 'own_formula'].join();

test('fields of every type are added to every noun', prepare);

test.each(NOUNS)(
  'fields of every type of a %s are set, found, sorted, blanked, imported and undone',
  async (noun) => {
    const run = runIn(home);
    const exported = () => run(noun, 'export', '--csv', '--columns', columns());
    const sets = TYPES.flatMap(([type, typed]) => ['--set', `${nameOf(type)}=${typed}`]);
    // What is made of a deal or a file gets other values afterwards.
    const isMade = noun === 'quote' || noun === 'doc';
    const added = await run(noun, 'add', ...(RECORDS[noun] ?? []), ...(isMade ? [] : sets), '-f', 'ids');
    const id = added.trim().split('\n').at(-1) as string;
    if (isMade) await run(noun, 'edit', id, ...sets);
    const shown = JSON.parse(await run(noun, 'show', id, '--json'));
    expect(shown).toMatchObject(Object.fromEntries(TYPES.map(([type, , stored]) => [nameOf(type), stored])));
    expect(shown).toMatchObject({ own_autonumber: expect.any(Number), own_formula: -2401 });
    for (const [, , , where] of TYPES)
      expect([where, await run(noun, 'list', '--where', `${where} and id = ${id}`, '-f', 'ids')]).toEqual([
        where,
        `${id}\n`,
      ]);
    await run(noun, 'list', '--sort', TYPES.map(([type]) => `-${nameOf(type)}`).join());

    const before = await exported();
    await run(noun, 'edit', id, ...TYPES.flatMap(([type]) => ['--set', `${nameOf(type)}=`]));
    for (const value of Object.values(
      JSON.parse(
        await run(
          noun,
          'list',
          '--where',
          `id = ${id}`,
          '--json',
          '--columns',
          TYPES.map(([type]) => nameOf(type)).join(),
        ),
      )[0],
    ))
      expect(value === null || value === false || (Array.isArray(value) && value.length === 0)).toBe(true);
    writeFileSync(join(home, 'file.csv'), before);
    await run(noun, 'import', join(home, 'file.csv'));
    expect(await exported()).toBe(before);
    await run('undo');
    await run('undo');
    expect(await exported()).toBe(before);
  },
);

test('an archive of all data holds them to the byte', async () => {
  const run = runIn(home);
  const archive = join(home, 'all');
  await run('export', 'all', '-o', archive);
  const other = makeHome();
  const there = runIn(other);
  await there('import', 'all', archive);
  for (const noun of NOUNS)
    expect([noun, await there(noun, 'export', '--csv', '--columns', columns())]).toEqual([
      noun,
      await run(noun, 'export', '--csv', '--columns', columns()),
    ]);
});
