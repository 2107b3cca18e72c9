import type { Noun } from '../../domain/field.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import type { Engine } from '../engine.ts';
import type { IdSet } from '../id-set.ts';
import { noProgress, type ProgressCallback } from '../progress.ts';
import { type Sql, sql } from '../sql.ts';

/**
 * Documents of the index have numbers of their own: those of 1024 records, whose numbers divided by this are the same,
 * stand in one block of `search_block`.
 */
const BLOCK_SIZE = 1024;
const SIZE = sql.lit(BLOCK_SIZE);

/** The number of the document of a record `r` that stands in block `b`. */
const DOCUMENT = sql`b.id * ${SIZE} + r.id % ${SIZE}`;

/** Records that are out of date in the search index, by table. */
interface Unindexed {
  /** New, not in the index yet. */
  readonly fresh: ReadonlyMap<string, IdSet>;
  /** Changed, themselves or by their e-mails, phones and tags. */
  readonly touched: ReadonlyMap<string, IdSet>;
}

/** A searched text of a record: its name, and SQL over the record's row `r`. */
interface Piece {
  readonly label: string;
  readonly sql: string;
  /** The part shown to people, if it is not all. */
  readonly shown?: string;
}

const own = (columns: readonly string[]): Piece[] =>
  columns.map((column) => ({ label: column, sql: `coalesce(r.${column}, '')` }));
const emails = (noun: string): Piece => ({
  label: 'email',
  sql: `coalesce((select group_concat(address, ' ') from email where ${noun}_id = r.id), '')`,
});
/** Calling codes of one and two digits; all others have three. */
const SHORTEST_CODES = "'1', '7'";
const SHORT_CODES = [
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55,
]
  .concat([56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98])
  .map((code) => `'${code}'`)
  .join(', ');
/** A number as typed, in E.164, and as dialled within its country. */
const FORMS = `typed || coalesce(' ' || e164 || ' ' || substr(e164,
  case when substr(e164, 2, 1) in (${SHORTEST_CODES}) then 3 when substr(e164, 2, 2) in (${SHORT_CODES}) then 4 else 5 end), '')`;
const phones = (noun: string): Piece => ({
  label: 'phone',
  sql: `coalesce((select group_concat(${FORMS}, ' ') from phone where ${noun}_id = r.id), '')`,
  shown: `coalesce((select group_concat(typed, ', ') from phone where ${noun}_id = r.id), '')`,
});
const tags = (noun: string): Piece => ({
  label: 'tags',
  sql: `coalesce((select group_concat(tag, ' ') from tagging where ${noun}_id = r.id), '')`,
});

/** Values of custom fields: words, numbers and days, shown with the field name. */
const FIELDS: Piece = {
  label: 'fields',
  sql: declared('value'),
  shown: declared("replace(key, '_', ' ') || ' ' || value"),
};

function declared(text: string): string {
  return `case r.custom when '{}' then '' else coalesce((select group_concat(${text}, ', ')
    from json_each(r.custom) where type in ('text', 'integer', 'real')), '') end`;
}

interface Text {
  /** Weighs more, and names the record. */
  readonly title: readonly Piece[];
  readonly body: readonly Piece[];
}

/** The searched text of a noun. */
function textOf(definition: NounDefinition): Text {
  const { noun, search } = definition;
  return {
    title: own(search.title),
    body: [
      ...own(search.body),
      ...(hasField(definition, 'email') ? [emails(noun)] : []),
      ...(hasField(definition, 'phone') ? [phones(noun)] : []),
      ...(hasField(definition, 'tags') ? [tags(noun)] : []),
      FIELDS,
    ],
  };
}

/** Whether a column is part of the searched text. */
export function isSearched({ search }: NounDefinition, column: string): boolean {
  return column === 'custom' || search.title.includes(column) || search.body.includes(column);
}

const joined = (pieces: readonly string[]): string => pieces.join(` || ' ' || `);

