import type { Transporter } from 'nodemailer';
import { isLoopback, type MailAccount } from '../domain/mail/account.ts';
import { loginProblem, type MailSetupWords, serverProblem } from './server-problem.ts';

/** What a server made of a mail. */
interface MailAnswer {
  /** What it said: `250 OK`. */
  readonly text: string;
  /** Whether it took the mail for any address. */
  readonly isTaken: boolean;
  /** The addresses for which it did not, with the reason. */
  readonly rejected: readonly {
    readonly address: string;
    readonly problem: string;
    readonly isFinal: boolean;
  }[];
}

/** A mail of which the server heard, or said, too little to tell of its addresses. */
interface MailFailure {
  readonly problem: string;
  /** Whether trying again would be of no use. */
  readonly isFinal: boolean;
  /** Whether the next mail would fail too: no server, no login. */
  readonly isOfServer: boolean;
  /** Whether the server may have taken it: the connection broke after the text. */
  readonly isUnknown: boolean;
}

type MailResult = MailAnswer | MailFailure;

const TIMEOUT_MS = 30_000;

/** A mail server. Each mail has a connection of its own, so that none is ever sent again by itself. */
export class MailServer {
  readonly #account: MailAccount;
  readonly #password: () => Promise<string | null>;
  readonly #words: MailSetupWords;
  #transport: Transporter | undefined;
  #hasLoggedIn = false;

  constructor(account: MailAccount, password: () => Promise<string | null>, words: MailSetupWords) {
    this.#account = account;
    this.#password = password;
    this.#words = words;
  }

  async #open(): Promise<Transporter> {
    if (this.#transport) return this.#transport;
    const { createTransport } = await import('nodemailer');
    const { host, port, hasTls, login } = this.#account;
    const pass = login === null ? null : await this.#password();
    const isImplicit = hasTls && port === 465;
    this.#transport = createTransport({
      host,
      port,
      secure: isImplicit,
      requireTLS: hasTls && !isImplicit,
      ignoreTLS: !hasTls,
      ...(login === null ? {} : { auth: { user: login, pass: pass ?? '' } }),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: 2 * TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: this.#logger(),
    });
    return this.#transport;
  }

  /** Hears from nodemailer, which tells nobody else, that it has logged in. */
  #logger() {
    const ignore = () => {};
    const info = (entry: unknown) => {
      if ((entry as { action?: unknown } | null)?.action === 'authenticated') this.#hasLoggedIn = true;
    };
    return { trace: ignore, debug: ignore, info, warn: ignore, error: ignore, fatal: ignore };
  }

  /** Connects and logs in, if the server asks for it; says whether it did, or what went wrong. */
  async check(): Promise<{ readonly hasLoggedIn: boolean } | { readonly problem: string }> {
    try {
      await (await this.#open()).verify();
      return { hasLoggedIn: this.#hasLoggedIn };
    } catch (error) {
      return { problem: failureOf(error, this.#account, this.#words).problem };
    }
  }

  /** Sends the bytes of a mail to these addresses. */
  async send(to: readonly string[], raw: Uint8Array): Promise<MailResult> {
    const { Readable } = await import('node:stream');
    // Once all of it is read, a connection that breaks says nothing of what became of the mail.
    let isRead = false;
    const bytes = new Readable({
      read() {
        this.push(raw);
        this.push(null);
        isRead = true;
      },
    });
    try {
      const info = await (await this.#open()).sendMail({
        envelope: { from: this.#account.from.address, to: [...to] },
        raw: bytes,
      });
      return answerOf(String(info.response ?? ''), true, info.rejectedErrors);
    } catch (error) {
      const { response, message, rejectedErrors } = error as SmtpError;
      if (rejectedErrors) return answerOf(response ?? message, false, rejectedErrors);
      const failure = failureOf(error, this.#account, this.#words);
      return { ...failure, isUnknown: isRead && failure.isOfServer };
    }
  }

  close(): void {
    this.#transport?.close();
    this.#transport = undefined;
  }
}

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly recipient?: string;
  /** What it said of each address, where it took a mail for none. */
  readonly rejectedErrors?: readonly SmtpError[];
}

const answerOf = (text: string, isTaken: boolean, errors: readonly SmtpError[] = []): MailAnswer => ({
  text,
  isTaken,
  rejected: errors.map((error) => ({
    address: error.recipient ?? '',
    problem: error.response ?? error.message,
    isFinal: isFinal(error),
  })),
});

const isFinal = ({ responseCode = 0 }: SmtpError) => responseCode >= 500 && responseCode < 600;

function failureOf(thrown: unknown, { host, port }: MailAccount, words: MailSetupWords): MailFailure {
  const error = thrown as SmtpError;
  const { code = '', response, message } = error;
  // A password command that failed has said so itself.
  if (error.name === 'CrmError')
    return { problem: message, isFinal: false, isOfServer: true, isUnknown: false };
  const said = response ?? message;
  if (code === 'EAUTH')
    return {
      problem: loginProblem('the server', said, words),
      isFinal: false,
      isOfServer: true,
      isUnknown: false,
    };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { problem: said, isFinal: isFinal(error), isOfServer: false, isUnknown: false };
  const problem =
    code === 'ETLS' && !/certificate/i.test(said)
      ? `${host} offers no encryption${isLoopback(host) ? `, which a server on this machine may do without: ${words.withoutTls}` : ''}: ${said}`
      : serverProblem(said, { host, port }, words);
  return { problem, isFinal: false, isOfServer: true, isUnknown: false };
}
