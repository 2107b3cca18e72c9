import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPlainFile } from '../../src/io/plain-file.ts';
import { databaseFolder } from '../support/store.ts';

test('a plain file is read; links, folders, pipes and what is too large are not', async () => {
  const folder = databaseFolder();
  const path = (name: string) => join(folder, name);
  writeFileSync(path('offer.pdf'), 'offer');
  symlinkSync(path('offer.pdf'), path('link.pdf'));
  mkdirSync(path('folder'));
  const { name, size, bytes } = findPlainFile(path('offer.pdf'), 'offer.pdf', 5);
  let text = '';
  for await (const piece of bytes) text += Buffer.from(piece).toString();
  expect({ name, size, text }).toEqual({ name: 'offer.pdf', size: 5, text: 'offer' });
  const problemOf = (file: string) => {
    try {
      findPlainFile(path(file), file, 4);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(problemOf('offer.pdf')).toBe('"offer.pdf" is larger than 4 B');
  expect(problemOf('link.pdf')).toBe('cannot read "link.pdf": it is a link');
  expect(problemOf('folder')).toBe('cannot read "folder": it is a folder');
  expect(problemOf('none')).toBe('cannot read "none": no such file');
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [path('pipe')]);
    expect(problemOf('pipe')).toBe('cannot read "pipe": it is not a file');
  }
});
