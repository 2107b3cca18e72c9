import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, type Files } from './folder.ts';

const VIEWS: Files = {
  'Accounts.csv': 'Account Name,Industry,Billing City\nEngines Ltd,Steam,Leeds\nQuanta,,York\n',
  'Contacts.csv': 'First Name,Last Name,Email,Account Name\nAda,Byron,ada@engines.example,Engines Ltd\n',
  'Customer_Interactions.csv':
    'Interaction Date,Interaction Type,Notes,Contact Email,Opportunity Name\n2026-02-01,Call,Scope,ada@engines.example,Big\n',
  'Opportunities.csv':
    'Opportunity Name,Account Name,Stage,Amount,Close Date,Type\nBig,Engines Ltd,Proposal/Price Quote,5500,2026-08-31,New\nSmall,Quanta,Closed Won,1k,2026-02-01,New\n',
};

describe('a folder of files', () => {
  test('becomes one linked whole, told file by file and stage by stage; twice changes nothing; one undo takes it back', async () => {
    const { home, run, list, everything } = at(VIEWS);
    await run('user', 'add', 'somebody');
    const before = await everything();
    const { exitCode, stdout, stderr } = await run('migrate', 'export', '--report', 'report.md', '--csv');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'file,holds,rows,made,merged,unchanged,left,refused,from\n' +
        'Accounts.csv,accounts,2,2,0,0,0,0,\n' +
        'Contacts.csv,contacts,1,1,0,0,0,0,\n' +
        'Opportunities.csv,opportunities,2,2,0,0,0,0,\n' +
        'Customer_Interactions.csv,activities,1,1,0,0,0,0,\n',
    );
    expect(stderr).toContain('"Proposal/Price Quote" → proposal: 1, 5500.00 USD on both sides\n');
    expect(stderr).toContain('Opportunities.csv: no field for Type\n');
    expect(stderr).toContain('Migrated as one change: no row refused, sums agree   Take it back: crm undo\n');
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
    expect(again.stderr).toContain('Everything was here already: no row refused, sums agree\n');
    expect(await everything()).toBe(after);
    expect((await run('history')).stdout).toBe(history);

    expect((await run('undo')).exitCode).toBe(0);
    expect(await everything()).toBe(before);
  });

  test('is only looked at with --dry-run; the report of it is not written over', async () => {
    const { run, list } = at(VIEWS);
    const first = await run('migrate', 'export', '--dry-run', '--report', 'report.md');
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.stderr).toContain(
      'Nothing was written: this is what a migration would do: no row refused, sums agree\n',
    );
    expect(await list('account', 'id')).toEqual([]);
    const second = await run('migrate', 'export', '--report', 'report.md');
    expect(second).toMatchObject({ exitCode: 2 });
    expect(second.stderr).toContain('crm: --report: there is a file "report.md" already\n');
  });
});
