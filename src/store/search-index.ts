import type { Engine } from './engine.ts';

/** Nouns that can be searched, with the number that makes their row numbers in the index unique. */
export const SEARCH_CODE = { lead: 1, account: 2, contact: 3, opp: 4, activity: 5, task: 6 } as const;
export type Searchable = keyof typeof SEARCH_CODE;

const carried = (noun: string) =>
  `coalesce((select group_concat(address, ' ') from email where ${noun}_id = r.id), '') || ' ' ||
   coalesce((select group_concat(typed || ' ' || coalesce(e164, ''), ' ') from phone where ${noun}_id = r.id), '')`;
const tags = (noun: string) =>
  `coalesce((select group_concat(tag, ' ') from tagging where ${noun}_id = r.id), '')`;
const words = (...columns: string[]) =>
  columns.map((column) => `coalesce(r.${column}, '')`).join(` || ' ' || `);

/** What is found of each noun: a title, which weighs more, and a body. */
const TEXT: Record<Searchable, { title: string; body: string }> = {
  lead: {
    title: words('name', 'company'),
    body: `${words('title', 'notes', 'city', 'website')} || ' ' || ${carried('lead')} || ' ' || ${tags('lead')}`,
  },
  account: {
    title: words('name'),
    body: `${words('industry', 'notes', 'city', 'website')} || ' ' || ${carried('account')} || ' ' || ${tags('account')}`,
  },
  contact: {
    title: words('name'),
    body: `${words('title', 'notes', 'city', 'linkedin', 'social')} || ' ' || ${carried('contact')} || ' ' || ${tags('contact')}`,
  },
  opp: {
    title: words('name'),
    body: `${words('next_step', 'notes', 'lost_reason')} || ' ' || ${tags('opp')}`,
  },
  activity: { title: words('subject'), body: words('body') },
  task: { title: words('subject'), body: words('notes') },
};

/** More records than this are indexed in runs of numbers instead of one by one. */
const BATCH = 400;

/** Brings the search index in step with the records touched by a transaction, inside that transaction. */
export async function reindex(
  engine: Engine,
  touched: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<void> {
  for (const [noun, ids] of touched) {
    if (!isSearchable(noun)) continue;
    const sorted = [...ids].sort((a, b) => a - b);
    for (let i = 0; i < sorted.length; i += BATCH) {
      const batch = JSON.stringify(sorted.slice(i, i + BATCH));
      await clear(engine, noun, batch);
      await fill(engine, noun, 'where r.id in (select value from json_each(?))', [batch]);
    }
  }
}

/** Makes the whole index anew from the tables. */
export async function rebuildIndex(engine: Engine): Promise<void> {
  await engine.run('delete from search_text', []);
  for (const noun of Object.keys(SEARCH_CODE)) {
    if (isSearchable(noun)) await fill(engine, noun, '', []);
  }
}

async function clear(engine: Engine, noun: Searchable, ids: string): Promise<void> {
  await engine.run(
    `delete from search_text where rowid in (select value * 8 + ${SEARCH_CODE[noun]} from json_each(?))`,
    [ids],
  );
}

async function fill(engine: Engine, noun: Searchable, where: string, params: string[]): Promise<void> {
  const { title, body } = TEXT[noun];
  await engine.run(
    `insert into search_text (rowid, title, body)
     select r.id * 8 + ${SEARCH_CODE[noun]}, ${title}, ${body} from "${noun}" r ${where}`,
    params,
  );
}

function isSearchable(noun: string): noun is Searchable {
  return noun in SEARCH_CODE;
}
