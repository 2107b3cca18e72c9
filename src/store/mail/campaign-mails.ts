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
