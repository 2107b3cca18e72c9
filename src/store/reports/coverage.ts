import type { Condition } from '../../domain/filter/ast.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { counted } from './question.ts';

/** Leads made in a period, and those of them that became deals. */
export interface LeadRate {
  readonly leads: number;
  readonly converted: number;
}

/** How many leads of a period became deals. */
export function leadRate(
  engine: Engine,
  where: Condition | undefined,
  period: ClosedPeriod,
): Promise<LeadRate> {
  return sql<LeadRate>`
    select count(*) as leads, sum(case when lead.opp_id is not null then 1 else 0 end) as converted
    from lead where ${counted(LEAD, { where, period }, { moment: sql`lead.created_at` })}`
    .one(engine)
    .then((row) => ({ leads: row.leads, converted: row.converted ?? 0 }));
}
