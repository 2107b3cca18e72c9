import { MailSender } from '../../app/mail/deliver.ts';
import type { MailEnd } from '../../app/mail/mail-ends.ts';
import { type MailBatch, queueMails } from '../../app/mail/queue-mail.ts';
import type { Context } from '../../context.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { processToken } from '../../io/process-token.ts';
import type { Answer } from '../../render/answer.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { mailPort } from './port.ts';

/** Queues mails, sends those that are due, and says what became of each. */
export async function sendBatch(ctx: Context, batch: MailBatch): Promise<Answer> {
  const queued = await queueMails(await ctx.deps(), batch);
  const references = queued.map(({ id }) => id);
  const [only] = queued;
  if (batch.isDraft)
    return {
      type: 'changed',
      sentence:
        queued.length === 1
          ? `Drafted mail ${only?.id}   Send it: crm mail retry ${only?.id}`
          : `Drafted ${queued.length} mails`,
      references,
    };
  const due = queued.filter(({ sendAt }) => Date.parse(sendAt) <= ctx.clock.now());
  const waiting = queued.length - due.length;
  const ends = await sendNow(ctx, due);
  return { ...answerOf(queued, ends, waiting), references };
}

/** Sends these mails now; those that others send meanwhile are left out. */
export async function sendNow(ctx: Context, mails: readonly StoredMail[]): Promise<readonly MailEnd[]> {
  const sender = new MailSender(await ctx.deps(), mailPort(ctx, processToken()));
  const progress = mails.length > 1 ? ctx.print.progress('Sending mail') : null;
  const ends: MailEnd[] = [];
  try {
    for (const [at, mail] of mails.entries()) {
      progress?.update(at, mails.length);
      throwIfAborted(ctx.io.signal, `sent ${at} of ${mails.length} mails; crm run sends the others`);
      const end = await sender.send(mail);
      if (end) ends.push(end);
    }
  } finally {
    progress?.end();
  }
  return ends;
}

/** What became of mails, as an answer: 1 as exit code where one failed. */
export function answerOf(
  mails: readonly StoredMail[],
  ends: readonly MailEnd[],
  waiting: number,
): Extract<Answer, { type: 'changed' }> {
  const sent = ends.filter(({ state }) => state === 'sent');
  const others = ends.filter(({ state }) => state !== 'sent');
  const [first] = mails;
  const parts = [
    ...(mails.length === 1 && sent[0]
      ? [`Sent mail ${first?.id} to ${addressLabel(first?.to ?? '')}: ${sent[0].text}`]
      : []),
    ...(mails.length > 1 && sent.length > 0 ? [`Sent ${sent.length} of ${mails.length} mails`] : []),
    ...(waiting > 0 ? [waitingText(mails, waiting)] : []),
  ];
  return {
    type: 'changed',
    sentence:
      parts.join('; ') ||
      (first && mails.length === 1 ? `Queued mail ${first.id}` : `Queued ${mails.length} mails`),
    references: mails.map(({ id }) => id),
    warnings: [
      ...others.map(({ mail, text }) => `mail ${mail.id} to ${addressLabel(mail.to)}: ${text}`),
      ...sent.flatMap(({ mail, missed = [], unkept }) =>
        [...missed, ...(unkept === undefined ? [] : [unkept])].map((text) => `mail ${mail.id}: ${text}`),
      ),
    ],
    exitCode: others.some(({ state }) => state === 'failed' || state === 'unknown') ? 1 : 0,
  };
}

function waitingText(mails: readonly StoredMail[], waiting: number): string {
  const [only] = mails;
  if (mails.length === 1 && only)
    return `Queued mail ${only.id} to ${addressLabel(only.to)} for ${formatDay(only.sendAt)}: crm run sends it`;
  const last = isoTime(Math.max(...mails.map(({ sendAt }) => Date.parse(sendAt))));
  return `queued ${waiting} until ${formatDay(last)}: crm run sends them`;
}
