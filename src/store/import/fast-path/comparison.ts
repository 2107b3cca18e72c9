import { emailKey } from '../../../domain/matching.ts';
import type { Statement } from '../../engine.ts';
import type { Bound, RawRow } from '../../sql.ts';
import type { Bulk } from '../../tx.ts';
import { emailsWanted } from '../../write/addresses.ts';
import type { PhoneNumber, Values } from '../../write/values.ts';

type Read = Pick<Statement, 'get' | 'all'>;

/** What a row says of a lead, in the forms it is kept in. */
interface Said {
  readonly columns: RawRow;
  readonly values: Values;
  readonly phones: readonly PhoneNumber[];
}

/** Tells of a row whether its lead holds all it says already. */
export class FastLeadComparison {
  /** Where columns are among those read. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #lead: Read;
  readonly #email: Read;
  readonly #phone: Read;
  readonly #tag: Read;
  /** The lead that was read last. */
  #stored: readonly Bound[] = [];

  /** `columns` are those of a lead that rows and defaults may set. */
  constructor(bulk: Bulk, columns: readonly string[]) {
    this.#places = new Map(columns.map((name, at) => [name, at + 1]));
    const names = ['converted_at', ...columns].map((name) => `"${name}"`).join(', ');
    this.#lead = bulk.read(`select ${names} from lead where id = ?`);
    this.#email = bulk.read('select 1 from email where lead_id = ? and address_key = ?');
    this.#phone = bulk.read('select 1 from phone where lead_id = ? and coalesce(e164, typed) = ?');
    this.#tag = bulk.read('select 1 from tagging where lead_id = ? and tag = ?');
  }

  /** Whether a lead is not converted, has what a row says, and no blank for which there is something in `defaults`. */
  holds(id: number, { columns, values, phones }: Said, defaults: RawRow): boolean {
    this.#stored = this.#lead.get([id]) ?? [];
    if (this.#stored[0] !== null) return false;
    // The name follows from its parts.
    for (const name in columns) if (name !== 'name' && this.#of(name) !== columns[name]) return false;
    for (const name in defaults) if (defaults[name] !== null && this.#isBlank(name)) return false;
    return (
      emailsWanted([], values).every((address) => this.#email.get([id, emailKey(address)])) &&
      phones.every(({ e164, typed }) => this.#phone.get([id, e164 ?? typed])) &&
      ((values.tags ?? []) as readonly string[]).every((tag) => this.#tag.get([id, tag]))
    );
  }

  #of(name: string): Bound | undefined {
    return this.#stored[this.#places.get(name) as number];
  }

  /** A "no" is blank as well: a default may say yes. */
  #isBlank(name: string): boolean {
    const stored = this.#of(name);
    return stored === null || stored === 0;
  }
}
