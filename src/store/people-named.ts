import type { PersonNoun } from '../domain/field.ts';
import { emailKey } from '../domain/matching.ts';
import { isPhoneLike } from '../domain/phone-like.ts';
import { readProfile } from '../domain/profile.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import { type Db, sql } from './sql.ts';
import type { WriteEnv } from './write/values.ts';

/** `Jane Doe #42`, which names a record by its number too. */
const NAME_WITH_NUMBER = /\s(?:#|[a-z]\w*:)\d{1,15}$/;

/** Texts, and the numbers of the records of a noun that each may mean. */
type Meanings = Map<string, Set<number>>;

/** Texts by what the database knows them as: several can be one. */
type Keys = Map<string, string[]>;

/**
 * The people that references name, of many at once: those that can only mean one record, by the rules of `findAny`. It says
 * nothing of others, which may still name somebody.
 */
export async function peopleNamed(
  db: Db,
  nouns: readonly PersonNoun[],
  texts: readonly string[],
  env: WriteEnv,
): Promise<ReadonlyMap<string, RecordRef>> {
  const found = new Map<string, RecordRef>();
  const numbers = new Map<PersonNoun, Map<number, string[]>>(nouns.map((noun) => [noun, new Map()]));
  const emails: Keys = new Map();
  const phones: Keys = new Map();
  const named: string[] = [];
  for (const text of new Set(texts)) {
    const [, prefix = nouns[0], digits] = /^(?:([a-z]\w*):)?#?(\d{1,15})$/.exec(text) ?? [];
    if (digits !== undefined) {
      const ofNoun = numbers.get(prefix as PersonNoun);
      if (ofNoun) addTo(ofNoun, Number(digits), text);
    } else if (readProfile(text) !== null || NAME_WITH_NUMBER.test(text)) continue;
    else if (text.includes('@')) {
      addTo(emails, emailKey(text), text);
      named.push(text);
    } else if (isPhoneLike(text)) {
      const { e164, extension } = await env.readPhone(text);
      if (e164 === null || extension !== null) continue;
      addTo(phones, e164, text);
      named.push(text);
    } else if (!text.includes('.')) named.push(text);
  }
  for (const [noun, byNumber] of numbers)
    if (byNumber.size > 0)
      for (const { id } of await sql<{ id: number }>`
        select id from ${sql.ref(noun)} where id ${sql.among([...byNumber.keys()])}`.all(db))
        for (const text of byNumber.get(id) ?? []) found.set(text, { noun, id });
  const meanings = new Map<PersonNoun, Meanings>();
  for (const noun of nouns) {
    const byAddress: Meanings = new Map();
    const owner = sql.ref(`${noun}_id`);
    await addMeanings(byAddress, emails, (keys) =>
      sql<{ id: number; key: string }>`
      select ${owner} as id, address_key as key from email where address_key ${sql.among(keys)}
        and ${owner} is not null`.all(db),
    );
    await addMeanings(byAddress, phones, (keys) =>
      sql<{ id: number; key: string }>`
      select ${owner} as id, e164 as key from phone where e164 ${sql.among(keys)} and ${owner} is not null`.all(
        db,
      ),
    );
    const byName: Meanings = new Map();
    for (const { key } of db.nouns.get(noun).names) {
      if (!key) continue;
      const keys: Keys = new Map();
      for (const text of named) if (!byAddress.has(text)) addTo(keys, key.of(text), text);
      const column = sql.ref(key.column);
      await addMeanings(byName, keys, (some) =>
        sql<{ id: number; key: string }>`
        select id, ${column} as key from ${sql.ref(noun)} where ${column} ${sql.among(some)}`.all(db),
      );
    }
    meanings.set(noun, new Map([...byName, ...byAddress]));
  }
  for (const text of named) {
    const all = nouns.flatMap((noun) =>
      [...(meanings.get(noun)?.get(text) ?? [])].map((id) => ({ noun, id })),
    );
    const [only] = all;
    if (only && all.length === 1) found.set(text, only);
  }
  return found;
}

async function addMeanings(
  meanings: Meanings,
  keys: Keys,
  read: (keys: readonly string[]) => Promise<readonly { readonly id: number; readonly key: string }[]>,
): Promise<void> {
  if (keys.size === 0) return;
  for (const { id, key } of await read([...keys.keys()]))
    for (const text of keys.get(key) ?? []) meanings.set(text, (meanings.get(text) ?? new Set()).add(id));
}

function addTo<K>(map: Map<K, string[]>, key: K, text: string): void {
  const texts = map.get(key);
  if (texts) texts.push(text);
  else map.set(key, [text]);
}
