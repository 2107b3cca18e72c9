import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar } from '../../src/domain/calendar/calendar.ts';
import { crm, makeHome } from '../support/program.ts';

const LEVEL = [
  ...['sla', 'add', 'gold', '--first-response', '1h', '--resolve', '8h', '--hours', 'mon-fri 9-17'],
  ...[
    '--tz',
    'Europe/Berlin',
    '--holidays',
    'DE',
    '--priority',
    'high=30m,4h',
    '--applies',
    'account.kind = customer',
  ],
];

/** A home with a customer, a prospect and a service level for customers. It is a Tuesday, 10:00 in Berlin. */
async function desk() {
  const home = makeHome();
  const attempt = (args: readonly string[], now = '2026-12-01T09:00:00.000Z') =>
    crm([...args], { home, env: { CRM_NOW: now } });
  const run = async (args: readonly string[], now?: string) => {
    const { stdout, stderr, exitCode } = await attempt(args, now);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const show = async (id = 1) => JSON.parse(await run(['case', 'show', String(id), '--json']));
  await run(['account', 'add', 'Acme', '--kind', 'customer']);
  await run(['account', 'add', 'Beta', '--kind', 'prospect']);
  await run(LEVEL);
  return { home, attempt, run, show };
}

describe('a new case is due', () => {
  test('by the level that it names, else by the first that applies', async () => {
    const { run, show } = await desk();
    await run(['case', 'add', 'Meter broken', '--account', 'Acme']);
    await run(['case', 'add', 'A question', '--account', 'Beta']);
    await run(['case', 'add', 'A wish', '--account', 'Beta', '--sla', 'gold', '--priority', 'high']);
    expect(await show(1)).toMatchObject({
      sla: 'gold',
      respond_by: '2026-12-01T10:00:00.000Z',
      solve_by: '2026-12-02T09:00:00.000Z',
      due_at: '2026-12-01T10:00:00.000Z',
    });
    expect(await show(2)).toMatchObject({ sla: null, due_at: null });
    expect(await show(3)).toMatchObject({ sla: 'gold', solve_by: '2026-12-01T13:00:00.000Z' });
  });

  test('and is late for today from then on, until it is answered', async () => {
    const { run } = await desk();
    await run(['case', 'add', 'Meter broken', '--account', 'Acme', '--priority', 'high']);
    const late = async (now: string) =>
      JSON.parse(await run(['today', '--json'], now)).filter(({ kind }: { kind: string }) => kind === 'case');
    expect(await late('2026-12-01T09:30:00.000Z')).toEqual([]);
    expect(await late('2026-12-01T09:31:00.000Z')).toMatchObject([
      { id: 'case:1', when: '2026-12-01T09:30:00.000Z', title: 'Meter broken', detail: 'Acme · high' },
    ]);
    expect(await run(['today', '-f', 'table'], '2026-12-01T09:31:00.000Z')).toMatch(
      /1 late case[\s\S]*Meter broken +Acme +high/,
    );
    await run(['case', 'reply', '1', '-m', 'On it'], '2026-12-01T09:31:00.000Z');
    expect(await late('2026-12-01T09:31:00.000Z')).toEqual([]);
  });

  test('when it is imported', async () => {
    const { home, run, show } = await desk();
    const { exitCode } = await crm(['case', 'import', '-'], {
      home,
      input: 'subject,account\nMeter broken,Acme\nA question,Beta\n',
      env: { CRM_NOW: '2026-12-01T09:00:00.000Z' },
    });
    expect(exitCode).toBe(0);
    expect((await show(1)).sla).toBe('gold');
    expect((await show(2)).sla).toBeNull();
    await run(['undo']);
    expect(await run(['case', 'list', '--all', '-f', 'ids'])).toBe('');
  });

  test('anew after another priority, and after a change of the level', async () => {
    const { run, show } = await desk();
    await run(['case', 'add', 'Meter broken', '--account', 'Acme']);
    await run(['case', 'edit', '1', '--priority', 'high'], '2026-12-01T12:00:00.000Z');
    expect(await show()).toMatchObject({ solve_by: '2026-12-01T13:00:00.000Z' });
    await run(['sla', 'edit', 'gold', '--priority', 'high=', '--resolve', '2h', '--name', 'silver']);
    expect(await show()).toMatchObject({ sla: 'silver', solve_by: '2026-12-01T11:00:00.000Z' });
    await run(['undo']);
    expect(await show()).toMatchObject({ sla: 'gold', solve_by: '2026-12-01T13:00:00.000Z' });
  });
});

test('clocks stand still while the customer is asked, and run again from the answer', async () => {
  const { run, show } = await desk();
  await run(['case', 'add', 'Meter broken', '--account', 'Acme']);
  await run(['case', 'reply', '1', 'Which one?', '--wait'], '2026-12-01T10:00:00.000Z');
  expect(await show()).toMatchObject({
    first_response_at: '2026-12-01T10:00:00.000Z',
    due_at: null,
    time_left: 7 * 3600,
  });
  await run(['log', 'email', 'case:1', '--in', 'The big one'], '2026-12-02T10:00:00.000Z');
  expect(await show()).toMatchObject({
    status: 'open',
    due_at: '2026-12-03T09:00:00.000Z',
    time_left: null,
  });
  await run(['undo'], '2026-12-02T10:00:00.000Z');
  // An answer that is fetched or noted later lets them run from when it was written.
  await run(
    ['log', 'email', 'case:1', '--in', 'The big one', '--at', '2026-12-02 10:00'],
    '2026-12-02T10:45:00.000Z',
  );
  expect(await show()).toMatchObject({ status: 'open', due_at: '2026-12-03T09:00:00.000Z' });
  // An answer of ours stops nothing, and one that was written before the question starts nothing.
  await run(['case', 'reply', '1', 'Thank you'], '2026-12-02T11:00:00.000Z');
  await run(['case', 'wait', '1'], '2026-12-02T12:00:00.000Z');
  await run(
    ['log', 'email', 'case:1', '--in', 'Old', '--at', '2026-12-02 11:30'],
    '2026-12-02T13:00:00.000Z',
  );
  expect(await show()).toMatchObject({ status: 'waiting', first_response_at: '2026-12-01T10:00:00.000Z' });
});

test('a customer who answers within a week opens a solved case again, its clock goes on', async () => {
  const { run, show } = await desk();
  await run(['case', 'add', 'Meter broken', '--account', 'Acme']);
  await run(['case', 'reply', '1', 'Try now', '--solve'], '2026-12-01T11:00:00.000Z');
  expect(await show()).toMatchObject({ status: 'solved', solved_at: '2026-12-01T11:00:00.000Z' });
  await run(['log', 'email', 'case:1', '--in', 'No'], '2026-12-03T11:00:00.000Z');
  expect(await show()).toMatchObject({ status: 'open', due_at: '2026-12-04T09:00:00.000Z' });
});

test('a case that is answered and solved too late says so without a worker, and once', async () => {
  const { run, show } = await desk();
  await run(['case', 'add', 'Meter broken', '--account', 'Acme']);
  await run(['case', 'add', 'In time', '--account', 'Acme']);
  await run(['case', 'reply', '2', 'At once'], '2026-12-01T09:30:00.000Z');
  await run(['case', 'solve', '2'], '2026-12-01T15:00:00.000Z');
  await run(['case', 'reply', '1', 'Late'], '2026-12-01T11:00:00.000Z');
  await run(['case', 'solve', '1'], '2026-12-02T15:00:00.000Z');
  await run(['run', '--once', '--only', 'cases'], '2026-12-03T09:00:00.000Z');
  expect(await show(1)).toMatchObject({
    response_overdue_at: '2026-12-01T10:00:00.000Z',
    overdue_at: '2026-12-02T09:00:00.000Z',
  });
  expect(await show(2)).toMatchObject({ response_overdue_at: null, overdue_at: null });
  const lateEvents = async () =>
    (await run(['events', '--type', 'case.*'])).match(/"type":"case\.(response_)?overdue"/g);
  expect(await lateEvents()).toEqual(['"type":"case.response_overdue"', '"type":"case.overdue"']);
  expect(
    await run(['activity', 'list', '--where', 'type = event', '--columns', 'subject', '--csv']),
  ).toContain('solved too late: due ');
  await run(['undo']);
  expect(await show(1)).toMatchObject({ overdue_at: null, solved_at: null });
});

test('overdue cases are listed without a worker; a worker tells of each once', async () => {
  const { run, show } = await desk();
  for (const subject of ['One', 'Two', 'Three']) await run(['case', 'add', subject, '--account', 'Acme']);
  await run(['case', 'reply', '2', 'On it']);
  await run(['case', 'solve', '3']);
  const breaching = (now: string) => run(['case', 'list', '--breaching', '-f', 'ids'], now);
  expect(await breaching('2026-12-01T10:00:00.000Z')).toBe('');
  expect(await breaching('2026-12-01T10:00:01.000Z')).toBe('1\n');
  expect(await breaching('2026-12-02T09:00:01.000Z')).toBe('1\n2\n');
  const work = (now: string) => run(['run', '--once', '--only', 'cases', '-f', 'csv'], now);
  expect(await work('2026-12-01T10:30:00.000Z')).toContain('case 1,not answered in time');
  expect(await work('2026-12-01T10:31:00.000Z')).not.toContain('case 1');
  expect(await work('2026-12-03T10:30:00.000Z')).toContain('case 2,not solved in time');
  expect(await show(1)).toMatchObject({
    response_overdue_at: '2026-12-01T10:00:00.000Z',
    overdue_at: '2026-12-02T09:00:00.000Z',
    timeline: [
      { subject: expect.stringContaining('not solved') },
      { subject: expect.stringContaining('not answered') },
    ],
  });
  const events = (await run(['events', '--type', 'case.*'])).match(/"type":"case\.(response_)?overdue"/g);
  expect(events).toHaveLength(3);
});

test('mistakes are refused with the way out', async () => {
  const { attempt } = await desk();
  const refused = async (...args: string[]) => (await attempt(args)).stderr;
  expect(await refused('sla', 'add', 'x')).toContain('--first-response 1h');
  expect(await refused('sla', 'add', 'Gold', '--resolve', '1h')).toContain('crm sla edit gold');
  expect(await refused('sla', 'add', 'x', '--resolve', '1h', '--tz', 'Mars')).toContain('Mars');
  expect(await refused('sla', 'add', 'x', '--resolve', '1h', '--holidays', 'Atlantis')).toContain('Atlantis');
  expect(await refused('sla', 'add', 'x', '--resolve', '1h', '--applies', 'nothing = 1')).toContain(
    'nothing',
  );
  expect(await refused('sla', 'add', 'x', '--priority', 'hot=1h')).toContain('urgent, high, normal, low');
  expect(await refused('sla', 'add', 'x', '--resolve', '5')).toContain('30m');
  expect(await refused('case', 'add', 'A', '--sla', 'god')).toContain('gold');
  await attempt(['case', 'add', 'A', '--account', 'Acme']);
  expect(await refused('sla', 'rm', 'gold')).toContain('1 case');
});

test('days are as long as those of the hours, which have to be equally long', async () => {
  const { attempt, run } = await desk();
  await run([
    'sla',
    'add',
    'slow',
    '--resolve',
    '3d',
    '--priority',
    'high=1d,1d 4h',
    '--hours',
    'mon-fri 9-17',
  ]);
  await run(['sla', 'add', 'round', '--resolve', '1.5 days', '--hours', '0-24']);
  const levels = JSON.parse(await run(['sla', 'list', '--json']));
  expect(levels.slice(-2)).toMatchObject([
    { name: 'slow', resolve: '24h', priorities: 'high=8h,12h' },
    { name: 'round', resolve: '36h' },
  ]);
  const uneven = ['sla', 'add', 'x', '--resolve', '2d', '--hours', 'mon-thu 9-17; fri 9-15'];
  expect(await attempt(uneven)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(
      'cannot say how long "2d" is: the days of mon-thu 09:00-17:00; fri 09:00-15:00',
    ),
  });
});

