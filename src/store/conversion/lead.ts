import type { Fields, Target } from '../../domain/conversion.ts';
import type { Value } from '../../domain/field.ts';
import type { Db, RawRow } from '../engine.ts';
import { titled } from '../references.ts';

interface Email {
  readonly address: string;
  readonly address_key: string;
}

interface Phone {
  readonly e164: string | null;
  readonly typed: string;
  readonly bad: number;
}

/** A lead with all that a conversion looks at. */
export interface LeadToConvert {
  readonly id: number;
  readonly title: string;
  readonly row: RawRow;
  readonly fields: Fields;
  readonly emails: readonly Email[];
  readonly phones: readonly Phone[];
  readonly tags: readonly string[];
}

/** Reads a lead, which must exist, for its conversion. */
export async function leadToConvert(db: Db, id: number): Promise<LeadToConvert> {
  const row = await db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const [named] = await titled(db, 'lead', [id]);
  const tags = await db.selectFrom('tagging').select('tag').where('lead_id', '=', id).orderBy('id').execute();
  return {
    id,
    title: named?.title ?? row.name,
    row: { ...row },
    fields: fieldsOfRow({ ...row }),
    emails: await db
      .selectFrom('email')
      .select(['address', 'address_key'])
      .where('lead_id', '=', id)
      .orderBy('position')
      .execute(),
    phones: await db
      .selectFrom('phone')
      .select(['e164', 'typed', 'bad'])
      .where('lead_id', '=', id)
      .orderBy('position')
      .execute(),
    tags: tags.map(({ tag }) => tag),
  };
}

/** What an account, contact or opportunity holds, declared fields among the others. */
export async function targetFields(db: Db, target: Target, id: number): Promise<Fields | undefined> {
  const row = await db.selectFrom(target).selectAll().where('id', '=', id).executeTakeFirst();
  return row && fieldsOfRow({ ...row });
}

function fieldsOfRow(row: RawRow): Fields {
  const fields: Record<string, Value> = {
    ...row,
    ...(JSON.parse(String(row.custom)) as Record<string, Value>),
  };
  for (const flag of ['do_not_call', 'do_not_email']) if (flag in row) fields[flag] = row[flag] === 1;
  if (typeof row.amount_minor === 'number')
    fields.amount = { minor: row.amount_minor, currency: String(row.currency) };
  return fields;
}
