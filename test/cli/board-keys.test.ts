import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { board } from '../support/live-board.ts';
import { shop } from '../support/shop.ts';
import { open } from '../support/terminal.ts';

test('moves a deal, marks it lost with a reason, reopens it, and undoes all of it', async () => {
  const { terminal, stageOf, json } = await board();
  terminal.type('L');
  await terminal.waitFor('Acme renewal: prospecting → qualification (20 %)');
  terminal.type('L');
  await terminal.waitFor('qualification → proposal (50 %)');
  expect(await stageOf('1')).toBe('proposal');
  terminal.type('x');
  await terminal.waitFor('Why was Acme renewal lost?');
  terminal.type('no budget\r');
  await terminal.waitFor('proposal → lost');
  expect(await json('opp', 'show', '1')).toMatchObject({ status: 'lost', lost_reason: 'no budget' });
  terminal.type('o');
  await terminal.waitFor('lost → proposal');
  terminal.type('uuuu');
  await expect.poll(() => stageOf('1')).toBe('prospecting');
  terminal.type('U');
  await expect.poll(() => stageOf('1')).toBe('qualification');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('u undoes what this board did, and asks before it undoes anything else', async () => {
  const { terminal, stageOf, ok } = await board();
  await ok('opp', 'advance', '2');
  const before = await stageOf('2');
  terminal.type('L');
  await terminal.waitFor('Acme renewal: prospecting → qualification (20 %)');
  await ok('opp', 'edit', '2', '--next-step', 'Call');
  terminal.type('u');
  await expect.poll(() => stageOf('1')).toBe('prospecting');
  terminal.type('u');
  await terminal.waitFor(/Undo "edited opp 2 .*" of .*\?/);
  terminal.type('n\r');
  terminal.type('U');
  await expect.poll(() => stageOf('1')).toBe('qualification');
  terminal.type('u');
  await expect.poll(() => stageOf('1')).toBe('prospecting');
  terminal.type('u');
  await terminal.waitFor(/Undo "edited opp 2 .*" of .*\?/);
  terminal.type('y\r');
  await terminal.waitFor('undid: edited opp 2');
  expect(await stageOf('2')).toBe(before);
});

test('quick keys do the same as the commands', async () => {
  const { terminal, json, ok } = await board();
  terminal.type('p');
  await terminal.waitFor('12000.00 USD');
  terminal.type('\u001544k\r');
  await terminal.waitFor('Changed opp 1');
  terminal.type('n');
  await terminal.waitFor('Note on');
  terminal.type('\u001b[200~they like\nit; :q\u001b[201~\r');
  await terminal.waitFor('Logged a note');
  terminal.type('tsend the contract\rfri 3pm\r');
  await terminal.waitFor('Added task 1');
  terminal.type(' ');
  await terminal.waitFor('1 marked');
  terminal.type(' c');
  await terminal.waitFor('How did the call about 2 deals go?');
  terminal.type('connected\rhello\r\r');
  await terminal.waitFor('Logged a call');
  terminal.type('a');
  await terminal.waitFor('no account');
  terminal.type('\rDelta start\r5k\r\r');
  await terminal.waitFor('Added opp 4');
  expect((await json('opp', 'show', '1')).amount).toEqual({ amount: '44000.00', currency: 'USD' });
  expect((await json('task', 'list'))[0]).toMatchObject({
    subject: 'send the contract',
    opp: 'Acme renewal',
  });
  const said = await json('activity', 'list', '--sort', 'id', '--columns', 'type,opp_id');
  expect(said.map(({ type, opp_id }: Record<string, unknown>) => [type, opp_id])).toEqual([
    ['note', 1],
    ['call', 1],
    ['call', 3],
  ]);
  expect(await ok('opp', 'list', '--where', 'name = "Delta start"', '-f', 'ids')).toBe('4\n');
});

test('applies a filter while it is typed; marks an invalid one and keeps the last valid one', async () => {
  const { terminal } = await board();
  terminal.type('/amount > 5k');
  await terminal.waitFor(/\$12k open[\s\S]*amount > 5k▏/);
  await expect.poll(() => terminal.screen()).not.toContain('Beta');
  terminal.type(' and');
  await terminal.waitFor(/\$12k open[\s\S]*amount > 5k and▏\n {2}✗ expected/);
  terminal.type('\u001b');
  await terminal.waitFor('Beta');
  terminal.type('/beta\r');
  await expect.poll(() => terminal.screen()).not.toContain('Acme renewal');
});

test('shows the same deals in each view', async () => {
  const { terminal } = await board({ cols: 120 });
  terminal.type('2');
  await terminal.waitFor('by month of closing');
  terminal.type('3');
  await terminal.waitFor(/▌ +\$12,000 {2}Acme renewal +prospecting/);
  terminal.type('4');
  await terminal.waitFor('no next step');
  terminal.type('5');
  await terminal.waitFor('No activity');
  terminal.type('1\r');
  await terminal.waitFor(/│ Acme renewal[\s\S]*│ opp 1/);
});

test('saves what is seen under a name, and opens it by its digit; u takes it back', async () => {
  const { terminal, json } = await board({ cols: 130, rows: 30 });
  terminal.type('/amount > 5k\r');
  await terminal.waitFor('1 deal');
  terminal.type('3');
  await terminal.waitFor('List 1');
  terminal.type('C');
  await terminal.waitFor('Columns');
  terminal.type('\u0015name, amuont\r');
  await terminal.waitFor('no column "amuont"');
  terminal.type('\u0015name, amount\r');
  await terminal.waitFor('other columns');
  terminal.type('vLarge ones\r');
  await terminal.waitFor('Saved the view Large ones: 6 opens it');
  await terminal.waitFor(' 6 Large ones ');
  expect(await json('view', 'list')).toMatchObject([
    { key: '6', name: 'Large ones', view: 'list', filter: 'amount > 5k', columns: 'name,amount' },
  ]);
  terminal.type('1\u001b');
  await terminal.waitFor('no filter');
  terminal.type('6');
  await terminal.waitFor('Large ones 1');
  expect(terminal.screen()).toMatch(/deal +amount *\n/);
  terminal.type('7');
  await terminal.waitFor('no view is saved as 7');
  terminal.type('u');
  await terminal.waitFor('undid: added the view Large ones');
  expect(await json('view', 'list')).toEqual([]);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('goes from a deal to its account, its people and their other deals, and back', async () => {
  const own = shop();
  const calls = join(own.place.home, 'dialled');
  await own.ok('config', 'set', 'dial', `/bin/sh -c 'echo "$0" > "$1"' {number}-{extension} ${calls}`);
  await own.ok(
    ...['account', 'add', 'Acme\u001b[31m', '--website', 'acme.test', '--phone', '+16085550101 ext 7'],
  );
  const db = new Database(own.place.db);
  db.prepare('update account set website = ?').run('javascript:alert(1)');
  db.close();
  await own.ok('contact', 'add', 'Ann Lee', '--account', '1', '--phone', '+16085550102', '--title', 'CEO');
  await own.ok('contact', 'add', 'Bob Roe', '--account', '1', '--phone', '+16085550103', '--do-not-call');
  await own.ok('opp', 'add', 'Renewal', '--account', '1', '--contact', '1', '--amount', '5k');
  await own.ok('opp', 'add', 'Rollout', '--account', '1', '--contact', '2', '--amount', '7k');
  const terminal = open(['board'], { ...own.place, cols: 130, rows: 30 });
  await terminal.waitFor('2 deals');
  terminal.type('/Renewal\r');
  await terminal.waitFor('1 deal ');
  terminal.type('i');
  await terminal.waitFor('Other deals of Acme');
  expect(terminal.screen()).toMatch(/person +Ann Lee {2}CEO\n *phone +\+1 608 555 0102/);
  expect(terminal.screen()).toMatch(/Rollout .*\$7,000/);
  // The account has a page of its own.
  terminal.type('\r');
  await terminal.waitFor('account 1');
  expect(terminal.screen()).toMatch(/phone +\+1 608 555 0101 ext 7/);
  terminal.type('\r');
  await terminal.waitFor('dialling +1 608 555 0101 ext 7');
  await expect.poll(() => existsSync(calls) && readFileSync(calls, 'utf8')).toBe('+16085550101-7\n');
  terminal.type('y');
  await terminal.waitFor('copied: +16085550101x7');
  expect(terminal.raw).toContain(`\u001b]52;c;${Buffer.from('+16085550101x7').toString('base64')}\u0007`);
  terminal.type('j\r');
  await terminal.waitFor('is not the address of a website');
  // Bob does not want calls.
  terminal.type('jj\r');
  await terminal.waitFor('contact 2');
  terminal.type('\r');
  await terminal.waitFor('Bob Roe does not want calls');
  // Each page by what it alone has: a second Esc that comes too soon would be another key.
  terminal.type('\u001b');
  await terminal.waitFor(/phone +\+1 608 555 0101 ext 7/);
  terminal.type('\u001b');
  await terminal.waitFor('Other deals of Acme');
  // The filter gives way to the deal that is gone to, which stays, also when the board is read anew.
  terminal.type('G\r');
  await terminal.waitFor('the filter hid this deal and is off');
  await terminal.waitFor('opp 2');
  await own.ok('opp', 'edit', '2', '--amount', '8k');
  await terminal.waitFor(/Acme.* \$8,000\s*\n.*Rollout {2}opp 2/);
  terminal.type('qq');
  expect(await terminal.exit).toBe(0);
  expect(readFileSync(calls, 'utf8')).toBe('+16085550101-7\n');
});

test('T sets the monthly target that the forecast is compared with', async () => {
  const { terminal, ok } = await board({ cols: 130, rows: 30 });
  terminal.type('2');
  await terminal.waitFor('no target: T sets one');
  terminal.type('Tplenty\r');
  await terminal.waitFor('plenty');
  terminal.type('\u001520k\r');
  await terminal.waitFor('the monthly target is 20000.00 USD');
  await terminal.waitFor('target $20k');
  expect(await ok('config', 'get', 'target')).toBe('20k\n');
  terminal.type('T\u0015\r');
  await terminal.waitFor('there is no monthly target any more');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('won and lost lanes collapse to their heads, as a saved view says', async () => {
  const { terminal, ok } = await board({ cols: 150, rows: 30 });
  terminal.type('l'.repeat(2));
  terminal.type('w');
  await terminal.waitFor('→ won');
  terminal.type('-');
  await terminal.waitFor('won and lost show their heads alone');
  const [head = '', sum = ''] = terminal.screen().split('\n').slice(3);
  expect([head, sum]).toEqual([
    expect.stringMatching(/^ {2}Prospecting .* Qualification .* Proposal .* Negotiation .* Won +1$/),
    expect.stringMatching(/ \$3k$/),
  ]);
  terminal.type('vopen ones\r');
  await terminal.waitFor('Saved the view open ones');
  terminal.type('-');
  await terminal.waitFor('won and lost are shown whole');
  terminal.type('6');
  await terminal.waitFor(' 6 open ones ');
  // Where a lane would go out of sight for them, they are named below.
  terminal.resize(80, 24);
  await terminal.waitFor(/Negotiation 0 {2}Won 1 \$3k {2}Lost 0 \$0 ▸/);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(await ok('board', '--view', 'open ones', '--width', '120')).toMatch(/\n {2}Won +1\n {2}\$3k\n/);
});

test('the help names the saved views that there are, and no others', async () => {
  const { terminal } = await board({ cols: 120, rows: 40 });
  terminal.type('?view');
  await terminal.waitFor('saved views: open one, or save');
  expect(terminal.screen()).not.toContain('the saved view');
  terminal.type('\x1b');
  await terminal.waitFor(/^(?![\s\S]*saved views: open one)/);
  terminal.type('vbig ones\r');
  await terminal.waitFor('Saved the view big ones: 6 opens it');
  terminal.type('?big');
  await terminal.waitFor(/6 +the saved view big ones/);
  terminal.type('\r');
  await terminal.waitFor('view big ones');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('aligns lanes at any height', async () => {
  const { terminal, run } = await board();
  const rows = Array.from({ length: 20 }, (_, at) => `More ${at},2026-03-01\n`).join('');
  await run(['opp', 'import', '-'], { input: `name,close_date\n${rows}` });
  // The cursor is still on its card, below the new ones.
  await terminal.waitFor(/↑ \d+/);
  terminal.type('\u001b[H');
  for (const height of [23, 24, 25, 26]) {
    terminal.resize(100, height);
    const looks = () => {
      const lines = terminal.screen().split('\n');
      return [lines.length, /^ {2}[━─]+ +[━─]+ +[━─]+$/.test(lines[4] ?? ''), lines[5]?.startsWith('▌')];
    };
    await expect.poll(looks).toEqual([height, true, true]);
  }
});

test('hostile names cannot change the screen', async () => {
  const { terminal } = await board({ cols: 200 });
  await terminal.waitFor('Gamma␛[31m audit');
  expect(terminal.raw).not.toContain('\u001b[31m audit');
});

test('Ctrl-K finds a record of any kind by its name, before what holds it, or by its number', async () => {
  const { terminal, ok } = await board();
  await ok('account', 'add', 'Beta');
  await ok('lead', 'add', 'Zoe Doe', '--company', 'Globex');
  const find = async (text: string, found: RegExp) => {
    terminal.type('\u000b');
    await terminal.waitFor('type a name, a number');
    terminal.type(text);
    await terminal.waitFor(found);
  };
  await find('beta', /▌ +Beta +account \d[\s\S]*Beta rollout +opp 2/);
  terminal.type('\u001b');
  await terminal.waitFor('cancelled');
  await find('lead 1', /▌ +Zoe Doe .*lead 1/);
  terminal.type('\u001b');
  await terminal.waitFor('cancelled');
  await find('opp 2', /▌ +Beta rollout +opp 2/);
  terminal.type('\r');
  await terminal.waitFor(/│ Beta rollout/);
});

test('gg goes to the first deal, Ctrl-N and Ctrl-P to the next hit and the one before in any lane', async () => {
  const { terminal } = await board();
  terminal.type('G');
  await terminal.waitFor(/▌ Gamma/);
  terminal.type('gg');
  await terminal.waitFor(/▌ Acme renewal/);
  terminal.type('\u000e\u000e');
  await terminal.waitFor(/▌ Beta rollout/);
  terminal.type('\u0010');
  await terminal.waitFor(/▌ Gamma/);
});

test('prints plain lists and sentences for screen readers, with the cursor at the end', async () => {
  const { terminal } = await board({ env: { INK_SCREEN_READER: 'true' } });
  await terminal.waitFor('column 1 of 6, prospecting, $12,000: 1 of 2: Acme renewal, $12,000');
  expect(terminal.screen()).toContain('columns: > prospecting 2; qualification 0; proposal 1;');
  expect(terminal.screen()).toMatch(/^> 1\. Acme renewal\n2\. Gamma␛\[31m audit/m);
  expect(terminal.screen()).not.toMatch(/[─│▌▸]/);
  terminal.type('jp');
  await terminal.waitFor(/Amount of Gamma[^\n]*:$/);
  terminal.type('\u001b');
  await terminal.waitFor('cancelled');
  terminal.type('3');
  await terminal.waitFor(/^> 1\. Acme renewal, \$12,000/m);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('shows which key to press on an empty board', async () => {
  const { place, ok } = shop();
  await ok('user', 'add', 'ann');
  const terminal = open(['board'], { ...place, cols: 80, rows: 24 });
  await terminal.waitFor('a adds the first');
  terminal.type('a');
  await terminal.waitFor('A new deal for which account?');
  terminal.type('\r');
  await terminal.waitFor('What is the new deal called?');
  terminal.type('First\r\r\r');
  await terminal.waitFor('Added opp 1');
  expect(terminal.screen()).toContain('First');
});
