import type Database from 'better-sqlite3';

/** JSON types of values that a column of each type takes. */
const FITTING: Readonly<Record<string, string>> = {
  TEXT: `'text'`,
  INTEGER: `'integer', 'true', 'false'`,
  REAL: `'integer', 'real'`,
};

/**
 * Moves the values of a custom field into the column of a new built-in field of that name, and removes the custom
 * field. For the migration that adds the column, as teams may have had such a field of their own. Values that do not fit
 * the column (a text for a number, none of its choices) stay in a custom field called `<name>_old`.
 */
export function adoptCustomField(db: Database.Database, noun: string, name: string): void {
  const isDeclared = db.prepare('select 1 from field where noun = ? and name = ?').get(noun, name);
  if (!isDeclared) return;
  const columns = db.pragma(`table_info("${noun}")`) as { readonly name: string; readonly type: string }[];
  const type = columns.find((column) => column.name === name)?.type.toUpperCase() ?? '';
  const [path, old] = [`$."${name}"`, `$."${name}_old"`];
  db.prepare(
    `update or ignore "${noun}" set "${name}" = json_extract(custom, ?), custom = json_remove(custom, ?)
     where json_type(custom, ?) in (${FITTING[type]})`,
  ).run(path, path, path);
  const { changes } = db
    .prepare(
      `update "${noun}" set custom = json_remove(json_set(custom, ?, json_extract(custom, ?)), ?)
       where json_type(custom, ?) is not null`,
    )
    .run(old, path, path, path);
  if (changes === 0) db.prepare('delete from field where noun = ? and name = ?').run(noun, name);
  else
    db.prepare(
      "update field set name = name || '_old', label = label || ' (old)' where noun = ? and name = ?",
    ).run(noun, name);
}
