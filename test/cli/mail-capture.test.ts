import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteMailboxProblem } from '../../src/store/mail/mailbox-problems.ts';
import { bounceReport, mail, mbox } from '../support/incoming-mail.ts';
import { mailServer } from '../support/mail-server.ts';
import { shop } from '../support/shop.ts';
import { openStore } from '../support/store.ts';

/** A database with people, and an account at a server. */
async function office(port = 1) {
  const made = shop();
  const { ok, run, json } = made;
  await ok('account', 'add', 'Acme', '--website', 'acme.test');
  await ok('contact', 'add', 'Miguel Reyes', '--account', 'Acme', '--email', 'miguel@acme.test');
  await ok('opp', 'add', 'Heating', '--account', 'Acme', '--contact', 'Miguel Reyes');
  await ok('lead', 'add', 'Jane Doe', '--company', 'Lake', '--email', 'jane@lake.test');
  await ok('case', 'add', 'Meter broken', '--contact', 'Miguel Reyes');
  await ok('mail', 'setup', '--from', 'Ann Lee <ann@x.test>', '--smtp', `127.0.0.1:${port}`, '--no-tls');
  const file = (raw: string | Uint8Array, ...options: string[]) =>
    run(['mail', 'file', '-', ...options], { input: raw });
  const box = (name: string, content: string | Uint8Array) => {
    const path = join(made.place.home, name);
    writeFileSync(path, content);
    return path;
  };
  const timeline = () =>
    json(
      'activity',
      'list',
      '--columns',
      'type,direction,subject,outcome,lead,contact,account,opp,case',
      '--sort',
      'id',
    );
  return { ...made, file, box, timeline };
}

test('a mail is filed once on who wrote it, and taken back', async () => {
  const { file, ok, json, timeline } = await office();
  const raw = mail({
    from: 'Jane <jane@lake.test>',
    subject: 'Re: prices',
    text: 'Send them.\n\n> old\n> text',
  });
  const filed = await file(raw);
  expect(filed).toMatchObject({ exitCode: 0, stdout: '1\n', stderr: '' });
  expect(await timeline()).toMatchObject([
    { type: 'email', direction: 'in', subject: 'Re: prices', lead: 'Jane Doe' },
  ]);
  expect(await json('activity', 'list', '--columns', 'body')).toMatchObject([{ body: 'Send them.' }]);
  expect((await file(raw)).stderr).toBe('Filed 0 mails; 1 was there already\n');
  expect(await json('mail', 'list')).toMatchObject([
    { state: 'received', from: 'Jane <jane@lake.test>', about: 'lead:1' },
  ]);
  expect(await ok('mail', 'show', '1')).toContain('> old');
  expect(await ok('search', 'Send them', '-f', 'ids')).toContain('activity:');
  await ok('undo');
  expect(await json('mail', 'list')).toEqual([]);
  expect(await timeline()).toEqual([]);
  expect((await file(raw)).stdout).toMatch(/^\d+\n$/);
});

test('with --all who is not known becomes a lead, once, but for lists and programs', async () => {
  const { box, run, json, ok } = await office();
  const path = box(
    'all.mbox',
    mbox([
      mail({ from: 'Nia New <nia@else.test>' }),
      mail({ from: 'nia@else.test', subject: 'Once more' }),
      mail({ from: 'ann@x.test', to: 'Otto <otto@else.test>, jane@lake.test' }),
      mail({ from: 'ann@x.test', to: 'Pia <pia@else.test>' }),
      mail({ from: 'news@else.test', headers: ['List-Id: <l.else.test>'] }),
      mail({ from: 'robot@else.test', headers: ['Auto-Submitted: auto-generated'] }),
      mail({ from: 'bob@x.test', to: 'ann@x.test' }),
    ]),
  );
  const tried = await run(['mail', 'import', path, '--all', '--dry-run']);
  expect(tried.stderr).toContain('Would file 4 mails on 3 records, with 2 new leads');
  expect(await json('lead', 'list')).toHaveLength(1);
  const done = await run(['mail', 'import', path, '--all', '--json']);
  expect(JSON.parse(done.stdout)).toMatchObject({
    filed: 4,
    leads: 2,
    list: 1,
    automatic: 1,
    colleagues: 1,
  });
  expect(await json('lead', 'list', '--columns', 'name,email,source', '--sort', 'id')).toMatchObject([
    { name: 'Jane Doe' },
    { name: 'Nia New', email: 'nia@else.test', source: 'email' },
    { name: 'Pia', email: 'pia@else.test', source: 'email' },
  ]);
  expect(await json('mail', 'list', 'nia@else.test')).toHaveLength(2);
  await ok('undo');
  expect(await json('lead', 'list')).toHaveLength(1);
});

