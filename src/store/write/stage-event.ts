import type { Stage } from '../../domain/stages.ts';
import type { RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';

/** Notes on the timelines of an opportunity, its contact and its account that it came from one stage into another. */
export async function noteStage(tx: Tx, opp: RawRow, from: Stage, to: Stage, at: string): Promise<void> {
  const reason = to.kind === 'lost' && opp.lost_reason !== null ? `: ${opp.lost_reason}` : '';
  await tx.insert('activity', {
    type: 'event',
    at,
    user_id: tx.userId,
    subject: `${opp.name}: ${from.name} → ${to.name}${reason}`,
    opp_id: opp.id as number,
    contact_id: opp.contact_id as number | null,
    account_id: opp.account_id as number | null,
  });
}
