import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FileFolder, filesFolderOf } from '../../src/store/files/file-folder.ts';
import { recordFile } from '../../src/store/files/stored-files.ts';
import { shop } from '../support/shop.ts';
import { openStore } from '../support/store.ts';

/** A database with records and the files of these texts. */
async function stocked(...texts: readonly string[]) {
  const made = shop();
  await made.ok('lead', 'add', 'Jane Doe');
  const { db = '', home } = made.place;
  const store = openStore({ path: db });
  const { files } = store.engine;
  const hashes: string[] = [];
  for (const text of texts) {
    const kept = await files.keep([Buffer.from(text)], { name: 'a.txt' });
    await store.change((tx) => recordFile(tx, files, kept));
    hashes.push(kept.hash);
  }
  return { ...made, db, home, files, hashes };
}

const folderBeside = (database: string) => new FileFolder(() => filesFolderOf(database));

const textsIn = (folder: FileFolder) =>
  [...folder.entries()].map(({ path }) => readFileSync(path, 'utf8')).sort();

test('a backup has the files of records beside it, and no others', async () => {
  const { ok, run, home } = await stocked('offer', 'price');
  const copy = join(home, 'copy.db');
  await ok('backup', copy);
  expect(textsIn(folderBeside(copy))).toEqual(['offer', 'price']);
  expect(statSync(filesFolderOf(copy)).mode & 0o777).toBe(0o700);
  await folderBeside(copy).keep([Buffer.from('of another time')], { name: 'a.txt' });
  await ok('backup', copy, '--force');
  expect(textsIn(folderBeside(copy))).toEqual(['offer', 'price']);
  expect(readdirSync(home).filter((name) => name.startsWith('.crm-'))).toEqual([]);
  const { stdout } = await run(['doctor', '--json', '--db', copy]);
  expect(stdout).toContain('2 files, 10 B, all as they were kept');
});

test('a backup goes on without a file that is damaged, and says so', async () => {
  const { run, home, files, hashes } = await stocked('offer', 'price');
  writeFileSync(files.pathOf(hashes[0] as string), 'OFFER');
  const copy = join(home, 'copy.db');
  const { exitCode, stderr } = await run(['backup', copy]);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('not in the backup, as it is missing')]);
  expect(textsIn(folderBeside(copy))).toEqual(['price']);
});

test.each([
  ['lines', [] as string[], 'all.jsonl'],
  ['a folder', ['-f', 'csv-folder'], 'everything'],
])('an export as %s carries files when asked, and its import keeps them', async (_form, options, name) => {
  const big = 'x'.repeat(500_000);
  const { ok, run, home } = await stocked('offer', big, '');
  const output = join(home, name);
  await ok('export', 'all', '--with-files', ...options, '-o', output);
  const restored = join(home, 'new', 'restored.db');
  await ok('import', 'all', output, '--db', restored);
  expect(textsIn(folderBeside(restored))).toEqual(['', 'offer', big]);
  expect(readdirSync(dirname(restored)).sort()).toEqual(['restored.db', 'restored.db-files']);
  const { exitCode } = await run(['doctor', '--db', restored]);
  expect(exitCode).toBe(0);
});

test('an export without files lists them, and its import says what it lacks', async () => {
  const { ok, run, home, hashes } = await stocked('offer');
  const output = join(home, 'all.jsonl');
  await ok('export', 'all', '-o', output);
  expect(readFileSync(output, 'utf8')).toContain(`"table":"stored_file","hash":"${hashes[0]}","size":5`);
  const restored = join(home, 'restored.db');
  const { stderr } = await run(['import', 'all', output, '--db', restored]);
  expect(stderr).toContain('without the file of its records: crm export all --with-files has them');
  expect((await run(['doctor', '--db', restored])).stdout).toContain('missing: copy it from a backup');
});

test('an archive whose file was cut or altered is not imported', async () => {
  const { ok, run, home } = await stocked('offer');
  const output = join(home, 'all.jsonl');
  await ok('export', 'all', '--with-files', '-o', output);
  const whole = readFileSync(output, 'utf8');
  const restored = join(home, 'restored.db');
  const imported = async (text: string) => {
    const file = join(home, 'changed.jsonl');
    writeFileSync(file, text);
    const { exitCode, stderr } = await run(['import', 'all', file, '--db', restored]);
    expect([exitCode, existsSync(restored), existsSync(filesFolderOf(restored))]).toEqual([2, false, false]);
    return stderr;
  };
  const altered = Buffer.from('OFFER').toString('base64');
  expect(await imported(whole.replace(Buffer.from('offer').toString('base64'), altered))).toContain(
    'is incomplete or was altered',
  );
  expect(await imported(whole.replace(/\{"file".*\n$/, ''))).toContain('it has 0 of 1 files of records');
});

test('no output is written among the files of a database', async () => {
  const { run, db } = await stocked('offer');
  const inside = join(filesFolderOf(db), 'list.csv');
  const { exitCode, stderr } = await run(['lead', 'export', '-o', inside]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('one of the files of the database')]);
  mkdirSync(join(filesFolderOf(db), 'ab'), { recursive: true });
  expect((await run(['backup', join(filesFolderOf(db), 'ab', 'x.db')])).exitCode).toBe(1);
});