test('merging keeps what was said to both, and the earlier answer', async () => {
  const { run, show } = await desk();
  await run(['case', 'add', 'One', '--account', 'Acme']);
  await run(['case', 'add', 'Two', '--account', 'Acme', '--priority', 'urgent']);
  await run(['case', 'reply', '2', 'On it'], '2026-12-01T09:30:00.000Z');
  await run(['case', 'merge', '1', '2', '--yes']);
  expect(await show(1)).toMatchObject({
    priority: 'urgent',
    first_response_at: '2026-12-01T09:30:00.000Z',
    timeline: expect.arrayContaining([expect.objectContaining({ body: 'On it' })]),
  });
  await run(['undo']);
  expect(await show(2)).toMatchObject({ subject: 'Two', timeline: [{ body: 'On it' }] });
});

test('a case about a purchase takes over its customer and product', async () => {
  const { run, show } = await desk();
  await run(['product', 'add', 'Meter X']);
  await run(['purchase', 'add', '--product', 'Meter X', '--account', 'Acme']);
  await run(['case', 'add', 'Broken', '--purchase', '1']);
  expect(await show()).toMatchObject({
    purchase: 'Meter X',
    product: 'Meter X',
    account: 'Acme',
    sla: 'gold',
  });
  await run(['purchase', 'rm', '1', '--yes']);
  expect(await show()).toMatchObject({ purchase: null, product: 'Meter X' });
});

