import type Database from 'better-sqlite3';

/**
 * Renames nouns of teams that have a name or plural which crm needs for itself: `quote` becomes `custom_quote`, with its
 * records, history, fields, relations, segments and reports. For the migration that adds a noun or a table, before it does.
 * `note` is told of each, for people. What people wrote themselves, rules and formulas, keeps the former name.
 */
export function makeRoom(
  db: Database.Database,
  names: readonly string[],
  note: (text: string) => void,
): void {
  const nouns = () => db.prepare<[], NounRow>('select id, name, plural, relates from noun order by id').all();
  for (const { id, name, plural } of nouns()) {
    const [isTaken, isPluralTaken] = [names.includes(name), names.includes(plural)];
    if (!isTaken && !isPluralTaken) continue;
    const used = new Set([...names, ...nouns().flatMap((noun) => [noun.name, noun.plural])]);
    const [newName, newPlural] = [
      isTaken ? free(name, used) : name,
      isPluralTaken ? free(plural, used) : plural,
    ];
    db.prepare('update noun set name = ?, plural = ? where id = ?').run(newName, newPlural, id);
    if (isTaken) renameTables(db, name, newName, nouns());
    note(
      isTaken
        ? `crm has a noun "${name}" of its own now: yours is called "${newName}" from here on: crm ${newName} list`
        : `crm has "${plural}" of its own now: several of your noun "${name}" are called "${newPlural}" from here on`,
    );
  }
}

interface NounRow {
  readonly id: number;
  readonly name: string;
  readonly plural: string;
  /** JSON list of nouns. */
  readonly relates: string;
}

function free(name: string, used: ReadonlySet<string>): string {
  const better = `custom_${name}`;
  for (let n = 1; ; n++) {
    const tried = n === 1 ? better : `${better}_${n}`;
    if (!used.has(tried)) return tried;
  }
}

function renameTables(db: Database.Database, from: string, to: string, nouns: readonly NounRow[]): void {
  db.exec(`
    alter table "${from}" rename to "${to}";
    alter table "${from}_tagging" rename to "${to}_tagging";
    alter table "${to}_tagging" rename column "${from}_id" to "${to}_id";`);
  const renamed = new Map([
    [from, to],
    [`${from}_tagging`, `${to}_tagging`],
  ]);
  for (const [table, name] of renamed) {
    db.prepare('update change_row set tbl = ? where tbl = ?').run(name, table);
  }
  renameKey(db, `${to}_tagging`, `${from}_id`, `${to}_id`);
  const relating = db.prepare<[string, string], { name: string }>(
    'select name from pragma_table_info(?) where name = ?',
  );
  for (const table of ['doc', 'former'])
    if (relating.get(table, `${from}_id`)) {
      db.exec(`alter table "${table}" rename column "${from}_id" to "${to}_id"`);
      renameKey(db, table, `${from}_id`, `${to}_id`);
    }
  for (const { id, name, relates } of nouns) {
    const related = JSON.parse(relates) as string[];
    if (!related.includes(from)) continue;
    db.exec(`alter table "${name}" rename column "${from}_id" to "${to}_id"`);
    renameKey(db, name, `${from}_id`, `${to}_id`);
    const now = JSON.stringify(related.map((each) => (each === from ? to : each)));
    db.prepare('update noun set relates = ? where id = ?').run(now, id);
  }
  for (const [table, column] of [
    ['field', 'noun'],
    ['field', 'target'],
    ['segment', 'noun'],
    ['import_map', 'noun'],
    ['search_block', 'noun'],
  ])
    db.prepare(`update ${table} set ${column} = ? where ${column} = ?`).run(to, from);
  db.prepare(
    `update saved_report set definition = json_set(definition, '$.on', ?)
     where json_extract(definition, '$.on') = ?`,
  ).run(to, from);
  renameIndexes(db, from, to);
}

/** Renames a column in what the history has of a table. */
function renameKey(db: Database.Database, table: string, from: string, to: string): void {
  for (const side of ['before', 'after'])
    db.prepare(
      `update change_row set "${side}" =
         json_remove(json_set("${side}", :to, json_extract("${side}", :from)), :from)
       where tbl = :table and json_type("${side}", :from) is not null`,
    ).run({ table, from: `$."${from}"`, to: `$."${to}"` });
}

/** SQLite has no statement to rename an index. */
function renameIndexes(db: Database.Database, from: string, to: string): void {
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and (name like 'noun %' or name like 'custom %')",
    )
    .all();
  for (const { name, sql } of indexes) {
    // `noun <noun> name`, `noun <noun> of <other noun>`, `custom <noun> <field>`.
    const [kind = '', noun = '', ...rest] = name.split(' ');
    const others = rest[0] === 'of' ? ['of', rest[1] === from ? to : rest[1]] : rest;
    const renamed = [kind, noun === from ? to : noun, ...others].join(' ');
    if (renamed === name) continue;
    db.exec(`drop index "${name}"; ${sql.replace(`"${name}"`, `"${renamed}"`)};`);
  }
}
