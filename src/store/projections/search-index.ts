import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import type { Engine } from '../engine.ts';
import type { IdSet } from '../id-set.ts';
import { noProgress, type ProgressCallback } from '../progress.ts';
import { type Sql, sql } from '../sql.ts';

/** Nouns that can be searched, with the number that makes their row numbers in the index unique. */
export const SEARCH_CODE = { lead: 1, account: 2, contact: 3, opp: 4, activity: 5, task: 6 } as const;
export type Searchable = keyof typeof SEARCH_CODE;
export const SEARCHABLE = Object.keys(SEARCH_CODE) as Searchable[];

/** Numbers of the records that the search index does not show as they are, by table. */
export interface Unindexed {
  /** Made, and not in the index at all. */
  readonly fresh: ReadonlyMap<string, IdSet>;
  /** Touched, themselves or by way of their e-mails, phones and tags. */
  readonly touched: ReadonlyMap<string, IdSet>;
}

/** A piece of what is found of a record: what it is called, and SQL over the record's row `r`. */
interface Piece {
  readonly label: string;
  readonly sql: string;
  /** What people are shown of it, where that is not all. */
  readonly shown?: string;
}

const own = (columns: readonly string[]): Piece[] =>
  columns.map((column) => ({ label: column, sql: `coalesce(r.${column}, '')` }));
const emails = (noun: string): Piece => ({
  label: 'email',
  sql: `coalesce((select group_concat(address, ' ') from email where ${noun}_id = r.id), '')`,
});
/** Calling codes of one and of two digits; all others have three. */
const SHORTEST_CODES = "'1', '7'";
const SHORT_CODES = [
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55,
]
  .concat([56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98])
  .map((code) => `'${code}'`)
  .join(', ');
/** A number as it was typed, in E.164, and as it is dialled within its country. */
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

/** Values of the fields the team declared: words, numbers and days; shown with what the field is called. */
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
  /** Weighs more, and is what the record is called. */
  readonly title: readonly Piece[];
  readonly body: readonly Piece[];
}

/** What is found of a noun. */
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

/** Whether a column of a noun's table is part of what is found. */
export function isSearched({ search }: NounDefinition, column: string): boolean {
  return column === 'custom' || search.title.includes(column) || search.body.includes(column);
}

const joined = (pieces: readonly string[]): string => pieces.join(` || ' ' || `);

/** SQL of a JSON object of what the body of a record `r` holds, by what it is called. */
export function bodyJson(definition: NounDefinition): string {
  return `json_object(${textOf(definition)
    .body.map(({ label, sql, shown }) => `'${label}', ${shown ?? sql}`)
    .join(', ')})`;
}

/** SQL of all the text that is found of a record `r`. */
export function searchedText(definition: NounDefinition): string {
  const { title, body } = textOf(definition);
  return joined([...title, ...body].map(({ sql }) => sql));
}

/** So many new records are indexed faster when what they add to the index is put together later. */
const LARGE = 10_000;
/** How FTS5 does it unless told otherwise. */
const USUAL_MERGE = 4;
const USUAL_HASH = 1024 * 1024;
/** Bytes collected in memory for many records. */
const LARGE_HASH = 8 * 1024 * 1024;

/** Records indexed in one statement. */
const BATCH = 1000;
/** The same where there are many, of which each statement leaves a part of the index that is put together later. */
const LARGE_BATCH = 10_000;

/**
 * Brings the search index in step with what a transaction wrote, inside it. `between` is told how many of all
 * records are done after each batch.
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
    if (!isSearchable(noun)) continue;
    const isThere = ids === touched.get(noun);
    for (const portion of ids.chunks(isLarge ? LARGE_BATCH : BATCH)) {
      if (isThere) await clear(engine, noun, portion);
      await fill(engine, noun, among(portion));
      done += portion.length;
      if (portion.length >= BATCH) await between(done, all);
    }
  }
  if (isLarge) {
    await mergeEvery(engine, USUAL_MERGE);
    await collect(engine, USUAL_HASH);
  }
}

/** The condition that a record `r` is one of these, whose numbers are in order. */
function among(ids: readonly number[]): Sql {
  const [first = 0, last = first] = [ids[0], ids.at(-1)];
  return last - first === ids.length - 1
    ? sql`where r.id between ${first} and ${last}`
    : sql`where r.id ${sql.among(ids)}`;
}

