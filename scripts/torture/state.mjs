import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Made from the records when somebody asks, or no matter of the history. */
const PROJECTIONS = new Set([
  'call_queue',
  'call_hold',
  'derived',
  'sqlite_sequence',
  'sqlite_stat1',
  'sqlite_stat4',
]);
const HISTORY = new Set(['change', 'change_row']);
/** Stay when a change is undone, for its redo: how far webhooks have come, and the files of documents. */
const KEPT_FOR_REDO = new Set(['webhook_state', 'stored_file']);

/** All rows of a database by table, as text; null for none. Throws when it is not sound. */
export function readState(path) {
  if (!existsSync(path)) return null;
  const database = new Database(path, { fileMustExist: true, timeout: 30_000 });
  try {
    const faults = database.pragma('integrity_check').map((row) => row.integrity_check);
    if (faults.length !== 1 || faults[0] !== 'ok')
      throw new Error(`not sound: ${faults.slice(0, 3).join('; ')}`);
    const strays = database.pragma('foreign_key_check');
    if (strays.length > 0) throw new Error(`${strays.length} rows point nowhere, one of ${strays[0].table}`);
    const names = database
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'search%' order by name",
      )
      .pluck()
      .all();
    const state = {};
    for (const name of names) {
      if (PROJECTIONS.has(name)) continue;
      state[name] = database
        .prepare(`select * from "${name}" order by 1, 2`)
        .all()
        .map((row) => JSON.stringify(row));
    }
    return state;
  } finally {
    database.close();
  }
}

/** The same without the history: what undoing everything has to bring back. Users stay once they have acted. */
export function recordsOf(state) {
  const kept = Object.entries(state ?? {}).filter(
    ([name]) => !HISTORY.has(name) && !KEPT_FOR_REDO.has(name) && name !== 'user',
  );
  return Object.fromEntries(kept);
}

export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Where two states differ, in a line. */
export function difference(one, other) {
  for (const name of new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])) {
    const [a, b] = [one?.[name] ?? [], other?.[name] ?? []];
    if (isSame(a, b)) continue;
    const [only, lost] = [a.filter((row) => !b.includes(row)), b.filter((row) => !a.includes(row))];
    return `${name}: ${only.length} rows are other than ${lost.length}: ${only[0]?.slice(0, 300)} instead of ${lost[0]?.slice(0, 300)}`;
  }
  return 'nothing';
}

/** Throws when the last that the history says of a row is not what the row holds. */
export function checkHistory(state) {
  if (state === null) return;
  const last = new Map();
  for (const text of state.change_row ?? []) {
    const row = JSON.parse(text);
    for (let id = row.row_id; id <= row.last_id; id++) {
      const key = `${row.tbl} ${id}`;
      const known = row.op === 'insert' ? {} : (last.get(key)?.values ?? {});
      const after = row.after === null ? {} : JSON.parse(row.after);
      last.set(key, { isThere: row.op !== 'delete', values: { ...known, ...after } });
    }
  }
  for (const [table, rows] of Object.entries(state)) {
    if (HISTORY.has(table)) continue;
    const held = new Map(rows.map((text) => [JSON.parse(text).id, JSON.parse(text)]));
    for (const [key, { isThere, values }] of last) {
      const [of, id] = key.split(' ');
      if (of !== table) continue;
      const row = held.get(Number(id));
      if ((row !== undefined) !== isThere)
        throw new Error(`${key} is ${row ? 'there' : 'gone'}, not so in the history`);
      for (const [name, value] of Object.entries(row ? values : {}))
        if (JSON.stringify(row[name]) !== JSON.stringify(value))
          throw new Error(
            `${key}: ${name} is ${JSON.stringify(row[name])}, in the history ${JSON.stringify(value)}`,
          );
    }
  }
}
