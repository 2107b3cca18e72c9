import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

const one = (...texts: string[]) => fc.constantFrom(...texts);
const blankOr = (...texts: string[]) => fc.constantFrom('', '', ...texts);

/** A row about one of two people: each time with some of their values, in different spellings. */
const person = (number: number, names: readonly string[], companies: readonly string[]) => ({
  Name: one(...names),
  Company: one(...companies),
  Email: blankOr(`a${number}@x.example`, `A${number}@X.example`),
  'Email 2': blankOr(`b${number}@x.example`),
  Phone: blankOr(`+1 415 555 010${number}`, `(415) 555-010${number}`, 'call me'),
  Title: blankOr('Boss', 'Cook'),
  Tags: blankOr('hot', 'hot;vip', 'Cold'),
  'Lead Source': blankOr('Web', 'Expo'),
  'Lead Owner': blankOr('Ann', 'ann', 'Bob'),
});
const ADA = person(1, ['Ada Byron', 'ada byron', 'Ada'], ['Engines Ltd', 'ENGINES']);
const MAX = person(2, ['Max Born', 'Born, Max'], ['Quanta', 'Engines Ltd']);

/** Rows with random combinations of names, companies, addresses and numbers. */
const ANYBODY = {
  Name: one('Ada Byron', 'Ada', 'Max Born'),
  Company: blankOr('Engines'),
  Email: blankOr('a@x.example', 'b@x.example'),
  Phone: blankOr('+1 415 555 0101', '+1 415 555 0102'),
  Title: blankOr('Boss', 'Cook'),
};

/** Columns of a file and possible cells: few values, so that rows match one another. */
const OPP = {
  'External ID': blankOr('1', '2', '3'),
  'Deal Name': one('Big', 'big', 'Small'),
  'Account Name': one('Engines Ltd', 'ENGINES', 'Quanta'),
  Stage: blankOr('prospecting', 'Proposal/Price Quote', 'Closed Won', 'lost'),
  Amount: blankOr('5', '12k', 'EUR 7'),
  'Probability (%)': blankOr('10', '33', '100'),
  'Close Date': blankOr('2026-04-01', '2026-01-01'),
};
const ACCOUNT = {
  Name: one('Engines Ltd', 'ENGINES', 'Quanta', 'Engines UK'),
  Website: blankOr('engines.example', 'https://www.engines.example/uk', 'quanta.example'),
  Parent: blankOr('Quanta', 'Engines UK', 'Nobody'),
  Phone: blankOr('+1 415 555 0101', 'call me'),
};

test.each<[string, ...Record<string, fc.Arbitrary<string>>[]]>([
  ['lead', ADA, MAX],
  ['lead', ANYBODY],
  ['contact', ADA, MAX],
  ['opp', OPP],
  ['account', ACCOUNT],
])(
  'a file of %ss imported twice changes nothing the second time',
  { timeout: 120_000 },
  async (noun, ...kinds) => {
    const row = fc.oneof(...kinds.map((columns) => fc.record(columns)));
    const rows = fc.array(row, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (records) => {
        const folder = databaseFolder();
        const file = join(folder, 'file.csv');
        writeFileSync(file, stringify(records, { header: true, columns: Object.keys(kinds[0] ?? {}) }));
        const importIt = () => crm(folder, noun, 'import', file, '--json', '--create', 'all');
        fc.pre((await importIt()) !== null);
        const before = await crm(folder, noun, 'export');
        expect(JSON.parse(String(await importIt()))).toMatchObject({ created: 0, updated: 0 });
        expect(await crm(folder, noun, 'export')).toBe(before);
      }),
      { numRuns: 8 },
    );
  },
);

test.each<[string, string, string[], string[]]>([
  [
    'a row that waits says less than the rows after it',
    'account',
    [],
    ['name,website', 'Acme,acme.example', 'Acme,', 'Acme,https://www.acme.example/uk'],
  ],
  [
    'a row that nothing names may be about a record of a later row',
    'contact',
    [],
    ['name,email,other_emails,title', ',,x@poe.example,Cook', 'Jane Poe,us@poe.example,x@poe.example,'],
  ],
  [
    'a row with an id and no name is about the record of a later row',
    'account',
    [],
    ['external_id,name,city,industry', '7,,York,retail', '7,Acme,Rome,'],
  ],
  [
    'a record with all values of a row, and more, is found before one that is only a name',
    'account',
    ['name,city', 'Acme,York'],
    ['name', 'Acme', 'ACME Inc'],
  ],
  [
    'a row without a name gives a company to a person, and a later row another one',
    'lead',
    [],
    ['first_name,email,company', 'Jane,x@poe.example,', ',x@poe.example,Zeta', 'Jane,x@poe.example,Acme'],
  ],
  [
    'what is filled in where a row leaves it blank makes no other record',
    'task',
    ['subject,due_date,priority', 'Call,2031-02-01,high'],
    ['subject,due_date,priority', 'Call,2031-02-01,', 'Call,2031-02-01,normal'],
  ],
])('a second import changes nothing: %s', async (_, noun, before, lines) => {
  const folder = databaseFolder();
  const importLines = async (given: readonly string[]) => {
    const file = join(folder, 'file.csv');
    writeFileSync(file, given.join('\n'));
    return JSON.parse(String(await crm(folder, noun, 'import', file, '--json')));
  };
  if (before.length > 0) await importLines(before);
  expect(await importLines(lines)).toMatchObject({ rejected: 0 });
  const after = await crm(folder, noun, 'export');
  expect(await importLines(lines)).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  expect(await crm(folder, noun, 'export')).toBe(after);
});

test('a row that names no company is not about the one of two people who has none', async () => {
  const folder = databaseFolder();
  const file = join(folder, 'file.csv');
  const rejects = join(folder, 'rejects.csv');
  const columns = 'first_name,last_name,company,email,title';
  writeFileSync(file, [columns, 'Joan,Poe,Zeta,j@x.example,', ',Ray,,j@x.example,'].join('\n'));
  await crm(folder, 'lead', 'import', file);
  const before = await crm(folder, 'lead', 'export');
  writeFileSync(file, [columns, 'J.,,,j@x.example,Cook'].join('\n'));
  await crm(folder, 'lead', 'import', file, '--rejects', rejects);
  expect(readFileSync(rejects, 'utf8')).toContain('matches several leads: 1, 2');
  expect(await crm(folder, 'lead', 'export')).toBe(before);
});

/** The output of a command; null when it fails. */
async function crm(folder: string, ...args: string[]): Promise<string | null> {
  const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
  const io = fakeIO(undefined, { env });
  return (await runCli(args, io)) === 0 ? io.stdout.text : null;
}
