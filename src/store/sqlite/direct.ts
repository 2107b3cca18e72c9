import type Database from 'better-sqlite3';
import type { Direct } from '../engine.ts';
import type { Bound } from '../sql.ts';

/** Kibibytes of pages kept during bulk work, which touches indexes all over. */
const BULK_CACHE = 32 * 1024;
/** The same while an index is made, which reads a table in its order and sorts in as much again. */
const SORT_CACHE = 8 * 1024;

/** A connection used for bulk work. `explained` runs what may fail and puts the reason into words. */
export function openDirect(sqlite: Database.Database, explained: <T>(act: () => T) => T): Direct {
  const keep = (kibibytes: number) => sqlite.pragma(`cache_size = -${kibibytes}`);
  keep(BULK_CACHE);
  const prepare: Direct['prepare'] = (sql) => {
    const statement = explained(() => sqlite.prepare<unknown[], Bound[]>(sql));
    if (statement.reader) statement.raw();
    return {
      isReading: statement.readonly,
      run: (params) => explained(() => Number(statement.run(params).lastInsertRowid)),
      get: (params) => explained(() => statement.get(params)),
      all: (params) => explained(() => statement.all(params)),
    };
  };
  const latest = prepare('select max(seq) from sqlite_sequence where name = ?');
  return {
    prepare,
    nextId: (table) => ((latest.get([table])?.[0] as number | null) ?? 0) + 1,
    dropIndexesUntil(indexes) {
      const made = prepare("select sql from sqlite_schema where type = 'index' and name = ?");
      const again = indexes.map((name) => made.get([name])?.[0] as string);
      explained(() => sqlite.exec(indexes.map((name) => `drop index "${name}";`).join('')));
      return again.map((sql) => () => {
        keep(SORT_CACHE);
        explained(() => sqlite.exec(sql));
        keep(BULK_CACHE);
      });
    },
  };
}
