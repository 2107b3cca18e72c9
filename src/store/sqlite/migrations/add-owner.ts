import type Database from 'better-sqlite3';

/**
 * Lets the rows of a table that belong to one record each (`tagging`, `email`, `phone`, `former`) belong to records of
 * more nouns: adds the column `<noun>_id` of each, which counts in the check that exactly one of them is set. For a new
 * noun's migration, which adds its own indexes.
 */
export function addOwner(db: Database.Database, table: string, ...nouns: string[]): void {
  const schema = db.prepare<[string, string], string>(
    'select sql from sqlite_schema where tbl_name = ? and type = ? and sql is not null',
  );
  const [create = ''] = schema.pluck().all(table, 'table');
  const indexes = schema.pluck().all(table, 'index');
  const added = nouns.map((noun) => `\n  ${noun}_id integer references "${noun}" (id),`).join('');
  const counted = nouns.map((noun) => `(${noun}_id is not null) + `).join('');
  const widened = create
    .replace(/^create table "?\w+"?/i, `create table "new_${table}"`)
    .replace(/\n\s*check \(\(/, `${added}\n  check (${counted}(`);
  if (!widened.includes(added)) throw new Error(`the rows of ${table} have no check of whom they belong to`);
  const columns = db.pragma(`table_info("${table}")`) as { readonly name: string }[];
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  // Views read the table: they are not to be checked while it is away.
  db.pragma('legacy_alter_table = on');
  db.exec(`
    ${widened};
    insert into "new_${table}" (${names}) select ${names} from "${table}" order by id;
    delete from sqlite_sequence where name = 'new_${table}';
    insert into sqlite_sequence (name, seq) select 'new_${table}', seq from sqlite_sequence where name = '${table}';
    drop table "${table}";
    alter table "new_${table}" rename to "${table}";
    ${indexes.join(';\n')};`);
  db.pragma('legacy_alter_table = off');
}
