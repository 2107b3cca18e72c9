import { USUAL_CALENDAR } from '../../domain/dates/fiscal.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { counted, type Evidence, evidence, groupKey, type Key } from '../reports/question.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';

/** A rule for records of a noun: `scope` says which ones it is about, all without it; `filter` which of these break it. */
export type ComplianceRule = Pick<
  RowOf<'compliance_rule'>,
  'id' | 'name' | 'noun' | 'scope' | 'filter' | 'severity'
>;

/** All rules, the most severe first. */
export function complianceRules(db: Db): Promise<ComplianceRule[]> {
  return sql<ComplianceRule>`
    select id, name, noun, scope, filter, severity from compliance_rule order by severity nulls last, id`.all(
    db,
  );
}

/** How many records of an owner a rule is about, and how many of them break it. */
export interface ComplianceCount {
  readonly owner: string | null;
  readonly checked: number;
  readonly broken: number;
}

/** What a rule is about, and what breaks it, as conditions. */
export interface ReadCompliance {
  readonly noun: NounDefinition;
  readonly scope: Condition | undefined;
  readonly broken: Condition;
}

const ANY_TIME = { from: null, to: null };

/** The records of each owner that a rule is about, and those that break it. */
export function complianceCounts(
  engine: Engine,
  rule: ReadCompliance,
  today: string,
): Promise<ComplianceCount[]> {
  const { noun, scope, broken } = rule;
  const columns = noun.columns();
  return sql<ComplianceCount>`
    select ${ownerKey(rule, today)} as owner, count(*) as checked,
      count(case when ${filterSql(broken, noun.noun, columns)} then 1 end) as broken
    from ${sql.raw(columns.from)} where ${counted(noun, { where: scope, period: ANY_TIME }, { day: sql.raw<string>(`''`) })}
    group by 1 order by broken desc nulls last, 1 nulls last`.all(engine);
}

/** The records that a rule is about, and those that break it, by owner. */
export function complianceRecords(engine: Engine, rule: ReadCompliance, today: string): Evidence {
  const { noun, scope, broken } = rule;
  const columns = noun.columns();
  const id = sql.ref(`${noun.noun}.id`);
  const rows = sql`from ${sql.raw(columns.from)} where ${counted(noun, { where: scope, period: ANY_TIME }, { day: sql.raw<string>(`''`) })}`;
  const of = sql<{ id: number; key: Key }>`select ${id} as id, ${ownerKey(rule, today)} as key ${rows}`;
  return evidence(
    engine,
    { columns: ['broken', 'share'], records: sql`${of} and ${filterSql(broken, noun.noun, columns)}` },
    { columns: ['checked'], records: of },
  );
}

function ownerKey({ noun }: ReadCompliance, today: string) {
  const field = noun.fields.find(({ name }) => name === noun.owner);
  const by = field ? ({ type: 'field', field } as const) : null;
  return groupKey(
    noun,
    { by, period: ANY_TIME, today, calendar: USUAL_CALENDAR },
    { day: sql.raw<string>(`''`) },
  );
}
