import type { Field } from '../../domain/field.ts';
import { isTeamField } from '../../domain/filter/ast.ts';
import { sumColumns } from '../money-sums.ts';
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
const upTo = (amount: Sql, share: Sql): Sql =>
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

/** Whether groups of this field compare users, or teams of them, so that deals count by their parts. */
export const comparesUsers = (field: Field): boolean => field.name === 'owner' || isTeamField(field);

/** SQL: whether the row of a deal counts for one of these users, by name. */
const creditedTo = (users: readonly string[]): Sql<boolean> =>
  sql<boolean>`${DEAL_CREDIT.userId} in (select id from "user" where name ${sql.among(users)})`;

/** SQL: whether a deal counts for one of these users at all, without the joined splits. */
export const countsFor = (users: readonly string[]): Sql<boolean> => {
  const ids = sql`(select id from "user" where name ${sql.among(users)})`;
  return sql<boolean>`(opp.id in (select opp_id from opp_split where user_id in ${ids})
    or (opp.owner_id in ${ids} and opp.id not in (select opp_id from opp_split)))`;
};

/**
 * SQL: the number of deals and the sum of their amounts for each user that they count for, as user_id, currency, count,
 * amount_high and amount_low. All deals are added up for their owners, and what is split is then moved: that takes half of
 * what it takes to look for the splits of each deal. They are grouped in the order of an index, which needs no sorting.
 */
export function creditedSums(
  { from, join, where }: { readonly from: Sql; readonly join: Sql; readonly where: Sql<boolean> },
  { currency, amount }: { readonly currency: Sql<string>; readonly amount: Sql<number | null> },
): Sql {
  const owned = (condition: Sql) => sql`
    select opp.owner_id as user_id, ${currency} as currency, count(*) as places, count(*) as count, ${sumColumns(amount, 'amount')}
    from ${from} ${join} where ${condition} group by stage.id, ${currency}, opp.owner_id`;
  const part = sql`(${upTo(sql`amount`, sql`whole`)} - (${upTo(sql`amount`, sql`(whole - share)`)}))`;
  return sql`
    select user_id, currency, sum(count) as count, sum(amount_high) as amount_high, sum(amount_low) as amount_low
    from (${owned(where)}
      union all
      select user_id, currency, -places, -count, -amount_high, -amount_low
      from (${owned(sql`${where} and opp.id in (select opp_id from opp_split)`)}) as whole
      union all
      select user_id, currency, count(*) as places, sum(case when place = 1 then 1 else 0 end) as count, ${sumColumns(part, 'amount')}
      from (
        select split.user_id, ${currency} as currency, ${amount} as amount, split.share,
          sum(split.share) over (partition by split.opp_id order by split.position, split.id) as whole,
          row_number() over (partition by split.opp_id
            order by case when split.user_id = opp.owner_id then 0 else 1 end nulls last, split.position, split.id) as place
        from ${from} ${join} join opp_split split on split.opp_id = opp.id where ${where}) as parts
      group by 1, 2) as credited
    group by user_id, currency having sum(places) > 0`;
}

/** Deals as they are, one row each. */
const WHOLE_DEALS: Omit<DealCredit, 'userId'> = {
  join: sql``,
  isCounted: sql<boolean>`true`,
  partOf: (amount) => amount,
};

/**
 * How deals count: whole, or where owners are compared or chosen each by the parts of these owners. `isOfUser` chooses the
 * rows once `join` is joined. `users` are names; all without.
 */
export function creditOf(
  users: readonly string[] | null | undefined,
  isByOwner: boolean,
): Omit<DealCredit, 'userId'> & { readonly isOfUser: Sql<boolean> } {
  return {
    ...(users || isByOwner ? DEAL_CREDIT : WHOLE_DEALS),
    isOfUser: users ? creditedTo(users) : sql<boolean>`true`,
  };
}
