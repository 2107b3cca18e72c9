import type { CaseStatusKind } from '../domain/case-status.ts';
import type { RuleFacts } from '../nouns/shared/rules.ts';
import { type Db, sql } from './sql.ts';

/** A case status; the list is the team's data. */
interface CaseStatus {
  readonly name: string;
  readonly kind: CaseStatusKind;
}

/** The case statuses, in order. */
export async function caseStatuses(db: Db): Promise<CaseStatus[]> {
  return sql<CaseStatus>`
    select name, kind from picklist_value where list = 'case-status' and alias_of is null order by position, id`.all(
    db,
  );
}

/** What the status of a case means; null for one that is gone. */
export async function caseStatusKind(db: Db, id: number): Promise<CaseStatusKind | null> {
  const row = await sql<{ kind: CaseStatusKind }>`
    select value.kind from "case" join picklist_value value on value.list = 'case-status' and value.name = "case".status
    where "case".id = ${id}`.first(db);
  return row?.kind ?? null;
}

/** The first status of a kind, as set by commands such as `case solve`. */
export async function caseStatusOfKind(db: Db, kind: CaseStatusKind): Promise<string> {
  return (await caseStatuses(db)).find((status) => status.kind === kind)?.name ?? kind;
}

/** The case that continues another and is not over; null if there is none. */
export async function openFollowUp(db: Db, id: number): Promise<number | null> {
  const row = await sql<{ id: number }>`
    select id from "case" where follows_id = ${id} and solved_at is null order by id limit 1`.first(db);
  return row?.id ?? null;
}

/** The last case that continues another; null if there is none. */
export async function latestFollowUp(db: Db, id: number): Promise<number | null> {
  const row = await sql<{ id: number }>`
    select id from "case" where follows_id = ${id} and id > ${id} order by id desc limit 1`.first(db);
  return row?.id ?? null;
}

/** What the rules of cases ask of the statuses. */
export function caseStatusFacts(
  statuses: readonly CaseStatus[],
): Pick<RuleFacts, 'caseStatusKind' | 'newCaseStatus'> {
  return {
    caseStatusKind: (name) =>
      statuses.find((status) => status.name.toLowerCase() === name.toLowerCase())?.kind,
    newCaseStatus: statuses.find(({ kind }) => kind === 'open')?.name ?? 'open',
  };
}
