import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workbook } from '../formats/workbook.ts';
import { crm, makeHome } from '../support/program.ts';

/** A home with files in its current folder, and the program run there. */
function at(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const home = makeHome();
  const cwd = join(home, 'here');
  mkdirSync(cwd);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  const run = (args: readonly string[], input?: string | Uint8Array) =>
    crm(args, { home, cwd, ...(input === undefined ? {} : { input }) });
  const list = async (noun: string, columns: string, ...more: string[]) =>
    JSON.parse((await run([noun, 'export', '--json', '--columns', columns, ...more])).stdout) as Record<
      string,
      unknown
    >[];
  return { cwd, run, list };
}

const SALESFORCE = `First Name,Last Name,Company,Title,Email,Phone,Lead Source,Status,Industry,City,Country
Ada,Byron,Engines Ltd,Analyst,ada@engines.example,+44 20 7946 0001,Referral,Working,Retail,Leeds,UK
Max,Born,Quanta,Owner,max@quanta.example,+44 20 7946 0002,Web,Open - Not Contacted,Science,York,UK
Eve,Ng,Orchard,Buyer,eve@orchard.example,,Web,Nurturing,Food,,UK
`;

describe('a file', () => {
  test('of another program is imported without options, and changes nothing the second time', async () => {
    const { run, list } = at({ 'leads.csv': SALESFORCE });
    const first = await run(['lead', 'import', 'leads.csv']);
    expect(first).toMatchObject({
      exitCode: 0,
      stdout: 'created\tupdated\tunchanged\trepeated\tnot_imported\trejected\n3\t0\t0\t0\t0\t0\n',
    });
    expect(first.stderr).toContain('Imported leads.csv: 3 created, 0 updated, 0 unchanged, 0 rejected');
    expect(await list('lead', 'name,status,source,phone')).toEqual(
      [
        { id: 1, name: 'Ada Byron', status: 'attempting', source: 'Referral', phone: '+442079460001' },
        { id: 2, name: 'Max Born', status: 'new', source: 'Web', phone: '+442079460002' },
        { id: 3, name: 'Eve Ng', status: 'nurturing', source: 'Web', phone: null },
      ].map(({ id: _, ...lead }) => lead),
    );
    const history = await run(['history']);
    expect((await run(['lead', 'import', 'leads.csv', '--json'])).stdout).toContain('"unchanged": 3');
    expect(await run(['history'])).toEqual(history);
  });

  test('with one bad row is rejected as a whole, with line and reason', async () => {
    const { run, list } = at({
      'leads.csv':
        'Name,Email,Do not call\nAda,ada@x.example,no\n"Two\nlines",two@x.example,no\nEve,eve@,no\nMax,max@x.example,perhaps\n',
    });
    const { exitCode, stdout, stderr } = await run(['lead', 'import', 'leads.csv']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('crm: nothing was imported: 2 of 4 rows of leads.csv were rejected\n');
    expect(stderr).toContain('line 5: email: cannot read "eve@" as an e-mail address\n');
    expect(stderr).toContain('line 6: do_not_call: cannot read "perhaps" as yes or no\n');
    expect(await list('lead', 'id')).toEqual([]);
  });

  test('with --rejects is imported without the bad rows, which are written to a file', async () => {
    const { cwd, run, list } = at({
      'leads.csv': 'Name,Email\nAda,ada@x.example\nEve,eve@\nToo,few,cells\n',
    });
    const { exitCode, stderr } = await run(['lead', 'import', 'leads.csv', '--rejects', 'bad.csv']);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('1 created, 0 updated, 0 unchanged, 2 rejected');
    const bad = join(cwd, 'bad.csv');
    expect(statSync(bad).mode & 0o777).toBe(0o600);
    expect(readFileSync(bad, 'utf8')).toBe(
      'Name,Email,reason\nEve,eve@,"line 3: email: cannot read ""eve@"" as an e-mail address"\n' +
        'Too,few,"line 4: email: cannot read ""few"" as an e-mail address",cells\n',
    );
    writeFileSync(
      bad,
      readFileSync(bad, 'utf8')
        .replace('eve@,', 'eve@x.example,')
        .replace(/\nToo.*\n/, '\n'),
    );
    expect((await run(['lead', 'import', 'bad.csv'])).exitCode).toBe(0);
    expect(await list('lead', 'name,email,reason')).toEqual([
      { name: 'Ada', email: 'ada@x.example', reason: null },
      { name: 'Eve', email: 'eve@x.example', reason: null },
    ]);
    expect(readdirSync(cwd).toSorted()).toEqual(['bad.csv', 'leads.csv']);
  });

  test('with two columns for one field takes the second if the first is blank, with a note', async () => {
    const { run, list } = at({ 'leads.csv': 'Name,Industry,Sector\nA,food,farming\nB,,energy\n' });
    const { stderr } = await run(['lead', 'import', 'leads.csv', '--dry-run']);
    expect(stderr).toMatch(/Sector +industry +synonym, if "Industry" is blank +farming · energy\n/);
    await run(['lead', 'import', 'leads.csv']);
    expect(await list('lead', 'industry')).toEqual([{ industry: 'food' }, { industry: 'energy' }]);
  });

  test('with a column of secrets does not show them, nor create a field without being asked', async () => {
    const { run, list } = at({
      'leads.csv':
        'Name,Portal Password,apiToken,Secretary\nAda,hunter2,tok-1,Mrs Hudson\nEve,letmein,tok-2,Mr Bates\n',
    });
    const text = await run(['lead', 'import', 'leads.csv', '--dry-run', '--map', 'apiToken=notes']);
    const json = await run(['lead', 'import', 'leads.csv', '--dry-run', '--json']);
    for (const { stdout, stderr } of [text, json]) {
      expect(stdout + stderr).toContain('Mrs Hudson');
      expect(stdout + stderr).not.toMatch(/hunter2|letmein|tok-/);
    }
    expect(text.stderr).toMatch(/apiToken +notes +--map +••••••\n/);
    await run(['lead', 'import', 'leads.csv', '--create-fields']);
    expect(await list('lead', 'secretary')).toEqual([{ secretary: 'Mrs Hudson' }, { secretary: 'Mr Bates' }]);
    expect((await run(['field', 'list', '-f', 'csv', '--columns', 'name'])).stdout).toBe('name\nsecretary\n');
  });

  test('with more keys than are remembered counts the others together', async () => {
    const rows = (count: number) => [
      ...Array.from({ length: 100 }, (_, i) => ({ name: `Lead ${i}` })),
      ...Array.from({ length: count }, (_, i) => ({ name: `Late ${i}`, [`key ${i}`]: i })),
    ];
    const { run } = at();
    const told = async (count: number) =>
      (
        await run(
          ['lead', 'import', '-', '--dry-run'],
          rows(count)
            .map((row) => JSON.stringify(row))
            .join('\n'),
        )
      ).stderr;
    expect(await told(2000)).toContain(', key 199 (1) and 1,800 more\n');
    expect(await told(2500)).toContain('no field for other keys (500 values), key 0 (1), ');
  });

  test('is not changed by --dry-run', async () => {
    const { run, list } = at({ 'leads.csv': 'Full Name,E-mail 1,Shoe size\nAda Byron,ada@x.example,40\n' });
    const { exitCode, stderr } = await run(['lead', 'import', 'leads.csv', '--dry-run', '--create-fields']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /Full Name +name +synonym +Ada Byron\n +E-mail 1 +email +synonym +ada@x.example\n +Shoe size +shoe_size +new field +40\n/,
    );
    expect(stderr).toContain('Would import leads.csv: 1 created');
    expect(await list('lead', 'id')).toEqual([]);
    expect((await run(['lead', 'list', '--columns', '?'])).stdout).not.toContain('shoe_size');
  });

  test('can be undone as one change', async () => {
    const { run, list } = at({ 'leads.csv': SALESFORCE });
    await run(['lead', 'import', 'leads.csv', '--create-fields']);
    expect((await run(['undo'])).exitCode).toBe(0);
    expect(await list('lead', 'id')).toEqual([]);
    expect((await run(['search', 'Ada'])).stdout).not.toContain('Byron');
  });

  test('may be a workbook: its first sheet, or that of --sheet', async () => {
    const book = workbook({
      Leads: [
        ['Name', 'Phone'],
        ['Ann Lee', 2125550136],
      ],
      Fair: [['Name'], ['Bob Ray'], ['Ann Lee']],
    });
    const { run, list } = at({ 'book.xlsx': book });
    expect((await run(['lead', 'import', 'book.xlsx'])).exitCode).toBe(0);
    expect(await list('lead', 'name,phone')).toEqual([{ name: 'Ann Lee', phone: '+12125550136' }]);
    const { stdout } = await run(['lead', 'import', 'book.xlsx', '--sheet', 'Fair', '--dry-run', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ created: 1 });
    const { stderr, exitCode } = await run(['lead', 'import', 'book.xlsx', '--sheet', 'Fare']);
    expect([exitCode, stderr]).toEqual([2, 'crm: book.xlsx has no sheet "Fare"\nIt has: Leads, Fair\n']);
  });

  test('can come from a pipe, also as JSON', async () => {
    const { run, list } = at();
    const rows =
      '[{"name":"Ada Byron","emails":null,"email":["ada@x.example","a@y.example"],"tags":["hot","vip"]}]';
    const { stdout } = await run(['lead', 'import', '-', '-f', 'ids'], rows);
    expect(stdout).toBe('1\n');
    expect(await list('lead', 'name,email,other_emails,tags')).toEqual([
      { name: 'Ada Byron', email: 'ada@x.example', other_emails: ['a@y.example'], tags: ['hot', 'vip'] },
    ]);
  });

  test.each<[string, string | Uint8Array, number, string]>([
    ['is not there', '', 1, 'crm: cannot read "none.csv": no such file\n'],
    ['is a folder', '', 1, 'crm: cannot read ".": it is a folder\n'],
    ['is empty', '', 2, 'crm: file.csv is empty\n'],
    [
      'is a cut workbook',
      Buffer.from('504b030400000000', 'hex'),
      2,
      'crm: file.csv is a damaged zip archive\n',
    ],
    ['has nothing we know', 'a,b\n1,2\n', 2, 'crm: no column of file.csv matches a field of leads\n'],
    [
      'never closes a quote',
      'Name,Email\n"Ada,ada@x.example\n',
      2,
      'crm: file.csv has a quote that is not closed',
    ],
  ])('that %s is rejected with one line', async (what, content, code, message) => {
    const { run } = at({ 'file.csv': content });
    const name = what === 'is not there' ? 'none.csv' : what === 'is a folder' ? '.' : 'file.csv';
    const { exitCode, stderr } = await run(['lead', 'import', name]);
    expect(stderr.startsWith(message)).toBe(true);
    expect(exitCode).toBe(code);
  });

  test.each<[string, Uint8Array]>([
    ['a byte order mark', Buffer.from('\uFEFFName,Company\nZoë,Ärger & Co\n')],
    ['UTF-16', Buffer.from('\uFEFFName\tCompany\r\nZoë\tÄrger & Co\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('Name;Company\r\nZoë;Ärger & Co\r\n', 'latin1')],
  ])('in %s is read', async (_, bytes) => {
    const { run, list } = at({ 'file.csv': bytes });
    await run(['lead', 'import', 'file.csv']);
    expect(await list('lead', 'name,company')).toEqual([{ name: 'Zoë', company: 'Ärger & Co' }]);
  });

  test('that is unreadable leaves no new database behind', async () => {
    const { cwd, run } = at({ 'leads.csv.gz': Uint8Array.of(0x1f, 0x8b, 8, 0) });
    for (const file of ['none.csv', '.', 'leads.csv.gz']) {
      const { exitCode, stderr } = await run(['lead', 'import', file, '--db', 'new.db']);
      expect(exitCode, file).toBeGreaterThan(0);
      expect(stderr).not.toContain('Created a new database');
    }
    expect(readdirSync(cwd)).toEqual(['leads.csv.gz']);
  });

  test('with a cell of a megabyte, a duplicate header and a NUL byte is imported as far as possible', async () => {
    const note = `${'x'.repeat(1_000_000)}\n"end"`;
    const { run, list } = at({
      'file.csv': `Name,Email,Email,Notes\nAda,ada@x.example,a@y.example,"${note.replaceAll('"', '""')}"\nEve,,,a\0b\n`,
    });
    const { exitCode, stderr } = await run(['lead', 'import', 'file.csv', '--rejects', 'bad.csv']);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('line 4: has a NUL byte in "Notes"');
    expect(await list('lead', 'name,email,other_emails,notes')).toEqual([
      { name: 'Ada', email: 'ada@x.example', other_emails: ['a@y.example'], notes: note },
    ]);
  });
});

describe('a row', () => {
  test('matches a record by external id, e-mail or phone, and never by its name alone', async () => {
    const { run, list } = at();
    await run(
      ['lead', 'import', '-', '--system', 'old'],
      'External ID,Name,Company,Email,Phone\n7,Ada Byron,Engines,ada@x.example,+1 415 555 0101\n',
    );
    const rows = [
      'External ID,Name,Company,Email,Phone,Title\n7,,,,,by id\n',
      'Email,Rating\nADA@X.example,hot\n',
      'Phone,Industry\n(415) 555-0101,steam\n',
      'Name,Company,City\nada byron,"ENGINES, Inc.",Leeds\n',
    ];
    for (const row of rows) await run(['lead', 'import', '-', '--system', 'old'], row);
    expect(await list('lead', 'id,name,company,title,rating,industry,city')).toEqual([
      {
        id: 1,
        name: 'Ada Byron',
        company: 'Engines',
        title: 'by id',
        rating: 'hot',
        industry: 'steam',
        city: null,
      },
      expect.objectContaining({ id: 2, name: 'ada byron', city: 'Leeds' }),
    ]);
  });

  test('overwrites fields, keeps fields for blank cells, and adds e-mails and tags', async () => {
    const { run, list } = at();
    await run([
      'lead',
      'add',
      'Ada Byron',
      '--company',
      'Engines',
      '--email',
      'ada@x.example',
      '--title',
      'Analyst',
      '--tag',
      'old',
    ]);
    await run(
      ['lead', 'import', '-'],
      'Name,Company,Email,Title,Tags,City\nAda Byron,Engines,new@x.example;ada@x.example,,fresh,Leeds\n',
    );
    expect(await list('lead', 'title,city,email,other_emails,tags')).toEqual([
      {
        title: 'Analyst',
        city: 'Leeds',
        email: 'new@x.example',
        other_emails: ['ada@x.example'],
        tags: ['fresh', 'old'],
      },
    ]);
  });

  test('of one record with an earlier row counts where it is not blank: the same result twice', async () => {
    const { run, list } = at({
      'leads.csv':
        'Name,Email,Title,City\nAda,ada@x.example,Analyst,\nAda B,ADA@x.example,Boss,Leeds\nAda,ada@x.example,,\n',
    });
    const counts = async () => JSON.parse((await run(['lead', 'import', 'leads.csv', '--json'])).stdout);
    const none = { created: 0, updated: 0, unchanged: 0, repeated: 0, not_imported: 0, rejected: 0 };
    expect(await counts()).toEqual({ ...none, created: 1, updated: 1, repeated: 1 });
    expect(await list('lead', 'name,title,city')).toEqual([{ name: 'Ada B', title: 'Boss', city: 'Leeds' }]);
    const history = await run(['history']);
    expect(await counts()).toEqual({ ...none, unchanged: 2, repeated: 1 });
    expect(await run(['history'])).toEqual(history);
  });

  test('of a colleague with the same phone is another person', async () => {
    const { run, list } = at();
    await run(
      ['contact', 'import', '-'],
      'Name,Phone\nAda Byron,+1 415 555 0101\nMax Born,+1 415 555 0101\n',
    );
    expect(await list('contact', 'name')).toEqual([{ name: 'Ada Byron' }, { name: 'Max Born' }]);
  });

  test('that matches several records is rejected unless one of them has all its values', async () => {
    const { run } = at();
    for (const title of ['Analyst', 'Boss'])
      await run(['lead', 'add', 'Ada Byron', '--email', 'ada@x.example', '--title', title, '--force']);
    const same = await run(['lead', 'import', '-', '--json'], 'Email,Title\nada@x.example,Boss\n');
    expect(JSON.parse(same.stdout)).toMatchObject({ unchanged: 1, rejected: 0 });
    const other = await run(['lead', 'import', '-'], 'Email,Title\nada@x.example,Cook\n');
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('line 2: matches several leads: 1, 2\n');
  });

  test.each<[string, number, string]>([
    ['skip', 0, '"not_imported": 1'],
    ['fail', 1, ''],
  ])('that matches an existing record: --on-match %s', async (choice, code, said) => {
    const { run, list } = at();
    await run(['lead', 'add', 'Ada', '--email', 'ada@x.example']);
    const { exitCode, stdout } = await run(
      ['lead', 'import', '-', '--json', '--on-match', choice],
      'Email,City\nada@x.example,Leeds\n',
    );
    expect([exitCode, stdout.includes(said)]).toEqual([code, true]);
    expect(await list('lead', 'city')).toEqual([{ city: null }]);
  });

  test('with status converted is rejected with a hint', async () => {
    const { run, list } = at();
    const rows = 'Name,Status\nAda,Closed - Converted\n';
    const { exitCode, stderr } = await run(['lead', 'import', '-'], rows);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--map-value 'status:Converted=qualified'");
    expect(
      (await run(['lead', 'import', '-', '--map-value', 'status:closed - converted=qualified'], rows))
        .exitCode,
    ).toBe(0);
    expect(await list('lead', 'status')).toEqual([{ status: 'qualified' }]);
  });
});

describe('a relation', () => {
  test('is resolved by name further down in the file, or created on request', async () => {
    const { run, list } = at({
      'accounts.csv': 'account,subsidiary_of,owner\nSmall,Big Ltd,\nBig,,\nLone,Nobody,\n',
      'contacts.csv': 'Name,Account Name,Contact Owner\nAda Byron,big,Ann Lee\nMax Born,New One,ann lee\n',
    });
    const refused = await run(['account', 'import', 'accounts.csv']);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('line 4: parent: no account "Nobody"\n');
    expect(refused.stderr).toContain('--create parent');
    await run(['account', 'import', 'accounts.csv', '--create', 'parent']);
    expect(await list('account', 'name,parent', '--sort', 'name')).toEqual([
      { name: 'Big', parent: null },
      { name: 'Lone', parent: 'Nobody' },
      { name: 'Nobody', parent: null },
      { name: 'Small', parent: 'Big' },
    ]);
    await run(['contact', 'import', 'contacts.csv', '--create', 'all']);
    expect(await list('contact', 'name,account,owner')).toEqual([
      { name: 'Ada Byron', account: 'Big', owner: 'Ann Lee' },
      { name: 'Max Born', account: 'New One', owner: 'Ann Lee' },
    ]);
  });

  test('of our own export is resolved by number, with equal names and the parent further down', async () => {
    const [from, to] = [at(), at()];
    await from.run(['account', 'add', 'Acme']);
    await from.run(['account', 'add', 'Acme Inc', '--force']);
    await from.run(['account', 'edit', '1', '--parent', '2']);
    const { stdout } = await from.run(['account', 'export']);
    expect((await to.run(['account', 'import', '-'], stdout)).exitCode).toBe(0);
    expect((await to.run(['account', 'export'])).stdout).toBe(stdout);
  });

  test('is disambiguated by account, e-mail or stage synonym for opportunities and activities', async () => {
    const { run, list } = at();
    await run(
      ['contact', 'import', '-', '--create', 'account'],
      'Name,Account Name,Email\nAda,One,ada@one.example\nAda,Two,ada@two.example\n',
    );
    const opps =
      'Opportunity Name,Account Name,Contact Name,Stage,Amount,Close Date\nBig deal,Two,Ada,Closed Won,1200,2026-02-01\nNext deal,One,ada@one.example,Proposal/Price Quote,EUR 5,\n';
    await run(['opp', 'import', '-'], opps);
    expect(await list('opp', 'name,contact_id,stage,amount,currency,closed_on,probability')).toEqual([
      {
        name: 'Big deal',
        contact_id: 2,
        stage: 'won',
        amount: 1200,
        currency: 'USD',
        closed_on: '2026-02-01',
        probability: 100,
      },
      {
        name: 'Next deal',
        contact_id: 1,
        stage: 'proposal',
        amount: 5,
        currency: 'EUR',
        closed_on: null,
        probability: 50,
      },
    ]);
    const said =
      'Interaction Date,Interaction Type,Notes,Contact Email,Opportunity Name\n2026-01-05,Phone call,hello,ada@two.example,Big deal\n';
    await run(['activity', 'import', '-'], said);
    expect((await run(['activity', 'import', '-', '--json'], said)).stdout).toContain('"unchanged": 1');
    expect(await list('activity', 'type,body,contact_id,account,opp')).toEqual([
      { type: 'call', body: 'hello', contact_id: 2, account: 'Two', opp: 'Big deal' },
    ]);
  });
});

describe('on the command line', () => {
  test('one column can feed two fields, with date format, stages and defaults given', async () => {
    const { run, list } = at({
      'pipeline.csv':
        'opportunity_id,sales_agent,product,deal_stage,close_date,close_value\nA1,Moses Frase,GTX,Won,3/1/2017,1054\nA2,Moses Frase,MG,Engaging,,\n',
    });
    const args = [
      'opp',
      'import',
      'pipeline.csv',
      '--map',
      'opportunity_id=external_id,name',
      '--map-value',
      'stage:Engaging=qualification',
      '--date-format',
      'M/d/yyyy',
      '--create',
      'owner',
      '--create-fields',
      '--default',
      'source=maven',
    ];
    expect((await run(args)).exitCode).toBe(0);
    const made = await list('opp', 'name,external_id,stage,closed_on,amount,owner,product,source');
    expect(made).toEqual([
      {
        name: 'A1',
        external_id: 'A1',
        stage: 'won',
        closed_on: '2017-03-01',
        amount: 1054,
        owner: 'Moses Frase',
        product: 'GTX',
        source: 'maven',
      },
      {
        name: 'A2',
        external_id: 'A2',
        stage: 'qualification',
        closed_on: null,
        amount: null,
        owner: 'Moses Frase',
        product: 'MG',
        source: 'maven',
      },
    ]);
    expect((await run([...args, '--json'])).stdout).toContain('"unchanged": 2');
    expect(await list('opp', 'name,external_id,stage,closed_on,amount,owner,product,source')).toEqual(made);
  });

  test('a rejected row leaves nothing behind', async () => {
    const { run, list } = at({
      'leads.csv': 'First Name,Last Name,Email,Owner,Status\nJane,Doe,jane@acme.example,Newbie,converted\n',
      'contacts.csv': 'Name,Email,other_accounts\nBob Roe,bob@x.example,Acme; Acme Inc\n',
    });
    await run(['lead', 'add', 'Jane Doe', '--email', 'jane@acme.example']);
    await run(['account', 'add', 'Acme Inc']);
    const leads = await run([
      'lead',
      'import',
      'leads.csv',
      '--create',
      'owner',
      '--rejects',
      'bad.csv',
      '--json',
    ]);
    expect(leads.stdout).toContain('"rejected": 1');
    expect((await run(['user', 'list'])).stdout).not.toContain('Newbie');
    // Two names of one account resolve to one account.
    expect((await run(['contact', 'import', 'contacts.csv', '--json'])).stdout).toContain('"created": 1');
    expect(await list('contact', 'name,other_accounts')).toEqual([
      { name: 'Bob Roe', other_accounts: ['Acme Inc'] },
    ]);
  });

  test.each<[string[], string]>([
    [['--create', 'ownr'], 'crm: --create cannot create "ownr" for leads\nDid you mean "owner"?'],
    [['--on-match', 'merge'], 'crm: --on-match is skip, update, fail, not "merge"'],
    [['--default', 'score=high'], 'crm: --default score: cannot read "high" as a number'],
    [['--map', 'Nam=title'], 'crm: the file has no column "Nam"\nDid you mean "Name"?'],
    [['--date-format', 'nope'], 'crm: cannot use "nope" as a date format'],
  ])('%j is a usage error', async (options, message) => {
    const { run } = at({ 'leads.csv': 'Name\nAda\n' });
    const { exitCode, stderr } = await run(['lead', 'import', 'leads.csv', ...options]);
    expect(stderr.startsWith(message)).toBe(true);
    expect(exitCode).toBe(2);
  });
});
