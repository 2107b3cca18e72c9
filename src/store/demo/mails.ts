import { addressText } from '../../domain/mail/address.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

const COMPANY_DOMAIN = 'brightwater.example';

/** Writes the messages of the mails that the activities of a made-up company tell of. */
export async function writeMails(tx: Tx): Promise<void> {
  const mails = await sql<{
    external_id: string;
    at: string;
    direction: string | null;
    subject: string;
    body: string;
    opp_id: number | null;
    case_id: number | null;
    contact_id: number;
    user_id: number | null;
    contact: string;
    email: string;
    name: string;
    full_name: string | null;
    own_email: string | null;
  }>`
    select activity.external_id, activity.at, activity.direction, activity.subject, activity.body, activity.opp_id,
      activity.case_id, activity.contact_id, activity.user_id, contact.name as contact,
      (select address from email where contact_id = contact.id order by position limit 1) as email,
      "user".name, "user".full_name, "user".email as own_email
    from activity join contact on contact.id = activity.contact_id join "user" on "user".id = activity.user_id
    where activity.external_source = 'mail' and exists (select 1 from email where contact_id = contact.id)
    order by activity.at nulls first, activity.id`.all(tx);
  const threads = new Map<string, { first: number; last: string }>();
  for (const mail of mails) {
    const isOut = mail.direction === 'out';
    const about = mail.case_id
      ? `case:${mail.case_id}`
      : mail.opp_id
        ? `opp:${mail.opp_id}`
        : `contact:${mail.contact_id}`;
    const own = {
      name: mail.full_name ?? mail.name,
      address: mail.own_email ?? `${mail.name.replace(/[^\w.-]+/g, '-')}@${COMPANY_DOMAIN}`,
    };
    const customer = { name: mail.contact, address: mail.email };
    const [from, to] = isOut ? [own, customer] : [customer, own];
    const thread = mail.case_id === null ? undefined : threads.get(about);
    const id = await tx.insert('message', {
      ...{
        message_id: mail.external_id,
        thread_id: thread?.first ?? null,
        in_reply_to: thread?.last ?? null,
      },
      ...{ account: 'mail', state: isOut ? 'sent' : 'received', sent_at: isOut ? mail.at : null },
      ...{ sender: addressText(from), recipient: addressText(to), subject: mail.subject },
      ...{ text: `Hello ${firstName(to.name)},\n\n${mail.body}\n\n${from.name}\n`, html: '' },
      ...{ send_at: mail.at, answer: null, about, user_id: mail.user_id, answers_id: null },
      created_at: mail.at,
    });
    threads.set(about, { first: thread?.first ?? id, last: mail.external_id });
  }
}

const firstName = (name: string): string => name.split(' ', 1)[0] as string;
