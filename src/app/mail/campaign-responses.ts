import { picklistKey } from '../../domain/picklists.ts';
import { statusesOf } from '../../store/campaign-statuses.ts';
import { memberOf, noteReasons, putMember } from '../../store/campaigns.ts';
import { type CampaignMail, campaignMailOf, hasMailLeft } from '../../store/mail/campaign-mails.ts';
import type { EarlierMail } from '../../store/mail/incoming.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import type { Tx } from '../../store/tx.ts';
import { partyOf } from './log-mail.ts';

/** The status of members who answered. */
const RESPONDED = 'responded';

/** The status of members who were written to. */
const SENT = 'sent';

/** The status of members who are to be written to. */
const INVITED = 'invited';

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
 * Notes that a mail of a campaign did not leave, and why: the member whom it was for is invited again, unless another mail
 * of the campaign has reached them or they have done more since.
 */
export async function noteNotSent(tx: Tx, { id, about }: StoredMail, problem: string): Promise<void> {
  const mail = await campaignMailOf(tx, { id, threadId: id });
  const person = mail && (await partyOf(tx, about));
  if (!person || (await hasMailLeft(tx, mail.campaignId, about))) return;
  const member = await memberOf(tx, mail.campaignId, person);
  if (!member || picklistKey(member.status) !== SENT) return;
  const all = await statusesOf(tx, mail.type);
  const invited = all.find(({ name }) => picklistKey(name) === INVITED);
  if (invited) await putMember(tx, mail.campaignId, person, invited.name, tx.now);
  await noteReasons(tx, mail.campaignId, [
    { member: person, reason: `mail ${id} did not leave: ${problem}` },
  ]);
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
