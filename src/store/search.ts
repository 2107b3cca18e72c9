import type { Noun } from '../domain/field.ts';
import { type RecordRef, refText } from '../domain/record-ref.ts';
import {
  excerpt,
  indexedWords,
  phoneForms,
  readSearch,
  SearchedText,
  type SearchQuery,
} from '../domain/search-query.ts';
import { findNearest } from '../domain/suggest.ts';
import type { Engine, TextQuery } from './engine.ts';
import { readTitles } from './titles.ts';
import type { WriteEnv } from './write/values.ts';

/** A search result. */
export interface Hit {
  readonly noun: Noun;
  readonly id: number;
  readonly title: string;
  /** The matching text, if it is not in the title: `phone +442079460958`; else null. */
  readonly match: string | null;
}

export interface SearchOptions {
  /** Only these nouns; default: all. */
  readonly nouns?: readonly Noun[] | undefined;
  readonly limit: number;
}

/**
 * Records of all nouns that contain every word (or a word with that prefix) and every phone number of the text, the
 * best first. The text is never interpreted. Text without letters and digits finds nothing.
 */
export async function search(
  engine: Engine,
  text: string,
  env: WriteEnv,
  { nouns = engine.nouns.names, limit }: SearchOptions,
): Promise<Hit[]> {
  const { indexed: query, others } = splitQuery(readSearch(text));
  const terms = await termsOf(query, env);
  if (terms.length === 0) return [];
  const isWhole = others.length === 0;
  const candidates = await engine.search.find({ terms }, nouns, isWhole ? limit : MAX_CANDIDATES);
  const rows = isWhole ? candidates : await rowsThatHold(engine, candidates, others, limit);
  const found = new Map<string, Hit>();
  for (const noun of nouns) {
    const ids = rows.filter((row) => row.noun === noun).map(({ id }) => id);
    if (ids.length === 0) continue;
    const matches = await bodyMatches(engine, noun, ids, query);
    for (const { id, title } of await readTitles(engine, noun, ids)) {
      found.set(refText({ noun, id }), { noun, id, title, match: matches.get(id) ?? null });
    }
  }
  return rows.flatMap((row) => found.get(refText(row)) ?? []);
}

/** What a search found with words that are spelled almost as those that it looked for. */
export interface NearHits {
  readonly hits: readonly Hit[];
  /** The words that were found, by those that were looked for. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Shorter words are near to too many. */
const MIN_NEAR_LENGTH = 4;

/**
 * Records that contain words near to those of a text that no record contains: with a letter or two wrong, missing or
 * added. It reads the words of the index with the same beginning, so it is for a search that found nothing.
 */
export async function searchNear(
  engine: Engine,
  text: string,
  env: WriteEnv,
  options: SearchOptions,
): Promise<NearHits> {
  const { nouns = engine.nouns.names, limit } = options;
  const query = readSearch(text);
  const near = new Map<string, readonly string[]>();
  for (const word of query.words) {
    const [typed = '', ...others] = indexedWords(word);
    if (others.length > 0 || typed.length < MIN_NEAR_LENGTH) continue;
    if ((await engine.search.find({ terms: [[word]] }, nouns, 1)).length > 0) continue;
    const words = await engine.search.wordsBeginning(typed.slice(0, 1));
    const alike = words.filter((each) => Math.abs(each.length - typed.length) <= 2);
    const nearest = findNearest(typed, alike);
    if (nearest.length > 0) near.set(word, nearest);
  }
  if (near.size === 0) return { hits: [], words: near };
  const terms = await termsOf(query, env);
  const others = query.words.flatMap((word, at) =>
    near.has(word) ? [[...(near.get(word) ?? [])]] : [terms[at] ?? []],
  );
  const all = [...others, ...terms.slice(query.words.length)];
  const rows = await engine.search.find({ terms: all }, nouns, limit);
  const hits: Hit[] = [];
  for (const { noun, id } of rows)
    for (const named of await readTitles(engine, noun, [id])) hits.push({ ...named, match: null });
  return { hits, words: near };
}

/** Matches of the index whose records are checked for the other terms. */
const MAX_CANDIDATES = 5000;

/** The terms for the index: each word, and each phone number in any of its forms. */
async function termsOf({ words, phones }: SearchQuery, env: WriteEnv): Promise<TextQuery['terms']> {
  const terms = words.map((word) => [word]);
  for (const phone of phones) {
    const { e164 } = await env.readPhone(phone);
    terms.push([phone, ...phoneForms(phone, e164)]);
  }
  return terms;
}

/** Maximum words and numbers passed to the index: the cost of a match is quadratic. */
const MAX_INDEXED = 50;
/** Maximum parts of a word, as in `jane.ob@mueller.de`, passed to the index together. */
const MAX_PARTS = 16;

/** A term to check in the records that the index finds: one of several phrases. */
type OtherTerm = readonly (readonly string[])[];

/** Splits a query into the index part, longest words first, and the other terms. */
function splitQuery({ words, phones }: SearchQuery): { indexed: SearchQuery; others: OtherTerm[] } {
  if (words.length + phones.length <= MAX_INDEXED && words.every((word) => word.length <= MAX_PARTS * 2))
    return { indexed: { words, phones }, others: [] };
  const parts = new Map(words.map((word) => [word, indexedWords(word)]));
  const isShort = (word: string) => (parts.get(word)?.length ?? 0) <= MAX_PARTS;
  const byLength = words.toSorted((a, b) => b.length - a.length);
  const asked = new Set(byLength.filter(isShort).slice(0, MAX_INDEXED));
  const beginnings = byLength
    .filter((word) => !isShort(word))
    .slice(0, Math.max(1, MAX_INDEXED - asked.size))
    .map((word) => (parts.get(word) as string[]).slice(0, MAX_PARTS).join(' '));
  const numbers = phones.slice(0, MAX_INDEXED);
  return {
    indexed: { words: [...words.filter((word) => asked.has(word)), ...beginnings], phones: numbers },
    others: [
      ...words.filter((word) => !asked.has(word)).map((word) => [parts.get(word) as string[]]),
      ...phones.slice(numbers.length).map((phone) => phoneForms(phone, null).map((form) => [form])),
    ],
  };
}

/** The first rows whose records contain all the terms. */
async function rowsThatHold(
  engine: Engine,
  rows: readonly RecordRef[],
  terms: readonly OtherTerm[],
  limit: number,
): Promise<RecordRef[]> {
  const found: RecordRef[] = [];
  for (const row of rows) {
    if (found.length >= limit) break;
    const text = new SearchedText(await engine.search.textOf(row));
    if (terms.every((runs) => runs.some((words) => text.containsPhrase(words)))) found.push(row);
  }
  return found;
}

/** The match in the body of each record, with its place. */
async function bodyMatches(
  engine: Engine,
  noun: Noun,
  ids: readonly number[],
  query: SearchQuery,
): Promise<Map<number, string>> {
  const matches = new Map<number, string>();
  for (const [id, body] of await engine.search.bodiesOf(noun, ids)) {
    for (const [label, text] of Object.entries(body)) {
      const part = excerpt(text, query);
      if (part === null) continue;
      const named = label === 'body' || label === 'fields' ? part : `${label.replaceAll('_', ' ')}: ${part}`;
      matches.set(id, named);
      break;
    }
  }
  return matches;
}
