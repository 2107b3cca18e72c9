import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const CALLS = `calldate,dst,disposition,billsec,uniqueid
2026-03-10 09:00:00,+442079461001,NO ANSWER,0,a1
2026-03-11 15:30:00,+442079461001,ANSWERED,95,a2
`;

test('logs calls of a phone system as if by hand, once', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  const first = await crm(['call', 'import', '-'], { home, input: CALLS });
  expect(first).toMatchObject({
    stderr: 'Imported stdin: 2 calls created, 0 updated, 0 unchanged, 0 rejected\n',
    exitCode: 0,
  });
  const again = await crm(['call', 'import', '-'], { home, input: CALLS });
  expect(again.stderr).toBe('Imported stdin: 0 calls created, 0 updated, 2 unchanged, 0 rejected\n');
  const lead = JSON.parse((await crm(['lead', 'show', '1', '--json'], { home })).stdout);
  expect(lead).toMatchObject({
    status: 'connected',
    attempts: 2,
    last_attempt_at: '2026-03-11T15:30:00.000Z',
  });
  expect(lead.timeline).toMatchObject([
    { outcome: 'connected', duration: 95 },
    { outcome: 'no-answer', duration: 0 },
  ]);
});

test('reports a single call in the singular', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  const [header, first] = CALLS.split('\n');
  const { stderr } = await crm(['call', 'import', '-'], { home, input: `${header}\n${first}\n` });
  expect(stderr).toBe('Imported stdin: 1 call created, 0 updated, 0 unchanged, 0 rejected\n');
  const { stdout } = await crm(['report', 'calls', '-f', 'table', '--since', '2026-03-10'], { home });
  expect(stdout).toContain('1, to 1 lead\n');
  expect((await crm(['history'], { home })).stdout).toContain('imported 1 call from stdin');
});

test('rejects a call without its time, and advises on a column only where there is none', async () => {
  const home = makeHome();
  const text = 'Start time,Direction,From,To\n,Outbound,101,+14155550171\n';
  const { stderr } = await crm(['call', 'import', '-'], { home, input: text });
  expect(stderr).toContain('line 2: the time of the call is missing\n');
  expect(stderr).not.toContain('=at');
  const bare = 'Direction,From,To\nOutbound,101,+14155550171\n';
  expect((await crm(['call', 'import', '-'], { home, input: bare })).stderr).toContain('=at');
});

test('rejects a call with an ambiguous number or a future time, and imports nothing', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  await crm(['lead', 'add', 'Jim Doe', '--phone', '+442079461001', '--force'], { home });
  const input = `date,number\n2026-03-10 09:00,+442079461001\n2026-03-10 09:10,+442079461009\n2027-01-01 09:00,+442079461009\n`;
  const { stderr, exitCode } = await crm(['call', 'import', '-'], { home, input });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'line 2: +442079461001 belongs to several people: lead 1  Jane Doe, lead 2  Jim Doe',
  );
  expect(stderr).toContain('line 4: the call is in the future');
  expect((await crm(['activity', 'list', '-f', 'ids'], { home })).stdout).toBe('');
});

/** Jane is lead 1, Otto lead 2. */
async function makeLeads(): Promise<string> {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  await crm(['lead', 'add', 'Otto Roe', '--phone', '+442079461002'], { home });
  return home;
}

async function listCalls(home: string): Promise<Record<string, unknown>[]> {
  const columns = 'at,lead,direction,outcome,duration,body,external_source,external_id,user';
  const { stdout } = await crm(
    ['activity', 'list', '--type', 'call', '--sort', 'at', '--columns', columns, '--json'],
    {
      home,
    },
  );
  return JSON.parse(stdout) as Record<string, unknown>[];
}

test('passes over internal and hidden callers and numbers that nobody has, and says so', async () => {
  const home = await makeLeads();
  const input =
    'date,direction,from,to\n' +
    '2026-03-10 09:00,internal,101,102\n' +
    '2026-03-10 09:10,in,anonymous,+442079460000\n' +
    '2026-03-10 09:20,out,101,+442079461009\n' +
    '2026-03-10 09:30,out,101,+442079461001\n';
  const { stdout, stderr, exitCode } = await crm(['call', 'import', '-', '--csv'], { home, input });
  expect(exitCode).toBe(0);
  expect(stdout).toBe('rows,created,updated,unchanged,repeated,not_imported,rejected\n4,1,0,0,0,3,0\n');
  expect(stderr).toBe(
    'Imported stdin: 1 call created, 0 updated, 0 unchanged, 3 not imported, 0 rejected\n' +
      'Not imported: 1 internal call (first in line 2), 1 call of a hidden or unknown caller (first in line 3)\n' +
      'Not imported, nobody has the number: +442079461009 (line 4)\n' +
      'To make leads of them: --create lead\n',
  );
});

