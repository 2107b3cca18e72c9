import { writeFileSync } from 'node:fs';
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
      { numRuns: 15 },
    );
  },
);

/** The output of a command; null when it fails. */
async function crm(folder: string, ...args: string[]): Promise<string | null> {
  const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
  const io = fakeIO(undefined, { env });
  return (await runCli(args, io)) === 0 ? io.stdout.text : null;
}
