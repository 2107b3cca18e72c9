import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, type Files, migrated } from './folder.ts';

const VIEWS: Files = {
  'Accounts.csv': 'Account Name,Industry,Billing City\nEngines Ltd,Steam,Leeds\nQuanta,,York\n',
  'Contacts.csv': 'First Name,Last Name,Email,Account Name\nAda,Byron,ada@engines.example,Engines Ltd\n',
  'Customer_Interactions.csv':
    'Interaction Date,Interaction Type,Notes,Contact Email,Opportunity Name\n2026-02-01,Call,Scope,ada@engines.example,Big\n',
  'Opportunities.csv':
    'Opportunity Name,Account Name,Stage,Amount,Close Date,Wildcard\nBig,Engines Ltd,Proposal/Price Quote,5500,2026-08-31,New\nSmall,Quanta,Closed Won,1k,2026-02-01,New\n',
};

describe('a folder of files', () => {
  test('is imported as a linked whole, with a report by file and stage; twice changes nothing; one undo reverts it', async () => {
    const { home, run, list, everything } = at(VIEWS);
    await run('user', 'add', 'somebody');
    const before = await everything();
    const { exitCode, stdout, stderr } = await run('migrate', 'export', '--report', 'report.md', '--csv');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'file,holds,rows,created,merged,unchanged,repeated,not_imported,rejected,from\n' +
        'Accounts.csv,accounts,2,2,0,0,0,0,0,\n' +
        'Contacts.csv,contacts,1,1,0,0,0,0,0,\n' +
        'Opportunities.csv,opportunities,2,2,0,0,0,0,0,\n' +
        'Customer_Interactions.csv,activities,1,1,0,0,0,0,0,\n',
    );
    expect(stderr).toContain('"Proposal/Price Quote" → proposal: 1, 5500.00 USD on both sides\n');
    expect(stderr).toContain('Opportunities.csv: not imported: no field for Wildcard (2 values)\n');
    expect(stderr).toContain(
      'Migrated as one change: 6 rows read = 6 created; sums agree   To undo it: crm undo\n',
    );
    expect(await list('activity', 'type,contact,opp,account')).toEqual([
      { type: 'call', contact: 'Ada Byron', opp: 'Big', account: 'Engines Ltd' },
    ]);
    const report = join(home, 'report.md');
    expect(statSync(report).mode & 0o777).toBe(0o600);
    expect(readFileSync(report, 'utf8')).toContain('| Opportunities.csv | Closed Won | USD | 1 | 1000.00 |');

    const after = await everything();
    const history = (await run('history')).stdout;
    const again = await run('migrate', 'export');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stderr).toContain('Everything was already there: 6 rows read = 6 unchanged; sums agree\n');
    expect(await everything()).toBe(after);
    expect((await run('history')).stdout).toBe(history);

    expect((await run('undo')).exitCode).toBe(0);
    expect(await everything()).toBe(before);
  });

  test('is not changed by --dry-run; its report does not replace another', async () => {
    const { run } = at(VIEWS);
    const first = await run('migrate', 'export', '--dry-run', '--report', 'report.md');
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.stderr).toContain(
      'Dry run, nothing was written; a migration would give: 6 rows read = 6 created; sums agree\n',
    );
    expect((await run('account', 'list')).stderr).toContain('crm: no database at');
    const second = await run('migrate', 'export', '--report', 'report.md');
    expect(second).toMatchObject({ exitCode: 1 });
    expect(second.stderr).toContain('crm: "report.md" exists\n');
  });
});

describe('rejected rows', () => {
  test('that differ in a value have one reason, with the first of their lines and values', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => `Offer ${index},soon-${index}\n`);
    const { home, run } = at({ 'Deals.csv': `Deal name,Close date\n${rows.join('')}Last,\n,2026-01-02\n` });
    const { stderr } = await run('migrate', 'export', '--dry-run', '--report', 'report.md');
    expect(stderr).toContain(
      'Rejected: Deals.csv, 2,500 rows, lines 2, 3, 4 …: close_date: cannot read "soon-0" as a date; also "soon-1", "soon-2", "soon-3" …\n',
    );
    expect(stderr).toContain('Rejected: Deals.csv, line 2503: an opportunity needs a name\n');
    const report = readFileSync(join(home, 'report.md'), 'utf8');
    expect(report).toContain(
      '\n| Deals.csv | 2500 | 2, 3, 4 … | close\\_date: cannot read "soon-0" as a date; also',
    );
    expect(report).toContain('"soon-20" … |\n| Deals.csv | 1 | 2503 | ');
    expect(report.split('\n').length).toBeLessThan(40);
  });
});

