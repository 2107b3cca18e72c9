import { MAX_WAIT_MS, waitAfter } from '../../domain/backoff.ts';
import { momentOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { addDaysTo, isoTime } from '../../domain/dates.ts';
import { addressLabel, readAddress } from '../../domain/mail/address.ts';
import { emailKey } from '../../domain/matching.ts';
import { envelopeOf } from '../../formats/mail/compose.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import type { ClaimedMail } from '../../store/mail/queue.ts';
import { finishItem, type OutboxOutcome } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import { noteNoMailbox } from './bounces.ts';
import { noteNotSent, noteSent } from './campaign-responses.ts';
import { logSentMail } from './log-mail.ts';
import { timeToLeave } from './time-to-leave.ts';

/** An address that the server did not take a mail for. */
export interface RejectedAddress {
  readonly address: string;
  readonly problem: string;
  /** Whether it will not later either. */
  readonly isFinal: boolean;
}

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

/** Stores how mails that this run of the process had claimed ended. */
export class MailEnds {
  readonly #deps: Deps;
  readonly #run: { readonly token: string; random(): number };

  /** `run` names the run, and gives numbers between 0 and 1. */
  constructor(deps: Deps, run: { readonly token: string; random(): number }) {
    this.#deps = deps;
    this.#run = run;
  }

  /**
   * Notes that a mail has left. Addresses that the server did not take it for now get it later, and no other does again. Where
   * only its copies were taken, it came back: it is not sent again by itself.
   */
  async noteLeft(
    claimed: ClaimedMail,
    said: string,
    rejected: readonly RejectedAddress[],
    deferred: readonly RejectedAddress[],
  ): Promise<MailEnd> {
    const { store, clock } = this.#deps;
    const { mail, item } = claimed;
    const now = clock.now();
    const isAsked = mail.remaining?.some((address) => isForPerson(address, mail)) ?? true;
    const isRefused = rejected.some(({ address }) => isForPerson(address, mail));
    const isReached = mail.sentAt !== null || (isAsked && !isRefused);
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
        await finishItem(store.engine, item, outcome, { now, token: this.#run.token });
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
  async giveUp(
    claimed: ClaimedMail,
    problem: string,
    rejected: readonly RejectedAddress[] = [],
  ): Promise<MailEnd> {
    const { store, clock } = this.#deps;
    const { mail, item } = claimed;
    const now = clock.now();
    const at = { now, token: this.#run.token };
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
        if (mail.sentAt === null) await noteNotSent(tx, mail, problem);
        await finishItem(store.engine, item, { state: 'failed', problem }, at);
      },
      `could not send a mail to ${addressLabel(mail.to)}: ${mail.subject}`,
    );
    return { mail, state: 'failed', text: missed.join('; ') || problem };
  }

  /** Leaves a mail in the queue for another attempt. `counts`: whether this was an attempt, of which there are only so many. */
  async retryLater(claimed: ClaimedMail, problem: string, counts: boolean): Promise<MailEnd> {
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
    const wait = Math.min(waitAfter(counts ? item.attempts : 1, this.#run.random()), MAX_WAIT_MS);
    return timeToLeave(this.#deps, mail, this.#deps.clock.now() + wait);
  }

  /** Leaves a mail in the queue until tomorrow, at the time of day for which it was planned. */
  async leaveTomorrow(claimed: ClaimedMail, problem: string): Promise<MailEnd> {
    const planned = new Date(claimed.mail.sendAt);
    const day = addDaysTo(toLocalDate(this.#deps.clock.now()), 1);
    const at = momentOf(day, planned.getHours(), planned.getMinutes());
    return this.putOff(claimed, await timeToLeave(this.#deps, claimed.mail, at), problem);
  }

  /** Leaves a mail in the queue until a moment. */
  async putOff(claimed: ClaimedMail, dueAt: number, problem: string): Promise<MailEnd> {
    await this.#finish(claimed, { state: 'waiting', dueAt, problem, counts: false });
    const text = `${problem}; crm run sends it ${formatDay(isoTime(dueAt))}`;
    return { mail: claimed.mail, state: 'put off', text };
  }

  /** Notes that nobody knows whether a mail was sent. */
  async noteUnknown(claimed: ClaimedMail, problem: string): Promise<MailEnd> {
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
      () => finishItem(store.engine, item, outcome, { now: clock.now(), token: this.#run.token }),
      { isSynced: true },
    );
  }
}

/** Whether an address is that of the person a mail is for. */
export function isForPerson(address: string, { to }: StoredMail): boolean {
  return emailKey(address) === emailKey(readAddress(to).address);
}

/** The only address of a mail, with what the server said of the mail; none of several, as it does not say whom it means. */
function soleAddress(mail: StoredMail, problem: string): readonly RejectedAddress[] {
  const addresses = envelopeOf(mail);
  return addresses.length > 1 ? [] : addresses.map((address) => ({ address, problem, isFinal: true }));
}
