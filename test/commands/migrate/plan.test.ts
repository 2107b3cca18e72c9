import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workbook } from '../../formats/workbook.ts';
import { at } from './folder.ts';

const FILES = {
  'deals.csv': 'Deal Name,Deal Stage,Amount,Slogan\nBig,Proposal,1000,"hot, ""new"""\nOdd,Heaven,300,cold\n',
  'people.csv': 'First Name,Last Name,Email\nIda,Ford,ida@mill.example\n',
  'things.csv': 'colour,size\nred,1\n',
};

test('a plan says what would be done, asks what is not understood, and does what a person wrote', async () => {
  const { home, run, list } = at(FILES);
  const saved = await run('migrate', 'export', '--save-plan', 'move.toml');
  expect(saved.exitCode).toBe(4);
  expect(saved.stderr).toContain('Saved the plan: edit move.toml, then run crm migrate --plan move.toml\n');
  expect(saved.stderr).not.toContain('Created a new database');
  const path = join(home, 'move.toml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(
    '[[file]]\npath = "export/deals.csv"\nhas = "opp"\nprogram = "none"\n[file.columns]\n"Deal Name" = "name"\n"Deal Stage" = "stage"\n"Amount" = "amount"\n"Slogan" = "-"\n',
  );
  expect(text).toContain('"Heaven" = "?"\n');
  expect(text).toContain('path = "export/things.csv"\nhas = "-"\n');

  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('does not say what "Heaven" means for stage\n'),
  });
  writeFileSync(
    path,
    text
      .replace('"Heaven" = "?"', '"Heaven" = "won"')
      .replace('"Slogan" = "-"', '"Slogan" = "notes"')
      .replace('has = "contact"', 'has = "lead"'),
  );
  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  expect(await list('opp', 'name,stage,notes')).toEqual([
    { name: 'Big', stage: 'proposal', notes: 'hot, "new"' },
    { name: 'Odd', stage: 'won', notes: 'cold' },
  ]);
  expect(await list('lead', 'name')).toEqual([{ name: 'Ida Ford' }]);
  const again = await run('migrate', '--plan', 'move.toml');
  expect(again.stderr).toContain('Everything was already there: 3 rows read = 3 unchanged; sums agree\n');
});

test('a plan keeps the options for all files, which the command line replaces', async () => {
  const { home, run, list } = at({
    'deals.csv': 'Deal Name,Deal Stage,Account,Amount\nBig,Proposal,Mill,10.004\n',
  });
  const saved = await run(
    ...['migrate', 'export', '--save-plan', 'move.toml', '--round', '--create', 'account'],
    ...['--default', 'opp:source=expo'],
  );
  expect(saved).toMatchObject({ exitCode: 0 });
  const path = join(home, 'move.toml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(
    '[options]\ncreate = ["account"]\ndefault = ["opp:source=expo"]\nround = true\n\n[[file]]\n',
  );
  writeFileSync(join(home, 'typo.toml'), text.replace('round =', 'rond ='));
  expect(await run('migrate', '--plan', 'typo.toml')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Did you mean round?'),
  });
  writeFileSync(join(home, 'type.toml'), text.replace('round = true', 'round = "yes"'));
  expect((await run('migrate', '--plan', 'type.toml')).stderr).toContain('Write round = true');
  expect(await run('migrate', '--plan', 'move.toml', '--default', 'opp:source=fair')).toMatchObject({
    exitCode: 0,
  });
  expect(await list('opp', 'name,account,source,amount')).toEqual([
    { name: 'Big', account: 'Mill', source: 'fair', amount: 10 },
  ]);
  await run('undo');
  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  expect(await list('opp', 'source')).toEqual([{ source: 'expo' }]);
});

test('a plan and names of files exclude each other, and one of them is needed', async () => {
  const { run, home } = at(FILES);
  writeFileSync(join(home, 'empty.toml'), 'a = 1\n');
  for (const [args, message] of [
    [['export', '--plan', 'empty.toml'], 'it names no files'],
    [['--plan', 'missing.toml'], 'cannot read the plan'],
    [[], 'no files are named'],
  ] as const)
    expect((await run('migrate', ...args)).stderr).toContain(message);
});

