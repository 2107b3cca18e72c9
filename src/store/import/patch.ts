import type { Field, Noun, Value } from '../../domain/field.ts';
import { emailKey, personKey } from '../../domain/matching.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { DO_NOT } from '../../nouns/shared/common-fields.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { toColumns } from '../write/columns.ts';
import type { Values, WriteEnv } from '../write/values.ts';

/** What a record keeps, whatever a file says: who it is and since when. */
const KEPT: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'stage_since']);
/** Links and time of a conversion, which only a conversion makes. */
const CONVERSION: ReadonlySet<string> = new Set(['converted_at', 'account_id', 'contact_id', 'opp_id']);
/** Once said, it holds: no file takes it back, and no other row that does not say it outweighs it. */
const OPT_OUTS: ReadonlySet<string> = new Set(DO_NOT.map(({ name }) => name));
const PARTS = ['first_name', 'last_name'];
const PLACE = ['street', 'city', 'region', 'postal_code', 'country'];
const ADDRESSES = ['email', 'other_emails', 'phone', 'other_phones'];

/** The noun of a record, its declared fields, and how numbers are read. */
export interface PatchEnv extends WriteEnv {
  readonly spec: NounDefinition;
  readonly declared: readonly Field[];
}

/**
 * The values of a row that a record does not hold yet; null when it holds them all. E-mails, phones and tags are added to those there are. With `blanksOnly` nothing is overwritten.
 */
export async function patchOf(
  tx: Tx,
  before: RawRow,
  values: Values,
  env: PatchEnv,
  blanksOnly: boolean,
): Promise<Values | null> {
  const { noun } = env.spec;
  const id = before.id as number;
  const patch: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    if (KEPT.has(name) || (noun === 'lead' && CONVERSION.has(name))) continue;
    if (name === 'name' && (noun === 'lead' || noun === 'contact')) continue;
    if (ADDRESSES.includes(name)) continue;
    if (blanksOnly && PARTS.includes(name) && !agree(PARTS, before, values)) continue;
    if (blanksOnly && PLACE.includes(name) && !agree(PLACE, before, values)) continue;
    if (OPT_OUTS.has(name)) {
      if (value === true && before[name] === 0) patch[name] = true;
    } else if (name === 'tags')
      Object.assign(patch, await freshTags(tx, noun, id, value as readonly string[]));
    else if (name === 'other_accounts' || name === 'other_contacts')
      Object.assign(patch, await freshOthers(tx, name, id, value as readonly string[]));
    else if (differs(env, before, name, value, blanksOnly)) patch[name] = value;
  }
  if (values.email || values.other_emails) {
    const kept = await sql<{
      address: string;
    }>`select address from email where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(tx);
    const there = kept.map((row) => row.address);
    Object.assign(patch, freshAddresses('email', there, values, emailKey, blanksOnly));
  }
  if (values.phone || values.other_phones) {
    const kept = await sql<{
      number: string;
    }>`select coalesce(e164, typed) as number from phone where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(
      tx,
    );
    const there = kept.map((row) => row.number);
    const read = new Map<string, string>();
    for (const text of listed(values, 'phone')) {
      const { e164, typed } = await env.readPhone(text);
      read.set(text, e164 ?? typed);
    }
    Object.assign(
      patch,
      freshAddresses('phone', there, values, (text) => read.get(text) ?? text, blanksOnly),
    );
  }
  return Object.keys(patch).length === 0 ? null : patch;
}

function differs(env: PatchEnv, before: RawRow, name: string, value: Value, blanksOnly: boolean): boolean {
  const columns = toColumns(env.spec, env.declared, { [name]: value }, before);
  if (blanksOnly && (value === null || isThere(env, before, name, columns))) return false;
  return Object.keys(columns).some((column) => columns[column] !== before[column]);
}

function isThere(env: PatchEnv, before: RawRow, name: string, columns: RawRow): boolean {
  if (env.declared.some((field) => field.name === name))
    return name in (JSON.parse(before.custom as string) as Record<string, unknown>);
  // Of an amount and its currency, the amount counts.
  return before[Object.keys(columns)[0] as string] !== null;
}

/** Whether the parts that both have are the same: a part of another's name or address fills no blank. */
function agree(parts: readonly string[], before: RawRow, values: Values): boolean {
  return parts.every((part) => {
    const [kept, given] = [before[part], values[part]];
    return typeof kept !== 'string' || typeof given !== 'string' || personKey(kept) === personKey(given);
  });
}

function listed(values: Values, first: 'email' | 'phone'): string[] {
  return [values[first], values[`other_${first}s`]]
    .flat()
    .filter((text): text is string => typeof text === 'string');
}

/** One that is new comes first, where it may; what was there stays behind it. */
function freshAddresses(
  name: 'email' | 'phone',
  there: readonly string[],
  values: Values,
  keyOf: (text: string) => string,
  blanksOnly: boolean,
): Values {
  const known = new Set(there.map(keyOf));
  const isNew = (text: string) => known.size < known.add(keyOf(text)).size;
  const first = values[name];
  const leads = typeof first === 'string' && isNew(first) ? first : null;
  const others = listed({ [`other_${name}s`]: values[`other_${name}s`] ?? null }, name).filter(isNew);
  if (leads === null && others.length === 0) return {};
  const added = leads === null ? others : [leads, ...others];
  const all = leads !== null && !blanksOnly ? [leads, ...there, ...others] : [...there, ...added];
  return { [name]: all[0] ?? null, [`other_${name}s`]: all.slice(1) };
}

async function freshTags(tx: Tx, noun: Noun, id: number, tags: readonly string[]): Promise<Values> {
  const rows = await sql<{
    tag: string;
  }>`select tag from tagging where ${sql.ref(`${noun}_id`)} = ${id} order by tag`.all(tx);
  const there = rows.map((row) => row.tag);
  const known = new Set(there.map((tag) => tag.toLowerCase()));
  const fresh = tags.filter((tag) => known.size < known.add(tag.toLowerCase()).size);
  return fresh.length === 0 ? {} : { tags: [...there, ...fresh] };
}

/** Elements are numbers, a role in parentheses behind them: `7 (champion)`. */
async function freshOthers(
  tx: Tx,
  name: 'other_accounts' | 'other_contacts',
  id: number,
  entries: readonly string[],
): Promise<Values> {
  const rows =
    name === 'other_accounts'
      ? await sql<{
          id: number;
          role: null;
        }>`select account_id as id, null as role from contact_account where contact_id = ${id} order by position, id`.all(
          tx,
        )
      : await sql<{
          id: number;
          role: string | null;
        }>`select contact_id as id, role from opp_contact where opp_id = ${id} order by position, id`.all(tx);
  const there = rows.map((row) => (row.role === null ? `${row.id}` : `${row.id} (${row.role})`));
  const known = new Set(rows.map((row) => `${row.id}`));
  const fresh = entries.filter((entry) => known.size < known.add(entry.split(' ')[0] as string).size);
  return fresh.length === 0 ? {} : { [name]: [...there, ...fresh] };
}
