import { describe, expect, test } from 'vitest';
import { at, type Files, migrated } from './folder.ts';

/** Two deals of Salesforce with the tables beside them. */
const DEALS: Files = {
  'User.csv':
    'Id,Username,LastName,FirstName,Name,Email,IsActive\n005000000000001AAA,ann,Lee,Ann,Ann Lee,ann@acme.example,1\n',
  'Account.csv':
    'Id,IsDeleted,Name,BillingCity,OwnerId\n001000000000001AAA,0,Mill,Leeds,005000000000001AAA\n',
  'Contact.csv':
    'Id,IsDeleted,AccountId,LastName,FirstName,Email,MailingCity\n' +
    '003000000000001AAA,0,001000000000001AAA,Ford,Ida,ida@mill.example,\n' +
    '003000000000002AAA,0,001000000000001AAA,Hill,Max,max@mill.example,\n',
  'Opportunity.csv':
    'Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,CreatedDate\n' +
    '006000000000001AAA,0,001000000000001AAA,Big,Negotiation/Review,12000,2026-08-31,2026-01-05T10:00:00.000Z\n' +
    '006000000000002AAA,0,001000000000001AAA,Small,Closed Won,500,2026-02-01,2026-01-05T10:00:00.000Z\n',
  'OpportunityContactRole.csv':
    'Id,OpportunityId,ContactId,Role,IsPrimary,IsDeleted\n' +
    '00K1,006000000000001AAA,003000000000001AAA,,1,0\n' +
    '00K2,006000000000001AAA,003000000000002AAA,Decision Maker,0,0\n' +
    '00K3,006000000000002AAA,003000000000002AAA,,0,1\n',
  'OpportunityHistory.csv':
    'Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,IsDeleted\n' +
    '0081,006000000000001AAA,005000000000001AAA,2026-02-10T10:00:00.000Z,Negotiation/Review,12000,,2026-08-31,75,Pipeline,0\n' +
    '0082,006000000000001AAA,005000000000001AAA,2026-01-05T10:00:00.000Z,Prospecting,9000,,2026-08-31,10,Pipeline,0\n' +
    '0083,006000000000001AAA,005000000000001AAA,2026-01-20T10:00:00.000Z,Prospecting,12000,,2026-08-31,10,Pipeline,0\n',
  'OpportunityLineItem.csv':
    'Id,OpportunityId,PricebookEntryId,Quantity,UnitPrice\n00k1,006000000000001AAA,01u1,1,12000\n',
  'Product2.csv': 'Id,Name,ProductCode,Family\n01t1,Wheel,W-1,Parts\n',
};

