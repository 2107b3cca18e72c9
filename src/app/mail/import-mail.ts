import { isCrmError } from '../../domain/errors.ts';
import type { IncomingMail } from '../../domain/mail/incoming.ts';
import { OwnAddresses } from '../../domain/mail/own-addresses.ts';
import { emailKey } from '../../domain/matching.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { parseMail } from '../../formats/mail/parse.ts';
import { usersWithAddress } from '../../store/mail/incoming.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { fileMail } from './file-mail.ts';
import type { Filing, FilingResult } from './filing.ts';
import { type MailCounts, NO_COUNTS } from './mail-counts.ts';

/** Mails as they are, and where they are from. */
export interface RawMail {
  /** Where it is, for errors: `mail 7 of old.mbox`. */
  readonly name: string;
  /** Null for one that is too large to read. */
  readonly raw: Uint8Array | null;
}

/** Mails to file. */
export interface MailImport {
  readonly mails: AsyncIterable<RawMail> | Iterable<RawMail>;
  /** Addresses that are ours, beside those of users. */
  readonly ownAddresses: readonly string[];
  readonly account: string;
  readonly about: RecordRef | null;
  /** Whether people whom nobody knows become leads; no, unless given. */
  readonly makesLeads?: boolean;
  readonly isDryRun: boolean;
}

/** Problems that are told one by one. */
const MAX_PROBLEMS = 20;

/** Files mails, all or none, each once whatever is filed again. */
export async function importMail(deps: Deps, input: MailImport): Promise<MailCounts> {
  const found = new FiledMails();
  await changeOrDryRun(
    deps.store,
    input.isDryRun,
    async (tx) => {
      const filing = await filingOf(deps, input);
      await deps.withProgress('Filing mail', 'nothing was changed', async (report) => {
        let done = 0;
        for await (const { name, raw } of input.mails) {
          const mail = raw === null ? 'it is larger than 100 MB' : await read(raw);
          if (typeof mail === 'string') found.addUnreadable(name, mail);
          else found.add(name, await fileMail(deps, tx, mail, filing));
          await report(++done);
        }
      });
    },
    () => `filed ${found.filed.length === 1 ? '1 mail' : `${found.filed.length} mails`}`,
  );
  return found;
}

/** Whose mails they are. */
async function filingOf(
  { store }: Deps,
  { ownAddresses, account, about, makesLeads = false }: Omit<MailImport, 'mails' | 'isDryRun'>,
): Promise<Filing> {
  const users = await usersWithAddress(store.db);
  return {
    own: new OwnAddresses([...ownAddresses, ...users.map(({ email }) => email)]),
    users: new Map(users.map(({ id, email }) => [emailKey(email), id])),
    account,
    about,
    makesLeads,
  };
}

/** A mail that was read, or why it cannot be. */
async function read(raw: Uint8Array): Promise<IncomingMail | string> {
  try {
    return await parseMail(raw);
  } catch (error) {
    if (isCrmError(error)) return error.message;
    throw error;
  }
}

class FiledMails implements MailCounts {
  readonly counts = { ...NO_COUNTS.counts };
  readonly filed: number[] = [];
  readonly records = new Set<string>();
  readonly bounced: string[] = [];
  readonly problems: string[] = [];
  leads = 0;
  #more = 0;

  add(name: string, result: FilingResult): void {
    this.counts[result.type]++;
    if (result.type === 'bounce') this.bounced.push(...result.addresses);
    if (result.type !== 'filed') return;
    this.filed.push(result.id);
    this.leads += result.leads;
    this.records.add(result.about);
    for (const problem of result.problems) this.#tell(`${name}: ${problem}`);
  }

  addUnreadable(name: string, problem: string): void {
    this.counts.unreadable++;
    this.#tell(`${name}: ${problem}`);
  }

  #tell(problem: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
    else if (this.#more++ === 0) this.problems.push('and more like these');
  }
}
