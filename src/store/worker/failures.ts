import { type Db, sql } from '../sql.ts';

/** Work of `crm run` or of a rule that went wrong and that nobody has put right yet. */
export interface FailedWork {
  /** `rule 3`. */
  readonly what: string;
  /** Why it went wrong. */
  readonly problem: string;
  /** When it went wrong last, UTC ISO 8601. */
  readonly at: string;
  /** The command that says more. */
  readonly wayOut: string;
}

/** What went wrong, the latest first, at most `limit`. */
export async function failedWork(db: Db, limit: number): Promise<FailedWork[]> {
  const rules = await sql<{ id: number; problem: string; at: string }>`
    select rule.id, rule_run.problem, rule_run.at from rule join rule_run on rule_run.rule_id = rule.id
    where rule.enabled = 1 and rule_run.problem is not null and rule_run.at >= rule.updated_at
      and not exists (select 1 from rule_run later where later.rule_id = rule.id and later.id > rule_run.id)
    order by rule_run.at desc limit ${limit}`.all(db);
  return rules.map(({ id, ...run }) => ({ what: `rule ${id}`, wayOut: `crm rule show ${id}`, ...run }));
}
