import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('profiles are kept in one form, find their contact, and are those of one', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const show = async (ref: string) => JSON.parse((await run('contact', 'show', ref, '--json')).stdout);
  await run('contact', 'add', 'Jane Doe', '--linkedin', 'https://de.linkedin.com/in/Jane-Doe/?trk=1');
  await run('contact', 'edit', '1', '--social', 'Twitter: @Jane');
  await run('contact', 'add', 'Bob Roe', '--linkedin', 'linkedin.com/company/acme');
  const profiles = { linkedin: 'https://www.linkedin.com/in/jane-doe', social: 'https://x.com/jane' };
  for (const ref of [
    'linkedin.com/in/jane-doe',
    'http://www.linkedin.com/in/JANE-DOE/',
    'https://twitter.com/jane?s=2',
  ])
    expect(await show(ref)).toMatchObject({ id: 1, ...profiles });
  for (const [option, value] of [
    ['--linkedin', 'jane-doe'],
    ['--social', 'x.com/JANE'],
  ] as const) {
    const { exitCode, stderr } = await run('contact', 'edit', '2', option, value);
    expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining('of contact 1  Jane Doe')]);
    expect(stderr).toContain('crm merge contact:1 contact:2');
  }
  expect((await run('contact', 'add', 'Jane D', '--linkedin', 'jane-doe')).exitCode).not.toBe(0);
  // The page of a company is that of several people, and a contact may keep its own.
  expect((await run('contact', 'edit', '1', '--linkedin', 'linkedin.com/company/acme')).exitCode).toBe(0);
  await run('undo');
  expect((await run('contact', 'edit', '1', '--linkedin', 'jane-doe')).stderr).toBe('nothing changed\n');
  expect((await run('contact', 'show', 'https://x.com/nobody')).stderr).toContain('no contact matches');
});

test('an import puts profiles into the same form', async () => {
  const home = makeHome();
  const path = join(home, 'in.csv');
  writeFileSync(
    path,
    'name,linkedin url,twitter\nJane Doe,http://linkedin.com/in/Jane/,https://twitter.com/Jane\n',
  );
  await crm(['contact', 'import', path], { home });
  const { stdout } = await crm(['contact', 'list', '--columns', 'linkedin,social', '--csv', '--no-header'], {
    home,
  });
  expect(stdout).toBe('https://www.linkedin.com/in/jane,https://x.com/jane\n');
  expect((await crm(['contact', 'import', path], { home })).stderr).toContain('1 unchanged');
});

test('a person has several profiles, also on one network, each found and of one person', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const file = join(home, 'people.csv');
  writeFileSync(
    file,
    'First name,Last name,Email,Twitter,Facebook,GitHub username\n' +
      'Ann,Lee,ann@x.example,@AnnLee,ann.lee.9,annlee\n' +
      'Cy,Roe,cy@x.example,"@cy1; @cy2",,\n',
  );
  const list = async () => {
    const { stdout } = await run('contact', 'export', '--json', '--columns', 'name,social,other_profiles');
    return JSON.parse(stdout);
  };
  await run('contact', 'import', file);
  const stored = [
    {
      name: 'Ann Lee',
      social: 'https://x.com/annlee',
      other_profiles: ['https://www.facebook.com/ann.lee.9', 'https://github.com/annlee'],
    },
    { name: 'Cy Roe', social: 'https://x.com/cy1', other_profiles: ['https://x.com/cy2'] },
  ];
  expect(await list()).toEqual(stored);
  expect((await run('contact', 'import', file, '--json')).stdout).toContain('"unchanged": 2,');
  expect(JSON.parse((await run('contact', 'show', 'github.com/AnnLee', '--json')).stdout)).toMatchObject({
    id: 1,
  });
  const taken = await run('contact', 'edit', '2', '--social', 'x:cy1', '--social', 'github: annlee');
  expect(taken.stderr).toContain('is the profile of contact 1  Ann Lee');
  expect((await run('contact', 'list', '--where', 'other_profiles ~ facebook', '-f', 'ids')).stdout).toBe(
    '1\n',
  );
  await run('contact', 'edit', '2', '--social', '');
  await run('undo');
  expect(await list()).toEqual(stored);
  await run('merge', 'contact:1', 'contact:2', '--yes');
  const [merged] = await list();
  expect([merged.social, ...merged.other_profiles].toSorted()).toEqual(
    [...stored.flatMap(({ social, other_profiles }) => [social, ...other_profiles])].toSorted(),
  );
});

test('a profile that a later row of the same person replaces is told', async () => {
  const home = makeHome();
  const file = join(home, 'people.csv');
  writeFileSync(
    file,
    'First name,Last name,Email,Twitter\nAnn,Lee,a@x.example,@one\nAnn,Lee,a@x.example,@two\n',
  );
  const { stderr } = await crm(['contact', 'import', file], { home });
  expect(stderr).toContain('1 cell replaced by later rows of the same record: social (line 3)');
});

test('people of one profile and name are one in an import; others keep it, and that is told', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const file = join(home, 'people.csv');
  const rows = [
    'Ann,Lee,ann@x.example,https://linkedin.com/in/annlee/',
    'A.,Lee,,linkedin.com/in/AnnLee',
    'Bob,Roe,bob@x.example,https://www.linkedin.com/in/annlee',
    'Cy,Poe,,linkedin.com/company/acme',
    'Di,Fox,,linkedin.com/company/acme',
  ];
  writeFileSync(file, `First name,Last name,Email,LinkedIn\n${rows.join('\n')}\n`);
  const first = await run('contact', 'import', file);
  expect(first.stderr).toContain('4 created');
  expect(first.stderr).toContain(
    '1 cell kept, though another contact has the same profile: linkedin (line 4)',
  );
  const again = await run('contact', 'import', file);
  expect(again.stderr).toContain('0 created');
  expect(again.stderr).not.toContain('same profile');
  writeFileSync(file, 'First name,Last name,Title,Social\nAnn,Lee,Chef,linkedin.com/in/annlee\n');
  await run('contact', 'import', file);
  const where = 'linkedin = "https://linkedin.com/in/annlee/" and title is not empty';
  const { stdout } = await run('contact', 'list', '--where', where, '--columns', 'name,title', '--csv');
  expect(stdout).toBe('name,title\nAnn Lee,Chef\n');
});

test('a filter reads a profile as it is stored', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run('contact', 'add', 'Ann Lee', '--linkedin', 'annlee', '--social', 'x: @Ann');
  for (const where of [
    'linkedin = "https://linkedin.com/in/annlee/"',
    'linkedin = annlee',
    'linkedin in (bob, annlee)',
    'linkedin ~ "http://linkedin.com/in/AnnLee/"',
    'linkedin ~ annl',
    'social = "twitter.com/ann"',
    'social != "x.com/bob"',
  ])
    expect((await run('contact', 'list', '--where', where, '--format', 'ids')).stdout, where).toBe('1\n');
});