/** Adds to the index what so many bytes of memory hold at once: the more, the less has to be put together. */
async function collect(engine: Engine, bytes: number): Promise<void> {
  await engine.run(sql`insert into search_text (search_text, rank) values ('hashsize', ${sql.lit(bytes)})`);
}

/** Puts parts of the index together as soon as there are so many of a size; with 0 only when there are very many. */
async function mergeEvery(engine: Engine, parts: number): Promise<void> {
  // A number that is bound would be a real one, which FTS5 does not take.
  await engine.run(sql`insert into search_text (search_text, rank) values ('automerge', ${sql.lit(parts)})`);
}

/** Makes the whole index anew from the tables. In a writing transaction. */
export async function rebuildIndex(engine: Engine): Promise<void> {
  await engine.run(sql`insert into search_text (search_text) values ('delete-all')`);
  for (const noun of SEARCHABLE) await fill(engine, noun, sql``);
  await engine.run(MARK);
}

/** What the index is made by; databases in the field were begun when it held no declared fields. */
const RULES = 1;
const MARK = sql`
  insert into derived (name, rules) values ('search_text', ${RULES})
  on conflict (name) do update set rules = excluded.rules`;

/** Whether the index holds the declared fields of records that are older than it. */
export async function holdsFields(engine: Engine): Promise<boolean> {
  const [row] = await sql<{ rules: number }>`select rules from derived where name = 'search_text'`.all(
    engine,
  );
  return row?.rules === RULES;
}

/** Indexes the records that have declared fields anew. In a writing transaction. */
export async function indexFields(engine: Engine): Promise<void> {
  for (const noun of SEARCHABLE) {
    const rows = await sql<{ id: number }>`select id from ${sql.ref(noun)} where custom <> '{}'`.all(engine);
    for (const { id } of rows) {
      await clear(engine, noun, [id]);
      await fill(engine, noun, sql`where r.id = ${id}`);
    }
  }
  await engine.run(MARK);
}

/** How many records of a noun the index lacks, and how many it holds that are no more. */
export async function indexGaps(
  engine: Engine,
): Promise<{ noun: Searchable; missing: number; stale: number }[]> {
  const gaps = [];
  for (const noun of SEARCHABLE) {
    const code = SEARCH_CODE[noun];
    const { missing, stale } = await sql<{ missing: number; stale: number }>`select
         (select count(*) from ${sql.ref(noun)} where id * 8 + ${sql.lit(code)} not in (select rowid from search_text)) as missing,
         (select count(*) from search_text
          where rowid % 8 = ${sql.lit(code)} and rowid / 8 not in (select id from ${sql.ref(noun)})) as stale`.one(
      engine,
    );
    gaps.push({ noun, missing, stale });
  }
  return gaps.filter(({ missing, stale }) => missing + stale > 0);
}

async function clear(engine: Engine, noun: Searchable, ids: readonly number[]): Promise<void> {
  for (const id of ids)
    await engine.run(sql`delete from search_text where rowid = ${id * 8 + SEARCH_CODE[noun]}`);
}

async function fill(engine: Engine, noun: Searchable, where: Sql): Promise<void> {
  const { title, body } = textOf(engine.nouns.get(noun));
  const named = joined(title.map((piece) => piece.sql));
  const held = joined(body.map((piece) => piece.sql));
  await engine.run(sql`
    insert into search_text (rowid, title, body)
    select r.id * 8 + ${sql.lit(SEARCH_CODE[noun])}, ${sql.raw(named)}, ${sql.raw(held)}
    from ${sql.ref(noun)} r ${where}`);
}

function isSearchable(noun: string): noun is Searchable {
  return noun in SEARCH_CODE;
}
