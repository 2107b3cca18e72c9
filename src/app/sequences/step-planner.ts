import { type Calendar, makeCalendar } from '../../domain/calendar/calendar.ts';
import type { Place } from '../../domain/calendar/place.ts';
import { makePlaceFinder, type PlaceFinder } from '../../domain/calendar/place-finder.ts';
import type { ZoneClock } from '../../domain/calling/zone-clock.ts';
import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { planStep } from '../../domain/sequences/plan-step.ts';
import type { SequenceStep } from '../../domain/sequences/sequence.ts';
import { whereabouts } from '../../store/calls/whereabouts.ts';
import type { Db } from '../../store/sql.ts';
import type { Deps } from '../deps.ts';

/** People whose places are read at once. */
const PEOPLE_PER_READ = 500;

/** Says when steps can be done with people, by their clocks, weekends and holidays. */
export class StepPlanner {
  readonly clock: ZoneClock;
  readonly #calendar: Calendar = makeCalendar();
  readonly #finder: PlaceFinder;
  readonly #places = new Map<string, Place>();

  constructor({ callingTimes }: Pick<Deps, 'callingTimes'>) {
    this.clock = callingTimes.clock;
    this.#finder = makePlaceFinder(this.clock);
  }

  /** Reads where these people are, and what has to be known of their countries. */
  async prepare(db: Db, people: readonly RecordRef[]): Promise<void> {
    const unknown = people.filter((person) => !this.#places.has(refText(person)));
    for (const [noun, some] of Map.groupBy(unknown, (person) => person.noun))
      for (let at = 0; at < some.length; at += PEOPLE_PER_READ) {
        const ids = some.slice(at, at + PEOPLE_PER_READ).map(({ id }) => id);
        const found = await whereabouts(db, noun, ids);
        await this.#finder.prepare(found.values());
        for (const [id, person] of found)
          this.#places.set(refText({ noun, id }), this.#finder.placeOf(person));
      }
    await this.#calendar.load(new Set([...this.#places.values()].map(({ country }) => country)));
  }

  /** Where somebody is. */
  async placeOf(db: Db, person: RecordRef): Promise<Place> {
    await this.prepare(db, [person]);
    return this.#places.get(refText(person)) ?? { zone: '', country: '' };
  }

  /** When a step can be done with somebody, after a moment; null where its window never comes. */
  async plan(
    db: Db,
    person: RecordRef,
    step: Pick<SequenceStep, 'delayDays' | 'window'>,
    after: number,
  ): Promise<number | null> {
    const place = await this.placeOf(db, person);
    return planStep(step, after, place, { clock: this.clock, calendar: this.#calendar });
  }

  /** When the day of somebody has begun that it is at a moment. */
  async dayBegins(db: Db, person: RecordRef, moment: number): Promise<number> {
    const { zone } = await this.placeOf(db, person);
    return this.clock.moment(zone, { date: this.clock.at(zone, moment).date, minutes: 0 });
  }
}
