import { usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { tagTable } from '../../nouns/definition.ts';
import type { JournaledTable } from '../change-journal.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { listedValue } from './picklist-values.ts';
import type { Values } from './values.ts';

/** Separators of tags in one text. */
const BETWEEN_TAGS = /[,;\n]/;

/** The stored form of a tag. Throws `usage` for a blank one, or one with a separator. */
export function checkTag(text: string): string {
  const tag = text.trim();
  if (tag === '') throw usage('a tag cannot be blank');
  if (BETWEEN_TAGS.test(tag)) throw usage(`"${tag}" is not a tag: commas and semicolons separate tags`);
  return tag;
}

/** Sets a record's tags; `hot, uk` is two tags. Ignores case. Returns whether anything changed. */
export async function writeTags(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  if (values.tags === undefined) return false;
  const table = tagTable(tx.nouns.get(noun)) as JournaledTable;
  const rows = fresh
    ? []
    : await sql<{ id: number; tag: string }>`
        select id, tag from ${sql.ref(table)} where ${sql.ref(`${noun}_id`)} = ${id}`.all(tx);
  const wanted = tagsWanted(values);
  const gone = rows.filter((row) => !wanted.has(row.tag.toLowerCase()));
  const kept = new Set(rows.map((row) => row.tag.toLowerCase()));
  const added = [...wanted].filter(([key]) => !kept.has(key));
  for (const row of gone) await tx.remove(table, row.id);
  for (const [, tag] of added) await tx.insertRow(table, { tag, [`${noun}_id`]: id });
  return gone.length + added.length > 0;
}

/** The tags in `values`, by their key. */
export function tagsWanted({ tags }: Values): Map<string, string> {
  const given = ((tags as readonly string[] | null | undefined) ?? []).flatMap((text) =>
    text.split(BETWEEN_TAGS),
  );
  const words = given.map((tag) => tag.trim()).filter((tag) => tag !== '');
  return new Map(words.map((tag) => [tag.toLowerCase(), tag]));
}

/** The numbers of the further accounts that `values` give: two spellings of a name may mean one. */
export function otherAccountsWanted({ other_accounts }: Values): number[] {
  return [...new Set(((other_accounts as readonly string[] | null | undefined) ?? []).map(Number))];
}

/** The numbers of the further contacts that `values` give, each with its role. */
export function otherContactsWanted({ other_contacts }: Values): Map<number, string | null> {
  return new Map(
    ((other_contacts as readonly string[] | null | undefined) ?? []).map((entry) => {
      const [, number, role] = /^(\d+)(?: \((.*)\))?$/.exec(entry) ?? [];
      return [Number(number), role ?? null];
    }),
  );
}

/** Sets the further accounts of a contact, by number. Returns whether anything changed. */
export async function writeOtherAccounts(
  tx: Tx,
  contactId: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  if (values.other_accounts === undefined) return false;
  const wanted = otherAccountsWanted(values);
  const rows = fresh
    ? []
    : await sql<{ id: number; account_id: number }>`
        select id, account_id from contact_account where contact_id = ${contactId} order by position`.all(tx);
  if (rows.length === wanted.length && rows.every((row, i) => row.account_id === wanted[i])) return false;
  for (const row of rows) await tx.remove('contact_account', row.id);
  for (const [position, account_id] of wanted.entries())
    await tx.insert('contact_account', { contact_id: contactId, account_id, position });
  return true;
}

/** Sets the further contacts of an opportunity, as `7` or `7 (role)`. Returns whether anything changed. */
export async function writeOtherContacts(
  tx: Tx,
  oppId: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  if (values.other_contacts === undefined) return false;
  const wanted = otherContactsWanted(values);
  const rows = fresh
    ? []
    : await sql<{ id: number; contact_id: number; role: string | null }>`
        select id, contact_id, role from opp_contact where opp_id = ${oppId} order by position`.all(tx);
  const entries: [number, string | null][] = [];
  for (const [contact, role] of wanted)
    entries.push([contact, role === null ? null : await listedValue(tx, 'role', role)]);
  const same = rows.every((row, i) => row.contact_id === entries[i]?.[0] && row.role === entries[i]?.[1]);
  if (rows.length === entries.length && same) return false;
  for (const row of rows) await tx.remove('opp_contact', row.id);
  for (const [position, [contact_id, role]] of entries.entries())
    await tx.insert('opp_contact', { opp_id: oppId, contact_id, role, position });
  return true;
}