test('makes leads of unknown numbers if asked to', async () => {
  const home = await makeLeads();
  const input =
    'date,number,name,duration\n2026-03-10 09:00,+442079461009,Uma Poe,20\n2026-03-10 09:10,+442079461009,,0\n' +
    '2026-03-10 09:20,+442079461008,,5\n';
  const { stderr } = await crm(['call', 'import', '-', '--create', 'lead'], { home, input });
  expect(stderr).toContain('3 calls created');
  expect(stderr).toContain('Created 2 leads for unknown numbers\n');
  const { stdout } = await crm(
    ['lead', 'list', '--columns', 'name,phone,attempts', '--sort', 'id', '--csv'],
    { home },
  );
  expect(stdout).toContain('Uma Poe,+442079461009,2\n+442079461008,+442079461008,1\n');
});

test('completes a call that was logged by hand, and does not double it', async () => {
  const home = await makeLeads();
  await crm(['call', 'log', '1', '-o', 'interested', '-n', 'wants a quote', '--at', '2026-03-10 09:00'], {
    home,
  });
  await crm(['call', 'log', '2', '-o', 'no-answer', '--at', '2026-03-10 10:00'], { home });
  const input =
    'id,date,to,status,duration,recording\n' +
    'r1,2026-03-10 09:01:30,+442079461001,answered,95,r1.mp3\n' +
    'r2,2026-03-10 10:00:10,+442079461002,answered,30,\n';
  const { stderr } = await crm(['call', 'import', '-'], { home, input });
  expect(stderr).toContain('1 call created, 1 updated');
  expect(stderr).toContain(
    'Perhaps the same: line 3 and activity 2, logged by hand at 2026-03-10T10:00:00.000Z\n',
  );
  expect(await listCalls(home)).toMatchObject([
    { outcome: 'interested', duration: 95, body: 'wants a quote\nRecording: r1.mp3', external_id: 'r1' },
    { lead: 'Otto Roe', outcome: 'no-answer', external_id: null },
    { lead: 'Otto Roe', outcome: 'connected', external_id: 'r2' },
  ]);
  const again = await crm(['call', 'import', '-'], { home, input });
  expect(again.stderr).toContain('0 calls created, 0 updated, 2 unchanged');
});

test('the same id at another time with another number is another call', async () => {
  const home = await makeLeads();
  const first = 'id,date,to,duration\n7,2026-03-09 09:00,+442079461001,95\n';
  const second = 'id,date,to,duration\n7,2026-03-10 12:00,+442079461002,60\n';
  for (const input of [first, second, second, first]) await crm(['call', 'import', '-'], { home, input });
  expect(await listCalls(home)).toMatchObject([
    { lead: 'Jane Doe', external_id: '7' },
    { lead: 'Otto Roe', external_id: '7 2026-03-10T12:00:00.000Z' },
  ]);
  await crm(['call', 'import', '-', '--system', 'pbx2'], {
    home,
    input: first.replace('7,2026-03-09', '7,2026-03-08'),
  });
  expect((await listCalls(home))[0]).toMatchObject({ external_source: 'pbx2', external_id: '7' });
});

test('a row that came later improves a call that nobody had answered', async () => {
  const home = await makeLeads();
  const header = 'uniqueid,calldate,dst,billsec,disposition\n';
  await crm(['call', 'import', '-'], {
    home,
    input: `${header}9.1,2026-03-10 09:00:00,+442079461001,0,NO ANSWER\n`,
  });
  const input = `${header}9.1,2026-03-10 09:00:20,+442079461001,66,ANSWERED\n`;
  expect((await crm(['call', 'import', '-'], { home, input })).stderr).toContain(
    '0 calls created, 1 updated',
  );
  expect(await listCalls(home)).toMatchObject([{ outcome: 'connected', duration: 66 }]);
  const lead = JSON.parse((await crm(['lead', 'show', '1', '--json'], { home })).stdout);
  expect(lead).toMatchObject({ attempts: 1, status: 'connected' });
  await crm(['undo'], { home });
  expect(await listCalls(home)).toMatchObject([{ outcome: 'no-answer', duration: 0 }]);
});

