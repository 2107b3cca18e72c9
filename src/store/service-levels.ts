import { readWeekHours, weekHoursText } from '../domain/calendar/week-hours.ts';
import { notFound } from '../domain/errors.ts';
import { readStoredPriorities, type ServiceLevel, storedPriorities } from '../domain/service-level.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A service level of this database. */
export interface StoredServiceLevel extends ServiceLevel {
  readonly id: number;
}

/** All service levels, in the order in which a new case tries them. */
export async function serviceLevels(db: Db): Promise<StoredServiceLevel[]> {
  const rows = await sql<RowOf<'sla'>>`select * from sla order by position, id`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hours: readWeekHours(row.hours),
    zone: row.timezone,
    country: row.holidays ?? '',
    firstResponse: row.first_response,
    resolve: row.resolve,
    priorities: readStoredPriorities(row.priorities) ?? {},
    applies: row.applies,
  }));
}

/** Whether new cases may get a service level by themselves. */
export async function areLevelsApplied(db: Db): Promise<boolean> {
  const row = await sql<{ id: number }>`select id from sla where applies is not null limit 1`.first(db);
  return row !== undefined;
}

/** The service level of that name. Throws `not-found` with the nearest. */
export async function serviceLevelNamed(db: Db, name: string): Promise<StoredServiceLevel> {
  const all = await serviceLevels(db);
  const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const [near = null] = findNearest(
    name,
    all.map((each) => each.name),
  );
  throw notFound(`unknown service level "${name}"`, { code: 'unknown-name', noun: 'sla', near });
}

/** Adds a service level as the last that new cases try; returns its number. */
export async function addServiceLevel(tx: Tx, level: ServiceLevel): Promise<number> {
  const last = Math.max(
    0,
    ...(await sql<{ position: number }>`select position from sla`.all(tx)).map(positionOf),
  );
  return tx.insert('sla', { ...columnsOf(level), position: last + 1 });
}

const positionOf = ({ position }: { readonly position: number }) => position;

/** Changes a service level, and its name on the cases that have it; returns whether anything changed. */
export async function editServiceLevel(
  tx: Tx,
  before: StoredServiceLevel,
  level: ServiceLevel,
): Promise<boolean> {
  if (level.name !== before.name)
    for (const id of await casesWith(tx, before.name)) await tx.update('case', id, { sla: level.name });
  return tx.update('sla', before.id, columnsOf(level));
}

/** How many cases have a service level. */
export async function countCasesWith(db: Db, name: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*) as n from "case" where sla = ${name}`.one(db)).n;
}

async function casesWith(db: Db, name: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`select id from "case" where sla = ${name} order by id`.all(db);
  return rows.map(({ id }) => id);
}

function columnsOf(level: ServiceLevel) {
  return {
    name: level.name,
    hours: weekHoursText(level.hours),
    timezone: level.zone,
    holidays: level.country === '' ? null : level.country,
    first_response: level.firstResponse,
    resolve: level.resolve,
    priorities: storedPriorities(level.priorities),
    applies: level.applies,
  };
}
