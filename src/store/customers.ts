import { toLocalDate } from '../domain/dates.ts';
import type { Noun } from '../domain/field.ts';
import { type Picklist, readPicklist } from './picklists.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';
import { updateRecord } from './write/record.ts';
import type { Values, WriteEnv } from './write/values.ts';

/** An account that was a prospect before. */
export interface NewCustomer {
  readonly id: number;
  readonly name: string;
}

/** Who bought something, and on which day. */
interface Buyer {
  readonly account: number | null;
  readonly contact: number | null;
  readonly day: string | null;
}

type Relationship = Pick<RowOf<'account'>, 'lifecycle' | 'lifecycle_since'>;

/**
 * Whoever buys is a customer from that day on: the account and the contact of a won deal, or of a purchase that is not
 * paid back, reach that stage of their lifecycle, unless they came to a later one after that day. An account that was a
 * prospect is returned.
 */
export async function makeBuyersCustomers(
  tx: Tx,
  noun: Noun,
  id: number,
  env: WriteEnv,
): Promise<NewCustomer | null> {
  const buyer = await buyerOf(tx, noun, id);
  if (!buyer) return null;
  const day = buyer.day ?? toLocalDate(tx.now);
  const stages = await readPicklist(tx, 'lifecycle');
  const contact =
    buyer.contact === null
      ? undefined
      : await sql<Relationship>`
          select lifecycle, lifecycle_since from contact where id = ${buyer.contact}`.first(tx);
  if (buyer.contact !== null && contact)
    await updateRecord(tx, 'contact', buyer.contact, reached(stages, contact, day), env);
  if (buyer.account === null) return null;
  const account = await sql<Relationship & Pick<RowOf<'account'>, 'id' | 'name' | 'kind'>>`
    select id, name, kind, lifecycle, lifecycle_since from account where id = ${buyer.account}`.first(tx);
  if (!account) return null;
  const isNew = account.kind === 'prospect';
  const change = { ...(isNew ? { kind: 'customer' } : {}), ...reached(stages, account, day) };
  await updateRecord(tx, 'account', account.id, change, env);
  return isNew ? { id: account.id, name: account.name } : null;
}

async function buyerOf(db: Db, noun: Noun, id: number): Promise<Buyer | undefined> {
  if (noun === 'opp')
    return sql<Buyer>`
      select opp.account_id as account, opp.contact_id as contact, opp.closed_on as day
      from opp join stage on stage.id = opp.stage_id
      where opp.id = ${id} and stage.kind = 'won'`.first(db);
  if (noun === 'purchase')
    return sql<Buyer>`
      select account_id as account, contact_id as contact, bought_on as day
      from purchase where id = ${id} and status <> 'refunded' and coalesce(amount_minor, 0) >= 0`.first(db);
  return undefined;
}

/** The stage of customers, with its day. */
function reached(
  { values }: Picklist,
  { lifecycle, lifecycle_since: since }: Relationship,
  day: string,
): Values {
  const customers = values.find(({ kind }) => kind === 'customer');
  if (!customers || lifecycle === customers.name) return {};
  const isLater =
    values.findIndex(({ name }) => name === lifecycle) > values.indexOf(customers) && (since ?? '') > day;
  return isLater ? {} : { lifecycle: customers.name, lifecycle_since: day };
}
