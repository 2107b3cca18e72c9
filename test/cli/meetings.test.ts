import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { migratedDatabase } from '../../src/store/sqlite/new-database.ts';
import { crm, makeHome, NOW } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { open } from '../support/terminal.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  return { home, run, rows };
}

test('a meeting is planned, in the day and the calendar, and becomes what was done', async () => {
  const { run, rows } = session();
  await run('lead', 'add', 'Ann Lee', '--phone', '+16085550199');
  const add = ['meeting', 'add', 'Demo', '--lead', '1', '--start', 'today 3pm', '--end', 'today 4:30pm'];
  expect(await run(...add, '--place', 'Berlin', '--attendees', 'Bob; Cy')).toMatchObject({ stdout: '1\n' });
  expect((await run('today')).stdout).toContain('meeting\tmeeting:1\t');
  const calendar = (await run('today', '--ics')).stdout;
  expect(calendar).toContain('UID:meeting-1@crm');
  expect(calendar).toContain('DURATION:PT90M');
  expect(await rows('lead', 'show', '1')).toMatchObject({
    meetings: [{ id: 1, subject: 'Demo', place: 'Berlin' }],
  });
  expect((await run('search', 'berlin')).stdout).toContain('meeting');
  await run('meeting', 'edit', '1', '--start', 'tomorrow 9am');
  const [moved] = await rows('meeting', 'list');
  expect(Date.parse(moved.starts_at)).toBeGreaterThan(Date.parse(NOW));
  await run('meeting', 'done', 'Demo', '--outcome', 'wants an offer', '--note', 'nice people');
  expect(await rows('meeting', 'list', '--all')).toMatchObject([{ status: 'held' }]);
  expect(await rows('activity', 'list')).toMatchObject([
    { type: 'meeting', subject: 'Demo', outcome: 'wants an offer', body: 'nice people', lead: 'Ann Lee' },
  ]);
  expect(await run('meeting', 'no-show', '1')).toMatchObject({ exitCode: 1 });
  await run('undo');
  expect(await rows('activity', 'list')).toEqual([]);
  await run('meeting', 'no-show', '1');
  expect(await rows('meeting', 'list', '--status', 'no-show')).toHaveLength(1);
  expect(
    (await run('meeting', 'add', 'Back', '--start', 'today 3pm', '--end', 'today 2pm')).stderr,
  ).toContain('a meeting ends after it begins');
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
});

test('a call that sets a meeting plans one', async () => {
  const { run, rows } = session();
  await run('lead', 'add', 'Ann Lee', '--phone', '+16085550199');
  expect((await run('call', 'log', '1', '-o', 'meeting-set', '--next', 'tomorrow 3pm')).exitCode).toBe(0);
  expect(await rows('meeting', 'list')).toMatchObject([{ subject: 'Meeting with Ann Lee', lead: 'Ann Lee' }]);
  expect(await rows('task', 'list')).toEqual([]);
  await run('lead', 'convert', '1');
  expect(await rows('account', 'show', '1')).toMatchObject({
    meetings: [{ subject: 'Meeting with Ann Lee' }],
  });
  expect(await rows('meeting', 'show', '1')).toMatchObject({ contact: 'Ann Lee', opp_id: 1 });
});

