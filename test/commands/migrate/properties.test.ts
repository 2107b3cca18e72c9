import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from './folder.ts';

const number = fc.nat(5);
const id = (prefix: string) => number.map((each) => `${prefix}${each}`);
const blankOr = (values: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), values);
const one = (...texts: string[]) => fc.constantFrom(...texts);

/**
 * Columns of a weekly export with few values each: duplicate ids, dangling references, references to later rows and
 * circular ones.
 */
const TABLES = {
  'Account.csv': {
    Id: id('001'),
    Name: one('Engines', 'Quanta', 'Orchard'),
    ParentId: blankOr(id('001')),
    BillingCity: blankOr(one('Leeds', 'York')),
    BillingStreet: fc.constant(''),
    IsDeleted: one('0', '0', '0', '1'),
  },
  'Contact.csv': {
    Id: id('003'),
    LastName: one('Byron', 'Born'),
    Email: blankOr(one('a@x.example', 'b@x.example')),
    AccountId: blankOr(id('001')),
    MailingCity: fc.constant(''),
  },
  'Opportunity.csv': {
    Id: id('006'),
    Name: one('Big', 'Small'),
    AccountId: blankOr(id('001')),
    StageName: one('Prospecting', 'Needs Analysis', 'Closed Won', 'Closed Lost', 'Unheard of'),
    Amount: blankOr(one('0.1', '0.2', '1,234.50', '99999999999', 'much')),
    CloseDate: blankOr(one('2026-04-01')),
  },
  'Lead.csv': {
    Id: id('00Q'),
    LastName: one('Byron', 'Born'),
    Company: one('Engines', 'Quanta'),
    Status: one('Open - Not Contacted', 'Closed - Converted'),
    IsConverted: one('0', '1'),
    ConvertedDate: blankOr(one('2024-03-01')),
    ConvertedAccountId: blankOr(id('001')),
    ConvertedContactId: blankOr(id('003')),
  },
  'Task.csv': {
    Id: id('00T'),
    WhoId: blankOr(fc.oneof(id('003'), id('00Q'))),
    WhatId: blankOr(fc.oneof(id('001'), id('006'), id('500'))),
    Subject: one('Call', 'Write'),
    ActivityDate: one('2026-02-01', '2026-04-01'),
    Priority: one('High', 'Normal'),
    Status: one('Completed', 'Not Started'),
    TaskSubtype: one('Call', 'Task', 'Email'),
  },
};

const folder = fc.record(
  Object.fromEntries(
    Object.entries(TABLES).map(([name, columns]) => [
      name,
      fc
        .array(fc.record<Record<string, string>>(columns), { maxLength: 6 })
        .map((rows) => stringify(rows, { header: true, columns: Object.keys(columns) })),
    ]),
  ),
);

interface Line {
  readonly rows: number;
  readonly created: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly not_imported: number;
  readonly rejected: number;
}

test('for any folder, every row is counted, sums agree, twice changes nothing, and one undo reverts all', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      const { home, run, everything } = at(files);
      await run('user', 'add', 'somebody');
      const before = await everything();
      const migrate = ['migrate', 'export', '--rejects', 'refused', '--json'];
      const first = await run(...migrate);
      const lines: Line[] = JSON.parse(first.stdout);
      for (const { rows, created, merged, unchanged, repeated, not_imported, rejected } of lines)
        expect(created + merged + unchanged + repeated + not_imported + rejected).toBe(rows);
      expect(first.exitCode).toBe(lines.some(({ rejected }) => rejected > 0) ? 4 : 0);
      expect(first.stderr).not.toContain('stand otherwise in the database');
      const after = await everything();
      const history = (await run('history')).stdout;
      rmSync(join(home, 'refused'), { recursive: true, force: true });
      const second: Line[] = JSON.parse((await run(...migrate)).stdout);
      expect(second.map(({ created, merged }) => created + merged)).toEqual(second.map(() => 0));
      expect(await everything()).toBe(after);
      expect((await run('history')).stdout).toBe(history);
      if (after === before) return;
      expect(await run('undo')).toMatchObject({ exitCode: 0 });
      expect(await everything()).toBe(before);
    }),
    { numRuns: 8 },
  );
});
