import type { Money } from '../../domain/money.ts';
import type { AttributionModel } from '../../domain/reports/attribution.ts';
import { CAMPAIGN } from '../../nouns/campaign/definition.ts';
import {
  type CampaignCounts,
  campaignCounts,
  campaignShares,
  countedCampaigns,
} from '../../store/reports/campaigns.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** A campaign and what it brought in one currency. */
export interface CampaignRow extends Pick<CampaignCounts, 'id' | 'name' | 'members' | 'responses'> {
  readonly cost: Money | null;
  readonly deals: number;
  readonly amount: Money | null;
  /** Gain in parts of the cost; null without a cost in the currency of the amount. */
  readonly gain: number | null;
  /** Whether it is the first row of its campaign: the others repeat its counts. */
  readonly isFirst: boolean;
}

/** What campaigns cost and brought: members, responses, and their shares of won deals. The parts of one count for it too. */
export async function reportCampaigns(
  deps: Deps,
  input: ReportInput & { readonly model: AttributionModel },
): Promise<Report<CampaignRow>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, CAMPAIGN, input);
  const counts = await campaignCounts(engine, question);
  const shares = Map.groupBy(await campaignShares(engine, question, input.model), ({ id }) => id);
  return {
    group: null,
    rows: counts.flatMap((campaign) => rowsOf(campaign, shares.get(campaign.id) ?? [])),
    evidence: () => countedCampaigns(engine, question),
  };
}

function rowsOf(
  { id, name, members, responses, cost_minor: minor, currency }: CampaignCounts,
  shares: readonly { readonly deals: number; readonly amount: Money }[],
): CampaignRow[] {
  const cost = minor === null || currency === null ? null : { minor, currency };
  const shared = { id, name, members, responses, cost };
  if (shares.length === 0)
    return [{ ...shared, deals: 0, amount: null, gain: gainOf(cost, null), isFirst: true }];
  return shares.map(({ deals, amount }, at) => ({
    ...shared,
    deals,
    amount,
    gain: gainOf(cost, amount),
    isFirst: at === 0,
  }));
}

function gainOf(cost: Money | null, amount: Money | null): number | null {
  if (cost === null || Number(cost.minor) <= 0) return null;
  if (amount !== null && amount.currency !== cost.currency) return null;
  return (Number(amount?.minor ?? 0) - Number(cost.minor)) / Number(cost.minor);
}
