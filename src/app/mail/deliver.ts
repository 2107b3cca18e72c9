import { MAX_ATTEMPTS } from '../../domain/backoff.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { envelopeOf } from '../../formats/mail/compose.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { type ClaimedMail, claimMail, isMailDue } from '../../store/mail/queue.ts';
import { reasonNotToWrite } from '../../store/mail/recipients.ts';
import { requireLease } from '../../store/worker/lease.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { composeStoredMail } from './compose-stored-mail.ts';
import { type FetchPort, fetchNewMail } from './fetch-mail.ts';
import { reachedLimit, reachedStarts } from './limits.ts';
import { isForPerson, type MailEnd, MailEnds, type RejectedAddress } from './mail-ends.ts';
import { timeToLeave } from './time-to-leave.ts';

/** How a server took a mail, or why not. */
type MailResult =
  | {
      readonly text: string;
      /** Whether it took the mail for any address. */
      readonly isTaken: boolean;
      readonly rejected: readonly RejectedAddress[];
    }
  | {
      readonly problem: string;
      readonly isFinal: boolean;
      readonly isOfServer: boolean;
      readonly isUnknown: boolean;
    };

/** What it takes to send mail. */
export interface MailPort extends FetchPort {
  /** Names this run of the process. */
  readonly token: string;
  /** What to type to add an account of that name. */
  wordsToAdd(account: string): string;
  /** Between 0 and 1. */
  random(): number;
  /** The real time in milliseconds since the epoch. */
  now(): number;
  sendMail(account: MailAccount, to: readonly string[], raw: Uint8Array): Promise<MailResult>;
  /** Keeps a copy where the account has what was sent; returns what went wrong. */
  keepSent(account: MailAccount, raw: Uint8Array): Promise<string | null>;
}

/** What was read from mailboxes is new for so long. */
const FETCHED_FOR_MS = 60_000;

const OUTSIDE_HOURS = 'this is no time to write to them';

/** Sends the mails that are due, one after the other. A server that does not answer is not asked again in this run. */
export async function* sendQueuedMail(deps: Deps, port: MailPort): AsyncIterable<WorkItem> {
  const sender = new MailSender(deps, port);
  for (;;) {
    const end = await sender.next(true);
    if (!end) return;
    const { mail, state, text, missed = [], unkept } = end;
    const hasFailed = state !== 'sent' && state !== 'put off';
    const result = [text, ...missed, ...(unkept === undefined ? [] : [unkept])].join('; ');
    yield { what: `mail ${mail.id} to ${addressLabel(mail.to)}`, result, hasFailed };
  }
}

/** Sends mails of the queue, for a worker or for the command that has put them there. */
export class MailSender {
  readonly #deps: Deps;
  readonly #port: MailPort;
  readonly #ends: MailEnds;
  /** What is wrong with the servers of accounts, by name: they are not asked again. */
  readonly #faults = new Map<string, string>();
  #fetchedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps, port: MailPort) {
    this.#deps = deps;
    this.#port = port;
    this.#ends = new MailEnds(deps, port);
  }

  /** Sends a mail now, if it is due and nobody else sends it; null if not. */
  send({ messageId }: StoredMail): Promise<MailEnd | null> {
    return this.next(false, messageId);
  }

  /** Sends the next mail that is due, or that of a Message-ID; null if there is none. A worker needs its lease. */
  async next(hasLease: boolean, key?: string): Promise<MailEnd | null> {
    const { store, clock } = this.#deps;
    if (await isMailDue(store.db, clock.now(), key)) await this.#fetch();
    const at = { now: clock.now(), token: this.#port.token, ...(key === undefined ? {} : { key }) };
    const claimed = await store.runUnjournaled(
      async () => {
        if (hasLease) await requireLease(store.db, this.#port.token);
        return claimMail(store.engine, at);
      },
      { isSynced: true },
    );
    if (!claimed) return null;
    // Who sends a mail by hand means now.
    const opens = hasLease ? await timeToLeave(this.#deps, claimed.mail, at.now) : at.now;
    return opens > at.now ? this.#ends.putOff(claimed, opens, OUTSIDE_HOURS) : this.#deliver(claimed);
  }

  /** Reads what came before a mail leaves: who has answered or wants no more may be written to no longer. */
  async #fetch(): Promise<void> {
    const now = this.#port.now();
    if (now - this.#fetchedAt < FETCHED_FOR_MS) return;
    this.#fetchedAt = now;
    // What goes wrong is told by the worker's own look at the mailbox; mail that was asked for leaves.
    for await (const _ of fetchNewMail(this.#deps, this.#port));
  }

  async #deliver(claimed: ClaimedMail): Promise<MailEnd> {
    const { mail } = claimed;
    const account = this.#port.mailAccounts.find(({ name }) => name === mail.account);
    if (!account) {
      const problem = `the config has no account "${mail.account}" for mail: ${this.#port.wordsToAdd(mail.account)}`;
      return this.#ends.retryLater(claimed, problem, false);
    }
    const addresses = mail.remaining ?? envelopeOf(mail);
    const refusal = await this.#refusal(addresses);
    if (refusal !== null) return this.#ends.giveUp(claimed, refusal);
    const limit =
      (await reachedLimit(this.#deps, account, mail.to)) ?? (await reachedStarts(this.#deps, mail));
    if (limit !== null) return this.#ends.leaveTomorrow(claimed, limit);
    const fault = this.#faults.get(account.name);
    if (fault !== undefined) return this.#ends.retryLater(claimed, fault, false);
    const raw = await composeStoredMail(this.#deps, mail, account);
    const result = await this.#port.sendMail(account, addresses, raw);
    const isLastAttempt = claimed.item.attempts >= MAX_ATTEMPTS;
    if ('problem' in result) {
      const { problem, isFinal, isOfServer, isUnknown } = result;
      if (isOfServer) this.#faults.set(account.name, problem);
      if (isUnknown) return this.#ends.noteUnknown(claimed, problem);
      if (isFinal || (!isOfServer && isLastAttempt)) return this.#ends.giveUp(claimed, problem);
      return this.#ends.retryLater(claimed, problem, !isOfServer);
    }
    const { text, isTaken, rejected } = result;
    const deferred = isLastAttempt ? [] : rejected.filter(({ isFinal }) => !isFinal);
    if (!isTaken) {
      const isLost = rejected.some((each) => each.isFinal && isForPerson(each.address, mail));
      return deferred.length === 0 || isLost
        ? this.#ends.giveUp(claimed, text, rejected)
        : this.#ends.retryLater(claimed, text, true);
    }
    const end = await this.#ends.noteLeft(claimed, text, rejected, deferred);
    const problem = mail.remaining === null ? await this.#port.keepSent(account, raw) : null;
    return problem === null ? end : { ...end, unkept: `no copy of it was kept: ${problem}` };
  }

  /** Why a mail that was queued may not leave any longer. */
  async #refusal(addresses: readonly string[]): Promise<string | null> {
    for (const address of addresses) {
      const reason = await reasonNotToWrite(this.#deps.store.db, address);
      if (reason !== null) return reason;
    }
    return null;
  }
}
