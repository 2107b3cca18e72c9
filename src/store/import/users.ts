import type { Row } from '../../domain/field.ts';
import type { RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';

/** What became of a user of another program. */
type UserOutcome = 'made' | 'changed' | 'unchanged';

/**
 * Takes in the users of another program: who is here by e-mail or by name gets what is blank, anybody else is made.
 * Their ids there are kept for as long as the import lasts.
 */
export class UserImport {
  readonly #tx: Tx;
  readonly #ids = new Map<string, number>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** Numbers of users by their ids in the other program. */
  get ids(): ReadonlyMap<string, number> {
    return this.#ids;
  }

  /** Takes one: `full_name`, else `first_name` and `last_name`, else `name`, `email`, `active`, `external_id`. Null without a name or an e-mail. */
  async take(row: Row): Promise<UserOutcome | null> {
    const parts = [text(row.first_name), text(row.last_name)].filter((part) => part !== null).join(' ');
    const email = text(row.email);
    const name = text(row.full_name) ?? (parts || (text(row.name) ?? email));
    if (name === null) return null;
    const before = await this.#find(name, email);
    const id = before ? (before.id as number) : await this.#make(name, email, row.active !== false);
    const externalId = text(row.external_id);
    if (externalId !== null) this.#ids.set(externalId, id);
    if (!before) return 'made';
    const blanks = { ...(before.email === null && email !== null ? { email } : {}) };
    return (await this.#tx.update('user', id, blanks)) ? 'changed' : 'unchanged';
  }

  #make(name: string, email: string | null, active: boolean): Promise<number> {
    return this.#tx.insert('user', { name, email, active: active ? 1 : 0 });
  }

  async #find(name: string, email: string | null): Promise<RawRow | undefined> {
    const select = 'select id, email from user where';
    const lookups: [sql: string, value: string | null][] = [
      [`${select} email = ? collate nocase`, email],
      [`${select} name = ? collate nocase`, name],
      [`${select} full_name = ? collate nocase`, name],
    ];
    for (const [sql, value] of lookups) {
      const [found, another] = value === null ? [] : await this.#tx.all(sql, [value]);
      if (found && !another) return found;
    }
    return undefined;
  }
}

function text(value: Row[string] | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
