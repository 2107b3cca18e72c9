import { MAX_ATTEMPTS, MAX_WAIT_MS, waitAfter } from '../../domain/backoff.ts';
import { momentOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { addDaysTo, isoTime } from '../../domain/dates.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addressLabel, readAddress } from '../../domain/mail/address.ts';
import { emailKey } from '../../domain/matching.ts';
import { envelopeOf } from '../../formats/mail/compose.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { type ClaimedMail, claimMail, isMailDue } from '../../store/mail/queue.ts';
import { reasonNotToWrite } from '../../store/mail/recipients.ts';
import { requireLease } from '../../store/worker/lease.ts';
import { finishItem, type OutboxOutcome } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { noteNoMailbox } from './bounces.ts';
import { noteSent } from './campaign-responses.ts';
import { composeStoredMail } from './compose-stored-mail.ts';
import { type FetchPort, fetchNewMail } from './fetch-mail.ts';
import { reachedLimit, reachedStarts } from './limits.ts';
import { logSentMail } from './log-mail.ts';
import { timeToLeave } from './time-to-leave.ts';

/** An address that the server did not take a mail for. */
interface RejectedAddress {
  readonly address: string;
  readonly problem: string;
  /** Whether it will not later either. */
  readonly isFinal: boolean;
}

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

/** How a mail ended. */
export interface MailEnd {
  readonly mail: StoredMail;
  /** `queued`: it is tried again; `put off`: nothing is wrong, but it leaves later. */
  readonly state: 'sent' | 'failed' | 'queued' | 'put off' | 'unknown';
  /** The answer of the server, or what went wrong. */
  readonly text: string;
  /** The copies of one that was sent which the server did not take, or not yet. */
  readonly missed?: readonly string[];
  /** Why no copy of one that was sent is among the sent mails. */
  readonly unkept?: string;
}

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
  /** What is wrong with the servers of accounts, by name: they are not asked again. */
  readonly #faults = new Map<string, string>();
  #fetchedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps, port: MailPort) {
    this.#deps = deps;
    this.#port = port;
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
    return opens > at.now ? this.#until(claimed, opens, OUTSIDE_HOURS) : this.#deliver(claimed);
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
      const problem = `the config has no account "${mail.account}" for mail: crm mail setup --name ${mail.account}`;
      return this.#later(claimed, problem, false);
    }
    const addresses = mail.remaining ?? envelopeOf(mail);
    const refusal = await this.#refusal(addresses);
    if (refusal !== null) return this.#failed(claimed, refusal);
    const limit =
      (await reachedLimit(this.#deps, account, mail.to)) ?? (await reachedStarts(this.#deps, mail));
    if (limit !== null) return this.#tomorrow(claimed, limit);
    const fault = this.#faults.get(account.name);
    if (fault !== undefined) return this.#later(claimed, fault, false);
    const raw = await composeStoredMail(this.#deps, mail, account);
    const result = await this.#port.sendMail(account, addresses, raw);
    const isLastAttempt = claimed.item.attempts >= MAX_ATTEMPTS;
    if ('problem' in result) {
      const { problem, isFinal, isOfServer, isUnknown } = result;
      if (isOfServer) this.#faults.set(account.name, problem);
      if (isUnknown) return this.#unknown(claimed, problem);
      if (isFinal || (!isOfServer && isLastAttempt)) return this.#failed(claimed, problem);
      return this.#later(claimed, problem, !isOfServer);
    }
    const { text, isTaken, rejected } = result;
    const deferred = isLastAttempt ? [] : rejected.filter(({ isFinal }) => !isFinal);
    if (!isTaken) {
      const isLost = rejected.some((each) => each.isFinal && isSame(each.address, personOf(mail)));
      return deferred.length === 0 || isLost
        ? this.#failed(claimed, text, rejected)
        : this.#later(claimed, text, true);
    }
    const end = await this.#left(claimed, text, rejected, deferred);
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

  /**
   * Notes that a mail has left. Addresses that the server did not take it for now get it later, and no other does again. Where
   * only its copies were taken, it came back: it is not sent again by itself.
   */
  async #left(
    claimed: ClaimedMail,
    said: string,
    rejected: readonly RejectedAddress[],
    deferred: readonly RejectedAddress[],
  ): Promise<MailEnd> {
    const { store, clock } = this.#deps;
    const { mail, item } = claimed;
    const now = clock.now();
    const isPerson = ({ address }: RejectedAddress) => isSame(address, personOf(mail));
    const isAsked = (mail.remaining ?? [personOf(mail)]).some((address) => isSame(address, personOf(mail)));
    const isReached = mail.sentAt !== null || (isAsked && !rejected.some(isPerson));
    const isDone = deferred.length === 0;
    const dueAt = isDone ? now : await this.#nextAttempt(claimed, true);
    const missed = rejected.map(
      (each) => `not ${deferred.includes(each) ? 'yet ' : ''}to ${each.address}: ${each.problem}`,
    );
    const answer = [said, ...missed].join('; ');
    const again = isDone ? [] : [`crm run tries again ${formatDay(isoTime(dueAt))}`];
    const state = !isDone ? 'queued' : isReached ? 'sent' : 'bounced';
    await store.change(
      async (tx) => {
        await tx.update('message', mail.id, {
          state,
          answer,
          sent_at: isReached || isDone ? (mail.sentAt ?? isoTime(now)) : null,
          remaining: isDone ? null : deferred.map(({ address }) => address).join(', '),
        });
        for (const each of rejected) if (each.isFinal) await noteNoMailbox(tx, each);
        if (isReached && mail.sentAt === null) {
          await logSentMail(this.#deps, tx, mail, isoTime(now));
          await noteSent(tx, mail, isoTime(now));
        }
        const outcome: OutboxOutcome = isDone
          ? { state: 'done' }
          : { state: 'waiting', dueAt, problem: answer, counts: true };
        await finishItem(store.engine, item, outcome, { now, token: this.#port.token });
      },
      `sent ${isReached ? '' : 'only the copies of '}a mail to ${addressLabel(mail.to)}: ${mail.subject}`,
    );
    if (isReached) return { mail, state: 'sent', text: said, missed: [...missed, ...again] };
    return {
      mail,
      state: isDone ? 'failed' : 'queued',
      text: [`only its copies were taken: ${missed.join('; ')}`, ...again].join('; '),
    };
  }

  /** Gives a mail up; what has it of its addresses keeps it. */
  async #failed(
    claimed: ClaimedMail,
    problem: string,
    rejected: readonly RejectedAddress[] = [],
  ): Promise<MailEnd> {
    const { store, clock } = this.#deps;
    const { mail, item } = claimed;
    const now = clock.now();
    const at = { now, token: this.#port.token };
    const missed = mail.remaining?.map((address) => `not to ${address}: ${problem}`) ?? [];
    const values =
      mail.remaining === null
        ? { state: 'failed', answer: problem }
        : {
            state: mail.sentAt === null ? 'bounced' : 'sent',
            sent_at: mail.sentAt ?? isoTime(now),
            answer: missed.join('; '),
            remaining: null,
          };
    await store.change(
      async (tx) => {
        await tx.update('message', mail.id, values);
        for (const each of rejected.length > 0 ? rejected : soleAddress(mail, problem))
          if (each.isFinal) await noteNoMailbox(tx, each);
        await finishItem(store.engine, item, { state: 'failed', problem }, at);
      },
      `could not send a mail to ${addressLabel(mail.to)}: ${mail.subject}`,
    );
    return { mail, state: 'failed', text: missed.join('; ') || problem };
  }

  /** `counts`: whether this was an attempt, of which there are only so many. */
  async #later(claimed: ClaimedMail, problem: string, counts: boolean): Promise<MailEnd> {
    const dueAt = await this.#nextAttempt(claimed, counts);
    await this.#finish(claimed, { state: 'waiting', dueAt, problem, counts });
    return {
      mail: claimed.mail,
      state: 'queued',
      text: `${problem}; crm run tries again ${formatDay(isoTime(dueAt))}`,
    };
  }

  /** When a mail is tried again. */
  #nextAttempt({ mail, item }: ClaimedMail, counts: boolean): Promise<number> {
    const wait = Math.min(waitAfter(counts ? item.attempts : 1, this.#port.random()), MAX_WAIT_MS);
    return timeToLeave(this.#deps, mail, this.#deps.clock.now() + wait);
  }

  /** Tomorrow, at the time of day for which it was planned. */
  async #tomorrow(claimed: ClaimedMail, problem: string): Promise<MailEnd> {
    const planned = new Date(claimed.mail.sendAt);
    const day = addDaysTo(toLocalDate(this.#deps.clock.now()), 1);
    const at = momentOf(day, planned.getHours(), planned.getMinutes());
    return this.#until(claimed, await timeToLeave(this.#deps, claimed.mail, at), problem);
  }

  /** Leaves a mail in the queue until a moment. */
  async #until(claimed: ClaimedMail, dueAt: number, problem: string): Promise<MailEnd> {
    await this.#finish(claimed, { state: 'waiting', dueAt, problem, counts: false });
    const text = `${problem}; crm run sends it ${formatDay(isoTime(dueAt))}`;
    return { mail: claimed.mail, state: 'put off', text };
  }

  async #unknown(claimed: ClaimedMail, problem: string): Promise<MailEnd> {
    await this.#finish(claimed, { state: 'unknown', problem });
    return {
      mail: claimed.mail,
      state: 'unknown',
      text: `unknown whether it was sent: ${problem}; it is not sent again by itself`,
    };
  }

  #finish({ item }: ClaimedMail, outcome: OutboxOutcome): Promise<void> {
    const { store, clock } = this.#deps;
    return store.runUnjournaled(
      () => finishItem(store.engine, item, outcome, { now: clock.now(), token: this.#port.token }),
      { isSynced: true },
    );
  }
}

/** The address of the person that a mail is for. */
const personOf = ({ to }: StoredMail) => readAddress(to).address;

const isSame = (one: string, other: string) => emailKey(one) === emailKey(other);

/** The only address of a mail, with what the server said of the mail; none of several, as it does not say whom it means. */
function soleAddress(mail: StoredMail, problem: string): readonly RejectedAddress[] {
  const addresses = envelopeOf(mail);
  return addresses.length > 1 ? [] : addresses.map((address) => ({ address, problem, isFinal: true }));
}
