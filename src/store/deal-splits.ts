import type { Row } from '../domain/field.ts';
import { shareText } from '../domain/shares.ts';
import { DEAL_CREDIT } from './reports/deal-credit.ts';
import { type Db, sql } from './sql.ts';

/** Whom a deal that is split counts for, and with what part of its amount. */
export async function dealSplits(db: Db, oppId: number): Promise<Row[]> {
  const rows = await sql<{ user: string; share: number; minor: number | null; currency: string }>`
    select "user".name as "user", credit.share, ${DEAL_CREDIT.partOf(sql`opp.amount_minor`)} as minor, opp.currency
    from opp ${DEAL_CREDIT.join} join "user" on "user".id = credit.user_id
    where opp.id = ${oppId} order by credit.whole nulls last`.all(db);
  return rows.map(({ user, share, minor, currency }) => ({
    user,
    share: shareText(share),
    amount: minor === null ? null : { minor, currency },
  }));
}