test('what is with nobody known, among colleagues, of lists and of programs is left out and counted', async () => {
  const { box, run, json } = await office();
  const path = box(
    'all.mbox',
    mbox([
      mail({ from: 'stranger@else.test' }),
      mail({ from: 'bob@x.test', to: 'ann@x.test' }),
      mail({ from: 'miguel@acme.test', headers: ['List-Id: <l.acme.test>'] }),
      mail({ from: 'miguel@acme.test', headers: ['Auto-Submitted: auto-replied'] }),
      mail({ from: 'noreply@acme.test' }),
      mail({ from: 'new@acme.test', text: 'From here on\n>From there' }),
      mail({ from: 'ann@x.test', to: 'Miguel <miguel@acme.test>, jane@lake.test, other@else.test' }),
    ]),
  );
  const dry = await run(['mail', 'import', path, '--dry-run']);
  expect(dry.stderr).toContain('Would file 2 mails on 2 records; left out 5');
  expect(await json('mail', 'list')).toEqual([]);
  const result = await run(['mail', 'import', path]);
  expect(result.stderr).toBe(
    'Filed 2 mails on 2 records; left out 5: 1 from or to nobody known here, 1 among colleagues, 1 from lists, 2 written by programs\n',
  );
  const all = await json('mail', 'list');
  expect(all).toMatchObject([
    { state: 'sent', about: 'contact:1' },
    { state: 'received', about: 'account:1' },
  ]);
  expect((await run(['mail', 'import', path])).stderr).toContain('Filed 0 mails; 2 were there already');
  expect(await json('lead', 'list')).toHaveLength(1);
});

test('an answer belongs to the thread of the mail that it answers, whoever writes it from where', async () => {
  const server = await mailServer();
  const { file, json, ok, timeline } = await office(server.port);
  await ok('mail', 'send', 'opp:1', '--subject', 'Offer', '-m', 'Here it is.');
  const [sent] = await json('mail', 'list');
  const answer = mail({
    from: 'Miguel <miguel@home.test>',
    subject: 'Re: Offer',
    date: new Date(Date.now() + 1000).toUTCString(),
    headers: [`References: <${sent.message_id}>`],
  });
  expect((await file(answer)).stdout).toBe('2\n');
  expect(await timeline()).toMatchObject([
    { direction: 'out', opp: 'Heating' },
    { direction: 'in', opp: 'Heating', contact: 'Miguel Reyes', outcome: 'reply' },
  ]);
  expect(await json('mail', 'list', '--unanswered')).toMatchObject([{ id: 2 }]);
  expect(await ok('mail', 'show', '2')).toContain('Thread: mail 1');
  const events = await ok('events', '--type', 'mail.received', '-f', 'jsonl', '--since', '2026-01-01');
  expect(JSON.parse(events.trim().split('\n').at(-1) as string)).toMatchObject({ type: 'mail.received' });
  await ok('mail', 'reply', '2', '-m', 'Thank you.');
  expect(server.received.at(-1)?.to).toEqual(['miguel@home.test']);
  expect(server.received.at(-1)?.headers['in-reply-to']).toMatch(/@out\.test>$/);
  expect(await json('mail', 'list', '--unanswered')).toEqual([]);
  // Without References: by subject and person, within a month.
  await ok('mail', 'send', '1', '--subject', 'Prices', '-m', 'See.');
  const now = new Date(Date.now() + 60_000).toUTCString();
  await file(mail({ from: 'jane@lake.test', subject: 'AW: prices', date: now }));
  const [last] = await json(
    'activity',
    'list',
    '--where',
    'lead is not empty',
    '--columns',
    'direction,outcome',
  );
  expect(last).toMatchObject({ direction: 'in', outcome: 'reply' });
});