test('a plan has the columns of each kind of records in a file', async () => {
  const { home, run, list } = at({
    'all.csv':
      'Person - Name,Organization - Name,Deal - Title,Deal - Stage,Deal - Value,Shelf\n' +
      'Gil Poe,Dam Ltd,Sluice,Lead In,70,top\n',
  });
  expect(await run('migrate', 'export', '--save-plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  const path = join(home, 'move.toml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('[file.contact.columns]\n"Person - Name" = "name"\n');
  expect(text).toContain('[file.opp.values.stage]\n"Lead In" = "prospecting"\n');
  const [before, deals] = text.split('[file.opp.columns]') as [string, string];
  const changed = deals.replace('"Shelf" = "-"', '"Shelf" = "notes"').replace('"prospecting"', '"proposal"');
  writeFileSync(path, `${before}[file.opp.columns]${changed}`);
  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  expect(await list('opp', 'name,stage,notes')).toEqual([
    { name: 'Sluice', stage: 'proposal', notes: 'top' },
  ]);
  expect(await list('contact', 'name,account,notes')).toEqual([
    { name: 'Gil Poe', account: 'Dam Ltd', notes: null },
  ]);
});

test('each sheet of a workbook is a file of its own, also in a plan', async () => {
  const { home, run, list, everything } = at({});
  const book = workbook({
    Cover: [],
    Accounts: [
      ['Account Name', 'City'],
      ['Mill', 'Oslo'],
    ],
    Deals: [
      ['Deal Name', 'Account Name', 'Stage', 'Amount'],
      ['Wheel', 'Mill', 'Proposal', 70],
    ],
    Contacts: [
      ['First Name', 'Last Name', 'Account Name'],
      ['Ida', 'Ford', 'Mill'],
    ],
  });
  writeFileSync(join(home, 'export', 'contacts.xlsx'), book);
  const saved = await run('migrate', 'export', '--save-plan', 'move.toml');
  expect(saved).toMatchObject({ exitCode: 0 });
  const path = join(home, 'move.toml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('path = "export/contacts.xlsx"\nsheet = "Deals"\nhas = "opp"\n');
  const entries = text.split('[[file]]');
  writeFileSync(path, entries.filter((entry) => !entry.includes('sheet = "Contacts"')).join('[[file]]'));
  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  expect(await list('opp', 'name,account,amount')).toEqual([{ name: 'Wheel', account: 'Mill', amount: 70 }]);
  expect(await list('contact', 'name')).toEqual([]);

  const { exitCode, stderr } = await run('migrate', 'export/contacts.xlsx');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(
    'contacts.xlsx: its sheets are read as Accounts.xlsx, Deals.xlsx, Contacts.xlsx\n',
  );
  expect(await list('contact', 'name,account')).toEqual([{ name: 'Ida Ford', account: 'Mill' }]);
  const before = await everything();
  await run('migrate', 'export');
  expect(await everything()).toBe(before);
});

test('a plan of deals of a program runs as it stands, with its usual pipeline and one that is new', async () => {
  const { run, list } = at({
    'deals.csv':
      'Record ID,Deal Name,Deal Stage,Amount,Pipeline,Deal owner\n1,Big,Contract Sent,1000,Sales Pipeline,\n2,Odd,First talk,300,Partners,\n',
  });
  const direct = await run('migrate', 'export', '--dry-run');
  expect(direct.stderr).toContain('1 pipeline (Partners), 1 stage (First talk)');
  await run('migrate', 'export', '--save-plan', 'move.toml');
  expect(await run('migrate', '--plan', 'move.toml')).toMatchObject({ exitCode: 0 });
  expect(await list('opp', 'name,pipeline,stage')).toEqual([
    { name: 'Big', pipeline: 'sales', stage: 'negotiation' },
    { name: 'Odd', pipeline: 'Partners', stage: 'First talk' },
  ]);
});
