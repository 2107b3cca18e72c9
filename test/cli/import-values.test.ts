import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A home with files in its current folder, and the program run there. */
function at(files: Readonly<Record<string, string>>) {
  const home = makeHome();
  const cwd = join(home, 'here');
  mkdirSync(cwd);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  const run = (...args: string[]) => crm(args, { home, cwd });
  const list = async (noun: string, columns: string) =>
    JSON.parse((await run(noun, 'export', '--json', '--columns', columns)).stdout) as unknown;
  return { run, list };
}

/** Imports one file of deals, and returns name, amount and currency of each. */
async function deals(csv: string, ...options: string[]) {
  const { run, list } = at({ 'deals.csv': csv });
  const { exitCode, stderr } = await run('opp', 'import', 'deals.csv', ...options);
  if (exitCode !== 0) throw new Error(stderr);
  return list('opp', 'name,amount,currency');
}

describe('amounts', () => {
  test('with commas between groups of any country leave the column its points', async () => {
    const csv =
      'name,amount\nA,"₹12,34,567"\nB,"Rs. 1,23,45,678.50"\nC,"1,200 US dollars"\nD,"USD -1,200.00"\nE,"$2,500,000"\n';
    expect(await deals(csv)).toEqual([
      { name: 'A', amount: 1234567, currency: 'INR' },
      { name: 'B', amount: 12345678.5, currency: 'INR' },
      { name: 'C', amount: 1200, currency: 'USD' },
      { name: 'D', amount: -1200, currency: 'USD' },
      { name: 'E', amount: 2500000, currency: 'USD' },
    ]);
  });

  test('that say themselves which mark is which stay so in a column of the other', async () => {
    const csv = 'name,amount\nA,"1.234,56 EUR"\nB,"₹12,34,567"\nC,"2,345.60 USD"\nD,"7,5 EUR"\n';
    expect(await deals(csv)).toEqual([
      { name: 'A', amount: 1234.56, currency: 'EUR' },
      { name: 'B', amount: 1234567, currency: 'INR' },
      { name: 'C', amount: 2345.6, currency: 'USD' },
      { name: 'D', amount: 7.5, currency: 'EUR' },
    ]);
  });

  test('are read as spreadsheets and banks write them', async () => {
    const csv =
      'name,amount\nA,(1 250.50)\nB,"₹12,34,567"\nC,2e5\nD,500-\nE,Fr. 80.-\nF,CHF −7\nG,40 US dollars\n';
    expect(await deals(csv)).toEqual([
      { name: 'A', amount: -1250.5, currency: 'USD' },
      { name: 'B', amount: 1_234_567, currency: 'INR' },
      { name: 'C', amount: 200_000, currency: 'USD' },
      { name: 'D', amount: -500, currency: 'USD' },
      { name: 'E', amount: 80, currency: 'CHF' },
      { name: 'F', amount: -7, currency: 'CHF' },
      { name: 'G', amount: 40, currency: 'USD' },
    ]);
  });

  test('with too many decimals are rejected as they stand in the file, and rounded by --round', async () => {
    const csv = 'name,amount\nA,"1.234,567"\nB,"-0,005"\nC,"12,5"\n';
    const { run, list } = at({ 'deals.csv': csv });
    const { exitCode, stderr } = await run('opp', 'import', 'deals.csv');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'line 2: amount: "1.234,567" has more decimals than USD, which has 2 decimals\n',
    );
    expect(stderr).toContain('line 3: amount: "-0,005" has more decimals than USD');
    expect((await run('opp', 'import', 'deals.csv', '--round')).exitCode).toBe(0);
    expect(await list('opp', 'amount')).toEqual([{ amount: 1234.57 }, { amount: -0.01 }, { amount: 12.5 }]);
  });

  test.each([
    ['Deal - Title,Deal - Value,Deal - Currency', 'A,5,Euro'],
    ['Name,Amount (EUR)', 'A,5'],
    ['Name,Amount in EUR', 'A,5'],
    ['Name,Betrag (€)', 'A,5'],
    ['Name,Betrag in Euro', 'A,5'],
    ['Name,EUR Amount', 'A,5'],
    ['Name,amount_eur', 'A,5'],
    ['Name,Amount,Währung', 'A,5,€'],
    ['Name,Montant,Devise', 'A,5,euros'],
  ])('are in the currency of the header or the row: %s', async (header, row) => {
    expect(await deals(`${header}\n${row}\n`)).toEqual([{ name: 'A', amount: 5, currency: 'EUR' }]);
  });

  test('keep a currency of their own beside that of the header', async () => {
    const csv = 'Name,Amount (EUR)\nA,5\nB,£6\n';
    expect(await deals(csv)).toEqual([
      { name: 'A', amount: 5, currency: 'EUR' },
      { name: 'B', amount: 6, currency: 'GBP' },
    ]);
  });

  test('of an unknown currency are rejected with its name as it stands in the file', async () => {
    const { run } = at({ 'deals.csv': 'name,amount,currency\nA,5,Gold Coin\n' });
    expect((await run('opp', 'import', 'deals.csv')).stderr).toContain(
      'line 2: currency: unknown currency "Gold Coin"\n',
    );
  });
});