test('what people who are known write to a group of ours is filed, and no newsletter or other group is', async () => {
  const { file, json } = await office();
  const group = (address: string, from: string, ...headers: string[]) =>
    mail({
      from,
      to: address,
      headers: [`List-ID: Group <${address.replace('@', '.')}>`, 'Precedence: list', ...headers],
    });
  const sales = 'sales@x.test';
  const toOurs = group(sales, `"'Jane' via Sales" <${sales}>`, 'X-Original-Sender: jane@lake.test');
  expect((await file(toOurs)).stderr).toBe('');
  expect((await file(group(sales, 'new@acme.test'))).stderr).toBe('');
  expect(await json('mail', 'list')).toMatchObject([
    { from: 'new@acme.test', about: 'account:1', state: 'received' },
    { from: 'Jane <jane@lake.test>', about: 'lead:1', state: 'received' },
  ]);
  expect(await json('mail', 'list', '--unanswered')).toHaveLength(2);
  for (const other of [
    group(sales, 'who@else.test'),
    group(sales, 'jane@lake.test', 'Feedback-ID: 12:news'),
    group(sales, 'jane@lake.test', 'Auto-Submitted: auto-replied'),
    group('users@lists.test', 'jane@lake.test'),
    group('users@lists.test', 'jane@lake.test', `Cc: ${sales}`),
  ])
    expect((await file(other)).stderr).toContain('left out 1: from lists');
  expect(await json('mail', 'list')).toHaveLength(2);
});

test('a mail that came back marks its address, and a notice of absence is no answer', async () => {
  const server = await mailServer();
  const { file, json, ok, run, timeline } = await office(server.port);
  await ok('mail', 'send', '1', '--subject', 'Offer', '-m', 'Here.');
  const [sent] = await json('mail', 'list');
  const absent = mail({
    from: 'jane@lake.test',
    subject: 'Out of office',
    headers: [`In-Reply-To: <${sent.message_id}>`],
  });
  expect((await file(absent)).stderr).toContain('left out 1: written by programs');
  expect((await file(bounceReport('jane@lake.test', sent.message_id, '4.2.2'))).stderr).toContain(
    'left out 1',
  );
  const bounce = bounceReport('jane@lake.test', sent.message_id);
  expect((await file(bounce)).stderr).toContain('mail came back from jane@lake.test');
  expect((await file(bounce)).stderr).toContain('1 was there already');
  expect(await json('mail', 'list', '--bounced')).toMatchObject([{ id: 1, answer: '550 no such user' }]);
  expect(await timeline()).toMatchObject([
    { type: 'email', direction: 'out' },
    { type: 'event', subject: 'mail to jane@lake.test came back: 550 no such user', lead: 'Jane Doe' },
  ]);
  const again = await run(['mail', 'send', '1', '--subject', 'Offer', '-m', 'Here.']);
  expect([again.exitCode, again.stderr]).toEqual([
    1,
    expect.stringContaining('no e-mail address that works'),
  ]);
  await ok('undo');
  expect(await json('mail', 'list')).toMatchObject([{ id: 1, state: 'sent' }]);
  expect((await file(bounceReport('nobody@else.test', 'x@y.test'))).stderr).toContain('written by programs');
});

test('a mail about a case opens it again, unless a program wrote it', async () => {
  const { file, json, ok, timeline } = await office();
  await ok('case', 'wait', '1');
  const about = {
    from: 'miguel@acme.test',
    subject: 'Re: [case 1] Meter broken',
    date: new Date().toUTCString(),
  };
  await file(mail({ ...about, headers: ['Auto-Submitted: auto-replied'] }), '--to', 'case:1');
  expect(await json('case', 'show', '1')).toMatchObject({ status: 'waiting' });
  await file(mail({ ...about, from: 'stranger@else.test' }));
  expect(await json('case', 'show', '1')).toMatchObject({ status: 'waiting' });
  await file(mail({ ...about, date: new Date(Date.now() + 1000).toUTCString() }));
  expect(await json('case', 'show', '1')).toMatchObject({ status: 'open' });
  expect((await timeline()).at(-1)).toMatchObject({ case: 'Meter broken', contact: 'Miguel Reyes' });
});

