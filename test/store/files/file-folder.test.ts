import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FileFolder } from '../../../src/store/files/file-folder.ts';
import { databaseFolder } from '../../support/store.ts';

const folderOf = (name = 'crm.db-files') => {
  const path = join(databaseFolder(), name);
  return new FileFolder(() => path);
};

const kept = (folder: FileFolder, text: string) => folder.keep([Buffer.from(text)], { name: 'a.txt' });

const modeOf = (path: string) => (fs.statSync(path).mode & 0o777).toString(8);

test('bytes are kept once, private, and named by their hash', async () => {
  const folder = folderOf();
  const bytes = randomBytes(600_000);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const pieces = [bytes.subarray(0, 400_000), bytes.subarray(400_000)];
  expect(await folder.keep(pieces, { name: 'a.bin' })).toEqual({ hash, size: 600_000 });
  await folder.keep([bytes], { name: 'b.bin' });
  expect([...folder.entries()].map((entry) => entry.hash)).toEqual([hash]);
  expect(Buffer.from(await folder.bytes(hash)).equals(bytes)).toBe(true);
  expect([folder.pathOf(hash), dirname(folder.pathOf(hash)), folder.path].map(modeOf)).toEqual([
    '600',
    '700',
    '700',
  ]);
  expect(fs.readdirSync(folder.path)).toEqual([hash.slice(0, 2)]);
});

test('too many bytes leave nothing', async () => {
  const folder = folderOf();
  await expect(folder.keep([Buffer.alloc(11)], { name: 'big.bin', maxBytes: 10 })).rejects.toThrow(
    '"big.bin" is larger than 10 B',
  );
  expect(fs.readdirSync(folder.path)).toEqual([]);
});

test('what was altered or removed is noticed, and made good by keeping it again', async () => {
  const folder = folderOf();
  const file = await kept(folder, 'offer');
  const path = folder.pathOf(file.hash);
  expect(await folder.stateOf(file)).toBe('sound');
  fs.writeFileSync(path, 'OFFER');
  expect(await folder.stateOf(file)).toBe('altered');
  await expect(folder.bytes(file.hash)).rejects.toThrow('was altered');
  await kept(folder, 'offer');
  expect(await folder.stateOf(file)).toBe('sound');
  fs.rmSync(path);
  expect(await folder.stateOf(file)).toBe('missing');
  await expect(folder.bytes(file.hash)).rejects.toThrow('it is missing');
});

test('a link in the place of a file is neither read nor kept', async () => {
  const folder = folderOf();
  const file = await kept(folder, 'secret');
  const path = folder.pathOf(file.hash);
  fs.renameSync(path, join(dirname(folder.path), 'elsewhere'));
  fs.symlinkSync(join(dirname(folder.path), 'elsewhere'), path);
  expect(await folder.stateOf(file)).toBe('altered');
  await expect(folder.bytes(file.hash)).rejects.toThrow('cannot be read');
  await kept(folder, 'secret');
  expect(fs.lstatSync(path).isFile()).toBe(true);
});

test('files are copied, and moved into a folder that has some', async () => {
  const [one, other] = [folderOf(), folderOf()];
  const file = await kept(one, 'offer');
  await kept(other, 'price');
  await one.copyTo(other, file);
  expect([...other.entries()]).toHaveLength(2);
  one.moveTo(other.path);
  expect([...other.entries()]).toHaveLength(2);
  expect(fs.existsSync(one.path)).toBe(false);
});
