import { isWithinWeek, readWeekHours, type WeekHours } from '../../domain/calendar/week-hours.ts';
import { toLocalDate, weekdayOf } from '../../domain/dates/calendar.ts';
import { localOffset, zoneOffset } from '../../domain/dates/offsets.ts';
import { MINUTE_MS } from '../../domain/time-units.ts';
import { LEAD_STATUS } from '../leads.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { type User, users } from '../users.ts';

const MINUTES_PER_DAY = 24 * 60;

/** Who can take a record; it counts what they take. */
export class Assignees {
  readonly #users: ReadonlyMap<number, User>;
  readonly #leads: Map<number, number>;
  readonly #today: string;
  /** Who is at work now. */
  readonly #atWork: ReadonlySet<number>;

  private constructor(people: ReadonlyMap<number, User>, leads: Map<number, number>, now: string) {
    this.#users = people;
    this.#leads = leads;
    this.#today = toLocalDate(now);
    this.#atWork = new Set([...people.values()].filter((user) => isAtWork(user, now)).map(({ id }) => id));
  }

  /** Reads users, and how many open leads those of a round robin have if the records to assign are leads. */
  static async read(tx: Tx, order: readonly number[], areLeads: boolean): Promise<Assignees> {
    const people = new Map((await users(tx)).map((user) => [user.id, user]));
    const limited = areLeads && order.some((id) => people.get(id)?.maxLeads != null);
    const rows = limited
      ? await sql<{ id: number; n: number }>`
          select lead.owner_id as id, count(*) as n from lead ${LEAD_STATUS}
          where lead.owner_id ${sql.among(order)} and lead_status.kind not in ('converted', 'disqualified')
          group by lead.owner_id`.all(tx)
      : [];
    return new Assignees(people, new Map(rows.map(({ id, n }) => [id, n])), tx.now);
  }

  /** Whether a user is a person, active and not away today. */
  isThere(id: number): boolean {
    const user = this.#users.get(id);
    if (!user?.active || user.isQueue) return false;
    const { awayFrom, awayUntil } = user;
    return awayFrom === null || this.#today < awayFrom || (awayUntil !== null && awayUntil < this.#today);
  }

  /**
   * How many turns go by until somebody can take a record: is there, has room for another lead, and works now if any of
   * them does. Null if nobody can.
   */
  turnsUntilFree(order: readonly number[], turn: number): number | null {
    let first: number | null = null;
    for (let at = 0; at < order.length; at++) {
      const id = order[(turn + at) % order.length] as number;
      if (!this.isThere(id) || !this.#hasRoom(id)) continue;
      if (this.#atWork.has(id)) return at;
      first ??= at;
    }
    return first;
  }

  /** Counts a lead that a user takes. */
  note(id: number): void {
    this.#leads.set(id, (this.#leads.get(id) ?? 0) + 1);
  }

  /** The names of users, for people. */
  namesOf(ids: readonly number[]): string {
    return [...new Set(ids)].map((id) => this.#users.get(id)?.name ?? `user ${id}`).join(', ');
  }

  #hasRoom(id: number): boolean {
    const most = this.#users.get(id)?.maxLeads ?? null;
    return most === null || (this.#leads.get(id) ?? 0) < most;
  }
}

/** Whether it is in the working hours of a user, who without any always works. */
function isAtWork({ hours, zone }: User, now: string): boolean {
  const week = hours === null ? null : weekHours(hours);
  if (week === null) return true;
  const ms = Date.parse(now);
  const offset = ((zone !== null && zoneOffset(zone)) || localOffset)(ms);
  const wall = ms + offset * MINUTE_MS;
  const minutes = Math.floor(wall / MINUTE_MS) % MINUTES_PER_DAY;
  return isWithinWeek(week, weekdayOf(new Date(wall).toISOString().slice(0, 10)), minutes);
}

/** Hours of the database; null for what nobody can read, as after damage. */
function weekHours(text: string): WeekHours | null {
  try {
    return readWeekHours(text);
  } catch {
    return null;
  }
}
