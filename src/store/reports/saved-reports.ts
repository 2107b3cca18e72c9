import { notFound } from '../../domain/errors.ts';
import { type ReportDefinition, readDefinition } from '../../domain/reports/report-definition.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';

/** A report of one's own that has a name. */
export interface SavedReport {
  readonly id: number;
  readonly name: string;
  readonly definition: ReportDefinition;
  /** UTC ISO 8601. */
  readonly updatedAt: string;
}

/** All saved reports, by name. */
export async function savedReports(db: Db): Promise<SavedReport[]> {
  const rows = await sql<RowOf<'saved_report'>>`select * from saved_report order by name`.all(db);
  return rows.map(({ id, name, definition, updated_at }) => ({
    id,
    name,
    // An unreadable one can still be listed and removed, and doctor reports it.
    definition: readDefinition(definition) ?? {},
    updatedAt: updated_at,
  }));
}

/** The saved report of that name. Throws `not-found` with the nearest of these names and `others`. */
export async function savedReportNamed(
  db: Db,
  name: string,
  others: readonly string[] = [],
): Promise<SavedReport> {
  const all = await savedReports(db);
  const found = all.find((report) => report.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const [near = null] = findNearest(name, [...others, ...all.map((report) => report.name)]);
  throw notFound(`unknown report "${name}"`, { code: 'unknown-name', noun: 'report', near });
}
