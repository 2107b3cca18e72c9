import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workbook } from '../formats/workbook.ts';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout + stderr;
  };
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(home, name);
    writeFileSync(path, content);
    return path;
  };
  return { ok, rows, file, run };
}

test.each([
  [
    'a profile alone',
    'Connections.csv',
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
      'Ana,Silva,https://www.linkedin.com/in/ana,,Moinho,CEO,14 Mar 2024\n' +
      ',,https://www.linkedin.com/in/zed,,,,02 Jan 2023\n' +
      ',,,,,,02 Jan 2022\n',
    ['Ana Silva', 'https://www.linkedin.com/in/zed'],
  ],
  [
    'a company alone',
    'hubspot.csv',
    'Record ID,First Name,Last Name,Email,Contact owner,Create Date,Associated Company\n' +
      '1,Ann,Lee,ann@lee.example,,2024-01-02 10:00,Lee Inc\n' +
      '2,,,,,2024-01-02 10:00,Mill Ltd\n' +
      '3,,,,,2024-01-02 10:00,\n',
    ['Ann Lee', 'Mill Ltd'],
  ],
])(
  'people of another program whom %s names are called so, and nobody is counted',
  async (_, name, text, names) => {
    const { ok, rows, file } = session();
    const path = file(name, text);
    expect(await ok('migrate', path)).toContain(
      'Not imported: 1 row without a name, e-mail address or phone number (line 4)',
    );
    const all = (await rows('contact', 'list')).map((each: { name: string }) => each.name);
    expect(all.toSorted()).toEqual(names);
    expect(await ok('migrate', path)).toContain('Everything was already there: 3 rows read = 2 unchanged');
  },
);

test('a row that names its person by the id alone changes that person, also in name', async () => {
  const { ok, rows, file } = session();
  const head = 'Record ID,First Name,Last Name,Email,Contact owner,Create Date,Associated Company\n';
  await ok('migrate', file('one.csv', `${head}2,,,,,2024-01-02 10:00,Mill Ltd\n`));
  await ok('migrate', file('two.csv', `${head}2,Ann,Lee,,,2024-01-02 10:00,Mill Ltd\n`));
  await ok('migrate', file('three.csv', `${head}2,,,,,2024-01-02 10:00,Lee Inc\n`));
  expect(await rows('contact', 'list')).toEqual([
    expect.objectContaining({ name: 'Ann Lee', account: 'Lee Inc' }),
  ]);
});

test('dates of one row are read as their program writes them, and that is told', async () => {
  const { ok, rows, file } = session();
  const text =
    'Id,First Name,Last Name,Email,Phone 1,Street Address 1,Tags,Date Created,Birthday\n' +
    '7,Ann,Lee,ann@lee.example,,1 Main St,VIP,03/04/2021,05/06/1980\n';
  expect(await ok('migrate', file('keap.csv', text))).toContain('read with the month first, as Keap');
  expect((await rows('contact', 'list', '--columns', 'birthdate'))[0]).toEqual({ birthdate: '1980-05-06' });
  const other = text
    .replace('05/06/1980', '25/06/1980')
    .replace('7,Ann', '8,Bo')
    .replace('Lee,ann', 'Day,bo');
  expect(await ok('migrate', file('keap2.csv', other))).not.toContain('month first');
});

test('a chance with decimals is rounded, and kept as it stands', async () => {
  const { ok, rows, file } = session();
  const path = file('deals.csv', 'Name,Amount,Probability\nA,100,33.3%\nB,200,"33,6 %"\nC,300,12\n');
  expect(await ok('opp', 'import', path)).toContain(
    '2 cells not understood, kept as text in the notes: probability',
  );
  expect(await rows('opp', 'list', '--columns', 'name,probability,notes', '--sort', 'name')).toEqual([
    { name: 'A', probability: 33, notes: 'Probability: 33.3%' },
    { name: 'B', probability: 34, notes: 'Probability: 33,6 %' },
    { name: 'C', probability: 12, notes: null },
  ]);
  expect(await ok('opp', 'import', path)).toContain('0 created, 0 updated, 3 unchanged');
});

test('migrate reads one sheet of a workbook where it is named', async () => {
  const { ok, rows, file } = session();
  const path = file(
    'book.xlsx',
    workbook({
      contacts: [
        ['Name', 'Email'],
        ['ann', 'ann@x.example'],
      ],
      'old contacts': [
        ['Name', 'Email'],
        ['bob', 'bob@x.example'],
      ],
    }),
  );
  await ok('migrate', path, '--sheet', 'contacts');
  expect((await rows('contact', 'list')).map(({ name }: { name: string }) => name)).toEqual(['ann']);
});

test('a text that is longer than a cell of a workbook is cut, and that is told', async () => {
  const { ok, file } = session();
  await ok('lead', 'add', 'Ann Lee', '--notes', `${'x'.repeat(32_766)}😀end`);
  await ok('lead', 'add', 'Bo Day', '--notes', 'y'.repeat(32_767));
  const told = await ok('lead', 'export', '-o', file('all.xlsx', ''), '--force');
  expect(told).toContain('notes: 1 text cut after 32,767 characters');
});
