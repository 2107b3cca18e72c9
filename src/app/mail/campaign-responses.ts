import { picklistKey } from '../../domain/picklists.ts';
import { statusesOf } from '../../store/campaign-statuses.ts';
import { memberOf, putMember } from '../../store/campaigns.ts';
import { type CampaignMail, campaignMailOf } from '../../store/mail/campaign-mails.ts';
import type { EarlierMail } from '../../store/mail/incoming.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import type { Tx } from '../../store/tx.ts';
import { partyOf } from './log-mail.ts';

/** The status of members who answered. */
const RESPONDED = 'responded';

/** The status of members who were written to. */
const SENT = 'sent';

/**
 * Notes that a mail of a campaign has left: the member who got it was sent it, also where it was a draft for long. Who has
 * responded meanwhile, or has left the campaign, stays as they are.
 */
export async function noteSent(tx: Tx, { id, about }: StoredMail, at: string): Promise<void> {
  const mail = await campaignMailOf(tx, { id, threadId: id });
  const person = mail && (await partyOf(tx, about));
  if (!person) return;
  const member = await memberOf(tx, mail.campaignId, person);
  if (!member) return;
  const all = await statusesOf(tx, mail.type);
  if (all.some(({ name, is_response }) => name === member.status && is_response === 1)) return;
  const sent = all.find(({ name }) => picklistKey(name) === SENT);
  if (sent) await putMember(tx, mail.campaignId, person, sent.name, at);
}

/**
 * Notes that somebody answered a mail of a campaign: the member who got it has responded. Who has responded already, in
 * whatever way, or has left the campaign, stays as they are.
 */
export async function noteResponse(tx: Tx, answered: EarlierMail, at: string): Promise<void> {
  const mail = await campaignMailOf(tx, answered);
  const person = mail && (await partyOf(tx, mail.about));
  if (!person) return;
  const member = await memberOf(tx, mail.campaignId, person);
  const responded = member && (await responseTo(tx, mail, member.status));
  if (responded) await putMember(tx, mail.campaignId, person, responded, at);
}

/** The status of somebody who answers now; null if theirs counts as a response, or the campaign has no such status. */
async function responseTo(tx: Tx, { type }: CampaignMail, status: string): Promise<string | null> {
  const all = await statusesOf(tx, type);
  if (all.some(({ name, is_response }) => name === status && is_response === 1)) return null;
  const found = all.find(({ name, is_response }) => is_response === 1 && picklistKey(name) === RESPONDED);
  return found?.name ?? null;
}
