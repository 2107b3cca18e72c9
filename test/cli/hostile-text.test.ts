import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/**
 * A title, a style, the same in one character each, DEL, a change of direction, an invisible character, a soft
 * hyphen, a tag.
 */
const HOSTILE = 'Evil\x1b]0;owned\x07\x1b[31m\x9b31m\x7f\u202eX\u200bY\u00adZ\u{e0001}';
/** A tag contains no semicolon. */
/** What is stored of it: invisible spaces are cleaned. */
const STORED = HOSTILE.replaceAll('\u200b', '');
const TAG = HOSTILE.replace(';', '');
/** Characters that none of the program’s own sequences contain. */
const ACTS = ['\x1b]', '\x07', '\x1b[31m', '\x7f', '\x9b', '\u202e', '\u200b', '\u00ad', '\u{e0001}'];
const actsIn = (raw: string) => ACTS.filter((each) => raw.includes(each)).map((each) => JSON.stringify(each));

const home = makeHome(afterAll);

beforeAll(async () => {
  const input = `name,email,phone\n"${HOSTILE}",evil@x.example,+1 415 555 0100\n`;
  expect(await crm(['lead', 'import', '-'], { home, input })).toMatchObject({ exitCode: 0 });
  expect(await crm(['tag', 'add', TAG, '1'], { home })).toMatchObject({ exitCode: 0 });
});

const READS = [
  ...['table', 'csv', 'tsv', 'json', 'jsonl', 'md', 'ids'].map((format) => ['lead', 'list', '-f', format]),
  ...['csv', 'tsv', 'json', 'jsonl', 'md', 'vcard'].map((format) => ['lead', 'export', '-f', format]),
  ['lead', 'show', '1'],
  ['lead', 'show', '1', '--json'],
  ['tag', 'list', '--csv'],
  ['tag', 'list', '-f', 'ids'],
  ['history'],
  ['history', '--json'],
  ['search', 'evil', '--csv'],
  ['export', 'all'],
  ['today', '--csv'],
  ['doctor'],
  ['lead', 'show', HOSTILE.replace('Evil', 'Nobody')],
  ['lead', 'list', '--where', `name = "${HOSTILE}`],
  [HOSTILE],
  ['lead', 'list', '--db', `/nowhere/${HOSTILE}`],
  ['lead', 'list', '--user', HOSTILE, '--json'],
];

describe('foreign text on a terminal is visible and has no effect', () => {
  test.each(READS.map((args) => [args]))('crm %j', async (args) => {
    const terminal = open(args, { home, env: { PAGER: '', NO_COLOR: '1' } });
    await terminal.exit;
    expect(actsIn(terminal.raw)).toEqual([]);
  });

  test('JSON contains the same values', async () => {
    const terminal = open(['lead', 'list', '--json', '--columns', 'name'], { home, cols: 300 });
    expect(await terminal.exit).toBe(0);
    expect(JSON.parse(terminal.raw)).toEqual([{ name: STORED }]);
  });

  test('in warnings and in default values of questions', async () => {
    const terminal = open(['lead', 'rm', '1'], { home });
    await terminal.waitFor('Remove lead 1');
    terminal.type('\x04');
    expect(await terminal.exit).toBe(130);
    expect(actsIn(terminal.raw)).toEqual([]);
  });
});

test('pipes and files get the original bytes', async () => {
  const columns = ['--columns', 'name'];
  const csv = await crm(['lead', 'list', '--csv', ...columns], { home });
  expect(csv.stdout).toBe(`name\n${STORED}\n`);
  const file = join(home, 'leads.csv');
  expect(await crm(['lead', 'export', ...columns, '-o', file], { home })).toMatchObject({ exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(`name\n${STORED}\n`);
  const ids = await crm(['tag', 'list', '-f', 'ids'], { home });
  expect(ids.stdout).toBe(`${TAG}\n`);
});

test('pages for people have no effect where a pipe brings them to a terminal', async () => {
  const own = makeHome();
  const made = await crm(['account', 'add', HOSTILE], { home: own });
  expect(made.exitCode).toBe(0);
  const deal = ['opp', 'add', 'Deal', '--account', '1', '--amount', '100', '--stage', 'won'];
  expect(await crm(deal, { home: own })).toMatchObject({ exitCode: 0 });
  for (const line of ['report won --by account --explain', 'brief account:1', 'brief opp:1']) {
    const { stdout, exitCode } = await crm(line.split(' '), { home: own });
    expect([line, exitCode, actsIn(stdout)]).toEqual([line, 0, []]);
    expect(stdout).toContain('Evil');
  }
});
