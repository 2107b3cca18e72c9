import type { Noun, Row } from '../domain/field.ts';
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
  const [used] = await sql<{ tag: string }>`select tag from tagging where tag = ${wanted} limit 1`.all(tx);
  // One spelling per tag: the first one used.
  const tag = (used?.tag as string | undefined) ?? wanted;
  const owner = `${noun}_id`;
  const rows = await sql<{ id: number; updated_at: string }>`
    select id, updated_at from ${sql.ref(noun)} where id ${sql.among(ids)}
      and id not in (select ${sql.ref(owner)} from tagging where tag = ${tag} and ${sql.ref(owner)} ${sql.among(ids)})
    order by id`.all(tx);
  if (rows.length === 0) return 0;
  const next = await tx.nextId('tagging');
  await tx.insertMany(
    'tagging',
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
  for (const row of rows) await tx.remove('tagging', row);
  await tx.touch(noun, id);
  return true;
}

/** Every tag with the number of records per noun, by name. */
export async function tagCounts(db: Db): Promise<Row[]> {
  const counts = db.nouns
    .namesWith('tags')
    .map((noun) => sql`count(${sql.ref(`${noun}_id`)}) as ${sql.ref(`${noun}s`)}`);
  const rows = await sql<Row>`
    select min(tag) as tag, ${sql.join(counts)}, count(*) as records from tagging group by tag order by tag`.all(
    db,
  );
  return rows.map((row) => ({ id: row.tag ?? null, ...row }));
}

/** Maximum tags offered. */
const MAX_TAGS = 200;

/**
 * Tags in use with this prefix, in any case, by name: the first ones, and the last one if there are more. One look-up
 * each, however many records have the tag.
 */
export async function tagsBeginning(db: Db, typed: string): Promise<string[]> {
  const end = sql`${`${typed}\u{10ffff}`}`;
  const rows = await sql<{ tag: string }>`
    with recursive tags(tag) as (
      select (select min(tagging.tag) from tagging where tagging.tag >= ${typed} and tagging.tag < ${end})
      union all
      select (select min(tagging.tag) from tagging where tagging.tag > tags.tag and tagging.tag < ${end})
        from tags where tags.tag is not null limit ${MAX_TAGS + 1}
    ) select tag from tags where tag is not null`.all(db);
  const tags = rows.map(({ tag }) => tag);
  if (tags.length <= MAX_TAGS) return tags;
  const last = await sql<{ tag: string }>`
    select max(tagging.tag) as tag from tagging where tagging.tag >= ${typed} and tagging.tag < ${end}`.first(
    db,
  );
  return last ? [...tags.slice(0, MAX_TAGS), last.tag] : tags;
}

/** Throws `refused` for a record whose tags cannot change. */
async function checkChildren(tx: Tx, noun: Noun, id: number): Promise<void> {
  const record = await tx.read(noun, id);
  if (record) tx.nouns.get(noun).rules.checkChildren?.(record);
}

async function taggings(tx: Tx, noun: Noun, id: number, tag: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from tagging where ${sql.ref(`${noun}_id`)} = ${id} and tag = ${tag}`.all(tx);
  return rows.map((row) => row.id);
}