/** SQL of a JSON object with the body texts of a record `r`, by name. */
export function bodyJson(definition: NounDefinition): string {
  return `json_object(${textOf(definition)
    .body.map(({ label, sql, shown }) => `'${label}', ${shown ?? sql}`)
    .join(', ')})`;
}

/** SQL of the searched text of a record `r`. */
export function searchedText(definition: NounDefinition): string {
  const { title, body } = textOf(definition);
  return joined([...title, ...body].map(({ sql }) => sql));
}

/** From this many new records on, merging the index at the end is faster. */
const LARGE = 10_000;
/** The default of FTS5. */
const DEFAULT_MERGE_SEGMENTS = 4;
const DEFAULT_HASH_BYTES = 1024 * 1024;
/** Bytes collected in memory for many records. */
const LARGE_HASH = 8 * 1024 * 1024;

/** Records indexed per statement. */
const RECORDS_PER_STATEMENT = 1000;
/** The same for many records; each statement adds a part of the index that is merged at the end. */
const RECORDS_PER_LARGE_STATEMENT = 10_000;

/**
 * Updates the search index for the writes of a transaction, inside it. Calls `between` with the records done and the
 * total after each batch.
 */
export async function reindex(
  engine: Engine,
  { touched, fresh }: Unindexed,
  between: ProgressCallback = noProgress,
): Promise<void> {
  const parts = [...touched, ...fresh];
  const all = parts.reduce((sum, [, { size }]) => sum + size, 0);
  let done = 0;
  const isLarge = [...fresh.values()].some(({ size }) => size >= LARGE);
  if (isLarge) {
    await mergeEvery(engine, 0);
    await collect(engine, LARGE_HASH);
  }
  for (const [noun, ids] of parts) {
    const definition = engine.nouns.find(noun);
    if (!definition) continue;
    const isThere = ids === touched.get(noun);
    for (const portion of ids.chunks(isLarge ? RECORDS_PER_LARGE_STATEMENT : RECORDS_PER_STATEMENT)) {
      if (isThere) await clear(engine, noun, portion);
      await fill(engine, definition, portion);
      done += portion.length;
      if (portion.length >= RECORDS_PER_STATEMENT) await between(done, all);
    }
  }
  if (isLarge) {
    await mergeEvery(engine, DEFAULT_MERGE_SEGMENTS);
    await collect(engine, DEFAULT_HASH_BYTES);
  }
}

/** Sets how many bytes of the index are collected in memory: more bytes mean less merging. */
async function collect(engine: Engine, bytes: number): Promise<void> {
  await engine.run(sql`insert into search_text (search_text, rank) values ('hashsize', ${sql.lit(bytes)})`);
}

/** Merges parts of the index when there are so many of one size; 0 means only when there are very many. */
async function mergeEvery(engine: Engine, parts: number): Promise<void> {
  // A bound number would be a float, which FTS5 rejects.
  await engine.run(sql`insert into search_text (search_text, rank) values ('automerge', ${sql.lit(parts)})`);
}

/** Rebuilds the index from the tables. In a writing transaction. */
export async function rebuildIndex(engine: Engine): Promise<void> {
  await engine.run(sql`insert into search_text (search_text) values ('delete-all')`);
  for (const definition of engine.nouns) {
    const { noun } = definition;
    const pages = await sql<{ page: number }>`
      select distinct id / ${SIZE} as page from ${sql.ref(noun)} order by 1`.all(engine);
    await addBlocks(
      engine,
      noun,
      pages.map(({ page }) => page),
    );
    await insertDocuments(engine, definition, sql``);
  }
}

/** Number of records of a noun that the index lacks, and that it has too many. */
export async function indexGaps(engine: Engine): Promise<{ noun: Noun; missing: number; stale: number }[]> {
  const gaps = [];
  for (const { noun } of engine.nouns) {
    const { missing, stale } = await sql<{ missing: number; stale: number }>`select
         (select count(*) from ${sql.ref(noun)} r left join search_block b on b.noun = ${noun} and b.page = r.id / ${SIZE}
          where b.id is null or ${DOCUMENT} not in (select rowid from search_text)) as missing,
         (select count(*) from search_text s join search_block b on b.id = s.rowid / ${SIZE}
          where b.noun = ${noun} and b.page * ${SIZE} + s.rowid % ${SIZE} not in (select id from ${sql.ref(noun)})) as stale`.one(
      engine,
    );
    gaps.push({ noun, missing, stale });
  }
  return gaps.filter(({ missing, stale }) => missing + stale > 0);
}

