import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

const DOWN = '\x1b[B';

test('at a terminal, log call asks for the outcome and the next call', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane', 'Doe'], { home });
  const terminal = open(['log', 'call', '1'], { home, cols: 100 });
  await terminal.waitFor('What was the result of the call?');
  terminal.type(`${DOWN.repeat(6)}\r`);
  await terminal.waitFor('Call back when');
  terminal.type('some day\r');
  await terminal.waitFor('cannot read "some day" as a date');
  terminal.type('\x15tue 3pm\r');
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toContain(
    'Logged a call with lead 1  Jane Doe: callback  (new → connected, task 1 for Tue 2026-03-17 15:00)',
  );
});

test('at a terminal, a likely duplicate is shown and the user decides', async () => {
  const home = makeHome();
  await crm(['account', 'add', 'Acme Ltd'], { home });
  const doubted = open(['account', 'add', 'ACME'], { home });
  await doubted.waitFor('Add it anyway?');
  expect(doubted.screen()).toContain('account 1  Acme Ltd already has that name');
  doubted.type('n\r');
  expect(await doubted.exit).toBe(130);
  const meant = open(['account', 'add', 'ACME'], { home });
  await meant.waitFor('Add it anyway?');
  meant.type('y\r');
  expect(await meant.exit).toBe(0);
  expect(meant.screen()).toContain('Added account 2  ACME');
});

test('at a terminal, task done shows the next task', async () => {
  const home = makeHome();
  await crm(['task', 'add', 'Report', '--due', 'fri', '--every', 'week'], { home });
  const done = open(['task', 'done', '1'], { home });
  expect(await done.exit).toBe(0);
  expect(done.screen()).toBe('Done: task 1  Report; next Fri 2026-03-20 as task 2');
  const again = open(['task', 'done', '1'], { home });
  expect(await again.exit).toBe(0);
  expect(again.screen()).toBe('task 1  Report was already done');
});

test('at a terminal, add without arguments asks field by field, until each value is valid', async () => {
  const home = makeHome();
  await crm(['account', 'add', 'Acme'], { home });
  const terminal = open(['opp', 'add'], { home });
  const answer = async (question: string, keys: string) => {
    await terminal.waitFor(question);
    terminal.type(keys);
  };
  await answer('Name', 'Renewal\r');
  await answer('Account (optional)', 'Nix\r');
  await answer('no account matches "Nix"', '\x15acme\r');
  await answer('Amount (optional)', 'lots\r');
  await answer('cannot read "lots"', '\x1512k\r');
  await answer('Close date (optional)', 'eom\r');
  await answer('Contact (optional)', '\r');
  await answer('Next step (optional)', '\r');
  expect(await terminal.exit).toBe(0);
  const { stdout } = await crm(['opp', 'list', '--columns', 'name,account,amount,close_date', '--csv'], {
    home,
  });
  expect(stdout).toBe('name,account,amount,close_date\nRenewal,Acme,12000.00,2026-03-31\n');
});

test.each([
  [['lead', 'rm', '1'], 'Remove lead 1'],
  [['lead', 'disqualify', '1'], 'Why?'],
  [['lead', 'add'], 'First name'],
  [['lead', 'edit', '1'], 'Which field'],
  [['log', 'call', '1'], 'What was the result of the call?'],
  [['account', 'add', 'ACME'], 'Add it anyway?'],
])('Ctrl-D at a question of `crm %j` cancels it', async (args, question) => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane', 'Doe'], { home });
  await crm(['account', 'add', 'Acme Ltd'], { home });
  const before = await crm(['history', '--csv'], { home });
  const terminal = open(args, { home });
  await terminal.waitFor(question);
  terminal.type('\x04');
  expect(await terminal.exit).toBe(130);
  expect(terminal.screen()).toMatch(/^crm: (cancelled|.* was .*)$/m);
  expect((await crm(['history', '--csv'], { home })).stdout).toBe(before.stdout);
});
