import type { Bound, Db } from './engine.ts';

/** Something with a place in a query: a fragment, or a value to bind. */
type Part = Sql | Bound;

/** A fragment of SQL with the values bound in it. `T` is the row it reads, or the value it stands for. */
export class Sql<T = unknown> {
  readonly text: string;
  readonly params: readonly Bound[];

  constructor(text: string, params: readonly Bound[]) {
    this.text = text;
    this.params = params;
  }

  /** Its rows, when it is a query. */
  async all(db: Db): Promise<T[]> {
    return (await db.all(this.text, this.params)) as T[];
  }

  /** Its first row, when it is a query. */
  async first(db: Db): Promise<T | undefined> {
    return (await this.all(db))[0];
  }
}

/**
 * A query as text, for what every command reads: Kysely's builder, which everything else goes through, takes longer
 * to load than these queries take to run. Fragments are spliced in, everything else is bound.
 */
export function sql<T = unknown>(texts: TemplateStringsArray, ...parts: readonly Part[]): Sql<T> {
  let text = texts[0] as string;
  const params: Bound[] = [];
  for (const [index, part] of parts.entries()) {
    if (part instanceof Sql) {
      text += part.text;
      params.push(...part.params);
    } else {
      text += '?';
      params.push(part);
    }
    text += texts[index + 1];
  }
  return new Sql<T>(text, params);
}

/** Text of our own as it is; never a user's. */
sql.raw = <T = unknown>(text: string): Sql<T> => new Sql<T>(text, []);

/** A name, quoted: `lead.id` is a column of a table. */
sql.ref = <T = unknown>(name: string): Sql<T> => new Sql<T>(name.split('.').map(sqlIdentifier).join('.'), []);

/** A number of our own as it is, where the planner has to see it. */
sql.lit = (number: number): Sql<number> => new Sql(String(number), []);

/** The fragments one after the other, with commas between them unless told. */
sql.join = <T = unknown>(parts: readonly Part[], separator: Sql = COMMA): Sql<T> => {
  const fragments = parts.map((part) => (part instanceof Sql ? part : sql`${part}`));
  return new Sql<T>(
    fragments.map(({ text }) => text).join(separator.text),
    fragments.flatMap(({ params }) => params),
  );
};

const COMMA = new Sql(', ', []);

function sqlIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
