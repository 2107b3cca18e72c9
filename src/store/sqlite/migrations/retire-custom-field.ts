import type Database from 'better-sqlite3';

/**
 * Renames a custom field to `<name>_old`, with its values, as a built-in field has its name now. A field without values
 * left is removed.
 */
export function retireCustomField(db: Database.Database, noun: string, name: string): void {
  const [path, old] = [`$."${name}"`, `$."${name}_old"`];
  const { changes } = db
    .prepare(
      `update "${noun}" set custom = json_remove(json_set(custom, :old, json_extract(custom, :path)), :path)
       where json_type(custom, :path) is not null`,
    )
    .run({ path, old });
  const where = 'where noun = :noun and name = :name';
  if (changes === 0) db.prepare(`delete from field ${where}`).run({ noun, name });
  else
    db.prepare(`update field set name = name || '_old', label = label || ' (old)' ${where}`).run({
      noun,
      name,
    });
}

/** Moves the amounts of a custom field into the columns of a new built-in one; other values stay in `<name>_old`. */
export function adoptMoneyField(db: Database.Database, noun: string, name: string): void {
  const path = `$."${name}"`;
  db.prepare(
    `update "${noun}" set "${name}_minor" = json_extract(custom, :path || '.minor'),
       "${name}_currency" = json_extract(custom, :path || '.currency'), custom = json_remove(custom, :path)
     where json_type(custom, :path || '.minor') = 'integer'`,
  ).run({ path });
  retireCustomField(db, noun, name);
}
