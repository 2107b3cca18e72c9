import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const NOW = '2026-11-27T18:00:00Z';

/** People with numbers: two leads and a contact. */
async function makePeople(): Promise<string> {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  await run('config', 'set', 'country', 'US');
  await run('user', 'add', 'ben');
  await run('lead', 'add', 'Ada North', '--phone', '+1 415 555 0171');
  await run('lead', 'add', 'Bo South', '--phone', '+44 20 7946 0172');
  await run('contact', 'add', 'Cy East', '--phone', '+33 1 99 00 01 73');
  return home;
}

interface Imported {
  /** The calls: time, direction, outcome, seconds, user, person. */
  readonly calls: readonly string[];
  readonly stderr: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Imports a file and lists the calls. Every row has to be accounted for, and a second import changes nothing. */
async function importCalls(input: string, ...args: string[]): Promise<Imported> {
  const home = await makePeople();
  const env = { CRM_NOW: NOW };
  const words = ['call', 'import', '-', ...args, '--json'];
  const { stdout, stderr } = await crm(words, { home, input, env });
  const counts = JSON.parse(stdout) as Record<string, number>;
  const {
    rows,
    created = 0,
    updated = 0,
    unchanged = 0,
    repeated = 0,
    not_imported = 0,
    rejected = 0,
  } = counts;
  expect(created + updated + unchanged + repeated + not_imported + rejected).toBe(rows);
  const again = JSON.parse((await crm(words, { home, input, env })).stdout) as Record<string, number>;
  expect(again).toMatchObject({ rows, created: 0, updated: 0, unchanged: created + updated + unchanged });
  const columns = 'at,direction,outcome,duration,user,lead,contact,body';
  const list = await crm(
    ['activity', 'list', '--type', 'call', '--sort', 'at', '--columns', columns, '--json'],
    { home },
  );
  const calls = (JSON.parse(list.stdout) as Record<string, string | number | null>[]).map((call) =>
    [call.at, call.direction, call.outcome, call.duration, call.user, call.lead ?? call.contact, call.body]
      .map((value) => String(value ?? '-').replace(/:00\.000Z$/, 'Z'))
      .join(' '),
  );
  return { calls, stderr, counts };
}

describe('files of phone systems need no options', () => {
  test('Twilio: a leg to a client of our own belongs to its call', async () => {
    const { calls, stderr } = await importCalls(
      'Sid,ParentCallSid,From,To,Status,StartTime,Duration,Direction,AnsweredBy\n' +
        'CAa,,+14155550199,+14155550171,completed,2026-11-25 09:00:00,40,outbound-api,human\n' +
        'CAb,,+442079460172,+14155550199,completed,2026-11-25 10:00:00,70,inbound,\n' +
        'CAc,CAb,+442079460172,client:ben,completed,2026-11-25 10:00:02,66,outbound-dial,\n' +
        'CAd,,+14155550199,+33199000173,completed,2026-11-25 11:00:00,9,outbound-api,machine_start\n' +
        'CAe,,+7378742833,+14155550199,no-answer,2026-11-25 12:00:00,0,inbound,\n' +
        'CAf,,+14155550199,+33199000173,in-progress,2026-11-25 13:00:00,,outbound-api,\n',
      '--map',
      'StartTime=at',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 40 tester Ada North -',
      '2026-11-25T10:00Z in connected 70 tester Bo South -',
      '2026-11-25T11:00Z out voicemail 9 tester Cy East -',
    ]);
    expect(stderr).toContain(
      '1 call of a hidden or unknown caller (first in line 6), 1 call that is not over',
    );
  });

  test('RingCentral: the table of its web page', async () => {
    const { calls } = await importCalls(
      'Direction,Type,Phone Number,Name,Date,Time,Action,Action Result,Result Description,Duration\n' +
        'Outgoing,Voice,(415) 555-0171,Ada,Wed 11/25/2026,3:05 PM,VoIP Call,Call connected,,0:01:40\n' +
        'Incoming,Voice,+44 20 7946 0172,Bo,Wed 11/25/2026,4:10 PM,Phone Call,Missed,,0:00:22\n' +
        'Outgoing,Fax,(415) 555-0171,Ada,Wed 11/25/2026,5:00 PM,Outgoing Fax,Sent,,0:01:00\n',
    );
    expect(calls).toEqual([
      '2026-11-25T15:05Z out connected 100 tester Ada North -',
      '2026-11-25T16:10Z in no-answer 0 tester Bo South -',
    ]);
  });

  test('RingCentral: the call log of its interface', async () => {
    const record = (id: string, more: object) => ({
      id,
      sessionId: `s${id}`,
      startTime: '2026-11-25T08:00:00.000Z',
      type: 'Voice',
      ...more,
    });
    const { calls } = await importCalls(
      JSON.stringify({
        uri: 'https://example.com',
        records: [
          record('1', {
            direction: 'Outbound',
            result: 'Call connected',
            duration: 31,
            to: { phoneNumber: '+14155550171' },
            from: { phoneNumber: '+14155550199', extensionNumber: '101', name: 'Ben' },
            recording: { contentUri: 'https://example.com/r/1' },
          }),
          record('2', {
            direction: 'Inbound',
            result: 'Voicemail',
            duration: 12,
            to: { extensionNumber: '101' },
            from: { phoneNumber: '+442079460172' },
          }),
        ],
        paging: { page: 1 },
      }),
    );
    expect(calls).toEqual([
      '2026-11-25T08:00Z out connected 31 ben Ada North Recording: https://example.com/r/1',
      '2026-11-25T08:00Z in voicemail 12 tester Bo South -',
    ]);
  });

  test('a call that a mailbox took is none that connected', async () => {
    const { calls } = await importCalls(
      'date_started,date_connected,date_ended,direction,external_number,internal_number,was_voicemail,call_id\n' +
        '2026-11-25 09:00:00,2026-11-25 09:00:05,2026-11-25 09:01:00,outbound,+14155550171,+14155550199,False,1\n' +
        '2026-11-25 10:00:00,2026-11-25 10:00:05,2026-11-25 10:01:00,inbound,+14155550171,+14155550199,True,2\n',
    );
    expect(calls).toEqual([
      expect.stringContaining('out connected 55'),
      expect.stringContaining('in voicemail 55'),
    ]);
    const phoneCom = await importCalls(
      '{"items":[{"id":"a1","caller_id":"+14155550171","called_number":"+14155550199","direction":"in","type":"call",' +
        '"start_time":"2026-11-25T09:00:00Z","call_duration":38,"final_action":"voicemail"}]}',
    );
    expect(phoneCom.calls).toEqual([expect.stringContaining('in voicemail 38')]);
  });

  test('Kazoo: the billed seconds are the talk', async () => {
    const { calls } = await importCalls(
      'call_id,caller_id_number,callee_id_number,duration_seconds,billing_seconds,timestamp,hangup_cause,direction,to,from\n' +
        'c1,+14155550199,+14155550171,40,31,2026-11-25 09:00:00,NORMAL_CLEARING,outbound,+14155550171,+14155550199\n',
    );
    expect(calls).toEqual([expect.stringContaining('out connected 31')]);
  });

  test('DIDWW: starts, answers and ends in UTC', async () => {
    const { calls } = await importCalls(
      'Date/Time Start (UTC),Date/Time Connect (UTC),Date/Time End (UTC),Status,Source,Source Name,Destination DID,' +
        'Duration (sec),Attempt\n' +
        '2026-11-25 09:00:00,2026-11-25 09:00:05,2026-11-25 09:01:00,Success,14155550171,Ada,14155550199,55,1\n' +
        '2026-11-25 10:00:00,,2026-11-25 10:00:20,Canceled,14155550171,Ada,14155550199,20,1\n',
    );
    expect(calls).toEqual([
      expect.stringContaining('2026-11-25T09:00Z in connected 55'),
      expect.stringContaining('2026-11-25T10:00Z in no-answer 0'),
    ]);
  });

  test('Asterisk: the columns that newer versions add join the rows of a call', async () => {
    const row = (times: readonly string[], seconds: string, id: number) =>
      `"","100","14155550171","from-internal","Ben <100>","SIP/100-1","SIP/t-${id}","Dial","SIP/t/1",` +
      `${times.map((time) => `"${time}"`).join(',')},${seconds},"DOCUMENTATION","1764.${id}","","","1764.1",${id}\n`;
    const { calls, counts } = await importCalls(
      row(['2026-11-25 08:59:30', '', '2026-11-25 08:59:50'], '20,0,"NO ANSWER"', 2) +
        row(['2026-11-25 09:00:00', '2026-11-25 09:00:05', '2026-11-25 09:01:00'], '60,55,"ANSWERED"', 1),
    );
    expect(counts).toMatchObject({ created: 1, repeated: 1 });
    expect(calls).toEqual([expect.stringContaining('out connected 55')]);
  });

  test('Dialpad: times in milliseconds, and talk from connected to ended', async () => {
    const at = Date.parse('2026-11-25T09:00:00Z');
    const { calls } = await importCalls(
      JSON.stringify({
        items: [
          {
            call_id: 11,
            direction: 'outbound',
            external_number: '+14155550171',
            internal_number: '+14155550199',
            date_started: at,
            date_connected: at + 9_000,
            date_ended: at + 69_000,
            duration: 69_000.5,
            state: 'hangup',
            target: { email: 'ben@example.com', name: 'Ben', type: 'user' },
          },
          {
            call_id: 12,
            direction: 'inbound',
            external_number: '+442079460172',
            date_started: at + 3_600_000,
            date_connected: null,
            date_ended: at + 3_620_000,
            duration: 0,
            state: 'missed',
          },
        ],
      }),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 60 ben Ada North -',
      '2026-11-25T10:00Z in no-answer - - Bo South -',
    ]);
  });