/** The records of a noun that match an expression of the full-text engine, the best first. */
export async function matchingRecords(
  engine: Engine,
  noun: Noun,
  expression: string,
  limit: number,
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select b.page * ${SIZE} + found.document % ${SIZE} as id from
      (select rowid as document, rank from search_text where search_text match ${expression}
         and rowid / ${SIZE} in (select id from search_block where noun = ${noun}) order by rank limit ${limit}) as found
      join search_block b on b.id = found.document / ${SIZE} order by found.rank`.all(engine);
  return rows.map(({ id }) => id);
}

/** A record that matches. */
export interface FoundRecord {
  readonly noun: Noun;
  readonly id: number;
}

/** How many matches are compared, and how many of them are wanted. */
interface Ranking {
  readonly titleWeight: number;
  /** Of more matches the latest are compared. */
  readonly compared: number;
  readonly limit: number;
}

/** The records of some nouns that match an expression of the full-text engine, the best first. */
export async function bestRecords(
  engine: Engine,
  nouns: readonly Noun[],
  expression: string,
  { titleWeight, compared, limit }: Ranking,
): Promise<FoundRecord[]> {
  return sql<FoundRecord>`
    select b.noun as noun, b.page * ${SIZE} + found.document % ${SIZE} as id from (
      select rowid as document, bm25(search_text, ${titleWeight}, 1.0) as score from search_text
      where search_text match ${expression} and rowid / ${SIZE} in
        (select id from search_block where noun ${sql.among(nouns)})
      order by rowid desc limit ${compared}) as found
    join search_block b on b.id = found.document / ${SIZE}
    order by found.score, 2, b.id limit ${limit}`.all(engine);
}

async function clear(engine: Engine, noun: string, ids: readonly number[]): Promise<void> {
  for (const id of ids)
    await engine.run(sql`
      delete from search_text where rowid = (
        select id * ${SIZE} + ${id % BLOCK_SIZE} from search_block
        where noun = ${noun} and page = ${Math.floor(id / BLOCK_SIZE)})`);
}

/** Adds the documents of records, whose numbers are in order. */
async function fill(engine: Engine, definition: NounDefinition, ids: readonly number[]): Promise<void> {
  const [first = 0, last = first] = [ids[0], ids.at(-1)];
  await addBlocks(engine, definition.noun, new Set(ids.map((id) => Math.floor(id / BLOCK_SIZE))));
  const isRun = last - first === ids.length - 1;
  const where = isRun ? sql`where r.id between ${first} and ${last}` : sql`where r.id ${sql.among(ids)}`;
  await insertDocuments(engine, definition, where);
}

async function addBlocks(engine: Engine, noun: Noun, pages: Iterable<number>): Promise<void> {
  await engine.run(sql`
    insert into search_block (noun, page) select ${noun}, value from ${(dialect) => dialect.each([...pages], 'page')} where true
    on conflict (noun, page) do nothing`);
}

async function insertDocuments(engine: Engine, definition: NounDefinition, where: Sql): Promise<void> {
  const { noun } = definition;
  const { title, body } = textOf(definition);
  const named = joined(title.map((piece) => piece.sql));
  const held = joined(body.map((piece) => piece.sql));
  const isItsBlock = sql`b.noun = ${noun} and b.page = r.id / ${SIZE}`;
  await engine.run(sql`
    insert into search_text (rowid, title, body)
    select ${DOCUMENT}, ${sql.raw(named)}, ${sql.raw(held)}
    from ${(dialect) => dialect.nested(sql`${sql.ref(noun)} r`, sql`search_block b`, isItsBlock)} ${where}`);
}