test('an export of everything and its import give the same due times', async () => {
  const { home, run } = await desk();
  await run(['case', 'add', 'One', '--account', 'Acme']);
  await run(['case', 'add', 'Two', '--account', 'Acme']);
  await run(['case', 'wait', '2'], '2026-12-01T09:30:00.000Z');
  await run(['export', 'all', '-o', `${home}/all.zip`]);
  const columns = [
    'case',
    'list',
    '--all',
    '-f',
    'csv',
    '--columns',
    'id,sla,due_at,respond_by,time_left,on_hold',
  ];
  const before = await run(columns);
  const other = makeHome();
  const restored = await crm(['import', 'all', `${home}/all.zip`], { home: other });
  expect(restored.exitCode).toBe(0);
  expect((await crm(columns, { home: other })).stdout).toBe(before);
  expect((await crm(['doctor'], { home: other })).stdout).toContain('2 cases with a service level');
});

/** What can happen to a case, and in which of its states. */
const HAPPENINGS = {
  ask: { args: ['case', 'reply', '1', 'Which one?', '--wait'], from: ['open'], to: 'waiting' },
  wait: { args: ['case', 'wait', '1'], from: ['open'], to: 'waiting' },
  reply: { args: ['case', 'reply', '1', 'We look into it'], from: ['open'], to: 'open' },
  note: { args: ['log', 'note', 'case:1', 'A wish'], from: ['open', 'waiting'], to: null },
  answer: { args: ['log', 'email', 'case:1', '--in', 'That one'], from: ['waiting', 'solved'], to: 'open' },
  fetched: { args: ['log', 'email', 'case:1', '--in', 'That'], from: ['waiting', 'solved'], to: 'open' },
  solve: { args: ['case', 'solve', '1'], from: ['open', 'waiting'], to: 'solved' },
  reopen: { args: ['case', 'reopen', '1'], from: ['solved'], to: 'open' },
  urgent: { args: ['case', 'edit', '1', '--priority', 'high'], from: ['open', 'waiting'], to: null },
  usual: { args: ['case', 'edit', '1', '--priority', 'normal'], from: ['open', 'waiting'], to: null },
} as const;

