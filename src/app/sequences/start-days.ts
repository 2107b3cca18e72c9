import { isoTime, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { type PersonStart, startsFrom } from '../../store/sequences/runs.ts';
import { startsPerDay } from '../../store/sequences/sequences.ts';
import type { Db } from '../../store/sql.ts';

/** Somebody who begins a sequence. */
interface Beginner {
  readonly id: number;
  readonly sequenceId: number;
}

/** The days of those who begin a sequence. */
interface Starts {
  readonly perDay: number | null;
  /** By the number of the run. */
  readonly people: Map<number, PersonStart>;
  readonly counts: Map<string, number>;
}

/** The days on which people begin sequences, by the user's own calendar, as the database has them; one for each change. */
export class StartDays {
  readonly #since: string;
  readonly #known = new Map<number, Starts>();

  constructor(now: number) {
    this.#since = startOfDay(toLocalDate(now));
  }

  /** Whether somebody may be planned to begin at a moment, beside the others of that day. */
  async hasRoom(db: Db, run: Beginner, moment: number): Promise<boolean> {
    const { perDay, people, counts } = await this.#of(db, run);
    if (perDay === null) return true;
    const day = toLocalDate(moment);
    const own = people.get(run.id);
    const isOwn = own !== undefined && toLocalDate(own.startsAt) === day;
    return (counts.get(day) ?? 0) - (isOwn ? 1 : 0) < perDay;
  }

  /** How many others have begun on the day of a moment, if these are as many as may; null if not. */
  async full(db: Db, run: Beginner, moment: number): Promise<number | null> {
    const { perDay, people } = await this.#of(db, run);
    if (perDay === null) return null;
    const day = toLocalDate(moment);
    let begun = 0;
    for (const [id, { startsAt, hasBegun }] of people)
      if (id !== run.id && hasBegun && toLocalDate(startsAt) === day) begun++;
    return begun < perDay ? null : begun;
  }

  /** Plans somebody for a moment. */
  async take(db: Db, run: Beginner, moment: number): Promise<void> {
    const { people, counts } = await this.#of(db, run);
    const own = people.get(run.id);
    if (own) count(counts, own.startsAt, -1);
    const start = { startsAt: isoTime(moment), hasBegun: false };
    people.set(run.id, start);
    count(counts, start.startsAt, 1);
  }

  async #of(db: Db, { sequenceId }: Beginner): Promise<Starts> {
    let known = this.#known.get(sequenceId);
    if (!known) {
      const people = await startsFrom(db, sequenceId, this.#since);
      known = { perDay: await startsPerDay(db, sequenceId), people, counts: new Map() };
      for (const { startsAt } of people.values()) count(known.counts, startsAt, 1);
      this.#known.set(sequenceId, known);
    }
    return known;
  }
}

function count(counts: Map<string, number>, moment: string, by: number): void {
  const day = toLocalDate(moment);
  counts.set(day, (counts.get(day) ?? 0) + by);
}
