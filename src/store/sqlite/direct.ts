import type Database from 'better-sqlite3';
import type { Direct } from '../engine.ts';
import type { Bound } from '../sql.ts';

/** Kibibytes of page cache during bulk work, which touches all indexes. */
const BULK_CACHE = 32 * 1024;
/** The same while an index is built, which reads the table in order and needs as much again for sorting. */
const SORT_CACHE = 8 * 1024;

/** A connection for bulk work. `explained` runs a call and explains its errors. */
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
