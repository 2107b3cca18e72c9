import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SETUP_WORDS } from '../../src/commands/mail/port.ts';
import type { MailAccount } from '../../src/domain/mail/account.ts';
import { Mailbox } from '../../src/io/mailbox.ts';
import { bounceReport, mail } from '../support/incoming-mail.ts';
import { environment } from '../support/program.ts';
import { hasMailServers, type RealServers, startMailServers } from '../support/real-mail-servers.ts';
import { runLine } from '../support/shell-line.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

const PATIENCE_MS = 60_000;

/** Real servers: those that cannot be started here leave these tests out, which the report counts. */
describe.skipIf(!hasMailServers)('with OpenSMTPD and Dovecot', { timeout: PATIENCE_MS }, () => {
  let servers: RealServers;
  beforeAll(async () => {
    servers = await startMailServers();
  }, PATIENCE_MS);
  afterAll(() => servers?.stop());

  /** A database with a lead, and Ann's account at the servers. */
  async function office() {
    const made = shop();
    const { ok } = made;
    await ok('lead', 'add', 'Jane Doe', '--email', 'jane@lake.test');
    await ok(
      ...['mail', 'setup', '--from', 'Ann Lee <ann@x.test>', '--smtp', `127.0.0.1:${servers.smtp}`],
      ...['--imap', `127.0.0.1:${servers.imap}`, '--no-tls', '--password-command', 'echo secret'],
    );
    return made;
  }

  const eventually = async (holds: () => Promise<boolean>) => {
    for (const end = Date.now() + PATIENCE_MS / 2; !(await holds()); ) {
      if (Date.now() > end) throw new Error('it did not come about');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const mailsIn = (address: string) =>
    ['new', 'cur'].flatMap((part) => {
      const folder = join(servers.maildir(address), part);
      return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
    });

  test('from the first mail to its answer, which is fetched once and left unread', async () => {
    const { ok, json, run, place } = await office();
    expect((await run(['mail', 'test'])).stderr).toContain('opens the mailbox');
    await ok('mail', 'send', '1', '--subject', 'Offer', '-m', 'Here it is.');
    const [sent] = await json('mail', 'list');
    expect(sent).toMatchObject({ state: 'sent', answer: expect.stringMatching(/^250 2\.0\.0/) });
    await eventually(async () => mailsIn('jane@lake.test').length === 1);
    expect(readFileSync(mailsIn('jane@lake.test')[0] as string, 'utf8')).toContain(
      `Message-ID: <${sent.message_id}>`,
    );
    // The copy in Sent, as another mail program sees it.
    const config = join(place.home, 'mbsyncrc');
    const local = join(place.home, 'copy');
    mkdirSync(local);
    writeFileSync(
      config,
      `IMAPAccount a\nHost 127.0.0.1\nPort ${servers.imap}\nUser ann@x.test\nPass secret\nSSLType None\nAuthMechs LOGIN\n\n` +
        `IMAPStore far\nAccount a\n\nMaildirStore near\nPath ${local}/\nInbox ${local}/INBOX\nSubFolders Verbatim\n\n` +
        'Channel c\nFar :far:\nNear :near:\nPatterns *\nCreate Near\nSyncState *\n',
    );
    const answer = mail({
      from: 'jane@lake.test',
      subject: 'Re: Offer',
      date: new Date().toUTCString(),
      headers: [`In-Reply-To: <${sent.message_id}>`],
      text: 'We take it.',
    });
    await servers.deliver(answer, 'jane@lake.test', 'ann@x.test');
    await servers.deliver(mail({ from: 'who@else.test' }), 'who@else.test', 'ann@x.test');
    await eventually(async () => mailsIn('ann@x.test').length >= 2);
    const first = await run(['mail', 'fetch']);
    expect(first.stderr).toContain('Filed 1 mail on 1 record; 1 was there already; left out 1');
    expect(await json('mail', 'list', '--unanswered')).toMatchObject([
      { from: 'jane@lake.test', about: 'lead:1' },
    ]);
    expect((await run(['mail', 'fetch'])).stderr).toContain('Filed 0 mails');
    await execa('mbsync', ['-c', config, '-a']);
    const seen = await execa('sh', [
      '-c',
      `mlist ${local}/INBOX | wc -l; mlist -S ${local}/INBOX | wc -l; mlist ${local}/Sent | mhdr -h message-id`,
    ]);
    expect(seen.stdout.trim().split(/\s+/)).toEqual(['2', '0', `<${sent.message_id}>`]);
    expect((await run(['mail', 'import', join(local, 'INBOX'), join(local, 'Sent')])).stderr).toContain(
      'Filed 0 mails; 2 were there already',
    );
  });

  test('a mailbox that is numbered anew adds nothing, and what was read again either', async () => {
    const { json, run } = await office();
    await run(['mail', 'fetch']);
    const before = await json('mail', 'list');
    for (const name of readdirSync(servers.maildir('ann@x.test')))
      if (name.startsWith('dovecot')) rmSync(join(servers.maildir('ann@x.test'), name));
    await servers.deliver(mail({ from: 'jane@lake.test', subject: 'New' }), 'jane@lake.test', 'ann@x.test');
    await eventually(async () => mailsIn('ann@x.test').length >= 3);
    const fetched = await run(['mail', 'fetch', '--since', '2020-01-01']);
    expect(fetched.stderr).toContain('Filed 1 mail');
    expect(await json('mail', 'list')).toHaveLength(before.length + 1);
  });

  test('a worker hears of mail as it comes, and of mail that came back before it sends more', async () => {
    const { json, ok, place, run } = await office();
    await ok('mail', 'send', '1', '--subject', 'Now', '-m', 'Now');
    const mails: { subject: string; message_id: string }[] = await json('mail', 'list');
    const { message_id = '' } = mails.find(({ subject }) => subject === 'Now') ?? {};
    await ok('mail', 'send', '1', '--subject', 'Later', '-m', 'Later', '--at', '+1d');
    const worker = execa(
      PROGRAM.command,
      [...PROGRAM.before, 'run', '--every', '1h', '--only', 'fetch,mail'],
      {
        env: environment(place),
        extendEnv: false,
        cwd: ROOT,
        reject: false,
      },
    );
    try {
      const subjects = async () =>
        (await json('activity', 'list', '--columns', 'subject')).map(
          ({ subject }: { subject: string }) => subject,
        );
      await eventually(async () => {
        const raw = mail({ from: 'jane@lake.test', subject: 'At once' });
        await servers.deliver(raw, 'jane@lake.test', 'ann@x.test');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return (await subjects()).includes('At once');
      });
      await servers.deliver(bounceReport('jane@lake.test', message_id), 'jane@lake.test', 'ann@x.test');
      await eventually(async () =>
        (await subjects()).some((subject: string) => subject.includes('came back')),
      );
    } finally {
      worker.kill('SIGTERM');
      await worker;
    }
    const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const refused = await run(['run', '--once', '-f', 'jsonl', '--only', 'mail', '--now', later]);
    expect(refused.stdout).toContain('does not work: mail to it came back');
  });

  test('mail that came before a wait is heard of at once', async () => {
    const account: MailAccount = {
      ...{ name: 'work', from: { name: '', address: 'ann@x.test' }, host: '127.0.0.1', port: servers.smtp },
      ...{ hasTls: false, login: null, passwordCommand: null, dailyLimit: null, domainLimit: null },
      ...{ imap: { host: '127.0.0.1', port: servers.imap }, folders: ['INBOX'], sentFolder: null },
      ...{ copiesSent: false, sent: null, footer: null, unsubscribe: null, signature: null },
    };
    const mailbox = new Mailbox(account, async () => 'secret', SETUP_WORDS);
    const { signal } = new AbortController();
    // The first time nobody knows what has come since it was looked for.
    await mailbox.waitForMail(10 * PATIENCE_MS, signal);
    const before = mailsIn('ann@x.test').length;
    await servers.deliver(mail({ from: 'jane@lake.test' }), 'jane@lake.test', 'ann@x.test');
    await eventually(async () => mailsIn('ann@x.test').length > before);
    await mailbox.waitForMail(10 * PATIENCE_MS, signal);
    mailbox.close();
  });

  test('the follow-up of the README, line by line', async () => {
    const { place, json, ok } = shop();
    await ok('demo', '--path', place.db);
    await ok('lead', 'edit', '42', '--email', 'crowd@lake.test');
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const [, block = ''] = /```sh\n(\s+crm mail setup[\s\S]*?)```/.exec(readme) ?? [];
    const lines = block
      .replaceAll('mail.example.com:587', `127.0.0.1:${servers.smtp}`)
      .replaceAll('mail.example.com:993', `127.0.0.1:${servers.imap} --no-tls`)
      .replaceAll('--login ann', '--login ann@x.test')
      .replaceAll('ann@example.com', 'ann@x.test')
      .replaceAll('pass show mail', 'echo secret')
      .replace(/\\\n/g, ' ')
      .split('\n')
      .map((line) => line.replace(/\s+#.*/, '').trim())
      .filter((line) => line !== '');
    expect(lines).toHaveLength(8);
    for (const each of lines) {
      // The demo has mails already.
      const [last] = each.startsWith('crm mail reply') ? await json('mail', 'list', '--received') : [];
      const line = last ? each.replace('reply 2', `reply ${last.id}`) : each;
      if (line.startsWith('crm mail fetch')) {
        const [{ message_id }] = await json('mail', 'list');
        const answer = mail({
          from: 'crowd@lake.test',
          subject: 'Re: Our call',
          date: new Date().toUTCString(),
          headers: [`In-Reply-To: <${message_id}>`],
        });
        await servers.deliver(answer, 'crowd@lake.test', 'ann@x.test');
        await eventually(async () =>
          mailsIn('ann@x.test').some((path) => readFileSync(path, 'utf8').includes(message_id)),
        );
      }
      const { exitCode, stderr } = await runLine(line, { ...place, cwd: place.home });
      expect([line, exitCode, exitCode === 0 ? '' : stderr]).toEqual([line, 0, '']);
    }
    expect((await json('mail', 'list', '42')).slice(0, 3)).toMatchObject([
      { subject: 'Re: Our call', state: 'sent' },
      { state: 'received', about: 'lead:42' },
      { subject: 'Our call', state: 'sent' },
    ]);
  });

  test('a wrong password and a server that is away are a line', async () => {
    const { run } = await office();
    await run(['mail', 'setup', '--password-command', 'echo wrong']);
    const wrong = await run(['mail', 'fetch']);
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      4,
      expect.stringContaining('work: the mailbox refused the login'),
    ]);
    await run(['mail', 'setup', '--imap', '127.0.0.1:1']);
    expect((await run(['mail', 'fetch'])).stderr).toContain('work: nothing listens at 127.0.0.1:1');
  });

  test('a folder that is not there and a full mailbox are a line, and the rest goes on', async () => {
    const { ok, place, run } = await office();
    await ok('mail', 'setup', '--folders', 'INBOX,Nowhere,Drafts');
    const fetched = await run(['mail', 'fetch']);
    expect([fetched.exitCode, fetched.stderr]).toEqual([
      4,
      expect.stringContaining("work, Nowhere: Mailbox doesn't exist: Nowhere"),
    ]);
    const file = join(place.home, 'large.bin');
    writeFileSync(file, randomBytes(600_000));
    // Mail to Jane came back before.
    await ok('lead', 'add', 'Crowd', '--email', 'crowd@lake.test');
    const sent = await run([
      'mail',
      'send',
      'crowd@lake.test',
      '--subject',
      'Large',
      '-m',
      'Large',
      '--attach',
      file,
    ]);
    expect([sent.exitCode, sent.stderr]).toEqual([
      0,
      expect.stringContaining('no copy of it was kept: the mailbox is full'),
    ]);
  });
});
