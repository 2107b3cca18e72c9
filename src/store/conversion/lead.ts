import type { Fields, Target } from '../../domain/conversion.ts';
import type { Value } from '../../domain/field.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type RawRow, sql } from '../sql.ts';
import { readTitles } from '../titles.ts';

interface Email {
  readonly address: string;
  readonly address_key: string;
  readonly kind: string | null;
  readonly bad: number;
}

interface LeadPhone extends Phone {
  readonly kind: string | null;
  readonly bad: number;
}

/** A lead with all data of a conversion. */
export interface LeadToConvert {
  readonly id: number;
  readonly title: string;
  readonly row: RawRow;
  readonly fields: Fields;
  readonly emails: readonly Email[];
  readonly phones: readonly LeadPhone[];
  readonly tags: readonly string[];
}

/** Reads an existing lead for its conversion. */
export async function leadToConvert(db: Db, id: number): Promise<LeadToConvert> {
  const row = await sql<RowOf<'lead'>>`select * from lead where id = ${id}`.one(db);
  const [named] = await readTitles(db, 'lead', [id]);
  const tags = await sql<{ tag: string }>`select tag from tagging where lead_id = ${id} order by id`.all(db);
  return {
    id,
    title: named?.title ?? row.name,
    row: { ...row },
    fields: fieldsOfRow({ ...row }),
    emails: await sql<Email>`
      select address, address_key, kind, bad from email where lead_id = ${id} order by position`.all(db),
    phones: await sql<LeadPhone>`
      select e164, typed, extension, kind, bad from phone where lead_id = ${id} order by position`.all(db),
    tags: tags.map(({ tag }) => tag),
  };
}

/** The values of an account, contact or opportunity, including custom fields. */
export async function targetFields(db: Db, target: Target, id: number): Promise<Fields | undefined> {
  const row = await sql<RawRow>`select * from ${sql.ref(target)} where id = ${id}`.first(db);
  return row && fieldsOfRow(row);
}

function fieldsOfRow(row: RawRow): Fields {
  const fields: Record<string, Value> = {
    ...row,
    ...(JSON.parse(String(row.custom)) as Record<string, Value>),
  };
  for (const flag of ['do_not_call', 'do_not_email']) if (flag in row) fields[flag] = row[flag] === 1;
  for (const column in row) {
    const [, name] = /^(.+)_minor$/.exec(column) ?? [];
    const minor = row[column];
    if (name === undefined || typeof minor !== 'number') continue;
    fields[name] = { minor, currency: String(row[`${name}_currency`] ?? row.currency) };
  }
  return fields;
}
