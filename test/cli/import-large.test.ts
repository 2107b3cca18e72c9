import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { crm, crmProcess, environment, makeHome } from '../support/program.ts';
import { PROGRAM } from '../support/under-test.ts';

/** Large enough for several batches. */
const ROWS = 6_000;
const PADDING = 'wants a quote by May, '.repeat(32);

/** Rows of every kind: new ones, ones that match an earlier lead with or without changes, and invalid ones. */
function leads(end = ''): string {
  let text =
    'Full Name,Company,E-mail,Other Emails,Phone,Owner,Rating,Score,Do Not Call,Tags,Last Attempt,Budget,Notes\n';
  for (let row = 0; row < ROWS; row++) {
    const who = row % 11 === 10 ? row >> 1 : row;
    const cells = [
      who % 5 === 3 ? '李雷' : `Ann ${who} "O'Neill"`,
      who % 7 === 0 ? '' : `Company ${who % 1300}, Inc.`,
      row % 500 === 77 ? 'nobody' : who % 3 === 0 ? '' : `Ann${who}@firm.example`,
      who % 50 === 0 ? `b${who}@firm.example; c${who}@firm.example` : '',
      who % 9 === 0 ? '' : `(415) 555-${String(1000 + (who % 9000))}`,
      row % 300 === 5 ? 'ann' : row % 800 === 9 ? 'Somebody Else' : '',
      row % 20 === 3 ? 'hot' : '',
      row % 30 === 4 ? '42' : '',
      row % 40 === 2 ? 'yes' : '',
      row % 25 === 6 ? 'fair;vip' : '',
      // The order of day and month is only clear far down.
      row === ROWS - 50 ? '25/02/2026' : row % 60 === 8 ? '03/02/2026' : '',
      row % 35 === 1 ? '1,200.50' : '',
      row % 13 === 0 ? `line one\n${PADDING}` : PADDING,
    ];
    text += `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}${row % 1300 === 44 ? ',more' : ''}\n`;
  }
  return text + end;
}

/**
 * A home with users, fields and a file, and the program run there.
 */
async function at(text: string) {
  const home = makeHome();
  const run = (args: readonly string[], input = '') => crm(args, { home, cwd: home, input });
  const runBuilt = (args: readonly string[]) => crmProcess(args, { home, cwd: home });
  writeFileSync(join(home, 'leads.csv'), text);
  await run(['user', 'add', 'Ann']);
  await run(['field', 'add', 'lead', 'budget', '--type', 'number']);
  return { home, run, runBuilt, path: join(home, 'leads.csv') };
}

test('a large file has the same result as the same rows from a pipe', {
  timeout: 120_000,
}, async () => {
  const text = leads();
  const [file, pipe] = [await at(text), await at(text)];
  expect(statSync(file.path).size).toBeGreaterThan(4 * 1024 * 1024);
  const options = ['--rejects', 'bad.csv', '--system', 'theirs'];
  const fromFile = await file.runBuilt(['lead', 'import', 'leads.csv', ...options]);
  const fromPipe = await pipe.run(['lead', 'import', '-', ...options], text);
  expect({ ...fromFile, stderr: fromFile.stderr.replaceAll('leads.csv', 'stdin') }).toEqual(fromPipe);
  expect(fromFile.exitCode).toBe(4);
  const [made, changed, , repeated, , refused] = (fromFile.stdout.split('\n')[1] ?? '')
    .split('\t')
    .map(Number);
  for (const count of [made, changed, repeated, refused]) expect(count).toBeGreaterThan(10);
  const bad = [file, pipe].map(({ home }) => readFileSync(join(home, 'bad.csv'), 'utf8'));
  expect(bad[0]).toBe(bad[1]);
  for (const all of [
    ['lead', 'export'],
    ['search', 'vip', '--limit', '20'],
    ['history', '--json'],
  ]) {
    const [one, other] = [await file.run(all), await pipe.run(all)];
    expect(one.stdout.replaceAll('leads.csv', 'stdin').replace(/import -?\S*/, '')).toBe(
      other.stdout.replaceAll('leads.csv', 'stdin').replace(/import -?\S*/, ''),
    );
  }
  expect((await file.run(['doctor'])).exitCode).toBe(0);
  await file.run(['undo']);
  expect((await file.run(['lead', 'list', '-f', 'ids'])).stdout).toBe('');
});

test('a large file imported again has the same result as from a pipe', {
  timeout: 120_000,
}, async () => {
  const lines = Array.from({ length: ROWS }, (_, row) => [
    row % 7 === 3 ? '' : `X${row}`,
    `Ann ${row}`,
    `Company ${row % 1300}, Inc.`,
    row % 5 === 0 ? '' : `ann${row}@firm.example`,
    PADDING,
  ]);
  // Far down, some rows have changes, and some are of missing leads.
  const again = lines.map(([id = '', name = '', company = '', email = '', notes = ''], row) =>
    row > 3000 && row % 50 === 1
      ? row % 100 === 1
        ? [id, name, company, email, 'Sold.']
        : [`new ${id}`, `Bob ${row}`, company, '', notes]
      : [id, name, company, email, notes],
  );
  const text = (rows: readonly string[][]) =>
    `External ID,Full Name,Company,Email,Notes\n${rows.map((cells) => `"${cells.join('","')}"\n`).join('')}`;
  const [file, pipe] = [await at(text(lines)), await at(text(lines))];
  await file.runBuilt(['lead', 'import', 'leads.csv']);
  await pipe.run(['lead', 'import', '-'], text(lines));
  writeFileSync(file.path, text(again));
  const fromFile = await file.runBuilt(['lead', 'import', 'leads.csv', '--rejects', 'bad.csv']);
  const fromPipe = await pipe.run(['lead', 'import', '-', '--rejects', 'bad.csv'], text(again));
  expect(fromFile.stdout).toBe(fromPipe.stdout);
  const [made, changed, unchanged] = (fromFile.stdout.split('\n')[1] ?? '').split('\t').map(Number);
  for (const count of [made, changed, unchanged]) expect(count).toBeGreaterThan(10);
  const [one, other] = [await file.run(['lead', 'export']), await pipe.run(['lead', 'export'])];
  expect(one.stdout).toBe(other.stdout);
});

test('an unclosed quote at the end of a large file is an error, and nothing is imported', async () => {
  const { run, runBuilt } = await at(leads('"Last,of,all\n'));
  const { exitCode, stderr } = await runBuilt(['lead', 'import', 'leads.csv', '--rejects', 'bad.csv']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('leads.csv has a quote that is not closed: the row that starts in line ');
  expect((await run(['lead', 'list', '-f', 'ids'])).stdout).toBe('');
});

test('Ctrl-C while reading a large file leaves nothing behind', async () => {
  const { home } = await at(leads());
  const child = spawn(
    PROGRAM.command,
    [...PROGRAM.before, 'lead', 'import', 'leads.csv', '--rejects', 'bad.csv'],
    {
      cwd: home,
      env: environment({ home }),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const ended = once(child, 'exit');
  // Rows are being imported at the first rejection: before it, the file of rejected rows does not exist.
  const beside = () => readdirSync(home).filter((name) => /^(bad\.csv|\.crm-)/.test(name));
  while (beside().length === 0) await delay(5);
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(told).toContain('interrupted: nothing was imported');
  expect(beside()).toEqual([]);
  expect((await crm(['lead', 'list', '-f', 'ids'], { home })).stdout).toBe('');
});
