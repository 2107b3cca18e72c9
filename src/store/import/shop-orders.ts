import { companyKey } from '../../domain/matching.ts';
import { selectionsOf, touchedRows } from '../consequences/touched-rows.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type Db, type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Numbers asked for in one statement. */
const NUMBERS_PER_STATEMENT = 500;

/** Of these codes, those of products. */
export async function knownCodes(db: Db, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ code: string }>`select code from product where code ${sql.among(codes)}`.all(db);
  return new Set(rows.map(({ code }) => code));
}

/** Of these ids of orders, those of deals. */
export async function knownOrders(
  db: Db,
  system: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>`
    select external_id as id from opp where external_source = ${system} and external_id ${sql.among(ids)}`.all(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Of these buyers, those whose e-mail a contact has, and those of whom a record was made. */
export async function knownBuyers(
  db: Db,
  {
    noun,
    system,
    emails,
    keys,
  }: {
    readonly noun: string;
    readonly system: string;
    readonly emails: readonly string[];
    readonly keys: readonly string[];
  },
): Promise<{ readonly emails: readonly string[]; readonly keys: readonly string[] }> {
  const found = await sql<{ key: string }>`
    select distinct address_key as key from email where contact_id is not null and address_key ${sql.among(emails)}`.all(
    db,
  );
  const made = await sql<{ key: string }>`
    select external_id as key from ${sql.ref(noun)}
    where external_source = ${system} and external_id ${sql.among(keys)}`.all(db);
  return { emails: found.map(({ key }) => key), keys: made.map(({ key }) => key) };
}

/** Of these names, the keys of those that accounts have. */
export async function namesOfAccounts(db: Db, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const found = await sql<{ key: string }>`
    select distinct name_key as key from account where name_key ${sql.among(names.map(companyKey))}`.all(db);
  return new Set(found.map(({ key }) => key));
}

/** The sums of these purchases, by currency. */
export async function purchaseSums(
  db: Db,
  ids: readonly number[],
): Promise<{ readonly currency: string; readonly count: number; readonly minor: number | bigint }[]> {
  const sums: { currency: string; count: number; minor: number | bigint }[] = [];
  for (let at = 0; at < ids.length; at += NUMBERS_PER_STATEMENT) {
    const some = ids.slice(at, at + NUMBERS_PER_STATEMENT);
    const rows = await sql<RawRow & { currency: string; count: number }>`
      select currency, count(*) as count, ${sumColumns(sql`amount_minor`, 'amount')} from purchase
      where id ${sql.among(some)} and amount_minor is not null
      group by currency order by currency nulls last`.all(db);
    for (const row of rows)
      sums.push({ currency: row.currency, count: row.count, minor: readSum(row, 'amount') });
  }
  return sums;
}

/** Makes customers of the prospects who bought those of these purchases that are new. */
export async function makeCustomers(tx: Tx, purchases: ReadonlySet<number>): Promise<void> {
  const bought = touchedRows(tx, 'purchase').filter(({ op }) => op === 'insert');
  for (const among of selectionsOf(bought, sql`purchase.id`)) {
    const found = await sql<{ purchase: number; id: number; kind: string; updated_at: string }>`
      select purchase.id as purchase, account.id, account.kind, account.updated_at
      from purchase join account on account.id = purchase.account_id
      where ${among} and account.kind = 'prospect' order by account.id`.all(tx);
    const prospects = new Map(
      found
        .filter(({ purchase }) => purchases.has(purchase))
        .map(({ id, kind, updated_at }) => [id, { kind, updated_at }]),
    );
    const after = { kind: 'customer', updated_at: tx.now };
    await tx.updateMany(
      'account',
      [...prospects].map(([id, before]) => ({ id, before, after })),
    );
  }
}
