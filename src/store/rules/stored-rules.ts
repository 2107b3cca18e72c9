import { isoTime } from '../../domain/dates.ts';
import { notFound } from '../../domain/errors.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A rule of the team as it was typed. */
export interface StoredRule {
  readonly id: number;
  readonly text: string;
  readonly isEnabled: boolean;
  /** UTC ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a rule did in one change. */
export interface RuleRun {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly ruleId: number;
  readonly records: number;
  /** References to the first of them. */
  readonly first: readonly string[];
  /** Why it did nothing. */
  readonly problem: string | null;
}

/** Runs that are kept. */
const RUNS_KEPT = 10_000;

/** Whether any rule is enabled. */
export async function hasRules(db: Db): Promise<boolean> {
  return (await sql<{ id: number }>`select id from rule where enabled = 1 limit 1`.first(db)) !== undefined;
}

/** All rules, in the order in which they are applied. */
export async function storedRules(db: Db): Promise<StoredRule[]> {
  const rows = await sql<RowOf<'rule'>>`select * from rule order by position, id`.all(db);
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    isEnabled: row.enabled === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

/** The place after the last rule. */
export async function nextPosition(db: Db): Promise<number> {
  const { last } = await sql<{ last: number | null }>`select max(position) as last from rule`.one(db);
  return (last ?? 0) + 1;
}

/** The rule of that number. Throws `not-found`. */
export async function ruleNumbered(db: Db, text: string): Promise<StoredRule> {
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  const found = (await storedRules(db)).find(({ id }) => String(id) === number);
  if (!found) throw notFound(`no rule ${text}`, { code: 'unknown-name', noun: 'rule', near: null });
  return found;
}

/** The next turns of the round robins of a rule, from 0; they do not go back with an undo. */
export async function nextTurn(db: Db, ruleId: number): Promise<number> {
  const row = await sql<{ turn: number }>`select turn from rule_turn where rule_id = ${ruleId}`.first(db);
  return row?.turn ?? 0;
}

/** Notes whose turn is next. */
export async function keepTurn(tx: Tx, ruleId: number, turn: number): Promise<void> {
  await tx.executeUnjournaled(sql`
    insert into rule_turn (rule_id, turn) values (${ruleId}, ${turn})
    on conflict (rule_id) do update set turn = excluded.turn`);
}

/** Notes what a rule did in a change. */
export async function noteRun(
  tx: Tx,
  { ruleId, records, first, problem }: Omit<RuleRun, 'at'>,
): Promise<void> {
  const at = isoTime(Date.parse(tx.now));
  await tx.executeUnjournaled(sql`
    insert into rule_run (rule_id, at, records, first_refs, problem)
    values (${ruleId}, ${at}, ${records}, ${JSON.stringify(first)}, ${problem})`);
  await tx.executeUnjournaled(sql`
    delete from rule_run where id <= (select max(id) from rule_run) - ${RUNS_KEPT}`);
}

/** What rules did, the latest first. */
export async function ruleRuns(
  db: Db,
  {
    ruleId,
    hasFailed,
    limit,
  }: { readonly ruleId?: number | undefined; readonly hasFailed: boolean; readonly limit: number },
): Promise<RuleRun[]> {
  const conditions = [sql`true`];
  if (ruleId !== undefined) conditions.push(sql`rule_id = ${ruleId}`);
  if (hasFailed) conditions.push(sql`problem is not null`);
  const rows = await sql<RowOf<'rule_run'>>`
    select * from rule_run where ${sql.join(conditions, ' and ')} order by id desc limit ${limit}`.all(db);
  return rows.map((row) => ({
    at: row.at,
    ruleId: row.rule_id,
    records: row.records,
    first: JSON.parse(row.first_refs) as string[],
    problem: row.problem,
  }));
}
