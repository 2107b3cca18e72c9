/**
 * How a field of a noun is read from the tables: constant SQL over the noun's own table and joins. Plain text, since
 * every command reads these and few need more than some of them; no value of a user's is ever part of it.
 */
export interface ColumnText {
  /** The value, as lists and exports show it. */
  readonly value: string;
  /** What to sort by where it is not the value. */
  readonly sort?: string;
  /** For a money field: its currency. */
  readonly currency?: string;
  /** For a field of several values: the rows that hold them and the column. */
  readonly several?: {
    readonly from: string;
    readonly column: string;
    /** A further column that digits may match: the E.164 form of a phone. */
    readonly digits?: string;
    /** For a list of links: what each row points to. */
    readonly points?: Target<string>;
  };
  /** For a relation: the column with the number, and the table its name stands in. */
  readonly points?: Target<string>;
}

/** What a relation points to: the column with its number, and its table. `S` is the form the column is in. */
export interface Target<S> {
  readonly id: S;
  readonly table: string;
}

/** The tables a noun is read from, and its columns by field name. */
export interface NounColumns {
  readonly from: string;
  readonly columns: Readonly<Record<string, ColumnText>>;
  /** Fields by which an index sorts. */
  readonly sortIndexes: readonly string[];
}

export const plain = (table: string, ...names: string[]): Record<string, ColumnText> =>
  Object.fromEntries(names.map((name) => [name, { value: `${table}.${name}` }]));

/** A relation: `account` reads the name, `account_id` the number. */
export const related = (table: string, field: string, target: string): Record<string, ColumnText> => {
  const id = `${table}.${field}_id`;
  return {
    [field]: {
      value: `(select t.name from "${target}" t where t.id = ${id})`,
      points: { id, table: target },
    },
    [`${field}_id`]: { value: id },
  };
};

/** More rows than there are. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** The first of a record's e-mails or phones, and the others as a JSON list. */
export const addresses = (noun: string): Record<string, ColumnText> => {
  const tie = (table: string) => `${table} v where v.${noun}_id = ${noun}.id`;
  const first = (table: string, column: string) =>
    `(select ${column} from ${tie(table)} order by v.position limit 1)`;
  const further = (table: string) => `${tie(table)} and v.id <> ${first(table, 'v.id')}`;
  const others = (table: string, column: string) =>
    `(select json_group_array(value) from (select ${column} as value from ${tie(table)} order by v.position limit ${NO_LIMIT} offset 1) as further)`;
  const phone = 'coalesce(v.e164, v.typed)';
  const emails = { column: 'v.address' };
  const phones = { column: 'v.typed', digits: 'v.e164' };
  return {
    email: { value: first('email', 'v.address'), several: { from: tie('email'), ...emails } },
    other_emails: { value: others('email', 'v.address'), several: { from: further('email'), ...emails } },
    phone: { value: first('phone', phone), several: { from: tie('phone'), ...phones } },
    other_phones: { value: others('phone', phone), several: { from: further('phone'), ...phones } },
  };
};

export const tags = (noun: string): Record<string, ColumnText> => {
  const from = `tagging v where v.${noun}_id = ${noun}.id`;
  return {
    tags: {
      value: `(select json_group_array(tag) from (select v.tag from ${from} order by v.tag) as tagged)`,
      several: { from, column: 'v.tag' },
    },
  };
};