test('open tasks of kind meeting become meetings, and what planned them can be undone', async () => {
  const { home } = session();
  const path = join(home, 'old.db');
  const db = migratedDatabase(NOW, MIGRATIONS.slice(0, 19));
  const at = '2026-03-20T10:00:00.000Z';
  db.exec(`
    insert into user (id, name, created_at, updated_at) values (1, 'tester', '${NOW}', '${NOW}');
    insert into task (subject, kind, due_date, due_at, status, owner_id, notes, created_at, updated_at) values
      ('Call', 'callback', null, null, 'open', 1, null, '${NOW}', '${NOW}'),
      ('Site visit', 'meeting', '2026-03-20', '${at}', 'open', 1, 'bring boots', '${NOW}', '${NOW}'),
      ('Old one', 'meeting', null, null, 'done', 1, null, '${NOW}', '${NOW}'),
      ('Review', 'meeting', '2026-03-21', null, 'open', 1, null, '${NOW}', '${NOW}');
    insert into change (kind, at, user_name, command) values ('do', '${NOW}', 'tester', 'add'), ('do', '${NOW}', 'tester', 'edit');
    insert into change_row (change_id, tbl, row_id, last_id, op, before, after) values
      (1, 'task', 1, 4, 'insert', null, null),
      (2, 'task', 2, 2, 'update', '{"due_at":null,"priority":"high"}', '{"due_at":"${at}","priority":"normal"}');`);
  db.prepare('vacuum into ?').run(path);
  db.close();
  const run = (...args: string[]) => crm(['--db', path, ...args], { home });
  const ids = async (...args: string[]) => (await run(...args, '-f', 'ids')).stdout.trim().split('\n');
  expect(await ids('meeting', 'list')).toEqual(['2', '4']);
  expect(await ids('task', 'list', '--all', '--sort', 'id')).toEqual(['1', '3']);
  expect((await run('search', 'boots')).stdout).toContain('Site visit');
  expect((await run('undo')).exitCode).toBe(0);
  expect(JSON.parse((await run('meeting', 'show', '2', '--json')).stdout).starts_at).toBe(null);
  expect((await run('undo')).exitCode).toBe(0);
  expect([...(await ids('meeting', 'list', '--all')), ...(await ids('task', 'list', '--all'))]).toEqual([
    '',
    '',
  ]);
  expect((await run('redo')).exitCode).toBe(0);
  expect(await ids('meeting', 'list')).toEqual(['2', '4']);
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
});

test('event files of Salesforce and Outlook are imported', async () => {
  const { home, run, rows } = session();
  const salesforce = join(home, 'Event.csv');
  writeFileSync(
    salesforce,
    'Id,WhoId,Subject,StartDateTime,EndDateTime,Location,Description\n' +
      '00U1,,Kick-off,2026-03-20T10:00:00.000Z,2026-03-20T11:00:00.000Z,Berlin,Bring slides\n' +
      '00U2,,Visit,2026-02-02T10:00:00.000Z,2026-02-02T10:30:00.000Z,,\n',
  );
  expect(await run('meeting', 'import', salesforce)).toMatchObject({ exitCode: 0 });
  expect(await run('meeting', 'import', salesforce)).toMatchObject({ exitCode: 0 });
  expect(await rows('meeting', 'list', '--all', '--sort', 'id')).toMatchObject([
    { subject: 'Kick-off', status: 'planned', starts_at: '2026-03-20T10:00:00.000Z', place: 'Berlin' },
    { subject: 'Visit', status: 'held' },
  ]);
  expect(await rows('activity', 'list')).toMatchObject([
    { type: 'meeting', subject: 'Visit', at: '2026-02-02T10:00:00.000Z', duration: 1800 },
  ]);
  const outlook = join(home, 'calendar.csv');
  writeFileSync(
    outlook,
    'Subject,Start Date,Start Time,End Date,End Time,All day event,Required Attendees,Optional Attendees,Description,Location\n' +
      'Review,3/25/2026,2:30:00 PM,3/25/2026,3:00:00 PM,False,Ann Lee,Bob Roe,Numbers,Room 2\n',
  );
  expect(await run('meeting', 'import', outlook)).toMatchObject({ exitCode: 0 });
  const [review] = await rows('meeting', 'list', '--where', 'subject = Review', '--columns', 'all');
  expect(review).toMatchObject({ attendees: 'Ann Lee; Bob Roe', place: 'Room 2', notes: 'Numbers' });
  expect(Date.parse(review.ends_at) - Date.parse(review.starts_at)).toBe(30 * 60_000);
  expect(new Date(review.starts_at).getHours()).toBe(14);
});

test('the page of a record shows tasks and meetings that are planned, in the order of time', async () => {
  const { home, run } = session();
  await run('lead', 'add', 'Ann Lee', '--phone', '+16085550199');
  await run('meeting', 'add', 'Demo', '--lead', '1', '--start', 'tomorrow 3pm', '--place', 'Berlin');
  const next = async () => {
    const terminal = open(['lead', 'show', '1'], { home });
    expect(await terminal.exit).toBe(0);
    return /^Next .*\n([\s\S]*?)\n\n/m
      .exec(terminal.screen())?.[1]
      ?.split('\n')
      .map((line) => line.trim());
  };
  expect(await next()).toEqual(['→ Demo · Berlin  tomorrow 15:00 (10:00 there)  meeting 1  tester']);
  await run('task', 'add', 'Some day', '--lead', '1');
  await run('task', 'add', 'Agenda', '--lead', '1', '--due', 'tomorrow');
  await run('task', 'add', 'Thanks', '--lead', '1', '--due', 'sat');
  expect(await next()).toEqual([
    '→ Agenda  due tomorrow  task 2  tester',
    '→ Demo · Berlin  tomorrow 15:00 (10:00 there)  meeting 1  tester',
    '→ Thanks  due in 2 days  task 3  tester',
    '→ Some day  no date  task 1  tester',
  ]);
});