test('the word of the agent counts more than the line, and words can be translated', async () => {
  const home = await makeLeads();
  const input =
    'date,to,duration,Status,Disposition\n' +
    '2026-03-10 09:00,+442079461001,95,completed,not interested\n' +
    '2026-03-10 09:30,+442079461002,20,completed,Gold\n';
  const unknown = await crm(['call', 'import', '-'], { home, input });
  expect(unknown.exitCode).toBe(1);
  expect(unknown.stderr).toContain('line 3: unknown outcome "Gold"');
  expect(unknown.stderr).toContain("--map-value 'outcome:Gold=connected'");
  await crm(['call', 'import', '-', '--map-value', 'outcome:Gold=interested'], { home, input });
  expect(await listCalls(home)).toMatchObject([{ outcome: 'not-interested' }, { outcome: 'interested' }]);
});

test('a network that fails does not make a number bad', async () => {
  const home = await makeLeads();
  const input =
    'date,to,disposition\n2026-03-10 09:00,+442079461001,CONGESTION\n2026-03-10 09:10,+442079461001,FAILED\n' +
    '2026-03-10 09:20,+442079461002,wrong number\n';
  const { stderr } = await crm(['call', 'import', '-'], { home, input });
  expect(stderr).toContain('Marked as bad numbers: +442079461002\n');
  const { stdout } = await crm(['call', 'queue', '--now', '2026-03-12T11:00:00Z', '--json'], { home });
  expect(stdout).toContain('+442079461001');
  expect(stdout).not.toContain('+442079461002');
});

test.each([
  ['duration (ms)', '95000'],
  ['duration (minutes)', '1.5833'],
  ['talk time', '0:01:35'],
  ['duration', '1 min 35 s'],
  ['length_in_sec', '95'],
  ['Duration (hh:mm:ss)', '00:01:35'],
])('a column "%s" with "%s" is 95 seconds', async (header, value) => {
  const home = await makeLeads();
  const input = `date,to,${header}\n2026-03-10 09:00,+442079461001,${value}\n`;
  await crm(['call', 'import', '-'], { home, input });
  expect(await listCalls(home)).toMatchObject([{ duration: 95 }]);
});

test('a unit that is not known is not guessed', async () => {
  const home = await makeLeads();
  const input = 'date,to,duration (ticks)\n2026-03-10 09:00,+442079461001,95\n';
  const { stderr, exitCode } = await crm(['call', 'import', '-'], { home, input });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the unit "ticks" of the column "duration (ticks)" is not known');
});

test.each([
  ['start', '2026-03-10 09:00:00'],
  ['Start Time (America/New_York)', '2026-03-10 05:00:00'],
  ['start_time_utc', '2026-03-10 09:00'],
  ['start', '1773133200'],
  ['start', '1773133200000'],
  ['start', 'Tue, 10 Mar 2026 10:00:00 +0100'],
  ['start', '2026-03-10T04:00:00-05:00'],
  ['start', '2026-03-10 05:00 AM EDT'],
  ['start', 'Mar 10, 2026, 9:00:00 AM UTC'],
  ['start', 'Tue Mar 10 2026 10:00:00 GMT+0100 (Central European Standard Time)'],
  ['start', '13.03.2026 09:00'],
])('a column "%s" with "%s" is a time', async (header, value) => {
  const home = await makeLeads();
  const input = `${header}\tto\n${value}\t+442079461001\n`;
  const env = { CRM_NOW: '2026-03-20T10:00:00Z' };
  await crm(['call', 'import', '-'], { home, input, env });
  const day = value.startsWith('13') ? '13' : '10';
  expect(await listCalls(home)).toMatchObject([{ at: `2026-03-${day}T09:00:00.000Z` }]);
});

