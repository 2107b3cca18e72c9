import { describe, expect, test } from 'vitest';
import { at, type Files } from './folder.ts';

/** Tables of a program that nobody knows, linked by numbers of its own. */
const TABLES: Files = {
  'companies.csv': 'id,name,parent_id\n41,Fjord Ltd,0\n42,Skerry AG,41\n',
  'people.csv':
    'person_id,first_name,last_name,email,company_id,owner_id\n7,Una,Dahl,una@fjord.example,42,3\n8,Per,Lund,per@fjord.example,41,4\n',
  'deals.csv':
    'uuid,deal_name,amount,stage,company_id,contact_id,close_date,owner_id\nd-1,Ferry,900,Proposal,41,8,2026-05-01,4\n',
  'users.csv': 'id,name,email\n3,Siv Moe,siv@us.example\n4,Jan Aas,jan@us.example\n',
  'calls.csv': 'id,type,subject,date,contact_id,deal_id\n1,call,Hello,2026-03-01,7,d-1\n',
};

describe('files of an unknown program', () => {
  test('are linked by their own ids, which are never our numbers; twice changes nothing', async () => {
    const { run, list, everything } = at(TABLES);
    await run('account', 'add', 'Somebody');
    await run('contact', 'add', 'Some', 'Body');
    expect(await run('migrate', 'export')).toMatchObject({ exitCode: 0 });
    expect(await list('account', 'name,parent,external_id,external_source')).toEqual([
      { name: 'Somebody', parent: null, external_id: null, external_source: null },
      { name: 'Fjord Ltd', parent: null, external_id: '41', external_source: 'export' },
      { name: 'Skerry AG', parent: 'Fjord Ltd', external_id: '42', external_source: 'export' },
    ]);
    expect(await list('contact', 'name,account,owner')).toEqual([
      { name: 'Some Body', account: null, owner: 'tester' },
      { name: 'Una Dahl', account: 'Skerry AG', owner: 'Siv Moe' },
      { name: 'Per Lund', account: 'Fjord Ltd', owner: 'Jan Aas' },
    ]);
    expect(await list('opp', 'name,account,contact,owner')).toEqual([
      { name: 'Ferry', account: 'Fjord Ltd', contact: 'Per Lund', owner: 'Jan Aas' },
    ]);
    expect(await list('activity', 'subject,contact,opp')).toEqual([
      { subject: 'Hello', contact: 'Una Dahl', opp: 'Ferry' },
    ]);
    const after = await everything();
    expect((await run('migrate', 'export')).stderr).toContain('Everything was already there');
    expect(await everything()).toBe(after);
  });

  test('say which columns of ids link nothing, and why', async () => {
    const { run, list } = at({
      'contacts.csv':
        'id,first_name,last_name,account_id,owner_id,lead_id\n1,Una,Dahl,5,9,77\n2,Per,Lund,6,9,78\n',
      'accounts.csv': 'name,city\nFjord Ltd,Bergen\n',
      'leads.csv': 'id,first_name,last_name,company\n1,Eva,Moe,Skerry AG\n',
    });
    await run('account', 'add', 'Five');
    const { stderr } = await run('migrate', 'export');
    expect(stderr).toContain(
      'contacts.csv: "account_id" links nothing: the file of accounts has no column of ids\n',
    );
    expect(stderr).toContain('contacts.csv: "owner_id" links nothing: no file of users is there\n');
    expect(stderr).toContain(
      'contacts.csv: "lead_id" links nothing: none of its first values is an id in the file of leads\n',
    );
    expect(stderr).toContain('no field for account_id (2 values), owner_id (2), lead_id (2)');
    expect(await list('contact', 'name,account')).toEqual([
      { name: 'Una Dahl', account: null },
      { name: 'Per Lund', account: null },
    ]);
  });

  test('reject a row whose id is in no file, and offer no record named like an id', async () => {
    const { run } = at({
      'accounts.csv': 'id,name\n1,Fjord Ltd\n2,Skerry AG\n',
      'contacts.csv': 'id,first_name,last_name,account_id\n1,Una,Dahl,1\n2,Per,Lund,33\n',
    });
    const { exitCode, stderr } = await run('migrate', 'export');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('contacts.csv, line 3: account: no account with the id "33"');
    expect(stderr).not.toContain('--create account');
  });
});