describe('what Salesforce keeps beside deals', () => {
  test('roles, stages and lines belong to the deals, and are never deals or contacts', async () => {
    const { first, run, list } = await migrated(DEALS);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain(
      'OpportunityContactRole.csv\troles of contacts\t3\t2\t0\t0\t0\t1\t0\tSalesforce\n',
    );
    expect(first.stdout).toContain(
      'OpportunityHistory.csv\tstages of deals\t3\t2\t0\t0\t0\t1\t0\tSalesforce\n',
    );
    expect(await list('line', 'name,opp,quantity,price,amount')).toEqual([
      { name: '00k1', opp: 'Big', quantity: 1, price: 12000, amount: 12000 },
    ]);
    expect(await list('product', 'name,code,family')).toEqual([
      { name: 'Wheel', code: 'W-1', family: 'Parts' },
    ]);
    expect(await list('opp', 'name,contact,other_contacts,stage,stage_since')).toEqual([
      {
        name: 'Big',
        contact: 'Ida Ford',
        other_contacts: ['Max Hill (Decision Maker)'],
        stage: 'negotiation',
        stage_since: '2026-02-10T10:00:00.000Z',
      },
      expect.objectContaining({ name: 'Small', contact: null, other_contacts: [], stage: 'won' }),
    ]);
    const shown = JSON.parse((await run('opp', 'show', 'Big', '--json')).stdout);
    expect(JSON.stringify(shown)).toContain('"stage":"prospecting","entered_at":"2026-01-05T10:00:00.000Z"');
    expect(await list('contact', 'name')).toHaveLength(2);
  });

  test('changes of other fields are no stages, and an unknown deal is rejected', async () => {
    const files = {
      'Opportunity.csv': DEALS['Opportunity.csv'] as string,
      'Account.csv': DEALS['Account.csv'] as string,
      'OpportunityFieldHistory.csv':
        'Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,OldValue,NewValue\n' +
        '0171,0,006000000000001AAA,005000000000001AAA,2026-01-10T10:00:00.000Z,Amount,9000,12000\n' +
        '0172,0,006000000000001AAA,005000000000001AAA,2026-02-10T10:00:00.000Z,StageName,Prospecting,Negotiation/Review\n' +
        '0173,0,006000000000009AAA,005000000000001AAA,2026-02-10T10:00:00.000Z,StageName,Prospecting,Closed Won\n',
    };
    const { run, list } = at(files);
    const { exitCode, stdout, stderr } = await run('migrate', 'export', '--rejects', 'refused');
    expect(exitCode).toBe(4);
    expect(stdout).toContain(
      'OpportunityFieldHistory.csv\tstages of deals\t3\t1\t0\t0\t0\t1\t1\tSalesforce\n',
    );
    expect(stderr).toContain('no opp has the id "006000000000009AAA"');
    expect(await list('opp', 'name,stage_since')).toContainEqual({
      name: 'Big',
      stage_since: '2026-02-10T10:00:00.000Z',
    });
  });

  test('columns of related records link, by another id too', async () => {
    const { list } = await migrated({
      'Account.csv': 'RowId__c,Name,BillingCity,BillingStreet\nA-1,Mill,Leeds,\nA-2,Quarry,York,\n',
      'Opportunity.csv':
        'Account.RowId__c,Name,StageName,Amount,CloseDate,Owner.Email\n' +
        'A-2,Big,Prospecting,100,2026-08-31,ann@acme.example\n',
    });
    expect(await list('opp', 'name,account,owner')).toEqual([
      { name: 'Big', account: 'Quarry', owner: 'ann@acme.example' },
    ]);
    const both = await migrated({
      'Account.csv':
        'Id,RowId__c,Name,BillingCity,BillingStreet\n001000000000001AAA,A-1,Mill,Leeds,\n001000000000002AAA,A-2,Quarry,York,\n',
      'Contact.csv':
        'Id,AccountId,LastName,Email,MailingCity\n003000000000001AAA,001000000000001AAA,Ford,,\n',
      'Opportunity.csv':
        'Account.RowId__c,Name,StageName,Amount,CloseDate\nA-2,Big,Prospecting,100,2026-08-31\n',
    });
    expect(await both.list('opp', 'name,account')).toEqual([{ name: 'Big', account: 'Quarry' }]);
    expect(await both.list('contact', 'name,account')).toEqual([{ name: 'Ford', account: 'Mill' }]);
  });
});

describe('converted leads', () => {
  test('are linked where the deal names the lead that it was made of', async () => {
    const { list, first } = await migrated({
      'Potentials.csv':
        'POTENTIALID,Potential Name,Potential Owner,Account Name,Contact Name,Closing Date,Amount,Stage,LEADID\n' +
        '70,Big,Ann Lee,Mill,Ida Ford,2026-08-31,100,Needs Analysis,7\n' +
        '71,Small,Ann Lee,Mill,Ida Ford,2026-08-31,50,Needs Analysis,9\n',
      'Leads.csv':
        'LEADID,Lead Owner,Company,First Name,Last Name,Email,Lead Status,Created Time\n' +
        '7,Ann Lee,Mill,Ida,Ford,ida@mill.example,Contacted,2026-01-02 10:00:00\n' +
        '8,Ann Lee,Quarry,Max,Hill,max@quarry.example,Contacted,2026-01-02 10:00:00\n',
    });
    expect(first.stderr).toContain('1 lead from which records were made is in no file: LEADID\n');
    expect(await list('lead', 'name,status,opp_id,contact_id,account_id')).toEqual([
      { name: 'Ida Ford', status: 'converted', opp_id: 1, contact_id: 1, account_id: 1 },
      { name: 'Max Hill', status: 'attempting', opp_id: null, contact_id: null, account_id: null },
    ]);
  });
});

