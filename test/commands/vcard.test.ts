import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import type { Noun, Value } from '../../src/domain/field.ts';
import { VCARD_FIELDS } from '../../src/render/vcard.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { addRecords, databaseFolder, openStore } from '../support/store.ts';

/** Runs a command line in this process; it must succeed. */
async function crm(db: string, ...args: string[]): Promise<string> {
  const io = fakeIO(undefined, {
    env: { CRM_DB: db, CRM_NOW: NOW, HOME: db, XDG_CONFIG_HOME: `${db}-config` },
  });
  const code = await runCli(args, io);
  expect([code, io.stderr.text]).toEqual([0, expect.any(String)]);
  return io.stdout.text;
}

const text = fc
  .oneof(
    fc.constantFrom(
      'a;b',
      'a,b',
      '\\n',
      'two\nlines',
      'ends with \\',
      'BEGIN:VCARD',
      '=C3=BC',
      ': x',
      '"q"',
      '日本語 '.repeat(30),
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
  )
  // Characters that a vCard cannot contain, or that are trimmed from fields.
  .map((found) => found.replace(/[^\P{Cc}\n]/gu, '').trim())
  .filter((found) => found !== '');
const word = text.map((found) => found.replace(/\s+/g, ' ')).filter((found) => !/[;\n]/.test(found));
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const place = {
  street: some(text),
  city: some(word),
  region: some(word),
  postal_code: some(word),
  country: some(word),
};

/** A person with a unique e-mail address and number. */
const person = fc.record({
  first_name: some(word),
  last_name: word,
  title: some(word),
  ...place,
  timezone: some(fc.constantFrom('Europe/London', 'America/Indiana/Knox')),
  do_not_call: fc.boolean(),
  do_not_email: fc.boolean(),
  tags: fc.uniqueArray(word, { maxLength: 3, selector: (tag) => tag.toLowerCase() }),
  notes: some(text),
  phones: fc.nat(3),
  emails: fc.nat(2),
});

const valuesOf = (
  { phones, emails, ...values }: typeof person extends fc.Arbitrary<infer T> ? T : never,
  at: number,
) => ({
  ...values,
  email: `p${at}@x.test`,
  other_emails: Array.from({ length: emails }, (_, i) => `p${at}.${i}@x.test`),
  phone: `+1415555${String(1000 + at * 10)}`,
  other_phones: Array.from({ length: phones }, (_, i) => `+1415555${1001 + at * 10 + i}`),
});

test('vCards of leads and contacts imported into an empty database are exported equally', {
  timeout: 120_000,
}, async () => {
  const people = fc.array(person, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.constantFrom<Noun>('lead', 'contact'),
      fc.constantFrom('3.0', '4.0'),
      some(word),
      async (made, noun, version, company) => {
        const folder = databaseFolder();
        const [from, to] = [join(folder, 'from.db'), join(folder, 'to.db')];
        const store = openStore({ path: from });
        const records: Record<string, Value>[] = made.map(valuesOf);
        if (noun === 'lead') for (const record of records) record.company = company;
        else if (company !== null) {
          const [account] = await addRecords(store, 'account', [{ name: company }]);
          for (const record of records)
            Object.assign(record, { account_id: account, department: 'R&D; labs' });
        }
        await addRecords(store, noun, records);
        const cards = join(folder, 'people.vcf');
        await crm(from, noun, 'export', '--vcard', version, '-o', cards);
        await crm(to, noun, 'import', cards, '--create', 'all');
        const known = [...VCARD_FIELDS].filter((name) => name !== (noun === 'lead' ? 'account' : 'company'));
        const columns = known.filter((name) =>
          noun === 'contact'
            ? name !== 'website'
            : !['department', 'linkedin', 'social', 'other_profiles'].includes(name),
        );
        const exported = async (db: string) =>
          crm(db, noun, 'export', '-f', 'jsonl', '--columns', columns.join(','));
        expect(await exported(to)).toBe(await exported(from));
        expect(await crm(to, noun, 'export', '--vcard', version)).toBe(
          await crm(from, noun, 'export', '--vcard', version),
        );
        const before = await crm(to, 'history');
        await crm(to, noun, 'import', cards);
        expect(await crm(to, 'history')).toBe(before);
        for (const line of (await crm(from, noun, 'export', '--vcard', version)).split('\r\n'))
          expect([line, Buffer.byteLength(line) <= 75, /^[A-Z-]+:$/.test(line)]).toEqual([line, true, false]);
      },
    ),
    { numRuns: 25 },
  );
});
