import { type CustomNoun, tagTableOf } from '../../domain/custom-noun.ts';
import { canHaveDocs } from '../../nouns/doc/definition.ts';

/** The schema since which the nouns of a team have documents. */
const SCHEMA_WITH_DOCS = 65;

/** The schema since which their records can be merged. */
const SCHEMA_WITH_MERGING = 76;

/**
 * The statements that make the tables of a noun of a team, its records and their tags, and let it have documents and be
 * merged, if the schema is not an older one.
 */
export function nounTables(noun: CustomNoun, schema: number): string[] {
  const { name, title, relates } = noun;
  const tags = tagTableOf(name);
  return [
    `create table "${name}" (
  id integer primary key autoincrement,
  "${title}" text not null check (trim("${title}") <> ''),
  name_key text not null,
  owner_id integer references "user" (id),
  notes text,
  custom text not null default '{}' check (json_valid(custom)),
  external_source text not null default '',
  external_id text,
  created_at text not null,
  updated_at text not null
) strict`,
    `create index "noun ${name} name" on "${name}" (name_key)`,
    `create index "noun ${name} owner" on "${name}" (owner_id)`,
    `create unique index "noun ${name} external" on "${name}" (external_source, external_id) where external_id is not null`,
    `create table "${tags}" (
  id integer primary key autoincrement,
  tag text not null collate nocase check (trim(tag) <> ''),
  "${name}_id" integer not null references "${name}" (id)
) strict`,
    `create index "noun ${name} tag" on "${tags}" (tag)`,
    `create unique index "noun ${name} tags" on "${tags}" ("${name}_id", tag)`,
    ...relates.flatMap((to) => relationColumn(name, to)),
    ...(schema >= SCHEMA_WITH_DOCS && canHaveDocs(name) ? relationColumn('doc', name) : []),
    ...(schema >= SCHEMA_WITH_MERGING ? relationColumn('former', name) : []),
  ];
}

/** The statements that end what other tables have of a noun whose records are gone. */
export const withoutNoun = (name: string): string[] => [
  ...(canHaveDocs(name) ? withoutRelation('doc', name) : []),
  ...withoutRelation('former', name),
];

/** The statements that relate the records of a noun to those of another one. */
export function relationColumn(name: string, to: string): string[] {
  return [
    `alter table "${name}" add column "${to}_id" integer references "${to}" (id)`,
    `create index "noun ${name} of ${to}" on "${name}" ("${to}_id") where "${to}_id" is not null`,
  ];
}

/** The statements that end a relation, which no record has any longer. */
export function withoutRelation(name: string, to: string): string[] {
  return [`drop index "noun ${name} of ${to}"`, `alter table "${name}" drop column "${to}_id"`];
}

/** The tables that `nounTables` makes. */
export const tablesOf = (name: string): string[] => [name, tagTableOf(name)];

/** The definition in a stored row; null for one that no command would store. */
export function readNoun(row: StoredNoun): CustomNoun | null {
  const { name, plural, label, title } = row;
  try {
    const relates: unknown = JSON.parse(row.relates);
    const isList = Array.isArray(relates) && relates.every((each) => typeof each === 'string');
    return isList ? { name, plural, label, title, relates: relates as string[] } : null;
  } catch {
    return null;
  }
}

/** The columns of the table of nouns that define one. */
export type StoredNoun = Omit<CustomNoun, 'relates'> & { readonly relates: string };
