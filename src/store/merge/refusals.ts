import { refused } from '../../domain/errors.ts';
import { rejectConvertedLead } from '../../nouns/lead/rules.ts';
import type { Bound, RawRow } from '../sql.ts';
import { stageOf } from '../stages.ts';
import type { Tx } from '../tx.ts';
import type { Mergeable } from './former-identities.ts';

/** Throws for records that cannot be merged. Both are table rows. */
export async function rejectUnlike(tx: Tx, noun: Mergeable, keep: RawRow, other: RawRow): Promise<void> {
  switch (noun) {
    case 'lead':
      rejectConvertedLead(keep);
      return rejectConvertedLead(other);
    case 'account':
      await rejectParentAndChild(tx, keep, other);
      return rejectParentAndChild(tx, other, keep);
    case 'opp':
      return rejectOtherDeal(tx, keep, other);
    case 'contact':
      return;
  }
}

/** A company and its subsidiary, at any level, are different. */
async function rejectParentAndChild(tx: Tx, above: RawRow, below: RawRow): Promise<void> {
  for (let id: Bound = below.parent_id ?? null; id !== null; ) {
    if (id === above.id) {
      throw refused(
        `account ${below.id}  ${below.name} belongs to account ${above.id}  ${above.name}: they are different`,
        { code: 'merge-of-parent', id: below.id as number },
      );
    }
    id = (await tx.read('account', id as number))?.parent_id ?? null;
  }
}

async function rejectOtherDeal(tx: Tx, keep: RawRow, other: RawRow): Promise<void> {
  const [kept, gone] = [
    await stageOf(tx, keep.stage_id as number),
    await stageOf(tx, other.stage_id as number),
  ];
  if (kept.pipelineId !== gone.pipelineId) {
    const place = await tx.read('pipeline', kept.pipelineId);
    throw refused(`opp ${keep.id} and opp ${other.id} are in different pipelines`, {
      code: 'merge-of-pipelines',
      id: other.id as number,
      pipeline: String(place?.name),
    });
  }
  if (keep.account_id !== null && other.account_id !== null && keep.account_id !== other.account_id) {
    throw refused(
      `opp ${keep.id} is a deal with account ${keep.account_id}, opp ${other.id} with account ${other.account_id}`,
      {
        code: 'merge-of-accounts',
        keep: keep.account_id as number,
        other: other.account_id as number,
      },
    );
  }
  // An open deal may be a copy of a closed one; but a closed deal is never merged into an open one.
  if (gone.kind === 'open' || gone.kind === kept.kind) return;
  throw refused(`opp ${other.id} is ${gone.name}, opp ${keep.id} is in ${kept.name}`, {
    code: 'merge-of-closed',
    keep: keep.id as number,
    other: other.id as number,
    isKeptOpen: kept.kind === 'open',
  });
}