describe('--map-value', () => {
  test('translates every kind of field, as it stands in the file', async () => {
    const { run, list } = at({
      'deals.csv':
        'name,amount,currency,close_date,account,stage,probability,tags,size,since\n' +
        'A,"1.500,00",Bucks,03.04.2026,Acme Old,Hot,viel,"vip,old",gross,irgendwann\n' +
        'B,offen,Taler,offen,Acme Old,Hot,50,new,klein,2.1.2020\n',
    });
    for (const field of ['size:choice:large|small', 'since:date:'])
      await run('field', 'add', 'opp', ...fieldOptions(field));
    const { exitCode, stderr } = await run(
      ...['opp', 'import', 'deals.csv', '--create', 'account'],
      ...['--map-value', 'currency:Bucks=USD', '--map-value', 'currency:Taler=EUR'],
      ...['--map-value', 'amount:offen=', '--map-value', 'close_date:offen=2026-12-31'],
      ...['--map-value', 'account:Acme Old=Acme', '--map-value', 'stage:Hot=proposal'],
      ...['--map-value', 'probability:viel=80', '--map-value', 'tags:old=former'],
      ...['--map-value', 'size:gross=large', '--map-value', 'size:klein=small'],
      ...['--map-value', 'since:irgendwann=', '--map-value', 'since:2.1.2020=2020-02-01'],
    );
    expect(stderr).toContain('2 created');
    expect(exitCode).toBe(0);
    expect(await list('opp', 'amount,currency,close_date,account,stage,probability,tags,size,since')).toEqual(
      [
        {
          amount: 1500,
          currency: 'USD',
          close_date: '2026-04-03',
          account: 'Acme',
          stage: 'proposal',
          probability: 80,
          tags: ['former', 'vip'],
          size: 'large',
          since: null,
        },
        {
          amount: null,
          currency: 'EUR',
          close_date: '2026-12-31',
          account: 'Acme',
          stage: 'proposal',
          probability: 50,
          tags: ['new'],
          size: 'small',
          since: '2020-02-01',
        },
      ],
    );
  });
});

/** `name:type:choices` as arguments of `crm field add`. */
function fieldOptions(text: string): string[] {
  const [name = '', type = '', choices = ''] = text.split(':');
  return [name, '--type', type, ...(choices === '' ? [] : ['--choices', choices.replaceAll('|', ',')])];
}

