import { expect, test } from 'vitest';
import { hintsOf } from '../../src/cli/hints.ts';
import { notFound, usage } from '../../src/domain/errors.ts';

test('an error with a code gets the words of the command line', () => {
  expect(hintsOf(usage('no reason', { code: 'reason-missing', step: 'lose-opp' }))).toEqual([
    'Give it: crm opp lose <ref> --reason "…"',
  ]);
  expect(hintsOf(notFound('no user', { code: 'unknown-user', name: "O'Neil", near: 'neil' }))).toEqual([
    'Did you mean "neil"?   See all: crm user list',
    "Add the user: crm user add 'O'\\''Neil'",
  ]);
});

test('an error that explains another keeps its hints', () => {
  const original = notFound('no account', { code: 'no-record', noun: 'account', near: null });
  expect(
    hintsOf(notFound('no account', { code: 'missing-relation', noun: 'account', name: 'Acme', original })),
  ).toEqual(['See all: crm account list', 'Add it first: crm account add "Acme"']);
});

test('hints in plain words stay as they are', () => {
  expect(hintsOf(usage('unknown status', 'Did you mean "new"?'))).toEqual(['Did you mean "new"?']);
});
