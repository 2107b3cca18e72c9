import { accountsToFetch } from '../../app/mail/fetch-mail.ts';
import type { Context } from '../../context.ts';
import type { Mailbox } from '../../io/mailbox.ts';
import { pause } from '../../io/pause.ts';
import { mailboxOf } from './port.ts';

/** The mailboxes of all accounts, each with a connection of its own. */
export function mailboxesToWatch(ctx: Context): readonly Mailbox[] {
  return accountsToFetch(ctx.config).map((account) => mailboxOf(ctx, account));
}

/** Waits, but not longer than until mail comes. */
export class MailWatch {
  readonly #mailboxes: readonly Mailbox[];

  constructor(mailboxes: readonly Mailbox[]) {
    this.#mailboxes = mailboxes;
  }

  /** Waits so long, or until mail comes, or until the signal. A mailbox that does not answer is no reason to go on. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const end = () => over.abort();
    signal.addEventListener('abort', end);
    const waits = this.#mailboxes.map((mailbox) =>
      mailbox.waitForMail(milliseconds, over.signal).catch(() => pause(milliseconds, over.signal)),
    );
    await Promise.race([pause(milliseconds, over.signal), ...waits]);
    signal.removeEventListener('abort', end);
    over.abort();
  }

  close(): void {
    for (const mailbox of this.#mailboxes) mailbox.close();
  }
}
