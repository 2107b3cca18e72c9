import { isCrmError } from '../../domain/errors.ts';
import { parseRule } from '../../domain/rules/parse-rule.ts';
import { type Db, sql } from '../sql.ts';

/** What needs a noun beside its records. */
interface NounUse {
  /** In words: `the field client of opp`. */
  readonly what: string;
  /** Whether it is about the records of the noun alone, and goes with it. */
  readonly isOwn: boolean;
}

/** What needs a noun beside its records: custom fields, nouns that are related to it, reports, segments, saved maps, rules. */
export async function nounUses(db: Db, name: string): Promise<NounUse[]> {
  const fields = await sql<{ noun: string; name: string }>`
    select noun, name from field where noun = ${name} or target = ${name} order by id`.all(db);
  const related = [...db.nouns].filter(({ custom }) => custom?.relates.includes(name));
  const segments = await sql<{ name: string }>`select name from segment where noun = ${name} order by id`.all(
    db,
  );
  const maps = await sql<{ name: string }>`select name from import_map where noun = ${name} order by id`.all(
    db,
  );
  const reports = await reportsOn(db, name);
  const rules = await sql<{ id: number; text: string }>`select id, text from rule order by id`.all(db);
  return [
    ...fields.map((field) => ({
      what: `the field ${field.name} of ${field.noun}`,
      isOwn: field.noun === name,
    })),
    ...related.map(({ noun }) => ({ what: `the noun ${noun}`, isOwn: false })),
    ...reports.map((report) => ({ what: `the report "${report.name}"`, isOwn: true })),
    ...segments.map((segment) => ({ what: `the segment "${segment.name}"`, isOwn: true })),
    ...maps.map((map) => ({ what: `the map "${map.name}"`, isOwn: true })),
    ...rules
      .filter(({ text }) => nounOfRule(text) === name)
      .map(({ id }) => ({ what: `rule ${id}`, isOwn: false })),
  ];
}

/** The saved reports about the records of a noun. */
export function reportsOn(db: Db, name: string): Promise<{ id: number; name: string }[]> {
  const on = sql`${(dialect) => dialect.jsonValue(sql.ref('definition'), '$."on"')}`;
  return sql<{ id: number; name: string }>`
    select id, name from saved_report where ${on} = ${name} order by id`.all(db);
}

/** The noun of the records that a rule is for; null for a text that is no rule. */
function nounOfRule(text: string): string | null {
  try {
    const { trigger } = parseRule(text);
    return trigger.type === 'event' ? (trigger.event.split('.', 1)[0] ?? null) : trigger.noun;
  } catch (error) {
    if (isCrmError(error)) return null;
    throw error;
  }
}
