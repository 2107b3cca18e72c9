import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { isOneFile } from '../support/under-test.ts';

/** A Thursday: 10:00 in UTC, where the user is, 11:00 in Berlin, 19:00 in Tokyo and 3:00 in California. */
const NOW = '2026-03-12T10:00:00.000Z';

let home: string;
beforeEach(async () => {
  home = makeHome(() => {});
  await run('lead', 'add', 'Jane Doe', '--phone', '+14155550100');
  await run('lead', 'add', 'Max Muster', '--country', 'Deutschland');
});

async function crmHere(...args: string[]) {
  return crm(args, { home, env: { CRM_NOW: NOW, CRM_FORMAT: 'table' } });
}

async function run(...args: string[]) {
  const result = await crmHere(...args);
  expect(result).toMatchObject({ exitCode: 0 });
  return { ...result, all: `${result.stdout}${result.stderr}` };
}

const field = async (noun: string, id: number, name: string) =>
  JSON.parse((await run(noun, 'show', String(id), '--json')).stdout)[name] as string | null;

/** The doors that plan a call with somebody: each takes the lead and a time. */
const DOORS: Readonly<Record<string, (lead: string, when: string) => string[]>> = {
  'call log --next': (lead, when) => ['call', 'log', lead, '-o', 'callback', '--next', when],
  'a line': (lead, when) => ['call', 'log', lead, `cb ${when} wants pricing`],
  'a meeting': (lead, when) => ['call', 'log', lead, '-o', 'meeting-set', '--next', when],
  'log email --next': (lead, when) => ['log', 'email', lead, 'sent', '--next', when],
  'lead nurture': (lead, when) => ['lead', 'nurture', lead, '--until', when],
  'lead edit --next-attempt': (lead, when) => ['lead', 'edit', lead, '--next-attempt', when],
  'task add --due': (lead, when) => ['task', 'add', 'Call', '--lead', lead, '--due', when],
};

/** The zones of the one file are the same behind each door. */
const USED_DOORS = Object.entries(DOORS).slice(0, isOneFile ? 2 : undefined);

test.each(USED_DOORS)('%s shows both clocks and warns of a time at night there', async (_, argsOf) => {
  const { all, stderr } = await run(...argsOf('1', 'tue 9'));
  expect(all).toContain('Tue 2026-03-17 09:00 (02:00 there)');
  expect(stderr).toContain('is outside their calling hours (mon-fri 08:00-21:00)');
});

/** When the lead is to be called, or when its last task is due or its last meeting starts. */
async function planned(): Promise<string | null> {
  const times = async (noun: string, column: string) => {
    const { stdout } = await run(noun, 'list', '--json', '--columns', column);
    return (JSON.parse(stdout) as Record<string, string>[]).map((row) => row[column]);
  };
  const all = [...(await times('task', 'due_at')), ...(await times('meeting', 'starts_at'))];
  return all.sort().at(-1) ?? (await field('lead', 1, 'next_attempt_at'));
}

test.each(USED_DOORS)('%s takes a time of theirs, and warns of nothing in the day', async (_, argsOf) => {
  const { all } = await run(...argsOf('1', 'tue 9am their time'));
  expect(await planned()).toBe('2026-03-17T16:00:00.000Z');
  expect(all).not.toContain('outside');
});

test.each(USED_DOORS)('%s with callback_time theirs', async (_, argsOf) => {
  await run('config', 'set', 'callback_time', 'theirs');
  await run(...argsOf('1', 'tue 5pm my time'));
  expect(await planned()).toBe('2026-03-17T17:00:00.000Z');
  await run(...argsOf('1', 'wed 9am'));
  expect(await planned()).toBe('2026-03-18T16:00:00.000Z');
  await run(...argsOf('1', '2026-03-19 09:00'));
  expect(await planned()).toBe('2026-03-19T16:00:00.000Z');
});

test('a weekend and a holiday are warned about', async () => {
  expect((await run('call', 'log', '2', '-o', 'callback', '--next', 'sun 3am')).stderr).toContain(
    'Sun 2026-03-15 03:00 (04:00 there) is on their weekend',
  );
  expect((await run('call', 'log', '2', '-o', 'callback', '--next', '3 april 10:00')).stderr).toContain(
    'Fri 2026-04-03 10:00 (12:00 there) is a public holiday there (Good Friday)',
  );
});

test('a task keeps its people when it is moved', async () => {
  await run('task', 'add', 'Call', '--lead', '1', '--due', 'tue 5pm');
  const { all } = await run('task', 'snooze', '1', 'wed 3am their time');
  expect(all).toContain('Wed 2026-03-18 10:00 (03:00 there)');
  expect(all).toContain('outside their calling hours');
  await run('task', 'edit', '1', '--due', 'thu 9am their time');
  expect(await field('task', 1, 'due_at')).toBe('2026-03-19T16:00:00.000Z');
});