describe('files', () => {
  test('of one kind are combined: a parent in another file, and duplicate rows', async () => {
    const { first, list } = await migrated({
      'accounts_1.csv': 'Name,Parent Account,City\nSon,Father,Leeds\nTwin,,York\n',
      'accounts_2.csv': 'Name,City,Website\nFather,Bath,\nTwin,York,twin.example\nTwin,Rome,\n',
    });
    expect(first.stdout).toContain('accounts_2.csv\taccounts\t3\t2\t1\t0\t0\t0\t0\t\n');
    expect(await list('account', 'name,parent,city,website')).toEqual([
      { name: 'Twin', parent: null, city: 'York', website: 'twin.example' },
      { name: 'Father', parent: null, city: 'Bath', website: null },
      { name: 'Twin', parent: null, city: 'Rome', website: null },
      { name: 'Son', parent: 'Father', city: 'Leeds', website: null },
    ]);
  });

  test('that are unknown or unsupported are named with a hint', async () => {
    const { run, list } = at({
      'invoices.csv': 'Invoice Owner,Subject\nAnn,Draft\n',
      'things.csv': 'colour,size\nred,1\nblue,2\n',
      'people.csv': 'First Name,Last Name,Email\nAda,Byron,ada@x.example\n',
      'book.pdf': '%PDF',
    });
    const { exitCode, stderr } = await run('migrate', 'export');
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      'Not imported: book.pdf: is not a table: crm reads CSV, TSV, JSON, XML, Excel (.xlsx) and vCards\n',
    );
    expect(stderr).toContain(
      'Not imported: invoices.csv: contains invoices and orders to suppliers, which crm does not support (1 row)\n',
    );
    expect(stderr).toContain(
      `Not imported: things.csv: the type is not recognized: its columns are "colour", "size" (2 rows)   Give it: --noun 'things.csv=`,
    );
    expect(await list('contact', 'name')).toEqual([{ name: 'Ada Byron' }]);
    const said = ['--noun', 'people=lead', '--noun', 'things.csv=-', '--noun', 'invoices.csv=-'];
    expect(await run('migrate', 'export', ...said)).toMatchObject({ exitCode: 0 });
    expect(await list('lead', 'name')).toEqual([{ name: 'Ada Byron' }]);
    expect((await run('migrate', 'export', '--noun', 'thing.csv=lead')).stderr).toContain(
      'crm: --noun names "thing.csv", which is not one of the files\nDid you mean "things.csv"?\n',
    );
  });

  test('with dangling references are rejected, kept in a folder, repaired and imported, or completed with --create', async () => {
    const files = {
      'Accounts.csv': 'Account Name,Billing City\nEngines,Leeds\n',
      'Contacts.csv':
        'First Name,Last Name,Email,Account Name\nAda,Byron,ada@x.example,Engines\nEve,Ng,eve@x.example,Orchard\n',
    };
    const { home, run, list } = at(files);
    const all = await run('migrate', 'export');
    expect(all).toMatchObject({ exitCode: 1, stdout: '' });
    expect(all.stderr).toContain('crm: nothing was migrated: 1 of 3 rows was rejected\n');
    expect(all.stderr).toContain('Rejected: Contacts.csv, line 3: account: no account "Orchard"\n');
    expect((await run('account', 'list')).stderr).toContain('crm: no database at');

    expect(await run('migrate', 'export', '--rejects', 'export')).toMatchObject({ exitCode: 2 });
    const some = await run('migrate', 'export', '--rejects', 'refused');
    expect(some.exitCode).toBe(4);
    expect(some.stderr).toContain('3 rows read = 2 created + 1 rejected (kept in refused)');
    const kept = join(home, 'refused', 'Contacts.csv');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    writeFileSync(kept, readFileSync(kept, 'utf8').replaceAll('Orchard', 'Engines'));
    expect(await run('migrate', 'refused')).toMatchObject({ exitCode: 0 });
    expect(await list('contact', 'name,account')).toEqual([
      { name: 'Ada Byron', account: 'Engines' },
      { name: 'Eve Ng', account: 'Engines' },
    ]);

    const made = await migrated(files, '--create', 'account');
    expect(await made.list('account', 'name')).toEqual([{ name: 'Engines' }, { name: 'Orchard' }]);
  });

  test('match existing records and give them their ids', async () => {
    const { run, list } = at({
      'Contact.csv':
        'Id,LastName,FirstName,AccountId,Email,MailingCity\n0031,Byron,Ada,,ada@x.example,Leeds\n',
    });
    await run('contact', 'add', 'Ada Byron', '--email', 'ada@x.example', '--title', 'Analyst');
    expect((await run('migrate', 'export')).stdout).toContain(
      'Contact.csv\tcontacts\t1\t0\t1\t0\t0\t0\t0\tSalesforce\n',
    );
    expect(await list('contact', 'name,title,city,external_source,external_id')).toEqual([
      {
        name: 'Ada Byron',
        title: 'Analyst',
        city: 'Leeds',
        external_source: 'salesforce',
        external_id: '0031',
      },
    ]);
  });
});