const MINUTE_MS = 60_000;
const FAR_MS = 90 * 24 * 60 * MINUTE_MS;

test('due times are those of a clock that counts minute by minute, whatever happens to a case', {
  timeout: 300_000,
}, async () => {
  const calendar = makeCalendar();
  await calendar.load(['DE']);
  /** When so many minutes have passed that are in `mon-fri 9-17`, no holiday, and in no stop. */
  const slowClock = (zone: string, start: number, needed: number, stops: readonly [number, number][]) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    let left = needed;
    for (let at = start; at < start + FAR_MS; at += MINUTE_MS) {
      const stop = stops.find(([from, to]) => from <= at && at < to);
      if (stop?.[1] === Number.POSITIVE_INFINITY) return null;
      if (stop) continue;
      const [date = '', time = ''] = format.format(at).split(' ');
      const isWorkday =
        ![0, 6].includes(new Date(date).getUTCDay()) && calendar.holidayOn('DE', date) === null;
      if (isWorkday && time >= '09:00' && time < '17:00') left--;
      if (left === 0) return new Date(at + MINUTE_MS).toISOString();
    }
    throw new Error('the clock runs longer than this test looks');
  };
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom(...(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[])),
      after: fc.integer({ min: 1, max: 2500 }),
    }),
    { minLength: 5, maxLength: 9 },
  );
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo');
  const begins = fc.constantFrom(
    '2026-03-27',
    '2026-10-23',
    '2026-03-06',
    '2026-04-03',
    '2026-12-23',
    '2026-10-02',
  );
  await fc.assert(
    fc.asyncProperty(
      zones,
      begins,
      fc.integer({ min: 0, max: 1440 }),
      steps,
      async (zone, day, later, all) => {
        const home = makeHome();
        const run = async (args: readonly string[], at: number) => {
          const done = await crm(args, { home, env: { CRM_NOW: new Date(at).toISOString() } });
          if (done.exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${done.stderr}`);
          return done.stdout;
        };
        const start = Date.parse(day) + later * MINUTE_MS;
        const promised = ['sla', 'add', 'gold', '--first-response', '1h', '--resolve', '8h', '--tz', zone];
        const times = ['--hours', 'mon-fri 9-17', '--holidays', 'DE', '--priority', 'high=30m,4h'];
        await run([...promised, ...times], start);
        await run(['case', 'add', 'Meter broken', '--sla', 'gold'], start);
        let at = start;
        let status: 'open' | 'waiting' | 'solved' = 'open';
        let isHigh = false;
        let answered: number | null = null;
        const stops: [number, number][] = [];
        for (const { what, after } of all) {
          const { args, from, to } = HAPPENINGS[what];
          if (!(from as readonly string[]).includes(status)) continue;
          at += after * MINUTE_MS;
          const heldFrom = stops.at(-1)?.[0] ?? at;
          // A mail that is fetched later than it was written.
          const written =
            what === 'fetched' ? heldFrom + Math.floor((at - heldFrom) / 2 / MINUTE_MS) * MINUTE_MS : at;
          const told = what === 'fetched' ? ['--at', new Date(written).toISOString()] : [];
          await run([...args, ...told], at);
          if (what === 'urgent' || what === 'usual') isHigh = what === 'urgent';
          if ((what === 'ask' || what === 'reply') && answered === null) answered = at;
          if (to !== null && to !== 'open' && status === 'open') stops.push([at, Number.POSITIVE_INFINITY]);
          const last = stops.at(-1);
          if (to === 'open' && status !== 'open' && last) last[1] = written;
          status = to ?? status;
        }
        const before = stops.filter(([from]) => answered === null || from < answered);
        const shown = JSON.parse(await run(['case', 'show', '1', '--json'], at));
        expect(shown).toMatchObject({
          status,
          first_response_at: answered === null ? null : new Date(answered).toISOString(),
          respond_by: slowClock(zone, start, isHigh ? 30 : 60, before),
          solve_by: slowClock(zone, start, isHigh ? 240 : 480, stops),
        });
      },
    ),
    { numRuns: 3 },
  );
});