describe('text', () => {
  test('is cleaned of invisible characters and HTML entities, which are counted', async () => {
    const { run, list } = at({
      'accounts.csv':
        'name,website,email,notes\n' +
        'R&ouml;hm\u00a0&amp; S&#246;hne,\u200bhttps://roehm.example,\ufeffinfo@roehm.example\u2060,"می‌خواهم 👩‍💻 &nosuch; AT&T"\n',
    });
    const { stderr } = await run('account', 'import', 'accounts.csv');
    expect(stderr).toContain('Cleaned invisible characters in 4 cells, HTML entities in 1 cell\n');
    expect(await list('account', 'name,website,email,notes')).toEqual([
      {
        name: 'Röhm & Söhne',
        website: 'https://roehm.example',
        email: 'info@roehm.example',
        notes: 'می‌خواهم 👩‍💻 &nosuch; AT&T',
      },
    ]);
  });

  test('of our own export keeps its HTML entities', async () => {
    const { run, list } = at({});
    await run('account', 'add', 'Q &amp; A');
    await run('account', 'export', '-o', 'ours.csv');
    await run('account', 'edit', '1', '--name', 'other');
    expect((await run('account', 'import', 'ours.csv')).exitCode).toBe(0);
    expect(await list('account', 'name')).toEqual([{ name: 'Q &amp; A' }]);
  });

  test('is cleaned wherever it is typed', async () => {
    const { run, list } = at({});
    await run(
      'lead',
      'add',
      '\u200bAnn\u00a0Roe\ufeff',
      '--email',
      'ann@x.example\u200b',
      '--tag',
      '\u2060hot',
    );
    await run(
      'lead',
      'edit',
      '1',
      '--city',
      'Bad\u00a0Ems',
      '--website',
      '\u200bx.example',
      '--score',
      '\u00a05',
    );
    await run('log', 'note', '1', 'a\u200bb');
    expect(await list('lead', 'name,email,tags,city,website,score')).toEqual([
      {
        name: 'Ann Roe',
        email: 'ann@x.example',
        tags: ['hot'],
        city: 'Bad Ems',
        website: 'x.example',
        score: 5,
      },
    ]);
    expect(await list('activity', 'body')).toEqual([{ body: 'ab' }]);
  });

  test('that --null names is blank, and a column full of such words is reported', async () => {
    const csv = 'name,city,industry\nAcme,NULL,Retail\nBorn,NULL,n/a\nCole,Leeds,Food\n';
    const { run, list } = at({ 'accounts.csv': csv });
    expect((await run('account', 'import', 'accounts.csv', '--dry-run')).stderr).toContain(
      `accounts.csv: "city" has "NULL" in 2 of 3 cells, kept as text; to leave them blank: --null 'NULL'`,
    );
    const second = await run('account', 'import', 'accounts.csv', '--null', 'null,N/A');
    expect(second.stderr).not.toContain('has "NULL"');
    expect(await list('account', 'city,industry')).toEqual([
      { city: null, industry: 'Retail' },
      { city: null, industry: null },
      { city: 'Leeds', industry: 'Food' },
    ]);
  });

  test('words for a blank are counted by column, and those that --null names', async () => {
    const csv =
      'name,amount,close_date,email\nA,N/A,null,\nB,5,--,\nC,#N/A,2026-03-01,\nD,7,2026-03-01,none of it\n';
    const { run } = at({ 'deals.csv': csv });
    const { stderr } = await run('opp', 'import', 'deals.csv', '--null', 'none of it');
    expect(stderr).toContain('Read as blank, as --null says: 1 cell\n');
    expect(stderr).toContain('Read as blank, such as N/A and null: amount (2 values), close_date (2)\n');
  });

  test('lists split at any usual mark, and may be JSON', async () => {
    const csv =
      'name,tags,email\nA,"a,b",a@x.example|b@x.example\nB,a|b,\nC,a;b,\nD,"[""a"",""b""]","[""c@x.example"",""d@x.example""]"\n' +
      `E,"['a', 'b']",\n`;
    const { run, list } = at({ 'contacts.csv': csv });
    expect((await run('contact', 'import', 'contacts.csv')).exitCode).toBe(0);
    expect(await list('contact', 'tags,email,other_emails')).toEqual([
      { tags: ['a', 'b'], email: 'a@x.example', other_emails: ['b@x.example'] },
      { tags: ['a', 'b'], email: null, other_emails: [] },
      { tags: ['a', 'b'], email: null, other_emails: [] },
      { tags: ['a', 'b'], email: 'c@x.example', other_emails: ['d@x.example'] },
      { tags: ['a', 'b'], email: null, other_emails: [] },
    ]);
  });
});

test('days and times are read with the names of months and with zones', async () => {
  const { run, list } = at({
    'activities.csv':
      'subject,type,at (UTC)\nA,note,"10 Jan, 2026 00:03:00"\nB,note,20141226T203354Z\nC,note,3/13/2026 10:00 AM -05:00\n' +
      'D,note,15. März 2026 10:00 MEZ\nE,note,4/3/2026 9:00\nF,note,2026-01-02 08:00\n',
    'deals.csv':
      'name,close\nA,"10 Jan, 2026 00:03:00"\nB,"1er févr. 2026"\nC,20141226\nD,2026-03-04+02:00\n',
  });
  expect((await run('activity', 'import', 'activities.csv', '--map', 'at (UTC)=at')).stderr).toContain(
    '6 created',
  );
  expect(await list('activity', 'at')).toEqual([
    { at: '2026-01-10T00:03:00.000Z' },
    { at: '2014-12-26T20:33:54.000Z' },
    { at: '2026-03-13T15:00:00.000Z' },
    { at: '2026-03-15T09:00:00.000Z' },
    { at: '2026-04-03T09:00:00.000Z' },
    { at: '2026-01-02T08:00:00.000Z' },
  ]);
  expect((await run('opp', 'import', 'deals.csv', '--map', 'close=close_date')).stderr).toContain(
    '4 created',
  );
  expect(await list('opp', 'close_date')).toEqual([
    { close_date: '2026-01-10' },
    { close_date: '2026-02-01' },
    { close_date: '2014-12-26' },
    { close_date: '2026-03-04' },
  ]);
});

test('zeros name no record, and the zero days of databases are no day', async () => {
  const { run, list } = at({
    'tasks.csv':
      'subject,contact,opp,due_date\nA,0,0,0000-00-00\nB,00000000-0000-0000-0000-000000000000,0,1899-12-30 00:00:00\n' +
      'C,,,1/1/0001 12:00:00 AM\nD,,,12/31/9999\nE,,,1/0/1900\n',
  });
  expect((await run('task', 'import', 'tasks.csv')).stderr).toContain('5 created');
  expect(await list('task', 'contact,opp,due_date')).toEqual(
    Array(5).fill({ contact: null, opp: null, due_date: null }),
  );
});
