import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFile } from '../../../src/store/sqlite/replace.ts';

const newPlace = () => join(mkdtempSync(join(tmpdir(), 'crm-replace-')), 'crm.db');

test('a created database is complete, even if another creation starts in the meantime', async () => {
  const path = newPlace();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const first = newFile(path, async (beside) => {
    writeFileSync(beside, 'whole');
    await begun;
  });
  const second = newFile(path, async (beside) => {
    writeFileSync(beside, 'half');
    begin();
    await first;
    throw new Error('ended by a signal');
  });
  await expect(second).rejects.toThrow('ended by a signal');
  expect(readFileSync(path, 'utf8')).toBe('whole');
  expect(readdirSync(join(path, '..'))).toEqual(['crm.db']);
});

test('a database created by somebody else in the meantime is kept', async () => {
  const path = newPlace();
  const made = newFile(path, async (beside) => {
    writeFileSync(beside, 'mine');
    writeFileSync(path, 'theirs');
  });
  await expect(made).rejects.toThrow('was created by somebody else in the meantime');
  expect(readFileSync(path, 'utf8')).toBe('theirs');
  expect(readdirSync(join(path, '..'))).toEqual(['crm.db']);
});

test('what is left beside its place by a database that was deleted goes, though a program still writes to it', async () => {
  const path = newPlace();
  for (const end of ['-wal', '-shm']) writeFileSync(path + end, 'old');
  await newFile(path, async (beside) => {
    writeFileSync(beside, 'new');
    writeFileSync(`${path}-shm`, 'written since');
  });
  expect(readdirSync(join(path, '..'))).toEqual(['crm.db']);
});
