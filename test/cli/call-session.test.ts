import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { mailServer } from '../support/mail-server.ts';
import { crm, makeHome } from '../support/program.ts';
import { open, type Terminal } from '../support/terminal.ts';

/** A Thursday at a time when offices on both sides of the Atlantic are open. */
const AFTERNOON = '2026-03-12T15:00:00.000Z';

const shared = makeHome(afterAll);
const demo = join(shared, 'demo.db');
beforeAll(async () => {
  await crm(['demo', '--path', demo], { home: shared });
});

/** A session on its own demo, and the database. */
function session({ args = [] as string[], cols = 80, rows = 24, home = makeHome(), config = '' } = {}) {
  const file = join(home, 'crm.db');
  if (!existsSync(file)) copyFileSync(demo, file);
  if (config !== '') {
    mkdirSync(join(home, 'config/crm'), { recursive: true });
    writeFileSync(join(home, 'config/crm/config.toml'), config);
  }
  const terminal = open(['call', 'session', ...args], {
    home,
    db: file,
    env: { CRM_NOW: AFTERNOON },
    cols,
    rows,
  });
  const database = new Database(file);
  onTestFinished(() => {
    database.close();
  });
  return { terminal, home, file, database };
}

const LEAD = /\blead (\d+)$/m;
const shown = (terminal: Terminal): number => Number(LEAD.exec(terminal.screen())?.[1]);
const dials = (n: number) => new RegExp(`[^\\d]${n} (?:dials?|of \\d+) {2,}`);
const another = (lead: number) => new RegExp(`\\blead (?!${lead}$)\\d+$`, 'm');

/** The calls of the session in the database, in order. */
function calls(database: Database.Database) {
  return database
    .prepare(
      `select lead_id as lead, coalesce(outcome, disposition) as outcome, body from activity
       where type = 'call' and at >= ? order by id`,
    )
    .all(AFTERNOON) as { lead: number; outcome: string; body: string | null }[];
}

const claims = (database: Database.Database) =>
  database.prepare("select lead_id from call_hold where kind = 'claim'").all();

test('twenty leads in a row: each call is logged once, on the lead on the screen', async () => {
  const { terminal, database } = session();
  const ways: readonly (readonly [keys: string, outcome: string, body: string | null])[] = [
    ['v', 'voicemail', null],
    ['a', 'no-answer', null],
    ['ngk asked for Jane\r', 'gatekeeper', 'asked for Jane'],
    ['ctue 3pm wants pricing\r', 'callback', 'wants pricing'],
    ['nshort of time\rx', 'not-interested', 'short of time'],
  ];
  const told: { lead: number; outcome: string; body: string | null }[] = [];
  await terminal.waitFor(LEAD);
  for (let n = 0; n < 20; n++) {
    const [keys, outcome, body] = ways[n % ways.length]!;
    const lead = shown(terminal);
    told.push({ lead, outcome, body });
    terminal.type(keys);
    await terminal.waitFor(dials(n + 1));
    await terminal.waitFor(another(lead));
  }
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(calls(database)).toEqual(told);
  expect(new Set(told.map(({ lead }) => lead)).size).toBe(20);
  expect(terminal.screen()).toContain('20 dials · 8 connects');
});

