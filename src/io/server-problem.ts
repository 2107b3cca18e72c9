import { isLoopback } from '../domain/mail/account.ts';

/** What to type to set an account of mail up otherwise. */
export interface MailSetupWords {
  readonly withoutTls: string;
  readonly login: string;
  readonly folders: string;
  readonly sentFolder: string;
}

/** Causes of a connection that fails, by what libraries and systems say, and the way out of each. */
const CAUSES: readonly {
  readonly said: RegExp;
  problem(at: string, said: string, host: string, words: MailSetupWords): string;
}[] = [
  {
    said: /certificate|altnames/i,
    problem: (at, said, host, { withoutTls }) =>
      `the certificate of ${at} is not trusted: ${said}; ` +
      (isLoopback(host)
        ? `a server on this machine may do without: ${withoutTls}`
        : 'trust one of your own with NODE_EXTRA_CA_CERTS=ca.pem, and name the host as it does'),
  },
  {
    said: /ENOTFOUND|EAI_AGAIN/,
    problem: (_at, said, host) => `the host ${host} is not known, or there is no network: ${said}`,
  },
  {
    said: /wrong version number|packet length too long|unknown protocol/i,
    problem: (at, _said, host, { withoutTls }) =>
      `${at} does not begin with encryption; such a server listens at port 993, and one that begins without at 143` +
      (isLoopback(host) ? `; on this machine it may do without: ${withoutTls}` : ''),
  },
  {
    said: /greeting never received/i,
    problem: (at) =>
      `${at} says nothing; a server that begins with encryption listens at port 465, others at 587`,
  },
  {
    said: /ECONNREFUSED/,
    problem: (at) => `nothing listens at ${at} (ECONNREFUSED): is it the right port?`,
  },
];

/** What is wrong with a mail server, with the way out, as one sentence. */
export function serverProblem(
  said: string,
  { host, port }: { readonly host: string; readonly port: number },
  words: MailSetupWords,
): string {
  const at = `${host}:${port}`;
  const found = CAUSES.find((each) => each.said.test(said));
  // What Node says of itself is of no use here.
  const [short = said] = said.trim().split('; if the root CA');
  return found ? found.problem(at, short, host, words) : `cannot reach ${at}: ${short}`;
}

/** What to do when a login is refused. */
export function loginProblem(what: string, said: string, { login }: MailSetupWords): string {
  return `${what} refused the login: ${said}; see ${login}`;
}