test('dates that can be read in two ways are not guessed, other dates of the file tell', async () => {
  const home = await makeLeads();
  const rows = (...dates: string[]) =>
    `Date,Time,Number\n${dates.map((d) => `${d},9:15 AM,+442079461001\n`).join('')}`;
  const unclear = await crm(['call', 'import', '-'], { home, input: rows('03/02/2026') });
  expect(unclear.exitCode).toBe(2);
  expect(unclear.stderr).toContain('"03/02/2026" in the column "Date" of stdin is ambiguous');
  await crm(['call', 'import', '-'], { home, input: rows('03/02/2026', '13/02/2026') });
  expect(await listCalls(home)).toMatchObject([
    { at: '2026-02-03T09:15:00.000Z' },
    { at: '2026-02-13T09:15:00.000Z' },
  ]);
});

test('columns of objects in objects can be assigned, and unused ones are named', async () => {
  const home = await makeLeads();
  const input = JSON.stringify({
    page: 1,
    calls: [{ when: '2026-03-10T09:00:00Z', other: { line: { digits: '+442079461001' } }, cost: 3 }],
  });
  const { stderr } = await crm(
    ['call', 'import', '-', '--map', 'other.line.digits=number', '--map', 'when=at'],
    { home, input },
  );
  expect(stderr).toContain('1 call created');
  expect(stderr).toContain('Not imported, no matching field: "cost"\n');
});

test('a file without headers names its columns by their places', async () => {
  const home = await makeLeads();
  const input = '2026-03-10 09:00,+442079461001,12\n2026-03-10 09:10,+442079461002,0\n';
  const lost = await crm(['call', 'import', '-'], { home, input });
  expect(lost.exitCode).toBe(2);
  expect(lost.stderr).toContain('the first line of stdin is a call, not the names of the columns');
  const map = ['--map', '1=at', '--map', '2=number', '--map', '3=duration'];
  const { stderr } = await crm(['call', 'import', '-', '--no-header', ...map], { home, input });
  expect(stderr).toContain('2 calls created');
});

test('rejected rows can be corrected and imported as they stand', async () => {
  const home = await makeLeads();
  const rejects = `${home}/rejects.csv`;
  const row = (number: string, id: string, disposition: string) =>
    `"","101","${number}","from-internal","","SIP/1","SIP/2","Dial","x","2026-03-10 09:00:00","","2026-03-10 09:00:30",30,20,"${disposition}","3","${id}",""\n`;
  const input = row('+442079461001', '1.1', 'ANSWERED') + row('+4420', '1.2', 'ANSWERED');
  const first = await crm(['call', 'import', '-', '--rejects', rejects], { home, input });
  expect(first.exitCode).toBe(4);
  expect(first.stderr).toContain('line 2: cannot read "+4420" as a phone number');
  const { readFileSync, writeFileSync } = await import('node:fs');
  writeFileSync(rejects, readFileSync(rejects, 'utf8').replace('+4420,', '+442079461002,'));
  expect((await crm(['call', 'import', rejects], { home })).stderr).toContain('1 call created');
});

test('a dry run shows what each column is, and changes nothing', async () => {
  const home = await makeLeads();
  const { stderr, stdout } = await crm(['call', 'import', '-', '--dry-run'], { home, input: CALLS });
  expect(stderr).toMatch(/calldate +at +synonym +2026-03-10 09:00:00 · 2026-03-11 15:30:00\n/);
  expect(stderr).toMatch(/billsec +duration +synonym +0 · 95\n/);
  expect(stderr).toContain('Would import stdin: 2 calls created');
  expect(stdout).toContain('2\t2\t0');
  expect(await listCalls(home)).toEqual([]);
});

test('the zone of a time of day counts where its day stands in another column', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ada North', '--phone', '+1 415 555 0171'], { home });
  const env = { CRM_NOW: '2026-11-27T18:00:00Z' };
  const at = async (header: string) => {
    const input = `${header},Customer phone,Dir,What happened\n2026-11-20,3:00 PM,+14155550171,OUT,Wants quote\n`;
    await crm(['call', 'import', '-'], { home, env, input });
    const { stdout } = await crm(['activity', 'list', '--type', 'call', '--columns', 'at', '--json'], {
      home,
    });
    await crm(['undo'], { home });
    return JSON.parse(stdout);
  };
  expect(await at('Day,Start time (EST)')).toEqual([{ at: '2026-11-20T20:00:00.000Z' }]);
  expect(await at('Day,Time (UTC+2)')).toEqual([{ at: '2026-11-20T13:00:00.000Z' }]);
  expect(await at('When,Time of call (GMT)')).toEqual([{ at: '2026-11-20T15:00:00.000Z' }]);
});
