import type { Noun } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { logActivity } from '../../store/activities/activity.ts';
import { getLeadState } from '../../store/leads.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { mergedIntoId } from '../../store/merge/former-identities.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** The source of activities that are mails; their external id is the Message-ID. */
export const MAIL_SOURCE = 'mail';

/** Longest text of a mail that its activity has, in characters. */
export const MAX_BODY_CHARS = 10_000;

/** Notes a mail that was sent on its record. A record that is gone keeps nothing from being noted as sent. */
export async function logSentMail(deps: Deps, tx: Tx, mail: StoredMail, at: string): Promise<void> {
  const party = await partyOf(tx, mail.about);
  if (!party) return;
  const id = await logActivity(
    tx,
    {
      type: 'email',
      with: party,
      at,
      direction: 'out',
      duration: null,
      outcome: null,
      subject: mail.subject,
      body: mail.text.trim().slice(0, MAX_BODY_CHARS),
      next: null,
    },
    null,
    deps,
  );
  await tx.update('activity', id, { external_source: MAIL_SOURCE, external_id: mail.messageId });
}

/** The record that a mail is about now: what it was merged into, or the contact that a lead became. */
export async function partyOf(tx: Tx, about: string): Promise<NamedRecord | null> {
  const [noun = '', digits = ''] = about.split(':');
  if (!tx.nouns.find(noun)) return null;
  const known = noun as Noun;
  let id = Number(digits);
  let row = await tx.read(known, id);
  if (!row) {
    id = (await mergedIntoId(tx, known, id)) ?? 0;
    row = await tx.read(known, id);
  }
  if (!row) return null;
  if (known === 'lead' && (await getLeadState(tx, id)).kind === 'converted')
    return typeof row.contact_id === 'number'
      ? { noun: 'contact', id: row.contact_id, title: String(row.name) }
      : null;
  return { noun: known, id, title: String(row.name ?? row.subject ?? about) };
}