test('trouble that is written about a week after a case was solved is a new case, on which its thread goes on', async () => {
  const { file, json, ok } = await office();
  const write = (date: string) =>
    file(
      mail({ from: 'miguel@acme.test', subject: 'Re: [case 1] Meter broken', date, text: 'Broken' }),
      '--now',
      '2030-06-01 12:00',
    );
  const cases = () => json('case', 'list', '--all', '--columns', 'id,subject,status,follows,contact');
  const first = { id: 1, subject: 'Meter broken', contact: 'Miguel Reyes' };
  for (const how of [['solve'], ['solve', '--close']] as const) {
    const [verb, ...options] = how;
    await ok('case', verb, '1', ...options, '--now', '2030-05-01 09:00');
    const { status } = await json('case', 'show', '1');
    await write('Tue, 07 May 2030 09:00:00 +0000');
    expect(await cases()).toMatchObject([{ ...first, status: 'open' }]);
    await ok('undo');
    await write('Thu, 09 May 2030 09:00:00 +0000');
    await write('Fri, 10 May 2030 09:00:00 +0000');
    const made = { ...first, id: expect.any(Number), status: 'open', follows: 'Meter broken' };
    expect(await cases()).toMatchObject([made, { ...first, status, follows: null }]);
    const [{ id }] = await cases();
    expect((await json('activity', 'list', '--where', `case_id = ${id}`)).length).toBe(2);
    expect((await json('mail', 'list')).slice(0, 2)).toMatchObject([
      { about: `case:${id}` },
      { about: `case:${id}` },
    ]);
    for (const _ of 'abc') await ok('undo');
    expect(await cases()).toMatchObject([{ ...first, status: 'open' }]);
  }
  await ok('case', 'solve', '1', '--now', '2030-05-01 09:00');
  await ok('log', 'email', 'case:1', '--in', 'Broken', '--next', 'tomorrow', '--now', '2030-05-20 09:00');
  const [{ id }] = await cases();
  expect(await json('task', 'list', '--columns', 'id,case_id')).toMatchObject([{ case_id: id }]);
});

test('a mail is put where it is told to belong, also one that is there', async () => {
  const { file, timeline, run } = await office();
  const raw = mail({ from: 'miguel@acme.test' });
  await file(raw);
  expect((await file(raw, '--to', 'opp:1')).stdout).toBe('1\n');
  expect(await timeline()).toMatchObject([{ contact: 'Miguel Reyes', opp: 'Heating' }]);
  const stranger = mail({ from: 'who@else.test' });
  const refused = await file(stranger);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('--to opp:7')]);
  expect((await file(stranger, '--to', 'opp:1')).exitCode).toBe(0);
  expect(await timeline()).toHaveLength(2);
  expect((await run(['mail', 'file', '-'], { input: '' })).stderr).toContain('stdin is empty');
});

test('files are kept, HTML is text, and nothing in a mail acts on the terminal or a header', async () => {
  const { file, ok, run, json } = await office();
  const html = `<html><head><style>x{}</style><script>alert(1)</script></head><body><p>Hello <b>you</b></p>
<img src="https://track.test/p.gif"><a href="https://x.test/a">offer</a> &eacute;&#27;[31m</body></html>`;
  const part = (type: string, text: string) => `--b\nContent-Type: ${type}\n\n${text}\n`;
  const raw = mail({
    from: '"Jane\\"\x1b[31m =?utf-8?Q?=0D=0ABcc=3A_evil=40x.test?=" <jane@lake.test>',
    subject: '=?utf-8?B?R3LDvMOfZQ0KQmNjOiBldmlsQHgudGVzdBtbMzFt?=',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    text: `${part('text/html; charset=utf-8', html)}${part('application/pdf; name="../../a\x1bb.pdf"\nContent-Disposition: attachment', 'PDF')}--b--`,
  });
  expect((await file(raw)).exitCode).toBe(0);
  const shown = await ok('mail', 'show', '1');
  expect(shown).toContain('Subject: Grüße Bcc: evil@x.test[31m');
  expect(shown).toContain('Hello you');
  expect(shown).toContain('(https://x.test/a)');
  for (const hidden of ['alert', 'track.test', '\x1b']) expect(shown).not.toContain(hidden);
  expect(shown).toMatch(/File: a_?b\.pdf, \d B/);
  expect((await run(['doctor'])).exitCode).toBe(0);
  expect((await run(['mail', 'show', '1', '--raw'])).exitCode).toBe(1);
  // The answer names the sender in one line.
  await ok('mail', 'reply', '1', '-m', 'Thanks', '--draft');
  const draft = await ok('mail', 'show', '2', '--raw');
  expect(draft.split('\n').filter((line) => /^bcc:/i.test(line))).toEqual([]);
  expect(await json('mail', 'list', '--draft')).toHaveLength(1);
});

