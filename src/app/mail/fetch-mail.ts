import { addDaysTo, toLocalDate } from '../../domain/dates.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { parseMail } from '../../formats/mail/parse.ts';
import { folderMark, moveFolderMark } from '../../store/mail/folders.ts';
import { mailsOfIds, ownerOfAddress } from '../../store/mail/incoming.ts';
import { noteMailboxProblem } from '../../store/mail/mailbox-problems.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { importMail, type RawMail } from './import-mail.ts';
import type { MailCounts } from './mail-counts.ts';

/** A folder of a mailbox that is open to be read. */
interface RemoteFolder {
  readonly uidValidity: number;
  numbersAfter(uid: number | null, since: Date): Promise<readonly number[]>;
  heads(numbers: readonly number[]): Promise<readonly RemoteHead[]>;
  source(head: RemoteHead): Promise<Uint8Array | null>;
}

/** The headers of a mail at a server. */
interface RemoteHead {
  readonly uid: number;
  readonly size: number;
  readonly headers: Uint8Array;
}

/** The mailbox of an account. */
interface RemoteMailbox {
  folders(): Promise<readonly string[]>;
  /** A folder that is not there is what the server says of it. */
  open(folder: string): Promise<RemoteFolder | string>;
  problemOf(error: unknown): string;
  close(): void;
}

/** What it takes to fetch mail. */
export interface FetchPort {
  readonly mailAccounts: readonly MailAccount[];
  mailbox(account: MailAccount): RemoteMailbox;
}

/** What was fetched from a folder, or what went wrong. */
export interface FetchedFolder {
  readonly account: string;
  /** Null if the mailbox could not be opened. */
  readonly folder: string | null;
  readonly found: MailCounts | null;
  readonly problem: string | null;
}

/** A mailbox that is read for the first time, or was numbered anew, is read from so many days ago on. */
const FIRST_DAYS = 90;

/** Mails that are filed in one change. */
const MAILS_PER_CHANGE = 100;

/** Reports of mail that came back are small. */
const MAX_REPORT_BYTES = 500_000;

/** The accounts that have a mailbox. */
export function accountsToFetch({ mailAccounts }: Pick<FetchPort, 'mailAccounts'>): readonly MailAccount[] {
  return mailAccounts.filter(({ imap }) => imap !== null);
}

/** Files the new mails of all mailboxes, for a worker; it tells of folders with mails and of problems. */
export async function* fetchNewMail(deps: Deps, port: FetchPort): AsyncIterable<WorkItem> {
  for (const account of accountsToFetch(port))
    for await (const { folder, found, problem } of fetchMail(deps, port, account)) {
      const what = `mail of ${account.name}${folder === null ? '' : `, ${folder}`}`;
      if (problem !== null) yield { what, result: problem, hasFailed: true };
      else if (found && found.filed.length + found.bounced.length > 0)
        yield {
          what,
          result: `filed ${found.filed.length}${found.bounced.length > 0 ? `, came back from ${found.bounced.join(', ')}` : ''}`,
          hasFailed: false,
        };
    }
}

/** Which mails are fetched. */
export interface FetchChoice {
  /** All mails from this day on, also those that were read; null for those since the last time. */
  readonly since: string | null;
  /** Whether people whom nobody knows become leads. */
  readonly makesLeads: boolean;
}

const NEW_MAILS: FetchChoice = { since: null, makesLeads: false };

/**
 * Files the mails that came into the folders of an account since they were last read, or others that are chosen. Mails that
 * are there already are known by their Message-ID.
 */
export async function* fetchMail(
  deps: Deps,
  port: FetchPort,
  account: MailAccount,
  choice: FetchChoice = NEW_MAILS,
): AsyncIterable<FetchedFolder> {
  const mailbox = port.mailbox(account);
  let folder: string | null = null;
  try {
    const missing: FetchedFolder[] = [];
    for (const each of await mailbox.folders()) {
      folder = each;
      const open = await mailbox.open(each);
      if (typeof open === 'string')
        missing.push({ account: account.name, folder, found: null, problem: open });
      else
        for await (const found of fetchFolder(deps, account, each, open, choice))
          yield { account: account.name, folder, found, problem: null };
    }
    yield* missing;
    await noteMailboxProblem(deps.store, account.name, missing[0]?.problem ?? null, deps.clock.now());
  } catch (error) {
    const problem = mailbox.problemOf(error);
    await noteMailboxProblem(deps.store, account.name, problem, deps.clock.now());
    yield { account: account.name, folder, found: null, problem };
  } finally {
    mailbox.close();
  }
}

async function* fetchFolder(
  deps: Deps,
  account: MailAccount,
  name: string,
  folder: RemoteFolder,
  { since, makesLeads }: FetchChoice,
): AsyncIterable<MailCounts> {
  const { store } = deps;
  const { uidValidity } = folder;
  const mark = await folderMark(store.db, account.name, name);
  const isNew = since !== null || mark?.uidValidity !== uidValidity;
  const first = since ?? addDaysTo(toLocalDate(deps.clock.now()), -FIRST_DAYS);
  const numbers = await folder.numbersAfter(isNew ? null : mark.lastUid, new Date(`${first}T00:00:00Z`));
  for (let at = 0; at < numbers.length; at += MAILS_PER_CHANGE) {
    const batch = numbers.slice(at, at + MAILS_PER_CHANGE);
    const mails: RawMail[] = [];
    for (const head of await folder.heads(batch))
      mails.push({
        name: `mail ${head.uid} in ${name}`,
        raw: (await isOfInterest(deps, head, makesLeads)) ? await folder.source(head) : head.headers,
      });
    const found = await importMail(deps, {
      mails,
      ownAddresses: [account.from.address],
      account: account.name,
      about: null,
      makesLeads,
      isDryRun: false,
    });
    const lastUid = batch.at(-1) as number;
    await store.runUnjournaled(() =>
      moveFolderMark(store.engine, account.name, name, { uidValidity, lastUid }),
    );
    yield found;
  }
}

/**
 * Whether all of a mail is read: somebody known wrote or got it, or it follows one that is here; or it may be a report of
 * mail that came back, or people whom nobody knows are to become leads. Of others the headers are enough to count them.
 */
async function isOfInterest(
  { store: { db } }: Deps,
  { headers, size }: RemoteHead,
  makesLeads: boolean,
): Promise<boolean> {
  const mail = await parseMail(headers).catch(() => null);
  if (!mail) return true;
  if (mail.kind !== 'person' && size < MAX_REPORT_BYTES) return true;
  if ((await mailsOfIds(db, [mail.messageId])).length > 0) return false;
  if (makesLeads && mail.kind === 'person') return true;
  for (const { address } of [...(mail.from ? [mail.from] : []), ...mail.to, ...mail.cc])
    if (await ownerOfAddress(db, address)) return true;
  return (await mailsOfIds(db, mail.follows)).length > 0;
}
