import type { CaseStatusKind } from '../../domain/case-status.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { logActivity } from '../../store/activities/activity.ts';
import { caseStatusOfKind } from '../../store/cases.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';

/** An answer to the customers of cases. */
export interface CaseReply {
  readonly cases: readonly NamedRecord[];
  readonly body: string;
  /** Null for the number and subject of the case. */
  readonly subject: string | null;
  /** When it was given, UTC ISO 8601. */
  readonly at: string;
  /** What the case is from then on; null for what it was. */
  readonly after: Extract<CaseStatusKind, 'waiting' | 'solved'> | null;
}

/** The subject of messages about a case, by which answers find it: `[case 12] Meter broken`. */
export function messageSubject({ id, title }: Pick<NamedRecord, 'id' | 'title'>): string {
  return `[case ${id}] ${title}`;
}

/** Puts an answer on the timelines of cases: the first one is their first response. */
export async function replyToCases(
  deps: Deps,
  { cases, after, subject, ...reply }: CaseReply,
): Promise<void> {
  await deps.store.change(
    (tx) =>
      forEachRecord(deps, tx, cases, async (each) => {
        const message = { ...reply, subject: subject ?? messageSubject(each) };
        const none = { duration: null, outcome: null, next: null };
        await logActivity(
          tx,
          { type: 'email', direction: 'out', with: each, ...message, ...none },
          null,
          deps,
        );
        if (after !== null)
          await updateRecord(tx, 'case', each.id, { status: await caseStatusOfKind(tx, after) }, deps);
      }),
    () => `answered ${describeRecords(CASE, cases)}`,
  );
}
