import type { Row } from '../../domain/field.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import type { ListColumn } from '../listing.ts';

/** Columns of mails. */
export const MAIL_COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Mail', type: 'integer', help: 'its number' },
  {
    name: 'state',
    label: 'State',
    type: 'text',
    help: 'received, sent, queued, sending, draft, bounced, failed, cancelled or unknown',
  },
  { name: 'at', label: 'At', type: 'datetime', help: 'when it was sent, or is to be sent' },
  { name: 'from', label: 'From', type: 'text', help: 'who wrote it' },
  { name: 'to', label: 'To', type: 'text', help: 'who gets it' },
  { name: 'subject', label: 'Subject', type: 'text', help: 'its subject' },
  { name: 'about', label: 'About', type: 'text', help: 'the record that it is about' },
  { name: 'answer', label: 'Answer', type: 'text', help: 'what the server said, or what went wrong' },
  { name: 'account', label: 'Account', type: 'text', help: 'the account that it is sent from, or came to' },
  { name: 'message_id', label: 'Message-ID', type: 'text', help: 'what mail programs call it' },
];

/** A mail as a line of a list. */
export function mailRow(mail: StoredMail): Row {
  const { id, state, sentAt, sendAt, from, to, subject, about, answer, account, messageId } = mail;
  return {
    id,
    state,
    at: sentAt ?? sendAt,
    from: addressLabel(from),
    to: addressLabel(to),
    subject,
    about,
    answer,
    account,
    message_id: messageId,
  };
}
