import { describe, expect, test } from 'vitest';
import { mapHeaders } from '../../src/formats/mapping.ts';
import { RecordReader } from '../../src/formats/record.ts';
import { makeReader } from '../../src/formats/values.ts';
import { builtInNouns } from '../../src/nouns/index.ts';

async function record(
  noun: 'lead' | 'opp',
  row: readonly (readonly [header: string, cell: string | null])[],
) {
  const { fields } = builtInNouns().get(noun);
  const mapping = mapHeaders(
    row.map(([header]) => header),
    fields,
  );
  const reader = await makeReader({ now: Date.UTC(2026, 10, 22), currency: 'USD', fields, valueMaps: [] });
  return new RecordReader(mapping.feeds, reader).read(row.map(([, cell]) => cell));
}

describe('a row becomes a record', () => {
  test('with the fields of its columns, without blanks', async () => {
    const { values, unread } = await record('lead', [
      ['First Name', ' Jane '],
      ['Company / Account', 'Acme'],
      ['City', ''],
      ['Country', null],
    ]);
    expect(values).toEqual({ first_name: 'Jane', company: 'Acme', city: null, country: null });
    expect(unread).toEqual([]);
  });

  test('with the first non-blank phone first and the others after it', async () => {
    const { values } = await record('lead', [
      ['Mobile Phone', '+1 202 555 0199'],
      ['Phone', ''],
      ['Home Phone', '+1 202 555 0123; (1) 202-555-0199'],
    ]);
    expect(values).toEqual({
      phone_labels: ['mobile: +1 202 555 0199', 'home: +1 202 555 0123'],
      phone: '+1 202 555 0199',
      other_phones: ['+1 202 555 0123'],
    });
  });

  test('with every e-mail once, from any column', async () => {
    const { values } = await record('lead', [
      ['other_emails', 'b@x.com;JANE@x.com'],
      ['Email', 'jane@x.com, c@x.com'],
      ['E-mail 2', 'B@X.com'],
    ]);
    expect(values).toEqual({ email: 'jane@x.com', other_emails: ['b@x.com', 'c@x.com'] });
  });

  test('with the joined lists of several columns', async () => {
    const { values } = await record('lead', [
      ['Tags', 'vip, west'],
      ['Labels', 'west;2026'],
    ]);
    expect(values).toEqual({ tags: ['vip', 'west', '2026'] });
  });

  test('with the first non-blank text', async () => {
    const { values } = await record('lead', [
      ['Account Name', 'Acme Holding'],
      ['Company', 'Acme'],
    ]);
    expect(values).toEqual({ company: 'Acme' });
  });

  test('with amounts in the currency of the row', async () => {
    const { values } = await record('opp', [
      ['Amount', '1,200'],
      ['Currency', 'jpy'],
    ]);
    expect(values.amount).toEqual({ minor: 1200, currency: 'JPY' });
  });

  test('with the reason for each invalid value', async () => {
    const { values, unread } = await record('opp', [
      ['Amount', 'plenty'],
      ['Close Date', '3/4/2026'],
      ['Currency', 'XXY'],
      ['Name', 'Deal'],
    ]);
    expect(values).toMatchObject({ amount: null, close_date: null, name: 'Deal' });
    expect(unread.map(({ field }) => field.name).sort()).toEqual(['amount', 'close_date', 'currency']);
    expect(unread.map(({ error }) => error.message).join('\n')).toContain('cannot read "3/4/2026" as a date');
  });
});
