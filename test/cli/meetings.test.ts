import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { migratedDatabase } from '../../src/store/sqlite/new-database.ts';
import { crm, makeHome, NOW } from '../support/program.ts';
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