describe('money', () => {
  test('that did not arrive is named, with the reasons, and sums agree only where all did', async () => {
    const files = {
      'deals.csv':
        'Deal Name,Deal Stage,Amount,Close Date\n' +
        'Big,Proposal,1000,2026-08-31\nNone,Heaven,300,2026-08-31\nOdd,Proposal,much,2026-08-31\nLate,Proposal,200,someday\n',
    };
    const { run } = at(files);
    const { exitCode, stderr } = await run('migrate', 'export', '--rejects', 'refused');
    expect(exitCode).toBe(4);
    const last = stderr.trimEnd().split('\n').at(-1);
    expect(last).toBe(
      'Migrated as one change: 4 rows read = 1 created + 3 rejected (kept in refused); 500.00 of 1500.00 USD did not arrive: 3 rows rejected, unknown stage 1, amount unreadable 1, close_date unreadable 1   To undo it: crm undo',
    );
    expect(stderr).not.toContain('sums agree');
  });

  test('of a deal that two rows give differently is not said to agree', async () => {
    const { run } = at({
      'deals.csv':
        'Record ID,Deal Name,Deal Stage,Amount\n1,Big,Closed won,1000\n1,Big,Closed won,700\n1,Big,Closed won,\n',
    });
    const { stderr } = await run('migrate', 'export');
    expect(stderr).toContain('did not arrive: 1 row of deals with the amount of another row');
    expect(stderr).not.toContain('sums agree');
  });
});

describe('the stage of a deal', () => {
  test('is that of a status column, and a column that says it in another way stops the import', async () => {
    const { list } = await migrated({
      'deals.csv':
        'Deal Name,Stage,Status,Amount\nBig,Proposal,Open,10\nSmall,Proposal,Lost,20\nTop,,Won,30\n',
    });
    expect(await list('opp', 'name,stage')).toEqual([
      { name: 'Big', stage: 'proposal' },
      { name: 'Small', stage: 'lost' },
      { name: 'Top', stage: 'won' },
    ]);
    const { run } = at({ 'deals.csv': 'Deal Name,Amount,Status\nBig,10,Sleeping\n' });
    const refused = await run('opp', 'import', 'export/deals.csv');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('the pipeline "sales" has no stage "Sleeping", it has prospecting,');
    const unread = at({ 'deals.csv': 'Deal Name,Amount,Where (our phase)\nBig,10,late\n' });
    expect((await unread.run('opp', 'import', 'export/deals.csv')).stderr).toContain(
      'no column of deals.csv is the stage, but "Where (our phase)" may say it\n',
    );
    const dropped = ['--map', 'Where (our phase)=-'];
    expect(await unread.run('opp', 'import', 'export/deals.csv', ...dropped)).toMatchObject({ exitCode: 0 });
  });
});

describe('options for one noun', () => {
  test('assign columns, translate values and fill blanks', async () => {
    const { list } = await migrated(
      {
        'companies.csv': 'Company name,Label,Type\nMill,north,Old friend\n',
        'people.csv': 'First Name,Last Name,Email,Label\nIda,Ford,ida@mill.example,north\n',
      },
      '--map',
      'account:Label=region',
      '--map',
      'contact:Label=department',
      '--map-value',
      'account:kind:Old friend=customer',
      '--default',
      'contact:source=expo',
    );
    expect(await list('account', 'name,region,kind,source')).toEqual([
      { name: 'Mill', region: 'north', kind: 'customer', source: null },
    ]);
    expect(await list('contact', 'name,department,source')).toEqual([
      { name: 'Ida Ford', department: 'north', source: 'expo' },
    ]);
  });
});
