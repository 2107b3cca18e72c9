import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

async function exported(home: string, noun: string) {
  const { stdout } = await crm([noun, 'export', '--json'], { home });
  return JSON.parse(stdout);
}

test('a deal that is open is at the furthest stage that the file names, and one that ended has ended', async () => {
  const home = makeHome();
  const input =
    'deal_name,outcome,furthest_stage,amount\nPumps,Open,Proposal,1000\nPipes,Won,Negotiation,2000\nTaps,Lost,Proposal,3000\n';
  const { stderr } = await crm(['opp', 'import', '-'], { home, input });
  expect(stderr).not.toContain('no field for');
  const deals: { name: string; stage: string }[] = await exported(home, 'opp');
  expect(deals.map(({ name, stage }) => [name, stage])).toEqual([
    ['Pumps', 'proposal'],
    ['Pipes', 'won'],
    ['Taps', 'lost'],
  ]);
});

test('deals with ids and no names are called by account and product, else by the id, and keep a name given here', async () => {
  const home = makeHome();
  const input = 'opp_id,account,product,stage,amount\nD1,Acme,Pump,Proposal,1000\nD2,,,Proposal,2000\n';
  const args = ['opp', 'import', '-', '--create', 'all'];
  const { stderr } = await crm(args, { home, input });
  expect(stderr).not.toContain('no field for');
  expect(await exported(home, 'opp')).toMatchObject([
    { name: 'Acme - Pump', external_id: 'D1' },
    { name: 'D2', external_id: 'D2' },
  ]);
  await crm(['opp', 'edit', '1', '--name', 'Pumps for Acme'], { home });
  const again = await crm(args, { home, input });
  expect(again.stderr).toContain('0 created, 0 updated, 2 unchanged, 0 rejected');
  expect(await exported(home, 'opp')).toMatchObject([{ name: 'Pumps for Acme' }, { name: 'D2' }]);
});

test('deals without names are called so too where their stages are made', async () => {
  const home = makeHome();
  const input = 'opp_id,account,product,stage\nD1,Acme,Pump,Engaging\n';
  const { stderr } = await crm(['opp', 'import', '-', '--create', 'all'], { home, input });
  expect(stderr).toContain('1 created');
  expect(await exported(home, 'opp')).toMatchObject([{ name: 'Acme - Pump', stage: 'Engaging' }]);
});