test('charsets that lie are read as what they are', async () => {
  const { file, ok } = await office();
  const raw = (charset: string, bytes: Buffer, id: string) =>
    Buffer.concat([
      Buffer.from(
        mail({
          id,
          from: 'jane@lake.test',
          text: '',
          headers: ['MIME-Version: 1.0', `Content-Type: text/plain; charset=${charset}`],
        }),
      ),
      bytes,
    ]);
  await file(raw('iso-8859-1', Buffer.from('Grüße aus Köln'), '1@a.test'));
  await file(raw('nonsense-7', Buffer.from('Grüße aus Köln', 'latin1'), '2@a.test'));
  expect(await ok('mail', 'show', '1')).toContain('Grüße aus Köln');
  expect(await ok('mail', 'show', '2')).toContain('Grüße aus Köln');
});

test('bombs, floods and what is no mail are told in a line, and the rest is filed', async () => {
  const { box, ok, run, json, file } = await office();
  const deep = Array.from(
    { length: 300 },
    (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  );
  const bomb = mail({
    from: 'jane@lake.test',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b0'],
    text: deep.join(''),
  });
  const big = mail({
    from: 'jane@lake.test',
    subject: 'Big',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    text: `--b\nContent-Type: application/zip; name=huge.zip\nContent-Transfer-Encoding: base64\n\n${`${'A'.repeat(76)}\n`.repeat(500_000)}--b--`,
  });
  const path = box(
    'odd.mbox',
    mbox([bomb, 'nothing\r\n\r\nat all\r\n', big, mail({ from: 'jane@lake.test' })]),
  );
  const result = await run(['mail', 'import', path]);
  expect(result.exitCode).toBe(4);
  expect(result.stderr).toContain('Filed 2 mails on 1 record; 2 mails could not be read');
  expect(result.stderr).toMatch(/mail 1 of odd\.mbox: it cannot be read: .*nesting/i);
  expect(result.stderr).toContain('mail 2 of odd.mbox: it is no mail: it has no headers');
  expect(result.stderr).toMatch(/mail 3 of odd\.mbox: huge\.zip \(28\.\d MB\) is too large to keep/);
  const listed = await json('mail', 'list');
  expect(listed).toHaveLength(2);
  const large = listed.find(({ subject }: { subject: string }) => subject === 'Big');
  expect(large.answer).toMatch(/^huge\.zip \(28\.\d MB\) is too large to keep$/);
  expect(await ok('mail', 'show', String(large.id))).toMatch(
    /^Mail \d: received, huge\.zip \(28\.\d MB\) is too large to keep\n/,
  );
  const none = await file('just text\n\nhere\n');
  expect([none.exitCode, none.stderr]).toEqual([1, expect.stringContaining('it is no mail')]);
});

test('a Maildir with its folders, and .eml files', async () => {
  const { place, run, json, box } = await office();
  const folder = join(place.home, 'Maildir');
  for (const path of ['cur', 'new', 'tmp', '.Sent/cur', '.Sent/new', '.Sent/tmp'])
    mkdirSync(join(folder, path), { recursive: true });
  const put = (path: string, raw: string) => writeFileSync(join(folder, path), raw.replaceAll('\r\n', '\n'));
  put('cur/1:2,S', mail({ from: 'jane@lake.test', subject: 'Cur' }));
  put('new/2', mail({ from: 'jane@lake.test', subject: 'New' }));
  put('tmp/3', mail({ from: 'jane@lake.test', subject: 'Half' }));
  put('.Sent/cur/4:2,S', mail({ from: 'ann@x.test', to: 'jane@lake.test', subject: 'Sent' }));
  expect((await run(['mail', 'import', folder])).stderr).toContain('Filed 3 mails on 1 record');
  const eml = box('one.eml', mail({ from: 'jane@lake.test', subject: 'One' }));
  expect((await run(['mail', 'import', eml, place.home])).stderr).toContain(
    'Filed 1 mail on 1 record; 1 was there',
  );
  const subjects = (await json('mail', 'list')).map(({ subject }: { subject: string }) => subject).sort();
  expect(subjects).toEqual(['Cur', 'New', 'One', 'Sent']);
  expect((await run(['mail', 'import', join(folder, 'tmp')])).stderr).toContain('has no mails');
  expect((await run(['mail', 'import', join(folder, 'gone')])).stderr).toContain('no such file');
});

test('who asks for no more mails gets none', async () => {
  const { file, run, ok } = await office();
  await file(mail({ from: 'jane@lake.test', subject: 'unsubscribe', text: '' }));
  expect(await ok('mail', 'suppress')).toContain('unsubscribed by mail');
  expect((await run(['mail', 'send', '1', '--subject', 'x', '-m', 'y'])).stderr).toContain(
    'is not written to',
  );
});

test('an answer that is filed before its mail joins its thread later', async () => {
  const { file, json, ok } = await office();
  await file(mail({ id: 'b@out.test', from: 'jane@lake.test', headers: ['In-Reply-To: <a@x.test>'] }));
  await file(mail({ id: 'a@x.test', from: 'ann@x.test', to: 'jane@lake.test' }));
  expect(await ok('mail', 'show', '1')).toContain('Thread: mail 2');
  expect(await json('mail', 'list', 'lead:1')).toHaveLength(2);
});

test('people in mails that nobody has are listed, and become leads or contacts with their mails', async () => {
  const { file, json, ok, run, timeline } = await office();
  await file(mail({ from: 'Nina New <nina@acme.test>', subject: 'Question' }));
  await file(mail({ from: 'jane@lake.test', to: 'ann@x.test, Carl <carl@else.test>' }));
  expect(await ok('mail', 'show', '2')).toContain('To: ann@x.test, Carl <carl@else.test>');
  const listed = await json('mail', 'unmatched');
  expect(listed).toMatchObject([
    { address: 'carl@else.test', mails: 1 },
    { address: 'nina@acme.test', name: 'Nina New' },
  ]);
  expect((await run(['mail', 'unmatched', 'who@x.test'])).stderr).toContain('is not among them');
  expect(await ok('mail', 'unmatched', 'nina@acme.test', '--make', 'contact')).toMatch(/^contact:\d+\n$/);
  expect((await timeline())[0]).toMatchObject({ contact: 'Nina New', account: 'Acme' });
  expect(await ok('mail', 'unmatched', '--make', 'lead')).toMatch(/^lead:\d+\n$/);
  expect(await json('mail', 'unmatched')).toEqual([]);
  await ok('undo');
  expect(await json('mail', 'unmatched')).toHaveLength(1);
});

test('what nobody has answered is part of the day', async () => {
  const { file, ok, json } = await office();
  await file(
    mail({
      from: 'Jane <jane@lake.test>',
      subject: 'When?',
      date: new Date(Date.now() - 90_000_000).toUTCString(),
    }),
  );
  const due = await json('today');
  expect(due).toMatchObject([{ kind: 'mail', id: 'mail:1', title: 'When?', detail: 'Jane' }]);
  await ok('log', 'email', '1', 'answered by phone');
  await ok('mail', 'reply', '1', '-m', 'Now.', '--at', '+1h');
  expect(await json('today')).toEqual([]);
});

test('a mailbox that cannot be read for a while is part of the day, until it can or is not asked any more', async () => {
  const { ok, run, place } = await office();
  const problem = 'mail of work\tnot fetched: nothing listens at 127.0.0.1:1';
  await ok('mail', 'setup', '--imap', '127.0.0.1:1');
  const fetchAt = (now: string) => run(['mail', 'fetch', '--now', now]);
  const today = (now: string) => ok('today', '--now', now);
  await fetchAt('2026-03-12T08:00:00Z');
  expect(await today('2026-03-12T08:30:00Z')).not.toContain('not fetched');
  await fetchAt('2026-03-12T09:30:00Z');
  expect(await today('2026-03-12T09:30:00Z')).toContain(problem);
  expect((await run(['doctor', '--now', '2026-03-12T09:30:00Z'])).stdout).toContain('not fetched');
  // A week later nobody has asked it again.
  expect(await today('2026-03-20T09:30:00Z')).not.toContain('not fetched');

  await fetchAt('2026-03-20T09:30:00Z');
  expect(await today('2026-03-20T09:30:00Z')).toContain(problem);
  const store = openStore({ path: place.db });
  await noteMailboxProblem(store, 'work', null, Date.parse('2026-03-20T09:31:00Z'));
  await store.close();
  expect(await today('2026-03-20T09:32:00Z')).not.toContain('not fetched');
});

test('a report that mail came back counts only for mails that went to its address', async () => {
  const server = await mailServer();
  const { file, json, ok } = await office(server.port);
  await ok('mail', 'send', '1', '--subject', 'Offer', '-m', 'Here.');
  const [{ message_id }] = await json('mail', 'list');
  // Whoever gets a mail of ours knows its Message-ID, and anybody an address.
  for (const report of [
    bounceReport('miguel@acme.test', message_id),
    bounceReport('stranger@else.test', message_id),
    bounceReport('miguel@acme.test', 'made-up@x.test'),
  ])
    expect((await file(report)).stderr).toContain('left out 1: written by programs');
  expect(await json('contact', 'list', '--where', 'email_labels has bad')).toEqual([]);
  expect(await json('mail', 'suppress')).toEqual([]);
  expect(await json('mail', 'list')).toMatchObject([{ state: 'sent' }]);
  // Servers on the way may give a mail another Message-ID.
  const renamed = bounceReport('jane@lake.test', 'of-a-server@mx.test').replace(
    /^Date: .*/m,
    'Date: Thu, 12 Mar 2026 12:00:00 +0000',
  );
  // So late it is of no mail of ours.
  const late = renamed.replace('12 Mar 2026', '13 Apr 2026');
  expect((await file(late, '--now', '2026-04-14 12:00')).stderr).toContain('left out 1');
  expect((await file(renamed)).stderr).toContain('mail came back from jane@lake.test');
});

test('mails that would be read for hours are read at once', async () => {
  const { file, json } = await office();
  const link = '<a href="';
  const html = (content: string) => ({
    headers: ['MIME-Version: 1.0', 'Content-Type: text/html'],
    text: `<p>Hello</p>${content}`,
  });
  const both = ['--b', 'Content-Type: text/plain', '', 'Hello', '--b', 'Content-Type: text/html', ''];
  const bombs = [
    { text: `Hello\n${'_'.repeat(12)}\n${' \n'.repeat(95_000)}x` },
    html(`<a href=http://x.test>${' '.repeat(1_500_000)}x</a>`),
    html(link.repeat(200_000)),
    {
      headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
      text: [...both, link.repeat(200_000), '--b--'].join('\n'),
    },
  ];
  for (const bomb of bombs) expect((await file(mail({ from: 'jane@lake.test', ...bomb }))).exitCode).toBe(0);
  const bodies: { body: string }[] = await json('activity', 'list', '--columns', 'body');
  expect(bodies.map(({ body }) => body.slice(0, 5))).toEqual(bombs.map(() => 'Hello'));
  const lines = await file(mail({ from: 'jane@lake.test', text: '\n'.repeat(2_100_000) }));
  expect([lines.exitCode, lines.stderr]).toEqual([1, expect.stringContaining('more than 2000000 lines')]);
});

test('a long name in a mail is cut', async () => {
  const { file, json } = await office();
  const name = 'Jane '.repeat(30_000);
  expect((await file(mail({ from: `${name}<jane@lake.test>` }))).exitCode).toBe(0);
  const [{ from }] = await json('mail', 'list');
  expect(from.length).toBeLessThan(250);
});
