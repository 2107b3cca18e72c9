import { type Sql, sql } from '../sql.ts';
import { creditOf } from './deal-credit.ts';
import type { Figure } from './question.ts';

/**
 * The figures of deals that count as in `creditOf`: by parts, a deal counts once in `count`, and with a part for each of its
 * users in the amounts. `deals` are those of a condition, with the joined parts.
 */
export function creditedFigures(
  users: readonly string[] | null | undefined,
  isByOwner: boolean,
  deals: (join: Sql, which: Sql<boolean>) => Figure['records'],
): Figure[] {
  const { join, isCounted, isOfUser } = creditOf(users, isByOwner);
  const all: Figure = { records: deals(join, isOfUser) };
  if (!users && !isByOwner) return [all];
  return [{ columns: ['count'], records: deals(join, sql<boolean>`${isOfUser} and ${isCounted}`) }, all];
}
