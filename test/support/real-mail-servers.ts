import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from './under-test.ts';

const PROGRAMS = ['dovecot', 'smtpd', 'swaks', 'mbsync', 'mlist', 'mhdr'];

const isThere = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

/** Whether real servers can be started here: as root, where scripts/install-test-tools.sh has installed them. */
export const hasMailServers =
  process.getuid?.() === 0 && existsSync('/usr/lib/dovecot/lmtp') && PROGRAMS.every(isThere);

export interface RealServers {
  readonly smtp: number;
  readonly imap: number;
  /** The Maildir of a user. */
  maildir(address: string): string;
  /** Delivers a mail as somebody's mail program does. */
  deliver(raw: string, from: string, to: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts OpenSMTPD and Dovecot on ports of this machine that are free. */
export async function startMailServers(): Promise<RealServers> {
  const folder = mkdtempSync(join(tmpdir(), 'crm-mail-'));
  const [smtp, imap, lmtp] = [await freePort(), await freePort(), await freePort()];
  const servers = execa(join(ROOT, 'scripts/mail-servers.sh'), [folder, smtp, imap, lmtp].map(String), {
    reject: false,
  });
  const logs = () =>
    ['dovecot.log', 'smtpd.log']
      .map((name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''))
      .join('');
  const stop = async () => {
    servers.kill('SIGTERM');
    await servers;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !((await answers(smtp)) && (await answers(imap)) && (await answers(lmtp))); tries++) {
    if (tries > 300) {
      const said = logs();
      await stop();
      throw new Error(`the mail servers do not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    smtp,
    imap,
    maildir: (address) => join(folder, 'mail', address),
    async deliver(raw, from, to) {
      await execa(
        'swaks',
        ['--server', `127.0.0.1:${smtp}`, '--from', from, '--to', to, '--data', '-', '--silent', '2'],
        {
          input: raw.replaceAll('\r\n', '\n'),
        },
      );
    },
    stop,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}
