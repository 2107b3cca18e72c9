import type { Noun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { hasField, type NounDefinition, tagTable } from '../../nouns/definition.ts';
import type { Engine, IndexGap, OutdatedRecords, SearchIndex, TextQuery } from '../engine.ts';
import type { ProgressCallback } from '../progress.ts';
import { type Sql, sql } from '../sql.ts';

/**
 * Documents of the index have their own numbers: 1024 records with the same quotient of their numbers form one block
 * of `search_block`.
 */
const BLOCK_SIZE = 1024;
const SIZE = sql.lit(BLOCK_SIZE);

/** The document number of record `r` in block `b`. */
const DOCUMENT = sql`b.id * ${SIZE} + r.id % ${SIZE}`;

/** A searched text of a record: its name, and SQL over the record's row `r`. */
interface Piece {
  readonly label: string;
  readonly sql: string;
  /** The part shown to people, if it is not all. */
  readonly shown?: string;
}

const own = (columns: readonly string[]): Piece[] =>
  columns.map((column) => ({ label: column, sql: `coalesce(r."${column}", '')` }));
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
const tags = (definition: NounDefinition): Piece => ({
  label: 'tags',
  sql: `coalesce((select group_concat(tag, ' ') from "${tagTable(definition)}" where "${definition.noun}_id" = r.id), '')`,
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
      ...(hasField(definition, 'tags') ? [tags(definition)] : []),
      FIELDS,
    ],
  };
}

const joined = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.sql).join(` || ' ' || `);

/** From this many records on, merging the index at the end is faster. */
const LARGE_TABLE_ROWS = 10_000;
/** The default of FTS5. */
const DEFAULT_MERGE_SEGMENTS = 4;

/** Records indexed per statement. */
const RECORDS_PER_STATEMENT = 1000;
/** The same for many records; each statement adds a part of the index that is merged at the end. */
const RECORDS_PER_LARGE_STATEMENT = 10_000;

/** Weight of a word in the title, relative to the body. */
const TITLE_WEIGHT = 8;

/**
 * With more matches than this, only the latest records are ranked: ranking 100,000 would take longer than typing
 * another word.
 */
const MAX_RANKED = 5000;

/** The search index as a table of FTS5. */
export class FullTextIndex implements SearchIndex {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async find(query: TextQuery, nouns: readonly Noun[], limit: number): Promise<RecordRef[]> {
    const weights = nouns.flatMap((noun) => {
      const { weight } = this.#engine.nouns.get(noun).search;
      return weight === undefined ? [] : [sql`when ${noun} then ${weight}`];
    });
    const weight = weights.length === 0 ? sql`1` : sql`case b.noun ${sql.join(weights, ' ')} else 1 end`;
    return sql<RecordRef>`
      select b.noun as noun, b.page * ${SIZE} + found.document % ${SIZE} as id from (
        select rowid as document, bm25(search_text, ${TITLE_WEIGHT}, 1.0) as score from search_text
        where search_text match ${expressionOf(query)} and rowid / ${SIZE} in
          (select id from search_block where noun ${sql.among(nouns)})
        order by rowid desc limit ${Math.max(MAX_RANKED, limit)}) as found
      join search_block b on b.id = found.document / ${SIZE}
      order by found.score * ${weight}, 2, b.id limit ${limit}`.all(this.#engine);
  }

  async wordsBeginning(letters: string): Promise<string[]> {
    await this.#engine.run(
      sql`create virtual table if not exists temp.search_word using fts5vocab (main, search_text, row)`,
    );
    const rows = await sql<{ term: string }>`
      select term from temp.search_word where term >= ${letters} and term < ${`${letters}\u{10ffff}`}
      order by doc desc, term`.all(this.#engine);
    return rows.map(({ term }) => term);
  }

