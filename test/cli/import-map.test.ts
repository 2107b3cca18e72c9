import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

const DOWN = '\x1b[B';

/** A home with files in its current folder, and the program run there. */
function at(files: Readonly<Record<string, string>>) {
  const home = makeHome();
  const cwd = join(home, 'here');
  mkdirSync(cwd);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return { home, cwd, run: (...args: string[]) => crm(args, { home, cwd }) };
}

test('a column map is saved under a name, used, listed and removed', async () => {
  const { run } = at({
    'march.csv': 'Who,Shop,Grade,Size\nAda Byron,Engines,A,40\n',
    'april.csv': 'Who,Shop,Grade\nMax Born,Quanta,B\n',
  });
  const said = ['--map', 'Who=name', '--map', 'Shop=company', '--map', 'Size=-', '--map', 'Grade=rating'];
  const values = ['--map-value', 'rating:A=hot', '--map-value', 'rating:B=cold', '--default', 'source=fair'];
  const first = await run('lead', 'import', 'march.csv', ...said, ...values, '--save-map', 'Fair');
  expect(first.stderr).toContain('Saved the map Fair: crm lead import <file> --map-name Fair\n');
  const second = await run('lead', 'import', 'april.csv', '--map-name', 'fair');
  expect(second.stderr).toContain('The map Fair expects "Size", missing in april.csv\n');
  const { stdout } = await run('lead', 'export', '--columns', 'name,company,rating,source');
  expect(stdout).toBe('name,company,rating,source\nAda Byron,Engines,hot,fair\nMax Born,Quanta,cold,fair\n');
  const listed = JSON.parse((await run('map', 'list', '--json')).stdout);
  expect(listed).toMatchObject([
    { name: 'Fair', noun: 'lead', options: expect.stringContaining('--map Who=name') },
  ]);
  expect(await run('contact', 'import', 'april.csv', '--map-name', 'fair')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('the map "Fair" is for leads, not for contacts'),
  });
  await run('map', 'rm', 'FAIR');
  expect(await run('lead', 'import', 'april.csv', '--map-name', 'fair')).toMatchObject({ exitCode: 3 });
  await run('undo');
  expect((await run('map', 'list')).stdout).toContain('Fair');
});

test('options override the saved map, and a dry run saves nothing', async () => {
  const { run } = at({ 'a.csv': 'A,B\nAda,Engines\n' });
  await run('lead', 'import', 'a.csv', '--map', 'A=name', '--map', 'B=title', '--save-map', 'x');
  await run('lead', 'import', 'a.csv', '--map-name', 'x', '--map', 'B=company');
  const { stdout } = await run('lead', 'export', '--columns', 'name,title,company');
  expect(stdout).toBe('name,title,company\nAda,Engines,\nAda,,Engines\n');
  const dry = await run('lead', 'import', 'a.csv', '--map', 'A=name', '--save-map', 'y', '--dry-run');
  expect(dry.stderr).toContain('A dry run saves nothing');
  expect((await run('map', 'list', '-f', 'ids')).stdout).toBe('x\n');
});

test('at a terminal, a user chooses the date order, corrects a column, and saves the map', async () => {
  const { home, cwd, run } = at({ 'deals.csv': 'Deal Name,Close Date,Worth\nBig,3/4/2026,12k\n' });
  const terminal = open(['opp', 'import', 'deals.csv', '--interactive'], { home, cwd, cols: 100, rows: 40 });
  await terminal.waitFor('How do you read "3/4/2026" in the column "Close Date"?');
  terminal.type(`${DOWN}\r`);
  await terminal.waitFor('What now?');
  expect(terminal.screen()).toMatch(/Close Date +close_date +same name +3\/4\/2026 → 2026-04-03/);
  terminal.type(`${DOWN}\r`);
  await terminal.waitFor('Which column?');
  terminal.type(`${DOWN.repeat(2)}\r`);
  await terminal.waitFor('Where does "Worth" go?');
  const settable = OPP.fields.filter(
    ({ access, name }) => access !== 'computed' && !/(?:^|_)ids?$/.test(name),
  );
  const fields = ['-', '+', ...settable.map(({ name }) => name)];
  terminal.type(`${DOWN.repeat(fields.indexOf('amount'))}\r`);
  await terminal.waitFor(/Worth +amount +--map +12k → 12000.00 USD[^?]*\? What now\?/);
  terminal.type(`${DOWN.repeat(2)}\r`);
  await terminal.waitFor('Save under which name?');
  terminal.type('acme\r');
  expect(await terminal.exit).toBe(0);
  expect((await run('opp', 'export', '--columns', 'name,close_date,amount')).stdout).toBe(
    'name,close_date,amount\nBig,2026-04-03,12000.00\n',
  );
  const [map] = JSON.parse((await run('map', 'list', '--json')).stdout);
  expect(map).toMatchObject({ name: 'acme', options: '--map Worth=amount --date-format d/M/yyyy' });
  expect((await run('opp', 'import', 'deals.csv', '--interactive')).stderr).toContain(
    '--interactive needs a terminal',
  );
});

test('asks for the order of dates in a column that only an option made a date', async () => {
  const { home, cwd, run } = at({ 'who.csv': 'Who,Graduated\nAda Byron,3/4/2026\n' });
  const args = ['lead', 'import', 'who.csv', '--interactive', '--map', 'Who=name'];
  const terminal = open(args, { home, cwd, cols: 100, rows: 40 });
  await terminal.waitFor('What now?');
  terminal.type(`${DOWN}\r`);
  await terminal.waitFor('Which column?');
  terminal.type(`${DOWN}\r`);
  await terminal.waitFor('Where does "Graduated" go?');
  terminal.type('Created\r');
  await terminal.waitFor('How do you read "3/4/2026" in the column "Graduated"?');
  terminal.type('\r');
  await terminal.waitFor(/Graduated +created_at +--map +3\/4\/2026 → 2026-03-04T/);
  await terminal.waitFor(/navigate/);
  terminal.type('\r');
  expect(await terminal.exit).toBe(0);
  expect((await run('lead', 'export', '--columns', 'name,created_at')).stdout).toContain('2026-03-04');
});
