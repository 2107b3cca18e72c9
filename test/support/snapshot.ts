import { builtInNouns } from '../../src/nouns/index.ts';
import { customFields } from '../../src/store/fields.ts';
import { records } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { execute, rowsOf } from './store.ts';

/** Tables whose rows an export shows as part of others. */
const PARTS = [
  'email',
  'phone',
  'tagging',
  'contact_account',
  'opp_contact',
  'stage_history',
  'suppression',
  'former',
  'distinct_pair',
];

/** The content of all exports, with every field, and the rows behind it: equal texts mean equal databases. */
export async function snapshot(store: Store): Promise<string> {
  const lines: string[] = [];
  for (const noun of builtInNouns().names) {
    const fields = [...builtInNouns().get(noun).fields, ...(await customFields(store.db, noun))];
    for await (const row of records(store.engine, { noun, fields }))
      lines.push(`${noun} ${JSON.stringify(row)}`);
  }
  for (const table of [...builtInNouns().names, ...PARTS]) {
    const rows = await rowsOf(store.engine, `select * from "${table}" order by id`);
    for (const row of rows) lines.push(`${table} ${JSON.stringify(row)}`);
  }
  return lines.join('\n');
}

/** Tables outside the history: changes themselves, what follows from rows of others, and lists, which keep new values. */
export const OUTSIDE_HISTORY = /^(change|change_row|call_queue|derived|picklist_value|search_.*|sqlite_.*)$/;

/** The rows of all tables with a history, in less time than a snapshot takes: to compare after every step. */
export async function tableRows(store: Store): Promise<string> {
  const tables = await rowsOf(
    store.engine,
    "select name from sqlite_schema where type = 'table' order by name",
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    if (OUTSIDE_HISTORY.test(String(name))) continue;
    const rows = await rowsOf(store.engine, `select * from "${name}" order by 1`);
    for (const row of rows) lines.push(`${name} ${JSON.stringify(Object.values(row))}`);
  }
  return lines.join('\n');
}

/** Every word of the search index with its place, as it is and as in a rebuilt index. */
export async function searchIndex(store: Store): Promise<{ kept: string; rebuilt: string }> {
  const { engine } = store;
  await execute(
    engine,
    "create virtual table if not exists temp.word using fts5vocab ('main', 'search_text', 'instance')",
  );
  const words = async () =>
    JSON.stringify(await rowsOf(engine, 'select * from temp.word order by term, doc, col, "offset"'));
  const kept = await words();
  await engine.search.rebuild();
  return { kept, rebuilt: await words() };
}
