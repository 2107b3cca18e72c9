import { notFound } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** The text of a mail, with names of fields in it. */
export interface MailTemplate {
  readonly id: number;
  readonly name: string;
  readonly subject: string;
  /** In Markdown. */
  readonly body: string;
  /** UTC ISO 8601. */
  readonly updatedAt: string;
}

/** All templates, by name. */
export async function templates(db: Db): Promise<MailTemplate[]> {
  const rows = await sql<RowOf<'template'>>`select * from template order by name`.all(db);
  return rows.map(({ id, name, subject, body, updated_at }) => ({
    id,
    name,
    subject,
    body,
    updatedAt: updated_at,
  }));
}

/** The template of that name. Throws `not-found` with the nearest. */
export async function templateNamed(db: Db, name: string): Promise<MailTemplate> {
  const all = await templates(db);
  const found = all.find((template) => template.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const [near = null] = findNearest(
    name,
    all.map((template) => template.name),
  );
  throw notFound(`unknown template "${name}"`, { code: 'unknown-name', noun: 'template', near });
}
