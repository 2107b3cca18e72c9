import type { ComparedKind } from '../../domain/duplicate-score.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';

/** The name of a record, and the company of a person or the account of a deal; blank for an account. */
export interface NamePlace {
  readonly place: string;
  readonly name: string;
}

/** Records that have names at places. */
interface NamedAt {
  readonly place: Sql<string>;
  readonly name: Sql<string>;
  readonly from: Sql;
  /** So many rows of a name show that it is shared. */
  readonly least: number;
}

/** Where names are shared: between leads, between contacts, between both; each by an index of its tables. */
const SOURCES: Readonly<Record<ComparedKind, readonly NamedAt[]>> = {
  people: [
    { place: sql`company_key`, name: sql`name_key`, from: sql`lead where company_key is not null`, least: 2 },
    {
      place: sql`a.name_key`,
      name: sql`c.name_key`,
      from: sql`account a join contact c on c.account_id = a.id where true`,
      least: 2,
    },
    {
      place: sql`l.company_key`,
      name: sql`l.name_key`,
      from: sql`contact c join account a on a.id = c.account_id
        join lead l on l.name_key = c.name_key and l.company_key = a.name_key where true`,
      least: 1,
    },
  ],
  accounts: [{ place: sql`''`, name: sql`name_key`, from: sql`account where true`, least: 2 }],
  deals: [
    {
      place: sql`cast(account_id as text)`,
      name: sql`name_key`,
      from: sql`opp where account_id is not null`,
      least: 2,
    },
  ],
};

/** Some of the names that are shared, in their order. */
export interface SharedNames {
  readonly names: readonly NamePlace[];
  /** The name to go on after; null if there are no more. */
  readonly next: NamePlace | null;
}

/** About `most` of the names after `after` that several records of a kind have at one place. */
export async function sharedNames(
  engine: Engine,
  kind: ComparedKind,
  after: NamePlace | null,
  most: number,
): Promise<SharedNames> {
  const all = new Map<string, NamePlace>();
  let next: NamePlace | null = null;
  for (const { place, name, from, least } of SOURCES[kind]) {
    const follows = after === null ? sql`true` : sql`(${place}, ${name}) > (${after.place}, ${after.name})`;
    const rows = await sql<NamePlace>`select ${place} as place, ${name} as name from ${from} and ${follows}
      group by ${place}, ${name} having count(*) >= ${least} order by ${place}, ${name} limit ${most}`.all(
      engine,
    );
    for (const row of rows) all.set(`${row.place} | ${row.name}`, row);
    const last = rows.length === most ? rows.at(-1) : undefined;
    if (last && (next === null || compareNames(last, next) < 0)) next = last;
  }
  const sorted = [...all.values()].sort(compareNames);
  const end = next;
  return { names: end === null ? sorted : sorted.filter((each) => compareNames(each, end) <= 0), next };
}

/** The order of names: by place, then by name. */
export function compareNames(a: NamePlace, b: NamePlace): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
}
