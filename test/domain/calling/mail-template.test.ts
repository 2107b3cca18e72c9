import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mailArguments,
  mailtoUri,
  openerOf,
  readDraft,
  readMailCommand,
} from '../../../src/domain/calling/mail-template.ts';
import { fillSnippets, readSnippets } from '../../../src/domain/calling/snippets.ts';

test('a mail has a subject in its first line, or none', () => {
  expect(readDraft('Subject: For Zoë\n\nHello Zoë,\n\nas said.\nSam\n', 'zoe@lake.example')).toEqual({
    to: 'zoe@lake.example',
    subject: 'For Zoë',
    body: 'Hello Zoë,\n\nas said.\nSam',
  });
  expect(readDraft('Only a text', 'a@b.example')).toMatchObject({ subject: '', body: 'Only a text' });
});

test('a draft comes whole through its address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (subject, text) => {
      const body = text.replaceAll('\r', '');
      const uri = mailtoUri({ to: "o'neil+x@lake.example", subject, body });
      expect(uri).toMatch(/^mailto:[\x21-\x7e]*$/);
      const { searchParams } = new URL(uri.replaceAll('+', '%2B'));
      expect(searchParams.get('subject') ?? '').toBe(subject);
      expect((searchParams.get('body') ?? '').replaceAll('\r\n', '\n')).toBe(body);
    }),
  );
});

test('the program gets its arguments without a shell', () => {
  const draft = { to: 'a@b.example', subject: 'x"; $(id) {body}', body: "it's\nhere" };
  const command = readMailCommand(`mutt -s {subject} -e 'set x' "{to}"`);
  expect(mailArguments(command, draft)).toEqual([
    'mutt',
    '-s',
    'x"; $(id) {body}',
    '-e',
    'set x',
    'a@b.example',
  ]);
  expect(mailArguments(openerOf('linux'), draft)).toEqual(['xdg-open', mailtoUri(draft)]);
  expect(() => readMailCommand('mutt -s {subject} {address}')).toThrow('nothing is filled in for {address}');
  for (const wrong of ['', 'mutt', '{mailto}', '{to} x'])
    expect(() => readMailCommand(wrong)).toThrow('is not a mail command');
});

test('snippets are lines of a file, put in where their names stand alone', () => {
  const snippets = readSnippets('# mine\nprice: from 90\\na month\r\nVM-Text: left a message\n: x\nempty:\n');
  expect([...snippets]).toEqual([
    ['price', 'from 90\na month'],
    ['vm-text', 'left a message'],
  ]);
  expect(fillSnippets('vm ;vm-text, ;vm-text a;price ;nothing', snippets)).toBe(
    'vm ;vm-text, left a message a;price ;nothing',
  );
  expect(fillSnippets(';price', snippets)).toBe('from 90\na month');
  expect(fillSnippets(';constructor', snippets)).toBe(';constructor');
});