  test('Aircall: the table of its call history', async () => {
    const { calls } = await importCalls(
      'line,datetime (tz offset incl.),number timezone,datetime (utc),country_code,direction,from,to,answered,' +
        'missed_call_reason,user,duration (total),duration (in call),voicemail,recording,comments,tags\n' +
        'Sales,2026-11-25 04:00:00,America/New_York,2026-11-25 09:00:00,US,outbound,+14155550199,+14155550171,Yes,,' +
        'Ben,52,40,,https://example.com/a.mp3,likes it,hot\n' +
        'Sales,2026-11-25 05:00:00,America/New_York,2026-11-25 10:00:00,GB,inbound,+442079460172,+14155550199,No,' +
        'no_available_agent,,31,0,,,,\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 40 ben Ada North likes it\nRecording: https://example.com/a.mp3\nTags: hot',
      '2026-11-25T10:00Z in no-answer 0 - Bo South -',
    ]);
  });

  test('JustCall: date and time of their own, and what the agent says', async () => {
    const { calls } = await importCalls(
      JSON.stringify({
        data: [
          {
            id: 5,
            contact_number: '+33199000173',
            justcall_number: '+14155550199',
            agent_name: 'Ben',
            call_date: '2026-11-25',
            call_time: '07:45:00',
            call_info: {
              direction: 'Outgoing',
              type: 'Answered',
              disposition: 'Callback',
              notes: 'on Monday',
            },
            call_duration: { total_duration: 50, conversation_time: 44 },
          },
        ],
      }),
    );
    expect(calls).toEqual(['2026-11-25T07:45Z out callback 44 ben Cy East on Monday']);
  });

  test('Zoom Phone: the column of the other side, whichever it is', async () => {
    const { calls } = await importCalls(
      'caller_number,callee_number,direction,duration,result,date_time\n' +
        '+14155550199,+14155550171,outbound,20,Call connected,2026-11-25T09:00:00Z\n' +
        '+442079460172,+14155550199,inbound,0,Missed,2026-11-25T10:00:00Z\n' +
        '801,802,outbound,20,Call connected,2026-11-25T11:00:00Z\n',
      '--map',
      'callee_number=number',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 20 tester Ada North -',
      '2026-11-25T10:00Z in no-answer 0 tester Bo South -',
    ]);
  });

  test('3CX: numbers beside names, talk time, and a line of totals', async () => {
    const { calls, stderr } = await importCalls(
      'Call Time,Call ID,From,To,Direction,Status,Ringing,Talking,Cost\n' +
        '2026-11-25T09:00:00,1,Ben (101),14155550171,Outbound,Answered,00:00:09,00:02:05,0.1\n' +
        '2026-11-25T10:00:00,2,Bo South (+442079460172),Ben (101),Inbound,Unanswered,00:00:30,,\n' +
        '2026-11-25T10:00:30,2,Bo South (+442079460172),Amy (102),Inbound,Answered,00:00:03,00:00:41.6,\n' +
        'Totals,,,,,,00:00:42,00:02:46,\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 125 ben Ada North -',
      '2026-11-25T10:00Z in connected 41 ben Bo South -',
    ]);
    expect(stderr).toContain('1 line of totals');
  });

  test('Asterisk: Master.csv without a header, whose first line is a call', async () => {
    const row = (src: string, dst: string, at: string, billsec: number, disposition: string, id: string) =>
      `"","${src}","${dst}","from-internal","""Ben"" <101>","SIP/101-1","SIP/t-1","Dial","x","${at}","","${at}",` +
      `${billsec + 10},${billsec},"${disposition}","DOCUMENTATION","${id}",""\n`;
    const { calls, counts } = await importCalls(
      row('101', '0014155550171', '2026-11-25 09:00:00', 33, 'ANSWERED', '1.1') +
        row('101', '00442079460172', '2026-11-25 10:00:00', 0, 'FAILED', '1.2') +
        row('101', '102', '2026-11-25 11:00:00', 5, 'ANSWERED', '1.3'),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 33 ben Ada North -',
      '2026-11-25T10:00Z out failed 0 ben Bo South -',
    ]);
    expect(counts).toMatchObject({ rows: 3, not_imported: 1 });
  });

  test('FreePBX: rows of one call, the best of which counts', async () => {
    const { calls } = await importCalls(
      'calldate,clid,src,dst,dcontext,channel,duration,billsec,disposition,uniqueid,did,recordingfile,linkedid\n' +
        '2026-11-25 09:00:00,Cy,+33199000173,600,ext-queues,a,20,0,NO ANSWER,7.2,14155550199,,7.1\n' +
        '2026-11-25 09:00:00,Cy,+33199000173,101,ext-local,b,44,30,ANSWERED,7.1,14155550199,in-7.wav,7.1\n' +
        '2026-11-25 09:00:00,Cy,+33199000173,102,ext-local,c,12,0,BUSY,7.3,14155550199,,7.1\n',
    );
    expect(calls).toEqual(['2026-11-25T09:00Z in connected 30 tester Cy East Recording: in-7.wav']);
  });

  test('FreeSWITCH: no header, causes of hanging up', async () => {
    const row = (to: string, at: string, answer: string, billsec: number, cause: string, id: string) =>
      `"Ben","1001","${to}","default","${at}","${answer}","${at}","${billsec + 8}","${billsec}","${cause}","${id}","","","PCMU","PCMU"\n`;
    const { calls, stderr } = await importCalls(
      row('14155550171', '2026-11-25 09:00:00', '2026-11-25 09:00:08', 21, 'NORMAL_CLEARING', 'u1') +
        row('442079460172', '2026-11-25 10:00:00', '', 0, 'NORMAL_CIRCUIT_CONGESTION', 'u2') +
        row('33199000173', '2026-11-25 11:00:00', '', 0, 'UNALLOCATED_NUMBER', 'u3'),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 21 ben Ada North -',
      '2026-11-25T10:00Z out failed 0 ben Bo South -',
      '2026-11-25T11:00Z out failed 0 ben Cy East -',
    ]);
    expect(stderr).toContain('Marked as bad numbers: +33199000173\n');
  });

  test('VICIdial: its codes, the country code apart, and its machine', async () => {
    const { calls, stderr } = await importCalls(
      'call_date\tphone_number_dialed\tstatus\tuser\tphone_code\tlength_in_sec\tuniqueid\tcall_notes\n' +
        '2026-11-25 09:00:00\t4155550171\tNA\tVDAD\t1\t0\tv1\t\n' +
        '2026-11-25 09:30:00\t4155550171\tSALE\tben\t1\t200\tv2\tsigned\n' +
        '2026-11-25 10:00:00\t2079460172\tDNC\tben\t44\t20\tv3\t\n' +
        '2026-11-25 11:00:00\t199000173\tAA\tVDAD\t33\t4\tv4\t\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out no-answer 0 - Ada North -',
      '2026-11-25T09:30Z out interested 200 ben Ada North signed',
      '2026-11-25T10:00Z out do-not-call 20 ben Bo South -',
      '2026-11-25T11:00Z out voicemail 4 - Cy East -',
    ]);
    expect(stderr).toContain('Added to the do-not-call list: +442079460172');
  });

  test('HubSpot: properties, milliseconds and outcomes by their ids', async () => {
    const call = (id: string, properties: object) => ({ id, properties });
    const { calls } = await importCalls(
      JSON.stringify({
        results: [
          call('1', {
            hs_timestamp: '2026-11-25T09:00:00Z',
            hs_call_direction: 'OUTBOUND',
            hs_call_to_number: '+14155550171',
            hs_call_from_number: '+14155550199',
            hs_call_duration: '64000',
            hs_call_status: 'COMPLETED',
            hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
            hs_call_body: 'asked for a price',
          }),
          call('2', {
            hs_timestamp: '2026-11-25T10:00:00Z',
            hs_call_direction: 'OUTBOUND',
            hs_call_to_number: '+442079460172',
            hs_call_duration: '0',
            hs_call_status: 'COMPLETED',
            hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20',
          }),
        ],
      }),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 64 tester Ada North asked for a price',
      '2026-11-25T10:00Z out no-answer 0 tester Bo South -',
    ]);
  });

  test('Salesforce: tasks that are calls', async () => {
    const { calls } = await importCalls(
      'Id,Phone,CallType,CallDurationInSeconds,CallDisposition,Status,CreatedDate,Description\n' +
        '00T1,+14155550171,Outbound,80,Interested,Completed,2026-11-25T09:00:00.000Z,Wants a demo\n' +
        '00T2,+442079460172,Inbound,0,No Answer,Completed,2026-11-25T10:00:00.000+0000,\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out interested 80 tester Ada North Wants a demo',
      '2026-11-25T10:00Z in no-answer 0 tester Bo South -',
    ]);
  });

  test('Android: the XML of a backup', async () => {
    const at = (time: string) => Date.parse(`2026-11-25T${time}:00Z`);
    const { calls, counts } = await importCalls(
      `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count="4">\n` +
        `  <call number="+14155550171" duration="35" date="${at('09:00')}" type="2" presentation="1" contact_name="Ada &amp; co" />\n` +
        `  <call number="+442079460172" duration="0" date="${at('10:00')}" type="3" presentation="1" contact_name="(Unknown)" />\n` +
        `  <call number="" duration="0" date="${at('11:00')}" type="1" presentation="2" contact_name="" />\n` +
        `  <call number="+33199000173" duration="61" date="${at('12:00')}" type="1" presentation="1" contact_name="Cy" />\n` +
        '</calls>\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 35 tester Ada North -',
      '2026-11-25T10:00Z in no-answer 0 tester Bo South -',
      '2026-11-25T12:00Z in connected 61 tester Cy East -',
    ]);
    expect(counts).toMatchObject({ rows: 4, not_imported: 1 });
  });

  test('Android: a table of an app, with words for the kinds of calls', async () => {
    const { calls } = await importCalls(
      'Name,Number,Date,Time,Type,Duration\n' +
        'Ada,+14155550171,2026-11-25,09:00:00,Outgoing,35\n' +
        'Bo,+442079460172,2026-11-25,10:00:00,Rejected,0\n' +
        ',Private number,2026-11-25,11:00:00,Incoming,3\n',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 35 tester Ada North -',
      '2026-11-25T10:00Z in no-answer 0 tester Bo South -',
    ]);
  });

  test('Zoom Phone: the call log of its interface, beside which `from` and `to` are days', async () => {
    const { calls } = await importCalls(
      JSON.stringify({
        from: '2026-11-01',
        to: '2026-11-30',
        call_logs: [
          {
            call_id: '700',
            caller_number: '+14155550199',
            callee_number: '+14155550171',
            direction: 'outbound',
            duration: 12,
            result: 'Call connected',
            date_time: '2026-11-25T09:00:00Z',
            owner: { name: 'Ben' },
          },
        ],
      }),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 12 ben Ada North -']);
  });

  test('Aircall: what it sends of a call, of which only the end counts', async () => {
    const at = Date.parse('2026-11-25T09:00:00Z') / 1000;
    const sent = (event: string, data: object) =>
      `${JSON.stringify({ resource: 'call', event, data: { id: 5, direction: 'outbound', raw_digits: '+14155550171', started_at: at, ...data } })}\n`;
    const { calls, counts } = await importCalls(
      sent('call.created', { status: 'initial', answered_at: null, ended_at: null }) +
        sent('call.ended', { status: 'done', answered_at: at + 5, ended_at: at + 25, user: { name: 'Ben' } }),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 20 ben Ada North -']);
    expect(counts).toMatchObject({ created: 1, not_imported: 1 });
  });

  test('Aircall: the column with our own number is not the other party', async () => {
    const { calls } = await importCalls(
      [
        'line,number,datetime (UTC),direction,from,to,answered,missed_call_reason,user,duration (in call),call ID',
        'Sales,+1 555-000-9999,2026-11-25 09:00:00,outbound,Ben,+1 415-555-0171,Yes,,Ben,80,9',
        'Sales,+1 555-000-9999,2026-11-25 10:00:00,inbound,+44 20 7946 0172,Sales,No,no_available_agent,,0,10',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 80 ben Ada North -',
      '2026-11-25T10:00Z in no-answer 0 - Bo South -',
    ]);
  });

  test('3CX: a line of totals that begins with blanks', async () => {
    const { calls, counts, stderr } = await importCalls(
      [
        'Call Time,Caller ID,Destination,Status,Ringing,Talking,Totals,Cost,Reason,Play',
        '25/11/2026 09:00:00,Ben (101),Ada North (+14155550171),Answered,0:00:05,0:01:10,0:01:15,0,,',
        ',,,,,Totals:,0:01:15,,,',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 70 ben Ada North -']);
    expect(counts).toMatchObject({ created: 1, not_imported: 1 });
    expect(stderr).toContain('1 line of totals (first in line 3)');
  });

  test('3CX: the number that was dialed on a line to the outside', async () => {
    const { calls } = await importCalls(
      [
        'historyid,callid,time-start,time-answered,time-end,reason-terminated,from-no,to-no,dial-no,final-number,from-type,from-dispname',
        'h1,c1,2026/11/25 09:00:00,2026/11/25 09:00:05,2026/11/25 09:01:05,TerminatedByDst,Ext.101,Ext.10000,14155550171,14155550171,Extension,Ben',
        'h2,c2,2026/11/25 10:00:00,,2026/11/25 10:00:20,TerminatedBySrc,442079460172,Ext.800,800,Ext.800,ExternalLine,Bo',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 60 ben Ada North -',
      '2026-11-25T10:00Z in no-answer - tester Bo South -',
    ]);
  });

  test('FreeSWITCH: the object of a call, whose legs are incoming for the exchange', async () => {
    const { calls, stderr } = await importCalls(
      JSON.stringify({
        'core-uuid': 'c1',
        channel_data: { state: 'CS_REPORTING', direction: 'inbound' },
        variables: {
          ...{
            direction: 'inbound',
            uuid: 'u1',
            call_uuid: 'u1',
            session_id: '5',
            duration: '35',
            billsec: '30',
          },
          start_stamp: '2026-11-25%2009%3A00%3A00',
          start_epoch: String(Date.parse('2026-11-25T09:00:00Z') / 1000),
          hangup_cause: 'NORMAL_CLEARING',
        },
        callflow: [
          {
            caller_profile: {
              ...{ username: '101', caller_id_name: 'Ben', caller_id_number: '101' },
              ...{ destination_number: '14155550171', context: 'default' },
            },
            times: { created_time: '1764061200000000', answered_time: '1764061205000000' },
          },
        ],
      }),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 30 ben Ada North -']);
    expect(stderr).toContain('read as a file of FreeSWITCH');
  });

  test('Twilio: times of its console, which begin with the hour', async () => {
    const { calls } = await importCalls(
      [
        'Start Time,Duration,Direction,From,To,Status,Call Sid',
        '01:00:00 PST 2026-11-25,1 min 20 sec,Outgoing API,+18005550100,+14155550171,Completed,CA1',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 80 tester Ada North -']);
  });

  test('Zoom Phone: who of us called becomes a user, by e-mail or extension', async () => {
    const { calls, stderr } = await importCalls(
      [
        'Call ID,Caller Name,Caller Number,Caller Email,Callee Name,Callee Number,Callee Email,Direction,Duration,Result,Date & Time (UTC)',
        '1,Amy Lee,+1 800-555-0100 Ext. 102,,Ada,+1 415-555-0171,,Outbound,00:00:20,Call connected,"Nov 25, 2026 09:00 AM"',
        '2,Bo,+44 20 7946 0172,,Eve Fox,103,eve@example.com,Inbound,00:00:00,Missed,"Nov 25, 2026 10:00 AM"',
        '3,Cy,+33 1 99 00 01 73,,Sales,800,,Inbound,00:00:00,Missed,"Nov 25, 2026 11:00 AM"',
        '',
      ].join('\n'),
      '--create',
      'user',
    );
    expect(calls).toEqual([
      '2026-11-25T09:00Z out connected 20 Amy Lee Ada North -',
      '2026-11-25T10:00Z in no-answer 0 Eve Fox Bo South -',
      '2026-11-25T11:00Z in no-answer 0 tester Cy East -',
    ]);
    expect(stderr).toContain('Created users: Amy Lee, Eve Fox\n');
  });

  test('VICIdial: its machine is nobody, whatever its full name', async () => {
    const { stderr } = await importCalls(
      [
        'call_date\tphone_number_dialed\tstatus\tuser\tfull_name\tphone_code\tlength_in_sec',
        '2026-11-25 09:00:00\t14155550171\tNA\tVDAD\tOutbound Auto Dial\t1\t0',
        '',
      ].join('\n'),
      '--create',
      'user',
    );
    expect(stderr).not.toContain('user');
  });

  test('Salesforce: tasks name the person by an id, and not all are calls', async () => {
    const home = await makePeople();
    const input = 'Id,LastName,Company,Phone\n00Q000000000001AAA,West,Fir,+14155550188\n';
    await crm(['lead', 'import', '-', '--preset', 'salesforce'], { home, input });
    const { stdout, stderr } = await crm(['call', 'import', '-', '--rejects', 'rejected.csv', '--json'], {
      home,
      env: { CRM_NOW: NOW },
      cwd: home,
      input: [
        'Id,WhoId,Subject,TaskSubtype,CallType,CallDurationInSeconds,CallDisposition,CreatedDate',
        '00T1,00Q000000000001AAA,Call,Call,Outbound,80,Left Voicemail,2026-11-25T09:00:00.000Z',
        '00T2,00Q000000000001AAA,Send offer,Task,,,,2026-11-25T10:00:00.000Z',
        '00T3,00Q000000000009AAA,Call,Call,Outbound,80,Busy,2026-11-25T11:00:00.000Z',
        '',
      ].join('\n'),
    });
    expect(JSON.parse(stdout)).toMatchObject({ created: 1, not_imported: 1, rejected: 1 });
    expect(stderr).toContain('1 row that is no call');
    expect(stderr).toContain(
      'the row has no number, and nobody here has the id 00Q000000000009AAA and a number',
    );
    const list = await crm(['activity', 'list', '--type', 'call', '--columns', 'lead,outcome'], { home });
    expect(list.stdout).toContain('West');
    expect(list.stdout).toContain('voicemail');
  });

  test('FreeSWITCH: the table of its web page, with calls among extensions', async () => {
    const { calls, counts } = await importCalls(
      [
        'Direction,Caller ID Name,Caller ID Number,Destination,Start,Duration,Hangup Cause',
        'outbound,Ben,101,14155550171,2026-11-25 09:00:00,00:00:50,NORMAL_CLEARING',
        'local,Ben,101,102,2026-11-25 10:00:00,00:01:00,NORMAL_CLEARING',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out connected 50 ben Ada North -']);
    expect(counts).toMatchObject({ created: 1, not_imported: 1 });
  });

  test('names, e-mails and results that stand in objects of their own', async () => {
    const { calls } = await importCalls(
      JSON.stringify([
        {
          id: 'x1',
          direction: 'out',
          started_at: '2026-11-25T09:00:00Z',
          duration: 30,
          from: { number: '101', user: { name: 'Amy Lee', email: 'amy@example.com' } },
          to: { number: '+14155550171', contact: { name: 'Ada' } },
          disposition: { name: 'Meeting booked' },
        },
      ]),
      '--create',
      'user',
    );
    expect(calls).toEqual(['2026-11-25T09:00Z out meeting-set 30 Amy Lee Ada North -']);
  });

  test('legs with one call path are one call', async () => {
    const { calls, counts } = await importCalls(
      [
        'Call ID,Call Path ID,Direction,From Number,From Ext,To Number,To Ext,Start Time,Duration (sec),Result',
        '2,p2,Inbound,+442079460172,,+18005550100,101,2026-11-25 09:00:00,0,No Answer',
        '3,p2,Inbound,+442079460172,,+18005550100,102,2026-11-25 09:00:30,50,Answered',
        '',
      ].join('\n'),
    );
    expect(calls).toEqual(['2026-11-25T09:00Z in connected 50 tester Bo South -']);
    expect(counts).toMatchObject({ created: 1, repeated: 1 });
  });
});

test('calls of CallRail, which says of each that it was a call', async () => {
  const { calls } = await importCalls(
    'Call Status,Tracking Number,Name,Phone Number,Duration,Start Time,Direction\n' +
      'Answered Call,+14155550190,ADA NORTH,+14155550171,95,2026-11-20 10:00:00,inbound\n' +
      'Abandoned Call,+14155550190,BO SOUTH,+442079460172,5,2026-11-20 11:00:00,inbound\n',
  );
  expect(calls).toHaveLength(2);
  expect(calls.join('\n')).toContain('connected');
  expect(calls.join('\n')).toContain('no-answer');
});