describe('converted leads', () => {
  test('are linked to the contact with their e-mail, or with their name and company, if no id names it', async () => {
    const { first, list } = await migrated(
      {
        'Contacts.csv':
          'First Name,Last Name,Email,Account Name\nAda,Byron,ada@x.example,Engines\nMax,Born,,Quanta\nMax,Born,,Engines\n',
        'Leads.csv':
          'First Name,Last Name,Company,Email,Status\nA.,Byron,Engines,ada@x.example,Closed - Converted\nMax,Born,Quanta,,Closed - Converted\nEve,Ng,Quanta,,Closed - Converted\n',
      },
      '--create',
      'account',
      '--rejects',
      'refused',
    );
    expect(first.stderr).toContain(
      'Rejected: Leads.csv, line 4: status: it is "converted", but the row does not name the new records\n',
    );
    expect(await list('lead', 'name,status,contact_id,account_id')).toEqual([
      { name: 'A. Byron', status: 'converted', contact_id: 1, account_id: 1 },
      { name: 'Max Born', status: 'converted', contact_id: 2, account_id: 2 },
    ]);
  });

  test('that were converted after their import are linked by a later export', async () => {
    const lead = (rest: string) =>
      `Id,LastName,Company,Status,IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId\n00Q1,Byron,Engines,Working,${rest}\n`;
    const { home, run, list } = at({
      'Account.csv': 'Id,Name,BillingCity,BillingStreet\n0011,Engines,,\n',
      'Contact.csv': 'Id,LastName,AccountId,Email,MailingCity\n0031,Byron,0011,,\n',
      'Lead.csv': lead('0,,,'),
    });
    expect(await run('migrate', 'export')).toMatchObject({ exitCode: 0 });
    writeFileSync(join(home, 'export', 'Lead.csv'), lead('1,2026-03-01,0011,0031'));
    expect(await run('migrate', 'export')).toMatchObject({ exitCode: 0 });
    expect(await list('lead', 'status,account_id,contact_id')).toEqual([
      { status: 'converted', account_id: 1, contact_id: 1 },
    ]);
    const { stderr } = await run('migrate', 'export');
    expect(stderr).toContain('Everything was already there');
  });
});

