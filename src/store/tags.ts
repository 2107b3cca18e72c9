import type { Noun, Row } from '../domain/field.ts';
import { countColumn, hasField, tagTable } from '../nouns/definition.ts';
import type { JournaledTable } from './change-journal.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';
import { checkTag } from './write/lists.ts';

/** Adds a tag to a record; returns false if it already has it, in any case. Throws like `checkTag`. */
export async function addTag(tx: Tx, noun: Noun, id: number, text: string): Promise<boolean> {
  checkTag(text);
  await checkChildren(tx, noun, id);
  return (await tagRecords(tx, noun, [id], text)) > 0;
}

/** Adds a tag to records that may change; returns how many did not have it. Throws like `checkTag`. */
export async function tagRecords(tx: Tx, noun: Noun, ids: readonly number[], text: string): Promise<number> {
  const wanted = checkTag(text);
  // One spelling per tag: the first one used.
  const tag = (await spellingOf(tx, wanted)) ?? wanted;
  const owner = `${noun}_id`;
  const table = tableOf(tx, noun);
  const rows = await sql<{ id: number; updated_at: string }>`
    select id, updated_at from ${sql.ref(noun)} where id ${sql.among(ids)}
      and id not in (select ${sql.ref(owner)} from ${sql.ref(table)} where tag = ${tag} and ${sql.ref(owner)} ${sql.among(ids)})
    order by id`.all(tx);
  if (rows.length === 0) return 0;
  const next = await tx.nextId(table);
  await tx.insertMany(
    table,
    ['id', 'tag', owner],
    rows.flatMap(({ id }, at) => [next + at, tag, id]),
  );
  const old = rows.filter(({ updated_at }) => updated_at !== tx.now);
  const after = { updated_at: tx.now };
  await tx.updateMany(
    noun,
    old.map(({ id, updated_at }) => ({ id, before: { updated_at }, after })),
  );
  return rows.length;
}

/** Removes a tag from a record; returns false if it does not have it. */
export async function removeTag(tx: Tx, noun: Noun, id: number, tag: string): Promise<boolean> {
  const rows = await taggings(tx, noun, id, tag.trim());
  if (rows.length === 0) return false;
  await checkChildren(tx, noun, id);
  for (const row of rows) await tx.remove(tableOf(tx, noun), row);
  await tx.touch(noun, id);
  return true;
}

/** Every tag with the number of records per noun, by name. */
export async function tagCounts(db: Db): Promise<Row[]> {
  const tagged = [...db.nouns].filter((definition) => hasField(definition, 'tags'));
  const counts = tagged.map(
    (definition) => sql`count(${sql.ref(`${definition.noun}_id`)}) as ${sql.ref(countColumn(definition))}`,
  );
  const owners = tagged.map(({ noun }) => noun);
  const parts = tagTables(db).map(({ table, nouns }) => {
    const columns = owners.map((noun) => (nouns.includes(noun) ? sql.ref(`${noun}_id`) : sql.raw('null')));
    return sql`select tag, ${sql.join(columns)} from ${sql.ref(table)}`;
  });
  const columns = owners.map((noun) => sql.ref(`${noun}_id`));
  const rows = await sql<Row>`
    with tagged (tag, ${sql.join(columns)}) as (${sql.join(parts, ' union all ')})
    select min(tag) as tag, ${sql.join(counts)}, count(*) as records from tagged group by tag order by tag`.all(
    db,
  );
  return rows.map((row) => ({ id: row.tag ?? null, ...row }));
}

/** Maximum tags offered. */
const MAX_TAGS = 200;

/** Tags in use with this prefix, in any case, by name: the first ones, and the last one if there are more. */
export async function tagsBeginning(db: Db, typed: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (const { table } of tagTables(db))
    for (const tag of await tagsOf(db, table, typed)) {
      const key = tag.toLowerCase();
      if (!found.has(key)) found.set(key, tag);
    }
  const tags = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
  return tags.length <= MAX_TAGS ? tags : [...tags.slice(0, MAX_TAGS), tags.at(-1) as string];
}

/** The same in one table: one look-up for each tag, however many records have it. */
async function tagsOf(db: Db, table: string, typed: string): Promise<string[]> {
  const end = sql`${`${typed}\u{10ffff}`}`;
  const from = sql.ref(table);
  const rows = await sql<{ tag: string }>`
    with recursive tags(tag) as (
      select (select min(t.tag) from ${from} t where t.tag >= ${typed} and t.tag < ${end})
      union all
      select (select min(t.tag) from ${from} t where t.tag > tags.tag and t.tag < ${end})
        from tags where tags.tag is not null limit ${MAX_TAGS + 1}
    )
    select tag from tags where tag is not null
    union all
    select max(t.tag) as tag from ${from} t where t.tag >= ${typed} and t.tag < ${end} having max(t.tag) is not null`.all(
    db,
  );
  return rows.map(({ tag }) => tag);
}

/** The tables with tags, and the nouns whose records have theirs in each. */
function tagTables(db: Db): { readonly table: string; readonly nouns: readonly Noun[] }[] {
  const tables = new Map<string, Noun[]>();
  for (const definition of db.nouns) {
    if (!hasField(definition, 'tags')) continue;
    const table = tagTable(definition);
    tables.set(table, [...(tables.get(table) ?? []), definition.noun]);
  }
  return [...tables].map(([table, nouns]) => ({ table, nouns }));
}

const tableOf = (tx: Tx, noun: Noun) => tagTable(tx.nouns.get(noun)) as JournaledTable;

/** How a tag is spelled where it is used; null for a new one. */
async function spellingOf(db: Db, wanted: string): Promise<string | null> {
  for (const { table } of tagTables(db)) {
    const [used] = await sql<{ tag: string }>`
      select tag from ${sql.ref(table)} where tag = ${wanted} limit 1`.all(db);
    if (used) return used.tag;
  }
  return null;
}

/** Throws `refused` for a record whose tags cannot change. */
async function checkChildren(tx: Tx, noun: Noun, id: number): Promise<void> {
  const record = await tx.read(noun, id);
  if (record) tx.nouns.get(noun).rules.checkChildren?.(record);
}

async function taggings(tx: Tx, noun: Noun, id: number, tag: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from ${sql.ref(tableOf(tx, noun))} where ${sql.ref(`${noun}_id`)} = ${id} and tag = ${tag}`.all(
    tx,
  );
  return rows.map((row) => row.id);
}
