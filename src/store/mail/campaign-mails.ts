import { type Db, sql } from '../sql.ts';
import type { EarlierMail } from './incoming.ts';

/** A mail that was sent for a campaign. */
export interface CampaignMail {
  readonly campaignId: number;
  /** The type of the campaign. */
  readonly type: string | null;
  /** The record that the mail is about: `lead:42`. */
  readonly about: string;
}

/** A mail of a campaign that has not left yet. */
export interface WaitingMail {
  readonly id: number;
  /** Whom it is to, as its head has it. */
  readonly recipient: string;
}

/** The drafts and queued mails of a campaign. */
export function waitingMailsOf(db: Db, campaignId: number): Promise<WaitingMail[]> {
  return sql<WaitingMail>`
    select id, recipient from message where campaign_id = ${campaignId} and state in ('draft', 'queued') order by id`.all(
    db,
  );
}

/** The mail of a campaign that a mail is, or that began its thread; null for none. */
export async function campaignMailOf(
  db: Db,
  { id, threadId }: Pick<EarlierMail, 'id' | 'threadId'>,
): Promise<CampaignMail | null> {
  const row = await sql<{ campaign_id: number; type: string | null; about: string }>`
    select message.campaign_id, campaign.type, message.about
    from message join campaign on campaign.id = message.campaign_id
    where message.id ${sql.among([id, threadId])} order by message.id desc limit 1`.first(db);
  return row ? { campaignId: row.campaign_id, type: row.type, about: row.about } : null;
}

/** Whether a mail of a campaign about a record (`lead:42`) has left. */
export async function hasMailLeft(db: Db, campaignId: number, about: string): Promise<boolean> {
  const left = await sql<{ id: number }>`
    select id from message where campaign_id = ${campaignId} and about = ${about} and sent_at is not null limit 1`.first(
    db,
  );
  return left !== undefined;
}
