import type { DemoRecord, DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

const usd = (amount: number) => ({ minor: amount * 100, currency: 'USD' });

/** The campaigns that leads of the demo name, by the source of these. */
export const CAMPAIGNS = { webinar: 'metering webinar', expo: 'spring expo' } as const;

/** What these campaigns were, and what they cost. */
export function makeCampaigns(days: WorkingDays): DemoRecord[] {
  const campaigns: DemoValues[] = [
    {
      name: CAMPAIGNS.webinar,
      type: 'webinar',
      starts_on: days.ago(160),
      ends_on: days.ago(160),
      budget: usd(1500),
      cost: usd(1200),
    },
    {
      name: CAMPAIGNS.expo,
      type: 'event',
      starts_on: days.ago(176),
      ends_on: days.ago(174),
      budget: usd(9000),
      cost: usd(9600),
    },
  ];
  return campaigns.map((campaign, at) => {
    const created = days.time(days.ago(190), 9, 0);
    return { ...campaign, id: at + 1, status: 'done', created_at: created, updated_at: created };
  });
}
