import { type Sql, sql } from '../sql.ts';

/**
 * Whom a deal counts for: its owner or, where it is split, several users. A deal that is split becomes a row for each;
 * the parts of its amount sum to it exactly.
 */
export interface DealCredit {
  /** Joins the splits to the tables of deals. */
  readonly join: Sql;
  readonly userId: Sql<number | null>;
  /** Whether the row is the one that the deal itself is counted in: that of its owner, else of its first split. */
  readonly isCounted: Sql<boolean>;
  /** The part of an amount in minor units. */
  partOf(amount: Sql<number | null>): Sql<number | null>;
}

/** An amount up to a share, in hundredths of a percent; the product of both could be too large. */
const upTo = (amount: Sql<number | null>, share: Sql): Sql =>
  sql`(${amount}) / 10000 * ${share} + (${amount}) % 10000 * ${share} / 10000`;

export const DEAL_CREDIT: DealCredit = {
  join: sql`left join (
    select split.opp_id, split.user_id, split.share,
      sum(split.share) over (partition by split.opp_id order by split.position, split.id) as whole,
      row_number() over (partition by split.opp_id
        order by case when split.user_id = deal.owner_id then 0 else 1 end nulls last, split.position, split.id) as place
    from opp_split split join opp deal on deal.id = split.opp_id) as credit on credit.opp_id = opp.id`,
  userId: sql<number | null>`coalesce(credit.user_id, opp.owner_id)`,
  isCounted: sql<boolean>`coalesce(credit.place, 1) = 1`,
  partOf: (amount) => sql<number | null>`case when credit.share is null then ${amount}
    else ${upTo(amount, sql`credit.whole`)} - (${upTo(amount, sql`(credit.whole - credit.share)`)}) end`,
};

/** The name of the user that a deal counts for. */
export const CREDITED_USER = sql<string | null>`(select name from "user" where id = ${DEAL_CREDIT.userId})`;

/** Deals as they are, one row each. */
export const WHOLE_DEALS: Omit<DealCredit, 'userId'> = {
  join: sql``,
  isCounted: sql<boolean>`true`,
  partOf: (amount) => amount,
};