test('today, the queue and the calendar file show both clocks', async () => {
  await run('call', 'log', '1', '-o', 'callback', '--next', 'today 17:00');
  expect((await run('today')).stdout).toContain('10:00 there');
  expect((await run('today', '--ics')).stdout).toContain('(10:00 there)');
  const later = { home, env: { CRM_NOW: '2026-03-12T17:30:00.000Z', CRM_FORMAT: 'table' } };
  expect((await crm(['call', 'queue'], later)).stdout).toContain('callback 17:00 (10:00 there)');
  expect((await crm(['call', 'next'], later)).stdout).toContain('Thu 2026-03-12 17:00 (10:00 there)');
});

test('lists and what waits in the queue show both clocks', async () => {
  await run('lead', 'edit', '1', '--next-attempt', 'tue 17:00');
  await run('task', 'add', 'Call', '--lead', '1', '--due', 'tue 18:00');
  await run('lead', 'edit', '2', '--company', 'Brook', '--next-attempt', 'wed 11:00');
  expect((await run('call', 'queue')).all).toContain('next is due on Tue 2026-03-17 17:00 (10:00 there)');
  const { stdout } = await run('lead', 'list');
  expect(stdout).toMatch(/Jane Doe .*17:00 \(10:00 there\)/);
  expect(stdout).toMatch(/Muster .*11:00 \(12:00 there\)/);
  expect((await run('task', 'list')).stdout).toContain('18:00 (11:00 there)');
  const { stdout: rows } = await crm(['lead', 'list', '-f', 'tsv'], { home, env: { CRM_NOW: NOW } });
  expect(rows).not.toContain('there');
});

test('somebody in the same zone has one clock, and of somebody unknown nothing is said', async () => {
  await run('lead', 'add', 'Ann Other');
  const { all } = await run('call', 'log', '3', '-o', 'callback', '--next', 'sun 3am');
  expect(all).not.toContain('there');
});

test('their time of somebody unknown is an error', async () => {
  await run('lead', 'add', 'Ann Other');
  const { exitCode, stderr } = await crmHere(
    'call',
    'log',
    '3',
    '-o',
    'callback',
    '--next',
    '3pm their time',
  );
  expect([exitCode, stderr.includes('their time zone is not known')]).toEqual([2, true]);
});

test('a callback that nobody answers is tried again soon, some times', async () => {
  await run('call', 'log', '1', '-o', 'callback', '--next', 'today 17:00');
  const at = async (time: string, ...args: string[]) =>
    (await crm(args, { home, env: { CRM_NOW: `2026-03-12T${time}:00.000Z` } })).stdout;
  for (const [tried, soon, again] of [
    ['17:00', '17:10', '17:15'],
    ['17:15', '17:25', '17:30'],
    ['17:30', '17:40', '17:45'],
  ] as const) {
    await at(tried, 'call', 'log', '1', '-o', 'no-answer');
    expect(await at(soon, 'call', 'queue', '-f', 'ids')).not.toMatch(/^1$/m);
    expect(await at(again, 'call', 'queue', '-f', 'ids')).toMatch(/^1$/m);
  }
  await at('17:45', 'call', 'log', '1', '-o', 'no-answer');
  expect(await at('19:00', 'call', 'queue', '-f', 'ids')).not.toMatch(/^1$/m);
});

test('a time in brackets has no brackets of its own', async () => {
  const args = ['call', 'log', '1', '-o', 'meeting-set', '--next', 'fri 5pm'];
  const terminal = open(args, { home, env: { CRM_NOW: NOW }, cols: 160 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toMatch(/\(new → qualified, meeting 1 for Fri 2026-03-13 17:00, 10:00 there\)/);
});

test('a word of a call that is mistyped is named', async () => {
  const { exitCode, stderr } = await crmHere('vmm');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Did you mean "crm vm"?');
});

test.each([
  [NOW, '1', '03:00 there; their calling hours begin 08:00'],
  ['2026-03-12T18:00:00.000Z', '1', '11:00 there; in their calling hours until 21:00'],
  ['2026-03-13T21:00:00.000Z', '2', '22:00 there; their calling hours begin Mon 08:00'],
])('lead show at %s says what time it is with lead %s', async (now, lead, line) => {
  const options = { home, env: { CRM_NOW: now, CRM_FORMAT: 'table' } };
  expect((await crm(['lead', 'show', lead], options)).stdout).toContain(`\n${line}\n`);
  expect((await crm(['lead', 'show', lead, '--json'], options)).stdout).not.toContain('there');
});

test('lead show has both clocks for what is planned, and one for people nearby', async () => {
  await run('log', 'call', '1', 'cb tue 17:00 wants pricing');
  await run('lead', 'edit', '1', '--city', 'Oakland', '--region', 'CA');
  const { stdout } = await run('lead', 'show', '1');
  expect(stdout).toContain('03:00 there, Oakland CA; their calling hours begin 08:00');
  expect(stdout).toMatch(/call .* 17:00 \(10:00 there\)/);
  expect(stdout).toMatch(/due .* 17:00 \(10:00 there\)/);
  await run('lead', 'add', 'Near By', '--country', 'United Kingdom');
  expect((await run('lead', 'show', '3')).stdout).not.toContain('there');
});
