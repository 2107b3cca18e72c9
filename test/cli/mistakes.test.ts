import { userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const home = makeHome(afterAll);
const run = (...args: string[]) => crm(args, { home });

beforeAll(async () => {
  await run('lead', 'add', 'Jane Doe', '--company', 'Acme', '--email', 'jane@acme.example');
  await run('account', 'add', 'Acme');
});

describe('a mistyped line gets an error and a hint', () => {
  test.each<[line: string[], exitCode: number, said: string]>([
    [['lead', 'list', '--owner', 'testr'], 3, 'unknown user "testr"\nDid you mean "tester"?'],
    [['opp', 'list', '--stage', 'propsal'], 3, 'unknown stage "propsal"\nDid you mean "proposal"?'],
    [['opp', 'list', '-w', 'stage in (won, lots)'], 3, 'unknown stage "lots"\nDid you mean "lost"?'],
    [['report', 'pipeline', '--pipeline', 'sale'], 3, 'unknown pipeline "sale"\nDid you mean "sales"?'],
    [
      ['log', 'note', 'acount:1', 'x'],
      3,
      'no lead, account, contact, opp or case matches "acount:1"\nDid you mean "account:1"?',
    ],
    [['lead', 'show'], 2, 'ref is missing\n<ref>: number, e-mail, phone or name'],
    [['lead', 'assign', '1'], 2, 'option "--to <user>" is missing\n--to <user>: name of the user'],
    [
      ['lead', 'add', '-x'],
      2,
      'unknown option "-x"\nIf it is text, not an option, write it after --: crm lead add -- "-x"',
    ],
    [
      ['contact', 'merge', '1', '2'],
      2,
      'unknown command "contact merge"\nOne of: add, list, show, edit, rm, import, export, relate, unrelate\nOr did you mean "crm merge"?',
    ],
    [['add', 'lead', 'Bob'], 2, 'unknown command "add lead"\nDid you mean "crm lead add"?'],
    [['delete', 'leads', '1'], 2, 'unknown command "delete leads"\nDid you mean "crm lead rm"?'],
    [['new'], 2, '"new" is a verb: write the noun first\nFor example: crm lead add'],
    [['setup'], 2, '"setup" is a verb: write the noun first\nFor example: crm mail setup'],
    [['companies', 'list'], 2, 'unknown command "companies"\nDid you mean "crm account"?'],
    [['todo'], 2, 'unknown command "todo"\nDid you mean "crm task"?'],
    [
      ['meeting', 'add', 'Visit', '--at', 'fri'],
      2,
      'unknown option "--at"\nDid you mean "--start"?   Help: crm meeting add --help',
    ],
    [
      ['lead', 'list', '--filter', 'x'],
      2,
      'unknown option "--filter"\nDid you mean "--where"?   Help: crm lead list --help',
    ],
    [
      ['opp', 'add', 'Deal', '--customer', 'Acme'],
      2,
      'unknown option "--customer"\nDid you mean "--account"?   Help: crm opp add --help',
    ],
    [['snippets'], 2, 'unknown command "snippets"\nDid you mean "crm call session --help"?'],
    [['lead', '1'], 2, 'unknown command "lead 1"\nDid you mean "crm lead show 1"?'],
    [
      ['import', 'leads.csv'],
      2,
      'unknown command "import leads.csv"\nOne of: all\nRecords of one noun: crm lead import <file>',
    ],
    [
      ['export', 'leads.csv'],
      2,
      'unknown command "export leads.csv"\nOne of: all\nRecords of one noun: crm lead export',
    ],
    [['search', ' '], 2, 'the search text is missing\n'],
    [
      ['opp', 'add', 'X', '--amount', '1x'],
      2,
      'cannot read "1x" as an amount of money: unknown currency "x"\n',
    ],
  ])('%j', async (line, exitCode, said) => {
    const result = await run(...line);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr.slice(0, said.length + 5)).toBe(`crm: ${said}`);
  });
});

test.each([
  ['show', 'account', '1'],
  ['show', '--columns', 'name', 'accounts', '1'],
])('the noun may be a word of its own: %s %s %s', async (...line) => {
  const { exitCode, stdout } = await run(...line, '--no-header');
  expect({ exitCode, hasName: stdout.includes('Acme') }).toEqual({ exitCode: 0, hasName: true });
});

test('a filter on me works for a user without records', async () => {
  const { username } = userInfo();
  const args = ['lead', 'list', '--owner', username, '--no-header'];
  expect(await crm(args, { home, env: { CRM_USER: undefined } })).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
});

test('a lead without a name is called by its other fields', async () => {
  const name = async () => (await run('lead', 'show', '1', '--columns', 'name', '--no-header')).stdout;
  await run('lead', 'edit', '1', '--first-name', '', '--last-name', '');
  expect(await name()).toBe('Acme\n');
  await run('lead', 'edit', '1', '--company', '');
  expect(await name()).toBe('jane@acme.example\n');
});

test('a name of several lines is shown in one line', async () => {
  await run('account', 'add', 'First\nsecond');
  const { stderr } = await run('account', 'show', 'firts second');
  expect(stderr).toContain('Did you mean  account 2  First second?');
});

test('an invalid phone number is kept, with a warning; an unknown time zone is refused', async () => {
  const { exitCode, stderr } = await run('lead', 'add', 'Kept', '--phone', 'ask reception');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: '"ask reception" is stored as typed: it is not a valid phone number\n',
  });
  const refused = await run('lead', 'edit', 'Kept', '--timezone', 'Europe/Lundon');
  expect(refused).toMatchObject({ exitCode: 2 });
  expect(refused.stderr).toContain('unknown time zone "Europe/Lundon"');
  const good = ['--phone', '+1 415 555 0100', '--timezone', 'Europe/London'];
  expect(await run('lead', 'edit', 'Kept', ...good)).toMatchObject({ exitCode: 0, stderr: '' });
});