test('attendees are people one can find, under their names of today, and strangers stay texts', async () => {
  const { home, run, rows } = session();
  await run('account', 'add', 'Acme');
  await run('contact', 'add', 'Ann Lee', '--account', 'Acme', '--email', 'ann@acme.test');
  await run('contact', 'add', 'Bob Roe', '--account', 'Acme');
  await run('account', 'add', 'Brook');
  await run('contact', 'add', 'Bob Roe', '--account', 'Brook', '--force');
  await run('lead', 'add', 'Lea Poe', '--company', 'Dale', '--email', 'lea@dale.test');
  await run('user', 'add', 'bruno', '--full-name', 'Bruno Bell', '--email', 'bruno@us.test');
  const attendees = '"Lee, Ann"; Bob Roe; lea@dale.test; Bruno Bell; Eve <eve@else.test>; contact:99';
  const add = ['meeting', 'add', 'Demo', '--start', 'tomorrow 3pm', '--attendees'];
  await run(...add, attendees, '--account', 'Acme');
  await run(...add, 'Bob Roe, bruno, Eve');
  const known = async () =>
    (await rows('meeting', 'list', '--all', '--columns', 'known_attendees', '--sort', 'id')).map(
      (row: { known_attendees: unknown }) => row.known_attendees,
    );
  const all = ['Ann Lee (contact:1)', 'Bob Roe (contact:2)', 'Lea Poe (lead:1)', 'bruno (user:2)'];
  // Who of two Bob Roes comes to the second nobody knows.
  expect(await known()).toEqual([all, ['bruno (user:2)']]);
  expect(await rows('meeting', 'show', '1')).toMatchObject({
    attendees,
    people: [{ record: 'contact:1', company: 'Acme', email: 'ann@acme.test' }, {}, { record: 'lead:1' }, {}],
  });
  for (const [noun, id] of [
    ['contact', '1'],
    ['lead', '1'],
  ] as const)
    expect(await rows(noun, 'show', id)).toMatchObject({
      meetings: [{ id: 1 }],
      attends: [{ id: 1, subject: 'Demo', status: 'planned' }],
    });
  const found = async (where: string) => (await run('meeting', 'list', '--where', where, '-f', 'ids')).stdout;
  expect(await found('known_attendees ~ "ann lee"')).toBe('1\n');
  expect(await found('known_attendees ~ "user:2)"')).toBe('1\n2\n');

  const calendar = (await run('today', '--ics')).stdout.replaceAll('\r\n ', '');
  expect(calendar).toContain('ATTENDEE;CN="Ann Lee":mailto:ann@acme.test\r\n');
  expect(calendar).toContain('ATTENDEE;CN="Eve":mailto:eve@else.test\r\n');
  expect(calendar).toContain('With Ann Lee\\, Bob Roe\\, Lea Poe\\, Bruno Bell\\, Eve\r\n');
  expect((await run('--user', 'bruno', 'today', '--ics')).stdout).toContain('SUMMARY:Demo');

  await run('contact', 'edit', '1', '--last-name', 'Smith');
  expect((await known())[0][0]).toBe('Ann Smith (contact:1)');
  await run('lead', 'convert', '1', '--no-opp');
  expect((await known())[0]).toContain('Lea Poe (contact:4)');
  await run('undo');
  await run('merge', 'contact:1', 'contact:2', '--yes');
  expect((await known())[0]).toEqual(['Ann Smith (contact:1)', 'Lea Poe (lead:1)', 'bruno (user:2)']);
  await run('undo');
  await run('undo');
  await run('contact', 'rm', '1', '--yes');
  expect((await known())[0]).toEqual(all.slice(1));
  await run('undo');
  expect((await known())[0]).toEqual(all);

  await run('meeting', 'edit', '2', '--attendees', 'contact:3; user:2; Bob Roe');
  expect(await rows('meeting', 'show', '2')).toMatchObject({ attendees: 'Bob Roe; bruno; Bob Roe' });
  expect((await known())[1]).toEqual(['Bob Roe (contact:3)', 'bruno (user:2)']);
  // The one that was meant before is meant again.
  await run('meeting', 'edit', '2', '--attendees', 'Eve; Bob Roe');
  expect((await known())[1]).toEqual(['Bob Roe (contact:3)']);
  await run('meeting', 'no-show', '1');
  expect((await rows('contact', 'show', '1')).totals).toMatchObject([{ no_shows: 1 }]);

  const file = join(home, 'meetings.csv');
  writeFileSync(file, (await run('meeting', 'export', '--csv')).stdout);
  expect((await run('meeting', 'import', file)).stderr).toContain('0 updated, 2 unchanged');
  await run('meeting', 'rm', '1', '--yes');
  await run('undo');
  expect((await known())[0]).toEqual(all);
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
});

