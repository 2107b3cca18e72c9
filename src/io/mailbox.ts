import type { ImapFlow, ListResponse } from 'imapflow';
import type { MailAccount } from '../domain/mail/account.ts';
import { MAX_MAIL_BYTES } from '../domain/mail/incoming.ts';
import { loginProblem, type MailSetupWords, serverProblem } from './server-problem.ts';

/** A folder as it is opened. */
export interface OpenFolder {
  /** Another number says that the server has numbered its mails anew. */
  readonly uidValidity: number;
  /** The numbers of the mails after one, in order; without one those since a day. */
  numbersAfter(uid: number | null, since: Date): Promise<readonly number[]>;
  /** The headers of mails, without marking them as read. */
  heads(numbers: readonly number[]): Promise<readonly MailHead[]>;
  /** A mail as it is; null for one that is gone or too large to read. */
  source(head: MailHead): Promise<Uint8Array | null>;
}

/** The headers of a mail in a folder. */
interface MailHead {
  readonly uid: number;
  readonly size: number;
  readonly headers: Uint8Array;
}

const TIMEOUT_MS = 30_000;

/** Names of folders with what was sent, where the server does not mark one. */
const SENT_NAMES =
  /^(?:inbox[./])?(?:sent(?: items| mail| messages)?|gesendet(?:e elemente)?|éléments envoyés|enviados)$/i;

/** What imapflow adds to its errors. */
interface ImapError extends Error {
  readonly authenticationFailed?: boolean;
  readonly responseText?: string;
  readonly serverResponseCode?: string;
}

/** Whether a server says that it has no such folder, in its code or in words. */
function isMissingFolder({ serverResponseCode, responseText = '' }: ImapError): boolean {
  return serverResponseCode === 'NONEXISTENT' || /doesn't exist|unknown mailbox/i.test(responseText);
}

/** A mailbox at an IMAP server. It is only read, but for the copies of what was sent. */
export class Mailbox {
  readonly #account: MailAccount;
  readonly #password: () => Promise<string | null>;
  readonly #words: MailSetupWords;
  #client: ImapFlow | undefined;
  #folders: readonly ListResponse[] | undefined;
  /** The number of the next mail when mail was last waited for. */
  #uidNext: number | undefined;

  constructor(account: MailAccount, password: () => Promise<string | null>, words: MailSetupWords) {
    this.#account = account;
    this.#password = password;
    this.#words = words;
  }

