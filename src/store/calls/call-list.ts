import type { Whereabouts } from '../../domain/calendar/place.ts';
import { makePlaceFinder } from '../../domain/calendar/place-finder.ts';
import { makeZoneClock } from '../../domain/calling/zone-clock.ts';
import type { Field, PersonNoun, Row } from '../../domain/field.ts';
import { dialText } from '../../domain/phones/phone.ts';
import type { Engine } from '../engine.ts';
import { leadStatuses } from '../leads.ts';
import type { RecordQuery } from '../record-select.ts';
import { records } from '../records.ts';
import { sql } from '../sql.ts';
import type { Store } from '../store.ts';

/** A person who may be called. */
export interface Callee {
  readonly id: number;
  /** The number to dial: `+14155550128`, `+14155550128x208`. */
  readonly phone: string;
  readonly name: string | null;
  readonly company: string | null;
  /** IANA name; null if unknown. */
  readonly zone: string | null;
  readonly campaign: string | null;
}

/** Number of people left out, by reason. */
export interface OmittedPeople {
  /** They, or all their numbers, are on the do-not-call list. */
  doNotCall: number;
  noNumber: number;
  /** Converted or disqualified leads. */
  done: number;
}

/** The selected records and their order; `limit` and `offset` count only people who may be called. */
type CallListQuery = Pick<RecordQuery, 'where' | 'sort' | 'limit' | 'offset'>;

const FIELDS: Readonly<Record<PersonNoun, readonly string[]>> = {
  lead: ['id', 'name', 'company', 'timezone', 'country', 'region', 'campaign', 'status', 'do_not_call'],
  contact: ['id', 'name', 'account', 'timezone', 'country', 'region', 'do_not_call'],
};

/**
 * The selected people who may be called, one by one, with their first working number that is not on the do-not-call
 * list. Reads the records, not the queue: recently or often tried leads are included.
 */
export async function* callList(
  store: Store,
  noun: PersonNoun,
  { where, sort = [], limit = Number.POSITIVE_INFINITY, offset = 0 }: CallListQuery,
  left: OmittedPeople,
): AsyncGenerator<Callee> {
  const { engine } = store;
  const fields = store.db.nouns.get(noun).fields.filter(({ name }) => FIELDS[noun].includes(name)) as Field[];
  const done = await doneStatuses(store);
  const places = makePlaceFinder(makeZoneClock());
  let found = 0;
  for await (const row of records(engine, { noun, fields, where, sort })) {
    if (found >= offset + limit) return;
    const number = await dialled(engine, noun, row, done, left);
    if (number === null || found++ < offset) continue;
    const { timezone, country, region } = row as unknown as Whereabouts;
    const whereabouts = { timezone, country, region, phone: number.e164 };
    await places.prepare([whereabouts]);
    yield {
      id: row.id as number,
      phone: dialText(number.e164, number.extension),
      name: row.name as string | null,
      company: (noun === 'lead' ? row.company : row.account) as string | null,
      zone: places.placeOf(whereabouts).zone || null,
      campaign: (row.campaign as string | null | undefined) ?? null,
    };
  }
}

interface DialledNumber {
  readonly e164: string;
  readonly extension: string | null;
}

/** The number to dial; null, which is counted, if there is none. */
async function dialled(
  engine: Engine,
  noun: PersonNoun,
  row: Row,
  done: ReadonlySet<string>,
  left: OmittedPeople,
): Promise<DialledNumber | null> {
  if (typeof row.status === 'string' && done.has(row.status.toLowerCase())) left.done++;
  else if (row.do_not_call === true) left.doNotCall++;
  else {
    const numbers = await sql<{ e164: string; extension: string | null; blocked: number }>`
      select e164, extension, exists (select 1 from suppression where suppression.e164 = phone.e164) as blocked
      from phone where ${sql.ref(`${noun}_id`)} = ${row.id as number} and e164 is not null and bad = 0
      order by position`.all(engine);
    const free = numbers.find(({ blocked }) => blocked === 0);
    if (free) return free;
    if (numbers.length > 0) left.doNotCall++;
    else left.noNumber++;
  }
  return null;
}

async function doneStatuses({ db }: Store): Promise<ReadonlySet<string>> {
  const statuses = await leadStatuses(db);
  return new Set(
    statuses
      .filter(({ kind }) => kind === 'converted' || kind === 'disqualified')
      .map(({ name }) => name.toLowerCase()),
  );
}
