import type { Migration } from './migration.ts';

/** Numbers keep their extensions. Those stored before have theirs in the text as it was typed. */
export const addPhoneExtension: Migration = (db, _now, report) => {
  db.exec(`
    alter table phone add column extension text
      check (extension is null or (length(extension) between 1 and 7 and extension not glob '*[^0-9]*'));
    create index phone_unread on phone (typed) where e164 is null;
  `);
  const page = db.prepare<[number], { id: number; typed: string }>(
    `select id, typed from phone where id > ? and e164 is not null and typed glob '*[^-+0-9(). ]*' order by id limit ${ROWS_PER_PAGE}`,
  );
  const set = db.prepare('update phone set extension = ? where id = ?');
  const last = db.prepare<[], number>('select coalesce(max(id), 0) from phone').pluck().get() ?? 0;
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.id ?? 0)) {
    for (const { id, typed } of rows) {
      const extension = EXTENSION.exec(typed)?.[1];
      if (extension !== undefined) set.run(extension, id);
    }
    report(rows.at(-1)?.id ?? 0, last);
  }
};

/** No more are held in memory. */
const ROWS_PER_PAGE = 10_000;

/** What was read as an extension until then, and left out of the number. */
const EXTENSION =
  /(?:;ext=|(?:e?xt(?:ensi(?:o\u0301?|ó))?n?|доб|anexo|[x#~]|int)[:.]?[ \u00a0\t,-]*|,{2}[ ,-]*|;\s*|,[ ,-]*)(\d{1,7})#?\s*$/i;
