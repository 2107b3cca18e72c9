/**
 * How a field of a noun is read from the tables: constant SQL over the noun's own table and joins. Plain text,
 * because every command reads these and few need more than some of them. It never contains user input.
 */
export interface ColumnText {
  /** The value in lists and exports; with `rows`, that of one element of a list. */
  readonly value: string;
  /** For a list: where its elements are from, in order. */
  readonly rows?: string;
  /** The sort expression, if it differs from the value. */
  readonly sort?: string;
  /** For a money field: its currency. */
  readonly currency?: string;
  /** For a field with several values: their rows and the column. */
  readonly several?: {
    readonly from: string;
    readonly column: string;
    /** Another column for a search by digits: the E.164 form of a phone. */
    readonly digits?: string;
    /** For phones: the column of the extension. */
    readonly extension?: string;
    /** For a list of links: the target of each row. */
    readonly points?: Target<string>;
  };
  /** For a relation: the column of the number, and the table of its name. */
  readonly points?: Target<string>;
}

/** The target of a relation: the column of its number, and its table. `S` is the form of the column. */
export interface Target<S> {
  readonly id: S;
  readonly table: string;
  /** The column with the names there; default: `name`. */
  readonly name?: string;
}

/** The tables a noun is read from, and its columns by field name. */
export interface NounColumns {
  readonly from: string;
  /**
   * Where `from` joins a row to each record: the name of that row, the table of the noun alone, and the join that reads it
   * for each. Where few rows are joined to many records, `shared` is the column of the noun that names the row, and
   * `withShared` what an index has that begins with it.
   */
  readonly joined?: {
    readonly name: string;
    readonly to: string;
    readonly join: string;
    readonly shared?: string;
    readonly withShared?: readonly string[];
  };
  readonly columns: Readonly<Record<string, ColumnText>>;
  /** Fields with a sorted index. */
  readonly sortIndexes: readonly string[];
}

export const plain = (table: string, ...names: string[]): Record<string, ColumnText> =>
  Object.fromEntries(names.map((name) => [name, { value: `${table}.${name}` }]));

/** A relation: `account` reads the name, which is in the column `name` of its target, `account_id` the number. */
export const related = (
  table: string,
  field: string,
  target: string,
  name = 'name',
): Record<string, ColumnText> => {
  const id = `${table}.${field}_id`;
  return {
    [field]: {
      value: `(select t."${name}" from "${target}" t where t.id = ${id})`,
      points: { id, table: target, name },
    },
    [`${field}_id`]: { value: id },
  };
};

/** More rows than there are. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** SQL of a phone as `phoneText` writes it: `+14155550128x208`, or as typed if it was not understood. */
export const phoneTextSql = (table: string): string =>
  `coalesce(${table}.e164 || coalesce('x' || ${table}.extension, ''), ${table}.typed)`;

/** The first e-mail or phone of a record, and the others as a JSON list. */
export const addresses = (noun: string): Record<string, ColumnText> => {
  const tie = (table: string) => `${table} v where v.${noun}_id = "${noun}".id`;
  const first = (table: string, column: string) =>
    `(select ${column} from ${tie(table)} order by v.position limit 1)`;
  const further = (table: string) => `${tie(table)} and v.id <> ${first(table, 'v.id')}`;
  const others = (table: string) => `${tie(table)} order by v.position limit ${NO_LIMIT} offset 1`;
  const phone = phoneTextSql('v');
  const invalid = `${tie('phone')} and v.e164 is null`;
  const labels = (table: string, address: string) => {
    const label = `coalesce(v.kind, '') || case when v.bad = 0 then '' when v.kind is null then 'bad' else ' bad' end`;
    const own = `from ${table} where ${noun}_id = ${noun}.id`;
    return {
      value: `${label} || ': ' || ${address}`,
      rows: `${tie(table)} and (v.kind is not null or v.bad = 1) order by v.position`,
      several: {
        from: `(select kind as label ${own} and kind is not null union all select 'bad' ${own} and bad = 1) as v where true`,
        column: 'v.label',
      },
    };
  };
  const emails = { column: 'v.address' };
  const phones = { column: 'v.typed', digits: 'v.e164', extension: 'v.extension' };
  return {
    email: { value: first('email', 'v.address'), several: { from: tie('email'), ...emails } },
    other_emails: {
      value: 'v.address',
      rows: others('email'),
      several: { from: further('email'), ...emails },
    },
    email_labels: labels('email', 'v.address'),
    phone: { value: first('phone', phone), several: { from: tie('phone'), ...phones } },
    other_phones: { value: phone, rows: others('phone'), several: { from: further('phone'), ...phones } },
    phone_labels: labels('phone', phone),
    invalid_phones: {
      value: 'v.typed',
      rows: `${invalid} order by v.position`,
      several: { from: invalid, column: 'v.typed' },
    },
  };
};

/** The tags of a record, from rows `v` of the table that has them. */
export const tagsFrom = (from: string): Record<string, ColumnText> => ({
  tags: {
    value: 'v.tag',
    rows: `${from} order by v.tag`,
    several: { from, column: 'v.tag' },
  },
});

export const tags = (noun: string): Record<string, ColumnText> =>
  tagsFrom(`tagging v where v.${noun}_id = "${noun}".id`);
