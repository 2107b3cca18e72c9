import type { Exclusion } from '../../app/campaigns/audience.ts';
import type { MailToOne } from '../../app/mail/queue-mail.ts';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { type NamedRecord, refText } from '../../domain/record-ref.ts';
import type { Answer } from '../../render/answer.ts';
import { listAnswer } from '../listing.ts';

/** Who would get a mail, with the mails in the same order, and who would not. */
interface Audience {
  readonly written: readonly NamedRecord[];
  readonly mails: readonly MailToOne[];
  readonly excluded: readonly Exclusion[];
}

/** Who would get the mail of a campaign and when, then who would be left out, and why. */
export function audienceAnswer(
  ctx: Context,
  campaign: string,
  { written, mails, excluded }: Audience,
): Answer {
  const rows = [
    ...written.map((member, at) => ({ member, mail: mails[at], reason: null })),
    ...excluded.map(({ member, reason }) => ({ member, mail: undefined, reason })),
  ].map(({ member, mail, reason }) => ({
    id: refText(member),
    record: refText(member),
    name: member.title,
    address: mail?.recipient.address ?? null,
    at: mail ? isoTime(mail.sendAt) : null,
    subject: mail?.subject ?? null,
    reason,
  }));
  const answer = listAnswer(
    ctx,
    {
      noun: 'members',
      columns: [
        { name: 'record', label: 'Record', type: 'text', help: 'the lead or contact' },
        { name: 'name', label: 'Name', type: 'text', help: 'who it is' },
        { name: 'address', label: 'Address', type: 'email', help: 'where the mail would go' },
        { name: 'at', label: 'At', type: 'datetime', help: 'when it would be sent' },
        { name: 'subject', label: 'Subject', type: 'text', help: 'what it would be called' },
        { name: 'reason', label: 'Left out', type: 'text', help: 'why nothing would be sent to them' },
      ],
      empty: `${campaign} has nobody to write to`,
    },
    rows,
  );
  const note = `${written.length} would get it, ${excluded.length} would be left out; nothing was sent`;
  return { ...answer, notes: [note] };
}
