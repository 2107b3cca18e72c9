import { LEAD_STATUS } from '../leads.ts';
import { type Db, sql } from '../sql.ts';
import { type User, users } from '../users.ts';

/** Who of a round robin can take a record; it counts what they take. */
export class Assignees {
  readonly #users: ReadonlyMap<number, User>;
  readonly #leads: Map<number, number>;
  readonly #today: string;

  private constructor(people: ReadonlyMap<number, User>, leads: Map<number, number>, today: string) {
    this.#users = people;
    this.#leads = leads;
    this.#today = today;
  }

  /** Reads users, and how many open leads they have if the records to assign are leads. */
  static async read(
    db: Db,
    ids: readonly number[],
    { today, areLeads }: { readonly today: string; readonly areLeads: boolean },
  ): Promise<Assignees> {
    const people = new Map(
      (await users(db)).filter(({ id }) => ids.includes(id)).map((user) => [user.id, user]),
    );
    const hasLimit = areLeads && [...people.values()].some(({ maxLeads }) => maxLeads !== null);
    const rows = hasLimit
      ? await sql<{ id: number; n: number }>`
          select lead.owner_id as id, count(*) as n from lead ${LEAD_STATUS}
          where lead.owner_id ${sql.among(ids)} and lead_status.kind not in ('converted', 'disqualified')
          group by lead.owner_id`.all(db)
      : [];
    const limited = new Map(hasLimit ? ids.map((id) => [id, 0]) : []);
    for (const { id, n } of rows) limited.set(id, n);
    return new Assignees(people, limited, today);
  }

  /** Whether a user is active, not away today, and has room for another lead. */
  canTake(id: number): boolean {
    const user = this.#users.get(id);
    if (!user?.active) return false;
    const { awayFrom, awayUntil, maxLeads } = user;
    if (awayFrom !== null && awayFrom <= this.#today && (awayUntil === null || this.#today <= awayUntil))
      return false;
    return maxLeads === null || (this.#leads.get(id) ?? 0) < maxLeads;
  }

  /** Counts a lead that a user takes. */
  note(id: number): void {
    this.#leads.set(id, (this.#leads.get(id) ?? 0) + 1);
  }

  /** The names of users, for people. */
  namesOf(ids: readonly number[]): string {
    return [...new Set(ids)].map((id) => this.#users.get(id)?.name ?? `user ${id}`).join(', ');
  }
}
