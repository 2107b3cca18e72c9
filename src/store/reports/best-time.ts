import { makeDialZones } from '../../domain/calling/dial-zones.ts';
import { localOffset, type OffsetSpan, offsetSpans, zoneOffset } from '../../domain/dates/offsets.ts';
import { WeekGrid, weekHourOf } from '../../domain/week-grid.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { type DialSelection, dialledIn, IS_CONNECT, isSelected, type Period } from './dials.ts';

/** When dials were answered, in the called party's zone. */
export interface BestTime {
  readonly grid: WeekGrid;
  /** Dials to an unknown zone; they count in the user's own. */
  readonly unplaced: number;
}

/** Enough digits of a number for its zone. */
const PREFIX_CHARS = 8;

/**
 * Counts dials and answers by weekday and hour of the called party: in the zone of the record, else of its first
 * working number, else of the user. The database counts by zone and quarter of an hour, the largest unit that is
 * never split by a zone; only these are converted to local time.
 */
export async function bestTime(engine: Engine, selection: DialSelection): Promise<BestTime> {
  const clocks = new Clocks(selection);
  const grid = new WeekGrid();
  let unplaced = 0;
  for await (const row of engine.iterate(query(selection))) {
    const trials = row.dials;
    const { spans, known } = clocks.of(row.place);
    if (!known) unplaced += trials;
    grid.add(weekHourOf(momentOf(row.quarter), spans), {
      successes: row.connects,
      trials,
    });
  }
  return { grid, unplaced };
}

/** Sorts dials by lead first: leads in random order would be read from all over the file. */
function query(selection: DialSelection) {
  const prefix = (noun: string) => sql`
    (select substr(e164, 1, ${PREFIX_CHARS}) from phone where ${sql.ref(`phone.${noun}_id`)} = ${sql.ref(`${noun}.id`)}
      and bad = 0 and e164 is not null order by position limit 1)`;
  return sql<{ place: string; quarter: string; dials: number; connects: number }>`
    with dial as materialized (
      select call.lead_id, call.contact_id, case when ${IS_CONNECT} then 1 else 0 end as connect,
        substr(call.at, 1, 14) || (cast(substr(call.at, 15, 2) as integer) / 15) as quarter
      from activity as call where ${dialledIn(selection)} and ${isSelected(selection)}
      order by call.lead_id nulls first, call.contact_id nulls first)
    select place, quarter, count(*) as dials, sum(connect) as connects from (
      select quarter, connect, coalesce(nullif(trim(lead.timezone), ''), nullif(trim(contact.timezone), ''),
        ${prefix('lead')}, ${prefix('contact')}, '') as place
      from dial left join lead on lead.id = dial.lead_id left join contact on contact.id = dial.contact_id) as placed
    group by place, quarter`;
}

/** The first moment, in milliseconds, of `2026-03-12T10:3`: the last quarter of the hour. */
function momentOf(quarter: string): number {
  const part = (from: number, to: number) => Number(quarter.slice(from, to));
  return Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 15) * 15);
}

/** The clock offsets during a period, by zone, by number prefix, or unknown. */
class Clocks {
  readonly #from: number;
  readonly #to: number;
  readonly #dialZone = makeDialZones();
  readonly #own: readonly OffsetSpan[];
  readonly #known = new Map<string, readonly OffsetSpan[] | null>();

  constructor({ since, until }: Period) {
    this.#from = Date.parse(since);
    this.#to = Date.parse(until);
    this.#own = offsetSpans(localOffset, this.#from, this.#to);
  }

  of(place: string): { readonly spans: readonly OffsetSpan[]; readonly known: boolean } {
    let spans = this.#known.get(place);
    if (spans === undefined) {
      spans = this.#spansOf(place);
      this.#known.set(place, spans);
    }
    return { spans: spans ?? this.#own, known: spans !== null };
  }

  #spansOf(place: string): readonly OffsetSpan[] | null {
    const zone = place.startsWith('+') ? this.#dialZone(place) : place;
    const offset = zone ? zoneOffset(zone) : null;
    return offset && offsetSpans(offset, this.#from, this.#to);
  }
}
