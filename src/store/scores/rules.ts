import type { ScorePart } from '../../domain/score.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A rule that gives points to leads. */
export type ScoreRule = Pick<
  RowOf<'score_rule'>,
  'id' | 'name' | 'filter' | 'points' | 'cap' | 'half_life'
> & { readonly noun: 'lead' | 'activity'; readonly part: ScorePart };

/** All rules in the order in which they were added. */
export function scoreRules(db: Db): Promise<ScoreRule[]> {
  return sql<ScoreRule>`select id, name, noun, filter, points, part, cap, half_life from score_rule order by id`.all(
    db,
  );
}

/** The most that the parts of a score give; parts without a cap are missing. */
export async function scoreCaps(db: Db): Promise<ReadonlyMap<ScorePart, number>> {
  const rows = await sql<{ part: ScorePart; cap: number }>`select part, cap from score_cap order by id`.all(
    db,
  );
  return new Map(rows.map(({ part, cap }) => [part, cap]));
}

/** Sets the most that a part gives; null for no cap. */
export async function setCap(tx: Tx, part: ScorePart, cap: number | null): Promise<void> {
  const there = await sql<{ id: number }>`select id from score_cap where part = ${part}`.first(tx);
  if (!there && cap !== null) await tx.insert('score_cap', { part, cap });
  else if (there && cap === null) await tx.remove('score_cap', there.id);
  else if (there && cap !== null) await tx.update('score_cap', there.id, { cap });
}