test('records without a name are rejected with the columns that may have it', async () => {
  const { stderr, exitCode } = await crm(['opp', 'import', '-'], {
    home: makeHome(),
    input: 'Widget,Amount\nPump,1000\nPipe,2000\n',
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("No column of the file is the name: --map 'Widget=name'\n");
});

test('ids that are no numbers are those of another program, in the file of the records and in files about them', async () => {
  const home = makeHome();
  const people = 'id,first_name,last_name,email\nC0033,Ann,Lee,ann@x.example\n0034,Bob,Ray,\n';
  await crm(['contact', 'import', '-'], { home, input: people });
  expect(await exported(home, 'contact')).toMatchObject([
    { id: 1, name: 'Ann Lee', external_id: 'C0033' },
    { id: 2, name: 'Bob Ray', external_id: '0034' },
  ]);
  const again = await crm(['contact', 'import', '-'], { home, input: people });
  expect(again.stderr).toContain('0 created, 0 updated, 2 unchanged, 0 rejected');
  const calls =
    'contact_id,at,type,body\nC0033,2026-11-20,call,tea\n0034,2026-11-21,call,milk\nC1,2026-11-22,call,x\n';
  const rejects = join(home, 'rejected.csv');
  await crm(['activity', 'import', '-', '--rejects', rejects], { home, input: calls });
  const found: { contact: string; body: string }[] = await exported(home, 'activity');
  expect(found.map(({ contact, body }) => [contact, body]).toSorted()).toEqual([
    ['Ann Lee', 'tea'],
    ['Bob Ray', 'milk'],
  ]);
  expect(readFileSync(rejects, 'utf8')).toContain('line 4: contact: no contact with the id ""C1""');
});

test('numbers are those of the records here', async () => {
  const home = makeHome();
  await crm(['contact', 'add', 'Ann Lee'], { home });
  const { stderr } = await crm(['contact', 'import', '-'], { home, input: 'id,city\n1,Rome\n7,Oslo\n' });
  expect(stderr).toContain('no contact 7');
  await crm(['contact', 'import', '-'], { home, input: 'id,city\n1,Rome\n' });
  expect(await exported(home, 'contact')).toMatchObject([
    { name: 'Ann Lee', city: 'Rome', external_id: null },
  ]);
});

test('a saved map keeps that the file has no header line, and its columns', async () => {
  const home = makeHome();
  const input = 'Ann,Lee,ann@x.example\n';
  const columns = ['--no-header', '--columns', 'first_name,last_name,email'];
  await crm(['lead', 'import', '-', ...columns, '--save-map', 'phones'], { home, input });
  const { stderr, exitCode } = await crm(['lead', 'import', '-', '--map-name', 'phones'], { home, input });
  expect(exitCode).toBe(0);
  expect(stderr).toContain('1 unchanged');
  const { stdout } = await crm(['map', 'list', '--json'], { home });
  expect(JSON.parse(stdout)[0].options).toContain('--no-header --columns first_name,last_name,email');
  await crm(['lead', 'import', '-', '--no-header', '--map', '2=last_name', '--save-map', 'numbers'], {
    home,
    input,
  });
  const numbered = await crm(['lead', 'import', '-', '--map-name', 'numbers'], { home, input: ',Ray,\n' });
  expect(numbered.stderr).toContain('1 created');
});

test('rows that are rejected again have one column of reasons', async () => {
  const home = makeHome();
  const [first, second] = [join(home, 'first.csv'), join(home, 'second.csv')];
  const input = 'name,company,reason\n,,too dear\nAnn Lee,Acme,\n';
  await crm(['lead', 'import', '-', '--rejects', first], { home, input });
  expect(readFileSync(first, 'utf8')).toMatch(
    /^name,company,reason,reason\n,,too dear,"?line 2: a lead needs/,
  );
  await crm(['lead', 'import', first, '--rejects', second], { home });
  expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
  const [tasks, third] = [join(home, 'tasks.csv'), join(home, 'third.csv')];
  writeFileSync(tasks, 'subject,due_date,reason\n,2026-12-24,line 9: a task needs a subject\n');
  await crm(['task', 'import', tasks, '--rejects', third], { home });
  expect(readFileSync(third, 'utf8')).toMatch(/^subject,due_date,reason\n,2026-12-24,line 2: [^,]*\n$/);
});

test('rejected rows are read as in their file, whichever ids are left', async () => {
  const home = makeHome();
  const rejects = join(home, 'bad.csv');
  await crm(['contact', 'add', 'Own Person'], { home });
  const foreign = 'id,name,do_not_call\nC0033,Ann Lee,\n1,Bob Ray,until May\n';
  await crm(['contact', 'import', '-', '--rejects', rejects], { home, input: foreign });
  const bad = readFileSync(rejects, 'utf8');
  writeFileSync(rejects, bad.replace('Bob Ray,until May', 'Bob Ray,yes'));
  expect((await crm(['contact', 'import', rejects], { home })).stderr).toContain('1 created');
  expect(await exported(home, 'contact')).toMatchObject([
    { name: 'Own Person', external_id: null },
    { name: 'Ann Lee', external_id: 'C0033' },
    { name: 'Bob Ray', external_id: '1', do_not_call: true },
  ]);

  const ours = 'id,city\n1,Rome\nC9,Oslo\n';
  const others = join(home, 'others.csv');
  await crm(['contact', 'import', '-', '--rejects', others], { home, input: ours });
  const again = await crm(['contact', 'import', others], { home });
  expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('line 2: id: ')]);
});

test('rejected rows keep what the ids of other records are, also where they are numbers', async () => {
  const home = makeHome();
  const rejects = join(home, 'bad.csv');
  await crm(['contact', 'add', 'Own Person'], { home });
  const people = 'id,name\nC0033,Ann Lee\n1,Bob Ray\n';
  await crm(['contact', 'import', '-'], { home, input: people });
  const calls = 'contact_id,at,type,body\nC0033,2026-11-20,call,tea\n1,soon,call,milk\n1,soon,call,beer\n';
  await crm(['activity', 'import', '-', '--rejects', rejects], { home, input: calls });
  const bad = readFileSync(rejects, 'utf8');
  expect(bad).toMatch(/^contact_external_id,at,type,body,reason\n1,soon,call,milk,/);
  const again = join(home, 'again.csv');
  await crm(['activity', 'import', rejects, '--rejects', again], { home });
  expect(readFileSync(again, 'utf8')).toMatch(/^contact_external_id,at,type,body,reason\n1,soon,call,milk,/);
  writeFileSync(again, bad.replaceAll('soon', '2026-11-21'));
  expect((await crm(['activity', 'import', again], { home })).stderr).toContain('2 created');
  const found: { contact: string; body: string }[] = await exported(home, 'activity');
  expect(found.map(({ contact, body }) => `${contact}: ${body}`).toSorted()).toEqual([
    'Ann Lee: tea',
    'Bob Ray: beer',
    'Bob Ray: milk',
  ]);
});