describe('decisions', () => {
  const DEALS = {
    'Deals.csv':
      'Deal Name,Stage,Amount,Probability,Close Date,Deal owner\nBig,Discovery,12k,15,2026-08-31,\nSmall,Signed and won,500,100,2026-02-01,\n',
  };

  test('unknown stages are named, mapped, created, or put in their own pipeline', async () => {
    const { run } = at(DEALS);
    expect((await run('migrate', 'export')).stderr).toContain(
      'Deals.csv, 2 rows, lines 2, 3: the pipeline "sales" has no stage "Discovery", it has prospecting, qualification, proposal, negotiation, won, lost; also "Signed and won"',
    );
    const made = await migrated(DEALS, '--create', 'stage');
    expect(made.first.stderr).toContain('"Discovery" → Discovery: 1, 12000.00 USD on both sides\n');
    const stages = (await made.run('pipeline', 'list', '--csv', '--columns', 'stage,probability,kind'))
      .stdout;
    expect(stages).toContain('prospecting,10,open\nDiscovery,15,open\nqualification,20,open\n');
    expect(stages).toContain('Signed and won,100,won\n');

    const own = await migrated(DEALS, '--pipeline', 'theirs', '--create', 'pipeline,stage');
    expect(await own.list('opp', 'name,pipeline,stage')).toEqual([
      { name: 'Big', pipeline: 'theirs', stage: 'Discovery' },
      { name: 'Small', pipeline: 'theirs', stage: 'Signed and won' },
    ]);

    const mapped = await migrated(
      DEALS,
      '--map-value',
      'stage:Discovery=qualification',
      '--map-value',
      'stage:Signed and won=won',
      '--map',
      'Deals.csv:Deal owner=-',
    );
    expect(await mapped.list('opp', 'stage')).toEqual([{ stage: 'qualification' }, { stage: 'won' }]);
  });

  test('unknown ids of users are reported; a deal without a name has its id, or needs one', async () => {
    const { run } = at({
      'Account.csv': 'Id,Name,BillingCity,ParentId,OwnerId\n0011,Engines,,,0051\n',
    });
    expect((await run('migrate', 'export')).stderr).toContain(
      'Account.csv: OwnerId is the id of an unknown user: add the file of users\n',
    );
    const withId = at({ 'deals.csv': 'opportunity_id,deal_stage,close_value\n1C1I7A6R,Won,1054\n' });
    expect((await withId.run('migrate', 'export')).exitCode).toBe(0);
    expect(await withId.list('opp', 'name,external_id')).toEqual([
      { name: '1C1I7A6R', external_id: '1C1I7A6R' },
    ]);
    const nameless = at({ 'deals.csv': 'deal_ref,deal_stage,close_value\n1C1I7A6R,Won,1054\n' });
    expect(await nameless.run('migrate', 'export')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Assign it: --map 'deals.csv:<column>=name'"),
    });
  });

  test('later files without users use the known ids', async () => {
    const { home, run, list } = at({
      'User.csv':
        'Id,Username,LastName,FirstName,Email,IsActive\n0051,ann@x.example,Lee,Ann,ann@x.example,true\n0052,bo@x.example,Ray,Bo,,true\n',
      'Account.csv': 'Id,Name,BillingCity,ParentId,OwnerId\n0011,Engines,,,0051\n',
    });
    expect((await run('migrate', 'export')).exitCode).toBe(0);
    writeFileSync(
      join(home, 'Contact.csv'),
      'Id,AccountId,LastName,FirstName,Email,OwnerId\n0031,0011,Byron,Ada,ada@x.example,0052\n',
    );
    expect((await run('migrate', 'Contact.csv')).exitCode).toBe(0);
    expect(await list('contact', 'name,account,owner')).toEqual([
      { name: 'Ada Byron', account: 'Engines', owner: 'Bo Ray' },
    ]);
    const lead = (id: string, owner: string) =>
      `Id,LastName,FirstName,Company,Email,Status,OwnerId,IsConverted\n${id},Ng,Eve,Orchard,${id}@x.example,Open,${owner},false\n`;
    writeFileSync(join(home, 'leads.csv'), lead('00Q1', '0051'));
    expect((await run('lead', 'import', 'leads.csv')).exitCode).toBe(0);
    expect(await list('lead', 'name,owner')).toEqual([{ name: 'Eve Ng', owner: 'Ann Lee' }]);
    writeFileSync(join(home, 'leads.csv'), lead('00Q2', '0059'));
    expect((await run('lead', 'import', 'leads.csv')).stderr).toContain('no user with the id "0059"');
  });

  test('a renamed user is found by id, also in another database', async () => {
    const { home, run } = at({
      'User.csv': 'Id,Username,LastName,FirstName,Email,IsActive\n0051,ann@x.example,Lee,Ann,,true\n',
      'Account.csv': 'Id,Name,BillingCity,ParentId,OwnerId\n0011,Engines,,,0051\n',
    });
    await run('migrate', 'export');
    await run('user', 'edit', 'Ann Lee', '--name', 'ann');
    const names = async (...db: string[]) =>
      (await run('user', 'list', '--columns', 'name', '--no-header', ...db)).stdout;
    const before = await names();
    const other = ['--db', join(home, 'other.db')];
    await run('export', 'all', '-o', 'all.jsonl');
    await run('import', 'all', 'all.jsonl', ...other);
    for (const db of [[], other]) {
      expect((await run('migrate', 'export', ...db)).stderr).toContain('Everything was already there');
      expect(await names(...db)).toBe(before);
    }
  });

  test('removing a user removes the id, and undo restores it', async () => {
    const { run } = at({
      'User.csv': 'Id,Username,LastName,FirstName,Email,IsActive\n0051,ann@x.example,Lee,Ann,,true\n',
    });
    await run('migrate', 'export');
    expect((await run('user', 'rm', 'Ann Lee', '--yes')).exitCode).toBe(0);
    expect((await run('migrate', 'export')).stderr).toContain('Migrated as one change');
    await run('undo');
    expect((await run('undo')).exitCode).toBe(0);
    expect((await run('migrate', 'export')).stderr).toContain('Everything was already there');
    expect((await run('doctor')).exitCode).toBe(0);
  });

  test('a preset that does not match a file names the missing columns', async () => {
    const { run } = at({ 'Contacts.csv': 'First Name,Last Name,Email\nAda,Byron,ada@x.example\n' });
    expect((await run('migrate', 'export', '--preset', 'pipedrive')).stderr).toContain(
      'Contacts.csv: is not a file of Pipedrive: it lacks "',
    );
  });
});
