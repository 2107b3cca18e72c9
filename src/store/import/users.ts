import type { Row } from '../../domain/field.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { keepExternalId } from '../users.ts';

type KnownUser = Pick<RowOf<'user'>, 'id' | 'email'>;

/** The result of importing a user. */
type UserOutcome = 'created' | 'changed' | 'unchanged';

/**
 * Imports the users of other programs: for an existing user (by id, e-mail or name) fills blanks, otherwise creates
 * one. Stores their external ids.
 */
export class UserImport {
  readonly #tx: Tx;
  readonly #ids = new Map<string, number>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** Ids of users by their external ids. */
  get ids(): ReadonlyMap<string, number> {
    return this.#ids;
  }

  /**
   * Imports a user: `full_name`, else `first_name` and `last_name`, else `name`, `email`, `active`, `external_id`.
   * Null without a name or an e-mail.
   */
  async take(row: Row, source: string): Promise<UserOutcome | null> {
    const parts = [text(row.first_name), text(row.last_name)].filter((part) => part !== null).join(' ');
    const email = text(row.email);
    const name = text(row.full_name) ?? (parts || (text(row.name) ?? email));
    if (name === null) return null;
    const externalId = text(row.external_id);
    const before = (await this.#known(source, externalId)) ?? (await this.#find(name, email));
    const id = before ? before.id : await this.#make(name, email, row.active !== false);
    let changed = false;
    if (externalId !== null) {
      this.#ids.set(externalId, id);
      changed = await keepExternalId(this.#tx, id, { source, external_id: externalId });
    }
    if (!before) return 'created';
    const blanks = { ...(before.email === null && email !== null ? { email } : {}) };
    if (await this.#tx.update('user', id, blanks)) changed = true;
    return changed ? 'changed' : 'unchanged';
  }

  #make(name: string, email: string | null, active: boolean): Promise<number> {
    return this.#tx.insert('user', { name, email, active: active ? 1 : 0 });
  }

  async #known(source: string, externalId: string | null): Promise<KnownUser | undefined> {
    if (externalId === null) return undefined;
    return sql<KnownUser>`
      select u.id, u.email from user_external e join "user" u on u.id = e.user_id
      where e.source = ${source} and e.external_id = ${externalId}`.first(this.#tx);
  }

  async #find(name: string, email: string | null): Promise<KnownUser | undefined> {
    const lookups = [
      [sql`email`, email],
      [sql`name`, name],
      [sql`full_name`, name],
    ] as const;
    for (const [column, value] of lookups) {
      if (value === null) continue;
      const [found, another] = await sql<KnownUser>`
        select id, email from "user" where ${(dialect) => dialect.ignoreCase(column)} = ${value}`.all(
        this.#tx,
      );
      if (found && !another) return found;
    }
    return undefined;
  }
}

function text(value: Row[string] | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