  /** Connects and logs in; returns what went wrong. */
  async check(): Promise<string | null> {
    return this.#explained(async () => {
      await this.#open();
      return null;
    });
  }

  /** The folders whose mails are fetched: what was sent comes before its answers, and those that came back. */
  async folders(): Promise<readonly string[]> {
    const sent = await this.#sentFolder();
    return [...new Set([...(sent === null ? [] : [sent]), ...this.#account.folders])];
  }

  /** Opens a folder to read it; one that is not there is what the server says of it. Throws what goes wrong. */
  async open(folder: string): Promise<OpenFolder | string> {
    const client = await this.#open();
    let uidValidity: bigint;
    try {
      ({ uidValidity } = await client.mailboxOpen(folder, { readOnly: true }));
    } catch (error) {
      if (!isMissingFolder(error as ImapError)) throw error;
      return this.problemOf(error);
    }
    return {
      uidValidity: Number(uidValidity),
      async numbersAfter(uid, since) {
        const query = uid === null ? { since } : { uid: `${uid + 1}:*` };
        const found = await client.search(query, { uid: true });
        // A range that ends with * has the last mail in it, whatever its number.
        return (found || []).filter((each) => each > (uid ?? 0)).sort((one, other) => one - other);
      },
      async heads(numbers) {
        const query = { uid: true, size: true, headers: true };
        const found = await client.fetchAll(numbers.join(','), query, { uid: true });
        return found.map(({ uid, size = 0, headers = Buffer.alloc(0) }) => ({ uid, size, headers }));
      },
      async source({ uid, size }) {
        if (size > MAX_MAIL_BYTES) return null;
        const found = await client.fetchOne(String(uid), { source: true }, { uid: true });
        return found ? (found.source ?? null) : null;
      },
    };
  }

  /** Puts a copy of a mail that was sent where the account has such mails; returns what went wrong. */
  async keepSent(raw: Uint8Array): Promise<string | null> {
    return this.#explained(async () => {
      const folder = await this.#sentFolder();
      if (folder === null) return `the mailbox has no folder for them: ${this.#words.sentFolder}`;
      await (await this.#open()).append(folder, Buffer.from(raw), ['\\Seen']);
      return null;
    });
  }

  /** Waits on the server until mail comes, so long at most, or until the signal. */
  async waitForMail(milliseconds: number, signal: AbortSignal): Promise<void> {
    const client = await this.#open();
    const { uidNext } = await client.mailboxOpen(this.#account.folders[0] ?? 'INBOX', { readOnly: true });
    // What has come since the last wait may have come after it was looked for.
    const hasNew = uidNext !== this.#uidNext;
    this.#uidNext = uidNext;
    if (hasNew) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(finish, milliseconds);
      function finish() {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        client.off('exists', finish);
        client.off('close', finish);
        resolve();
      }
      signal.addEventListener('abort', finish);
      client.on('exists', finish);
      client.on('close', finish);
      client.idle().catch(finish);
    });
  }

  /** What went wrong, in words. */
  problemOf(error: unknown): string {
    const { imap } = this.#account;
    const { message, authenticationFailed, responseText, serverResponseCode, name } = error as ImapError;
    if (name === 'CrmError') return message;
    // Dovecot says how long it took.
    const said = (responseText || message).replace(/\s*\([\d.+ ]+secs\)\.?$/, '').replace(/\.$/, '');
    if (authenticationFailed) return loginProblem('the mailbox', said, this.#words);
    if (serverResponseCode === 'OVERQUOTA' || /quota/i.test(said)) return `the mailbox is full: ${said}`;
    if (isMissingFolder(error as ImapError))
      return `${said}; ${this.#folderNames()}set them with ${this.#words.folders}`;
    return imap ? serverProblem(said, imap, this.#words) : said;
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
    this.#folders = undefined;
  }

  #folderNames(): string {
    return this.#folders ? `there are ${this.#folders.map(({ path }) => path).join(', ')}; ` : '';
  }

  async #sentFolder(): Promise<string | null> {
    const { sentFolder } = this.#account;
    if (sentFolder !== null) return sentFolder;
    this.#folders ??= await (await this.#open()).list();
    const marked = this.#folders.find(({ specialUse }) => specialUse === '\\Sent');
    return (marked ?? this.#folders.find(({ path }) => SENT_NAMES.test(path)))?.path ?? null;
  }

  async #open(): Promise<ImapFlow> {
    if (this.#client?.usable) return this.#client;
    this.close();
    const { imap, hasTls, login, from } = this.#account;
    if (!imap) throw new Error('the account has no mailbox');
    const pass = (await this.#password()) ?? '';
    const { ImapFlow } = await import('imapflow');
    const isImplicit = hasTls && imap.port !== 143;
    const client = new ImapFlow({
      host: imap.host,
      port: imap.port,
      secure: isImplicit,
      doSTARTTLS: isImplicit ? undefined : hasTls,
      auth: { user: login ?? from.address, pass },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: 20 * TIMEOUT_MS,
    });
    // A connection that breaks is told by what waits for its answer.
    client.on('error', () => {});
    await client.connect();
    this.#client = client;
    return client;
  }

  async #explained(act: () => Promise<string | null>): Promise<string | null> {
    try {
      return await act();
    } catch (error) {
      this.close();
      return this.problemOf(error);
    }
  }
}