  async textOf({ noun, id }: RecordRef): Promise<string> {
    const { title, body } = textOf(this.#engine.nouns.get(noun));
    const row = await sql<{ text: string }>`
      select ${sql.raw(joined([...title, ...body]))} as text from ${sql.ref(noun)} r where r.id = ${id}`.first(
      this.#engine,
    );
    return row?.text ?? '';
  }

  async bodiesOf(noun: Noun, ids: readonly number[]): Promise<Map<number, Record<string, string>>> {
    const { body } = textOf(this.#engine.nouns.get(noun));
    const members = body.map((piece) => `'${piece.label}', ${piece.shown ?? piece.sql}`);
    const rows = await sql<{ id: number; body: string }>`
      select r.id, ${sql.raw(`json_object(${members.join(', ')})`)} as body from ${sql.ref(noun)} r
      where r.id ${sql.among(ids)}`.all(this.#engine);
    return new Map(rows.map((row) => [row.id, JSON.parse(row.body) as Record<string, string>]));
  }

  async update({ touched, fresh }: OutdatedRecords, report: ProgressCallback): Promise<void> {
    const parts = [...touched, ...fresh];
    const all = parts.reduce((sum, [, { size }]) => sum + size, 0);
    let done = 0;
    const isLarge = parts.some(([, { size }]) => size >= LARGE_TABLE_ROWS);
    if (isLarge) await this.#mergeEvery(0);
    for (const [noun, ids] of parts) {
      const definition = this.#engine.nouns.find(noun);
      if (!definition) continue;
      const isThere = ids === touched.get(noun);
      for (const portion of ids.chunks(isLarge ? RECORDS_PER_LARGE_STATEMENT : RECORDS_PER_STATEMENT)) {
        if (isThere) await this.#clear(noun, portion);
        await this.#fill(definition, portion);
        done += portion.length;
        if (portion.length >= RECORDS_PER_STATEMENT) await report(done, all);
      }
    }
    if (isLarge) await this.#mergeEvery(DEFAULT_MERGE_SEGMENTS);
  }

  async rebuild(): Promise<void> {
    await this.#engine.run(sql`insert into search_text (search_text) values ('delete-all')`);
    for (const definition of this.#engine.nouns) {
      const { noun } = definition;
      const pages = await sql<{ page: number }>`
        select distinct id / ${SIZE} as page from ${sql.ref(noun)} order by 1`.all(this.#engine);
      await this.#addBlocks(
        noun,
        pages.map(({ page }) => page),
      );
      await this.#insertDocuments(definition, sql``);
    }
  }

  async forget(noun: string): Promise<void> {
    const blocks = await sql<{ id: number }>`select id from search_block where noun = ${noun}`.all(
      this.#engine,
    );
    for (const { id } of blocks)
      await this.#engine.run(
        sql`delete from search_text where rowid between ${id * BLOCK_SIZE} and ${id * BLOCK_SIZE + BLOCK_SIZE - 1}`,
      );
    await this.#engine.run(sql`delete from search_block where noun = ${noun}`);
  }

  async size(): Promise<number> {
    return (await sql<{ n: number }>`select count(*) as n from search_text`.one(this.#engine)).n;
  }

  async gaps(): Promise<IndexGap[]> {
    const gaps: IndexGap[] = [];
    for (const { noun } of this.#engine.nouns) {
      const { missing, stale } = await sql<{ missing: number; stale: number }>`select
           (select count(*) from ${sql.ref(noun)} r left join search_block b on b.noun = ${noun} and b.page = r.id / ${SIZE}
            where b.id is null or ${DOCUMENT} not in (select rowid from search_text)) as missing,
           (select count(*) from search_text s join search_block b on b.id = s.rowid / ${SIZE}
            where b.noun = ${noun} and b.page * ${SIZE} + s.rowid % ${SIZE} not in (select id from ${sql.ref(noun)})) as stale`.one(
        this.#engine,
      );
      if (missing + stale > 0) gaps.push({ noun, missing, stale });
    }
    return gaps;
  }

  /** Merges parts of the index when there are so many of one size; 0 means only when there are very many. */
  async #mergeEvery(parts: number): Promise<void> {
    // A bound number would be a float, which FTS5 rejects.
    await this.#engine.run(
      sql`insert into search_text (search_text, rank) values ('automerge', ${sql.lit(parts)})`,
    );
  }

  async #clear(noun: string, ids: readonly number[]): Promise<void> {
    const isItsBlock = sql`b.noun = ${noun} and b.page = r.id / ${SIZE}`;
    await this.#engine.run(sql`
      delete from search_text where rowid in (
        select ${DOCUMENT} from ${({ each, nested }) =>
          nested(
            sql`(select value as id from ${each(ids, 'record')}) as r`,
            sql`search_block b`,
            isItsBlock,
          )})`);
  }

  /** Adds the documents of records, whose numbers are in order. */
  async #fill(definition: NounDefinition, ids: readonly number[]): Promise<void> {
    const [first = 0, last = first] = [ids[0], ids.at(-1)];
    await this.#addBlocks(definition.noun, new Set(ids.map((id) => Math.floor(id / BLOCK_SIZE))));
    const isRun = last - first === ids.length - 1;
    const where = isRun ? sql`where r.id between ${first} and ${last}` : sql`where r.id ${sql.among(ids)}`;
    await this.#insertDocuments(definition, where);
  }

  async #addBlocks(noun: Noun, pages: Iterable<number>): Promise<void> {
    await this.#engine.run(sql`
      insert into search_block (noun, page) select ${noun}, value from ${(dialect) => dialect.each([...pages], 'page')} where true
      on conflict (noun, page) do nothing`);
  }

  async #insertDocuments(definition: NounDefinition, where: Sql): Promise<void> {
    const { noun } = definition;
    const { title, body } = textOf(definition);
    const isItsBlock = sql`b.noun = ${noun} and b.page = r.id / ${SIZE}`;
    await this.#engine.run(sql`
      insert into search_text (rowid, title, body)
      select ${DOCUMENT}, ${sql.raw(joined(title))}, ${sql.raw(joined(body))}
      from ${(dialect) => dialect.nested(sql`${sql.ref(noun)} r`, sql`search_block b`, isItsBlock)} ${where}`);
  }
}

/** A query as FTS5 reads it: each text is quoted, so that none is an operator. */
function expressionOf({ terms, inTitle }: TextQuery): string {
  const all = terms.map((texts) => {
    const [only, ...others] = texts.map((text) => `"${text.replaceAll('"', ' ').replaceAll('\0', ' ')}"*`);
    return others.length === 0 ? only : `(${[only, ...others].join(' OR ')})`;
  });
  return inTitle ? `title : (${all.join(' AND ')})` : all.join(' AND ');
}