test('u undoes the last log with all its effects, and shows its lead again', async () => {
  const { terminal, database } = session();
  const state = (lead: number) => database.prepare('select * from lead where id = ?').get(lead);
  await terminal.waitFor(LEAD);
  const lead = shown(terminal);
  const before = state(lead);
  terminal.type('v');
  await terminal.waitFor(another(lead));
  const next = shown(terminal);
  terminal.type('u');
  await terminal.waitFor(`undid voicemail`);
  expect(shown(terminal)).toBe(lead);
  expect(state(lead)).toEqual(before);
  expect(calls(database)).toEqual([]);
  expect(claims(database)).toEqual([{ lead_id: lead }]);
  terminal.type('a');
  await terminal.waitFor(another(lead));
  expect(shown(terminal)).toBe(next);
  expect(calls(database)).toEqual([{ lead, outcome: 'no-answer', body: null }]);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('u also shows the lead again if its log was undone elsewhere', async () => {
  const { terminal, database, home, file } = session();
  await terminal.waitFor(LEAD);
  const lead = shown(terminal);
  terminal.type('v');
  await terminal.waitFor(another(lead));
  expect((await crm(['undo', '--yes'], { home, db: file })).exitCode).toBe(0);
  expect(calls(database)).toEqual([]);
  terminal.type('u');
  await terminal.waitFor('undid voicemail');
  expect(shown(terminal)).toBe(lead);
  expect(terminal.screen()).toMatch(dials(0));
  terminal.type('a');
  await terminal.waitFor(another(lead));
  expect(calls(database)).toEqual([{ lead, outcome: 'no-answer', body: null }]);
});

test('reports a removed lead; s gets the next one', async () => {
  const { terminal, database, home, file } = session();
  await terminal.waitFor(LEAD);
  const lead = shown(terminal);
  expect((await crm(['lead', 'rm', String(lead), '--yes'], { home, db: file })).exitCode).toBe(0);
  terminal.type('v');
  await terminal.waitFor('does not exist any more');
  expect(shown(terminal)).toBe(lead);
  terminal.type('s');
  await terminal.waitFor(another(lead));
  const next = shown(terminal);
  terminal.type('a');
  await terminal.waitFor(another(next));
  expect(calls(database)).toEqual([{ lead: next, outcome: 'no-answer', body: null }]);
});

test('side by side in a wide window, with the script filled in, a bar, and a recap at the end', async () => {
  const home = makeHome();
  const script = join(home, 'script.txt');
  writeFileSync(script, '# Opening\nHello {{ first_name }} of {{ company }}, budget {{ budgte }}.\n');
  const { terminal, database } = session({
    home,
    args: ['--script', script, '--out', join(home, 'recap.md')],
    cols: 120,
    rows: 35,
  });
  await terminal.waitFor(LEAD);
  const lead = shown(terminal);
  const { first_name: first, company } = database
    .prepare('select first_name, company from lead where id = ?')
    .get(lead) as { first_name: string; company: string };
  await terminal.waitFor(`Hello ${first} of ${company}`);
  expect(terminal.screen()).toMatch(/^ {2}History ─+ \d+ │ What to say ─+ p scrolls this$/m);
  await terminal.waitFor('no field: budgte');
  expect(terminal.screen()).toMatch(/─ {2}\d+ of 120 /);
  terminal.type('ctomorrow 3pm wants pricing\r');
  await terminal.waitFor(another(lead));
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toMatch(
    /Promised callbacks:\n {2}Fri 2026-03-13 15:00 \(16:00 there\) {2}lead \d+ /,
  );
  const recap = readFileSync(join(home, 'recap.md'), 'utf8');
  expect(recap).toMatch(/^# Calls of Thu 2026-03-12\n\n1 dial · 1 connect/);
  expect(recap).toContain(`| Fri 2026-03-13 15:00 (16:00 there) | ${lead} |`);
});

test('a wide window without a script has what is known beside the history, with all of an address', async () => {
  const { terminal, database } = session({ cols: 100, rows: 30 });
  await terminal.waitFor(LEAD);
  await terminal.waitFor(/^ {2}History ─[─ \d]+ │ What is known ─+$/m);
  const { email } = database.prepare('select email from v_lead where id = ?').get(shown(terminal)) as {
    email: string;
  };
  const known = terminal
    .screen()
    .split('\n')
    .flatMap((line) => line.split(' │ ').at(-1)?.trim() ?? []);
  expect(known.join('').replaceAll(' ', '')).toContain(email);
  expect(terminal.screen().match(/Why now/g)).toHaveLength(1);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('/ goes to a lead and back to those of a segment, and gives the others back', async () => {
  const home = makeHome();
  copyFileSync(demo, join(home, 'crm.db'));
  await crm(['segment', 'add', 'cold', '--where', "source = 'cold list'"], {
    home,
    db: join(home, 'crm.db'),
  });
  const { terminal, database } = session({ home });
  await terminal.waitFor(LEAD);
  const lead = shown(terminal);
  const other = lead === 206 ? 124 : 206;
  terminal.type(`/${other}\r`);
  await terminal.waitFor(new RegExp(`\\blead ${other}$`, 'm'));
  expect(claims(database)).toEqual([{ lead_id: other }]);
  terminal.type('/segment:cold\r');
  await terminal.waitFor('calling leads of cold');
  terminal.type('p');
  await terminal.waitFor(/Source +cold list/);
  expect(claims(database)).toEqual([{ lead_id: shown(terminal) }]);
  terminal.type('/segment:warm\r');
  await terminal.waitFor('unknown segment');
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(claims(database)).toEqual([]);
});

test('/ lists the leads of a name that several have, and Tab the segments', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  copyFileSync(demo, db);
  await crm(['segment', 'add', 'cold', '--where', "source = 'cold list'"], { home, db });
  for (const company of ['Tern Bakery', 'Tern Dairy'])
    await crm(
      ['lead', 'add', 'Zenobia Quill', '--company', company, '--phone', '+1 415 555 0199', '--force'],
      {
        home,
        db,
      },
    );
  const { terminal, database } = session({ home, cols: 120, rows: 35 });
  await terminal.waitFor(LEAD);
  const first = shown(terminal);
  const [, dairy] = database
    .prepare("select id from lead where name = 'Zenobia Quill' order by id")
    .all()
    .map((row) => (row as { id: number }).id);
  // Nothing typed for a call is lost on the way.
  terminal.type('nasks for the price\x1b');
  await terminal.waitFor('n changes it');
  terminal.type('/zenobia quill\r');
  await terminal.waitFor('the note is not logged');
  terminal.type('\r');
  await terminal.waitFor(/Which lead ─+ several fit "zenobia quill"/);
  await terminal.waitFor('Tern Bakery · new');
  terminal.type(' dai');
  await terminal.waitFor(/> zenobia quill dai▏ +1 /);
  terminal.type('\r');
  await terminal.waitFor(new RegExp(`\\blead ${dairy}$`, 'm'));
  expect(claims(database)).toEqual([{ lead_id: dairy }]);
  terminal.type(`/${first}\t`);
  await terminal.waitFor('Which lead');
  terminal.type('\x1b');
  await terminal.waitFor(/^(?![\s\S]*Which lead)/);
  expect(shown(terminal)).toBe(dairy);
  terminal.type('/segment:co\t');
  await terminal.waitFor(/Call from ─+ segments/);
  terminal.type('\r');
  await terminal.waitFor('calling leads of cold');
  await terminal.waitFor(/^ {2}Calls {2}\S+ {2}cold /m);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
  expect(claims(database)).toEqual([]);
});

describe('restores the terminal', () => {
  const LEFT = '\x1b[?1049l';
  const CURSOR = '\x1b[?25h';

  test.each([
    ['after q', (terminal: Terminal) => terminal.type('q'), 0],
    ['after Ctrl-C', (terminal: Terminal) => terminal.type('\x03'), 130],
    ['after SIGTERM', (terminal: Terminal) => terminal.kill('SIGTERM'), 143],
    ['when the terminal is closed', (terminal: Terminal) => terminal.kill('SIGHUP'), 129],
  ] as const)('%s, and the lead returns to the queue', async (_, end, code) => {
    const { terminal, database } = session();
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    terminal.type('v');
    await terminal.waitFor(another(lead));
    end(terminal);
    expect(await terminal.exit).toBe(code);
    expect(terminal.raw).toContain(LEFT);
    expect(terminal.raw.lastIndexOf(CURSOR)).toBeGreaterThan(terminal.raw.lastIndexOf('\x1b[?25l'));
    expect(terminal.screen()).toMatch(
      /^1 dial · 0 connects · 0 conversations · 0 meetings · n\/a dials\/h, in \d+s?$/,
    );
    expect(calls(database)).toHaveLength(1);
    expect(claims(database)).toEqual([]);
  });

  test('after a crash, with a message that names the unsaved call', async () => {
    const { terminal, database } = session();
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    database.pragma('foreign_keys = off');
    database.exec('drop table picklist_value');
    terminal.type('nni too dear\r');
    expect(await terminal.exit).toBe(1);
    expect(terminal.raw).toContain(LEFT);
    const text = terminal.screen().replaceAll('\n', '');
    expect(text).toContain(`not saved: crm call log ${lead} -o not-interested --phone`);
    expect(text).toContain("-n 'too dear'");
    expect(text).toContain('no such table');
  });
});

describe('keeps an unsaved call on the screen', () => {
  test('while the database is locked, and saves it afterwards', async () => {
    const { terminal, database } = session();
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    database.exec('begin immediate');
    terminal.type('nvm left my number\r');
    await terminal.waitFor('NOT SAVED YET (voicemail)');
    expect(shown(terminal)).toBe(lead);
    // On a busy machine the second try may not be drawn.
    await terminal.waitFor(/trying again \((?!1\))\d+\)/);
    database.exec('rollback');
    await terminal.waitFor(another(lead));
    expect(calls(database)).toEqual([{ lead, outcome: 'voicemail', body: 'left my number' }]);
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
  });

  test('while the database is missing, and saves it afterwards', async () => {
    const { terminal, database, file } = session();
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    renameSync(file, `${file}.away`);
    terminal.type('v');
    await terminal.waitFor('NOT SAVED YET (voicemail)');
    await terminal.waitFor('database away');
    renameSync(`${file}.away`, file);
    await terminal.waitFor(another(lead));
    expect(calls(database)).toEqual([{ lead, outcome: 'voicemail', body: null }]);
  });

  test('and lets the user change it, or prints it as a command line at the end', async () => {
    const { terminal, database } = session({ cols: 200, config: 'wait_for_lock = "0s"\n' });
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    database.exec('begin immediate');
    terminal.type('ncb tue 3pm it’s urgent\r');
    await terminal.waitFor('NOT SAVED YET (callback)');
    terminal.type('\x1b');
    await terminal.waitFor('Note: cb tue 3pm it’s urgent▏');
    terminal.type('!\r');
    await terminal.waitFor('NOT SAVED YET (callback)');
    terminal.type('q');
    expect(await terminal.exit).toBe(1);
    expect(terminal.screen()).toMatch(
      new RegExp(
        `not saved: crm call log ${lead} -o callback --phone \\+\\d+ --at 2026-03-12T15:.*Z --next '2026-03-17 15:00' -n 'it’s urgent!' -d \\d+`,
      ),
    );
    database.exec('rollback');
    expect(calls(database)).toEqual([]);
  });

  test('and saves it after the screen has closed, when the other program is done', async () => {
    const { terminal, database } = session();
    await terminal.waitFor(LEAD);
    const lead = shown(terminal);
    database.exec('begin immediate');
    terminal.type('v');
    await terminal.waitFor('NOT SAVED YET (voicemail)');
    terminal.type('q');
    await terminal.waitFor('Waiting for another crm that is writing');
    database.exec('rollback');
    expect(await terminal.exit).toBe(0);
    expect(calls(database)).toEqual([{ lead, outcome: 'voicemail', body: null }]);
  });
});

test('two sessions of one user never show the same lead', async () => {
  const home = makeHome();
  const one = session({ home });
  await one.terminal.waitFor(LEAD);
  const two = session({ home });
  await two.terminal.waitFor(LEAD);
  expect(shown(two.terminal)).not.toBe(shown(one.terminal));
});

test('d runs the dial command without a shell, with the number on the screen', async () => {
  const home = makeHome();
  const { terminal } = session({ home, config: `dial = 'touch "${home}/dialled {number};$(id)"'\n` });
  await terminal.waitFor(LEAD);
  const [, number = ''] = /;tel:(\+\d+)/.exec(terminal.raw) ?? [];
  terminal.type('d');
  await terminal.waitFor(`dialling ${number.slice(0, 2)}`);
  await expect.poll(() => existsSync(`${home}/dialled ${number};$(id)`)).toBe(true);
});

test('a dial command that fails a moment later says so, and nobody waits for it', async () => {
  const { terminal } = session({ config: `dial = 'sh -c "sleep 1; exit 3" {number}'\n` });
  await terminal.waitFor(LEAD);
  terminal.type('d');
  await terminal.waitFor('dialling');
  await terminal.waitFor('"sh" failed: exit code 3');
});

test('S sends the follow-up to the one that was called before', async () => {
  const server = await mailServer();
  const home = makeHome();
  const file = join(home, 'crm.db');
  const say = (...words: string[]) => crm(words, { home, db: file });
  for (const [at, name] of ['Jane', 'Bob'].entries())
    await say('lead', 'add', `${name} Doe`, '--phone', `+44207946100${at}`, '--email', `${name}@lake.test`);
  await say('mail', 'setup', '--from', 'ann@x.test', '--smtp', `127.0.0.1:${server.port}`, '--no-tls');
  await say('template', 'add', 'follow-up', '--subject', 'Our call', '-m', 'Hello {{ first_name }}');
  const { terminal, database } = session({ home });
  await terminal.waitFor(LEAD);
  terminal.type('S');
  await terminal.waitFor('nothing was logged in this session');
  terminal.type('v');
  await terminal.waitFor('logged voicemail');
  terminal.type('S');
  await terminal.waitFor('sent to Jane@lake.test: Our call');
  expect(server.received.map(({ to, headers }) => [to, headers.subject])).toEqual([
    [['Jane@lake.test'], 'Our call'],
  ]);
  expect(server.received[0]?.raw).toContain('Hello Jane');
  const noted = database.prepare("select lead_id, subject from activity where type = 'email'").all();
  expect(noted).toEqual([{ lead_id: 1, subject: 'Our call' }]);
  // Who wants no mail gets none.
  terminal.type('v');
  await terminal.waitFor('nobody to call now');
  await say('lead', 'edit', '2', '--do-not-email');
  terminal.type('S');
  await terminal.waitFor('wants no mail');
  expect(server.received).toHaveLength(1);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('names cannot change the terminal, and the script of the campaign is shown', async () => {
  const home = makeHome();
  const file = join(home, 'crm.db');
  const lead = ['lead', 'add', 'Eve\x1b[31m\x07\u202e', '--phone', '+442079461001', '--campaign', 'spring'];
  await crm([...lead, '--notes', '\x1b]0;title\x07two\nlines'], { home, db: file });
  mkdirSync(join(home, 'config/crm/scripts'), { recursive: true });
  writeFileSync(join(home, 'config/crm/scripts/spring.txt'), 'Good day\x1b[2J, this is Ann.\n');
  const { terminal } = session({ home });
  await terminal.waitFor('Eve␛[31m');
  terminal.type('p');
  await terminal.waitFor('Good day␛[2J, this is Ann.');
  terminal.type('?');
  await terminal.waitFor('type to find a key');
  terminal.type('quit at');
  await terminal.waitFor(/\^C +quit at once/);
  terminal.type('\x1b');
  expect(terminal.raw).not.toContain('\x1b]0;');
  expect(terminal.raw).not.toContain('\u202e');
  terminal.resize(40, 12);
  await terminal.waitFor(
    /0 dials {2,}0 reached[^\n]*\n {2}Eve[^\n]*\n[^\n]*lead 1\n {2}\+44 {2}20 {2}7946 {2}1001 (?:.|\n)*q quit$/,
  );
  terminal.type('v');
  await terminal.waitFor('nobody to call now');
  // The keys that need a lead are not named.
  await terminal.waitFor(/n look again +u undo/);
  terminal.type('q');
  expect(await terminal.exit).toBe(0);
});

test('says without a terminal what does its work there', async () => {
  const refused = await crm(['call', 'session'], { home: shared, db: demo });
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^crm: a call session needs a terminal\nElsewhere: crm call, [^\n]*\n$/);
});
