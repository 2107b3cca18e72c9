import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pty from '@lydell/node-pty';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePrompt } from '../../src/prompt.ts';
import { fakeIO } from '../render/fake-io.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { NODE, ROOT } from '../support/under-test.ts';

// Inside the project, so that its imported packages are found.
const ASKER = join(ROOT, `node_modules/.cache/crm-asker-${process.pid}.mjs`);

beforeAll(() =>
  build({
    entryPoints: [join(import.meta.dirname, 'asker.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: ASKER,
  }),
);
afterAll(() => rmSync(ASKER, { force: true }));

/** Asks in a real terminal, types each key sequence when its text has appeared, and returns the output. */
async function asked(
  question: string,
  ...answers: [after: string | RegExp, keys: string][]
): Promise<string> {
  const child = pty.spawn(NODE, [ASKER, question], { cols: 80, rows: 24, name: 'xterm-256color' });
  let seen = '';
  let unread = '';
  return new Promise((resolve) => {
    child.onData((text) => {
      seen += text;
      unread += text;
      const [next] = answers;
      if (!next || unread.search(next[0]) === -1) return;
      answers.shift();
      unread = '';
      child.write(next[1]);
    });
    child.onExit(() => resolve(seen));
  });
}

describe('at a terminal', () => {
  test('a text is typed, or the default accepted, and asked for again if invalid', async () => {
    expect(await asked('text', ['Company', 'Globex\r'])).toContain('answer: "Globex"');
    expect(await asked('text', ['Company', '\r'])).toContain('answer: "Acme"');
    const twice = await asked('text', ['Company', 'bad\r'], ['not that one', '\x15good\r']);
    expect(twice).toContain('answer: "good"');
  });

  test('a choice is made with the arrow keys; names cannot change the terminal', async () => {
    const seen = await asked('choose', ['Jane Doe', '\x1b[B\r']);
    expect(seen).toContain('answer: 2');
    expect(seen).toContain('Which␇ lead');
  });

  test('a confirmation is no unless the answer is yes', async () => {
    expect(await asked('confirm', ['Remove it', '\r'])).toContain('answer: false');
    expect(await asked('confirm', ['Remove it', 'y\r'])).toContain('answer: true');
  });

  test.each(['text', 'choose', 'confirm'])('Ctrl-C and Ctrl-D cancel: %s', async (question) => {
    expect(await asked(question, [/\?/, '\x03'])).toContain('answer: "cancelled"');
    expect(await asked(question, [/\?/, '\x04'])).toContain('answer: "cancelled"');
  });

  test('Ctrl-D on a partial text does not accept it', async () => {
    expect(await asked('text', ['Company', 'Glo'], ['Glo', '\x04'])).toContain('answer: "cancelled"');
    expect(await asked('confirm', ['Remove it', 'y'], ['y', '\x04'])).toContain('answer: "cancelled"');
  });
});

describe('without a terminal', () => {
  const piped = (yes: boolean) => makePrompt({ io: fakeIO(), yes });

  test('nobody can answer', () => {
    expect(piped(false).available).toBe(false);
    expect(makePrompt({ io: fakeIO(80), yes: false }).available).toBe(true);
    const halfPiped = { ...fakeIO(80), stdin: fakeIO().stdin };
    expect(makePrompt({ io: halfPiped, yes: false }).available).toBe(false);
  });

  test('a question is a usage error that names the missing value', async () => {
    const error = await crmErrorOf(() => piped(false).text('Last name:'));
    expect([error.kind, error.message]).toEqual(['usage', 'last name is needed']);
    expect((await crmErrorOf(() => piped(false).choose('Stage', []))).message).toBe('stage is needed');
  });

  test('a confirmation needs --yes', async () => {
    const error = await crmErrorOf(() => piped(false).confirm('Remove lead 42?'));
    expect([error.kind, error.message]).toEqual([
      'usage',
      '"Remove lead 42?" needs --yes when there is no terminal',
    ]);
    expect(await piped(true).confirm('Remove lead 42?')).toBe(true);
  });
});
