import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { board } from '../support/live-board.ts';
import { makeHome } from '../support/program.ts';
import type { Terminal } from '../support/terminal.ts';

test('handles fast keys, and reports a key without effect', async () => {
  const { terminal, stageOf } = await board();
  terminal.type('jLLL');
  await terminal.waitFor('→ negotiation');
  expect(await stageOf('3')).toBe('negotiation');
  terminal.type('L');
  await terminal.waitFor('is in "negotiation", the last open stage');
  terminal.type('Z');
  await terminal.waitFor('"Z" does nothing here; ? lists the keys');
  terminal.type('?');
  await terminal.waitFor('to the lane on the left');
});

test('shows changes of others, made by crm or any other program', async () => {
  const { terminal, ok, place } = await board();
  await ok('user', 'add', 'bruno', '--user', 'bruno');
  await ok('opp', 'move', '2', 'negotiation', '--user', 'bruno');
  await terminal.waitFor(/» bruno: opp 2 {2}Beta rollout: proposal → negotiation/);
  const outside = new Database(place.db);
  outside.exec("update opp set name = 'Renamed outside' where id = 1");
  outside.close();
  await terminal.waitFor('Renamed outside');
});

test('shows the required size on a small terminal, and the board after resizing', async () => {
  const { terminal } = await board();
  terminal.resize(40, 10);
  await terminal.waitFor(/this terminal\s+is 40 × 10/);
  terminal.resize(60, 16);
  await terminal.waitFor('Qualification');
  expect(terminal.screen().split('\n').length).toBeLessThanOrEqual(16);
});

test('runs any crm command on the terminal, one after the other, and returns to the board', async () => {
  const { terminal } = await board({ env: { PAGER: 'cat' } });
  for (const [line, said] of [
    ['opp show 2', 'Weighted        $1,500.00'],
    ['opp shw 2', 'unknown command "opp shw"'],
    ['crm opp list --csv --columns name', /^Press any key.*\nname\n(.*\n)*Beta rollout\nGamma/m],
  ] as const) {
    terminal.type(':');
    await terminal.waitFor('crm: ▏');
    terminal.type(`${line}\r`);
    await terminal.waitFor(said);
    await terminal.waitFor('Press any key to return to the board');
    terminal.type('x');
    await terminal.waitFor(/^ {2}sales [\s\S]*q quit/);
  }
  terminal.type('jjL');
  await terminal.waitFor('→ qualification');
});

test('edits a deal in an editor', async () => {
  const { terminal, json } = await board({ env: { VISUAL: 'sed -i s/renewal/extension/' } });
  terminal.type('E');
  await terminal.waitFor(/Acme extension[\s\S]*Changed opp 1/);
  terminal.type('E');
  await terminal.waitFor('nothing changed');
  terminal.type('jw');
  await terminal.waitFor('→ won');
  expect((await json('opp', 'show', '1')).name).toBe('Acme extension');
});

test.each([
  ['Ctrl-C', (terminal: Terminal) => terminal.type('\u0003'), 130],
  ['q', (terminal: Terminal) => terminal.type('q'), 0],
  ['SIGTERM', (terminal: Terminal) => terminal.kill('SIGTERM'), 143],
  ['SIGHUP', (terminal: Terminal) => terminal.kill('SIGHUP'), 129],
] as const)('%s restores the terminal', async (_, end, code) => {
  const { terminal } = await board();
  end(terminal);
  expect(await terminal.exit).toBe(code);
  const left = terminal.raw.indexOf('\u001b[?1049l');
  expect(left).toBeGreaterThan(0);
  expect(terminal.raw.indexOf('\u001b[?25h', left)).toBeGreaterThan(left);
  expect(terminal.raw).toContain('\u001b[?2004l');
});

test('waits for a database that was renamed, changes nothing meanwhile, and goes on when it is back', async () => {
  const { terminal, place, stageOf } = await board();
  renameSync(place.db, `${place.db}.away`);
  await terminal.waitFor('the database was renamed, moved or deleted');
  terminal.type('L');
  await terminal.waitFor('was moved or deleted');
  renameSync(`${place.db}.away`, place.db);
  await terminal.waitFor('the database is back');
  expect(await stageOf('1')).toBe('prospecting');
  terminal.type('L');
  await terminal.waitFor('prospecting → qualification');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('ends with a message on an internal error, cleans up the terminal, and names the unsaved change', async () => {
  const { terminal, place } = await board();
  terminal.type('nthey like i');
  await terminal.waitFor('they like i▏');
  const outside = new Database(place.db);
  outside.pragma('legacy_alter_table = on');
  outside.exec('alter table task rename to gone');
  outside.close();
  expect(await terminal.exit).toBe(1);
  expect(terminal.left).toBe('');
  expect(terminal.screen()).toMatch(
    /^crm: warning: not done: Note on Acme renewal: "they like i"\ncrm: the database "[^"]+" is damaged: no such\s+table: task\n/,
  );
});

test('a field or an edited text is not written over what somebody else wrote meanwhile', async () => {
  const home = makeHome();
  const editor = join(home, 'editor.sh');
  // The editor is open while a colleague changes the field.
  const go = join(home, 'go');
  writeFileSync(
    editor,
    `#!/bin/sh\nsed -i 's/^next_step:.*/next_step: Mine/' "$1"\n: > ${go}.open\nuntil [ -e ${go} ]; do sleep 0.1; done\n`,
  );
  chmodSync(editor, 0o755);
  const { terminal, ok, json } = await board({ env: { EDITOR: editor } });
  const nextStep = async () => (await json('opp', 'show', '1')).next_step;
  await ok('opp', 'edit', '1', '--next-step', 'Call');
  terminal.type('enext-step\r');
  await terminal.waitFor(/next-step \(empty for none\): Call▏/);
  await ok('opp', 'edit', '1', '--next-step', 'Write');
  terminal.type(' again\r');
  await terminal.waitFor('the next step of Acme renewal was changed in the meantime');
  await terminal.waitFor('yours: next-step "Call again"');
  expect(await nextStep()).toBe('Write');
  terminal.type('E');
  await expect.poll(() => existsSync(`${go}.open`)).toBe(true);
  await ok('opp', 'edit', '1', '--next-step', 'Visit');
  writeFileSync(go, '');
  await terminal.waitFor('yours: next_step "Mine"');
  expect(await nextStep()).toBe('Visit');
  terminal.type('enext-step\r');
  await terminal.waitFor(/next-step \(empty for none\): Visit▏/);
  terminal.type('\u0015\r');
  await terminal.waitFor('Changed ');
  expect(await nextStep()).toBe(null);
});
