import type { Kysely } from 'kysely';
import { emailKey } from '../domain/matching.ts';
import { type Named, titled } from './references.ts';
import type { Schema } from './schema.ts';
import type { Values, WriteEnv } from './write/values.ts';

/** A record that has an e-mail or phone of the one about to be made, and which. */
export interface Duplicate extends Named {
  readonly value: string;
}

/** Leads not yet converted, and contacts, that share an e-mail or phone with `values`. */
export async function findDuplicates(
  db: Kysely<Schema>,
  values: Values,
  env: WriteEnv,
): Promise<Duplicate[]> {
  const found: Duplicate[] = [];
  for (const address of texts(values.email, values.other_emails)) {
    const rows = await db
      .selectFrom('email')
      .select(['lead_id', 'contact_id'])
      .where('address_key', '=', emailKey(address))
      .limit(5)
      .execute();
    for (const row of rows) found.push(...(await named(db, row, address)));
  }
  for (const typed of texts(values.phone, values.other_phones)) {
    const { e164 } = await env.readPhone(typed);
    if (e164 === null) continue;
    const rows = await db
      .selectFrom('phone')
      .select(['lead_id', 'contact_id'])
      .where('e164', '=', e164)
      .limit(5)
      .execute();
    for (const row of rows) found.push(...(await named(db, row, e164)));
  }
  return [...new Map(found.map((one) => [`${one.noun}:${one.id}`, one])).values()];
}

async function named(
  db: Kysely<Schema>,
  row: { lead_id: number | null; contact_id: number | null },
  value: string,
): Promise<Duplicate[]> {
  const records =
    row.lead_id !== null
      ? await titled(db, 'lead', [row.lead_id])
      : row.contact_id !== null
        ? await titled(db, 'contact', [row.contact_id])
        : [];
  return records.map((record) => ({ ...record, value }));
}

function texts(...values: (Values[string] | undefined)[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string' && value !== '');
}
