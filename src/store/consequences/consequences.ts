import type { ChangeKind } from '../../domain/event.ts';
import type { Tx } from '../tx.ts';
import { keepCampaigns } from './campaigns.ts';
import { sumLines } from './line-sums.ts';
import { recordPurchases, removeLeftPurchases } from './purchases-of-deals.ts';

/**
 * Writes what follows from a change for other records, as part of it: the amount of a deal from its lines, the purchases
 * from deals that are won, the campaigns that leads and deals name. An undo takes back what followed, as it takes back the rest.
 */
export async function writeConsequences(tx: Tx, kind: ChangeKind): Promise<void> {
  if (tx.isRestore) return;
  if (kind === 'do') {
    await recordPurchases(tx, await sumLines(tx));
    await keepCampaigns(tx);
  } else await removeLeftPurchases(tx);
}