test('attendees of meetings of an older database are linked, and what added these can be undone', async () => {
  const { home } = session();
  const path = join(home, 'old.db');
  const db = migratedDatabase(NOW, MIGRATIONS.slice(0, 80));
  const at = `'${NOW}', '${NOW}'`;
  db.exec(`
    insert into user (id, name, created_at, updated_at) values (1, 'tester', ${at});
    insert into account (name, name_key, created_at, updated_at) values ('Acme', 'acme', ${at});
    insert into contact (name, first_name, last_name, name_key, account_id, created_at, updated_at)
      values ('Ann Lee', 'Ann', 'Lee', 'ann lee', 1, ${at});
    insert into meeting (subject, attendees, created_at, updated_at) values ('Demo', 'Ann Lee; tester; Eve', ${at});
    insert into change (kind, at, user_name, command) values ('do', '${NOW}', 'tester', 'add'), ('do', '${NOW}', 'tester', 'add');
    insert into change_row (change_id, tbl, row_id, last_id, op) values (1, 'contact', 1, 1, 'insert'), (2, 'meeting', 1, 1, 'insert');`);
  db.prepare('vacuum into ?').run(path);
  db.close();
  const run = (...args: string[]) => crm(['--db', path, ...args], { home });
  const { stdout } = await run('meeting', 'list', '--columns', 'known_attendees', '--no-header');
  expect(stdout).toBe('Ann Lee (contact:1);tester (user:1)\n');
  expect((await run('undo')).exitCode).toBe(0);
  expect((await run('undo')).exitCode).toBe(0);
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
});

test('meetings of one day keep the times that stand in a column of their own', async () => {
  const { home, run, rows } = session();
  const file = join(home, 'calendar.csv');
  writeFileSync(
    file,
    'Subject,Start Date,Start Time,End Date,End Time,All day event,Location\n' +
      'Kickoff,12/28/2026,9:00:00 AM,12/28/2026,10:00:00 AM,False,Room 1\n' +
      'Review,12/28/2026,2:00:00 PM,12/28/2026,3:30:00 PM,False,Room 1\n' +
      'Demo,12/28/2026,4:15:00 PM,12/28/2026,5:00:00 PM,False,Room 1\n',
  );
  expect((await run('meeting', 'import', file)).exitCode).toBe(0);
  const times = (await rows('meeting', 'list', '--sort', 'starts_at', '--columns', 'starts_at,ends_at')).map(
    ({ starts_at, ends_at }: Record<string, string>) => [starts_at?.slice(11, 16), ends_at?.slice(11, 16)],
  );
  expect(times).toEqual([
    ['09:00', '10:00'],
    ['14:00', '15:30'],
    ['16:15', '17:00'],
  ]);
});

test('attendees that a migration linked are there again after an undo and a redo', async () => {
  const { ok, json, place } = shop();
  await ok('contact', 'add', 'Ann Lee');
  await ok('meeting', 'add', 'Demo', '--start', 'tomorrow 3pm', '--attendees', 'Ann Lee; Bob');
  const before = await json('meeting', 'list', '--columns', 'id,attendees,known_attendees');
  expect(before).toMatchObject([{ known_attendees: ['Ann Lee (contact:1)'] }]);
  // A migration links people outside of the history.
  const db = new Database(place.db);
  db.prepare("delete from change_row where tbl = 'meeting_attendee'").run();
  db.close();
  for (const _ of ['once', 'twice']) {
    await ok('undo');
    expect(await json('meeting', 'list')).toEqual([]);
    await ok('redo');
    expect(await json('meeting', 'list', '--columns', 'id,attendees,known_attendees')).toEqual(before);
  }
});
