import { type CaseStatusKind, CONTINUED_FOR_MS } from '../../domain/case-status.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { caseStatusKind, caseStatusOfKind, openFollowUp } from '../../store/cases.ts';
import { continueCase } from '../../store/continue-case.ts';
import type { Tx } from '../../store/tx.ts';
import { userIdOf } from '../../store/users.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';

/** What a step did to cases. */
interface CasesStep {
  /** The number of the change; null if nothing changed. */
  readonly changeId: number | null;
  /** For each case, whether it was like that already. */
  readonly unchanged: readonly boolean[];
}

/** Cases, and what to write on them. */
interface CasesInput {
  readonly cases: readonly NamedRecord[];
}

/** Solves cases, or closes or waits with them, by the first status of that meaning. */
export async function moveCases(
  deps: Deps,
  {
    cases,
    kind,
    resolution,
    also,
  }: CasesInput & {
    readonly kind: Exclude<CaseStatusKind, 'open'>;
    /** How they were solved. */
    readonly resolution?: string | undefined;
    /** What is written with it. */
    readonly also?: ((tx: Tx) => Promise<void>) | undefined;
  },
): Promise<CasesStep> {
  const act = async (tx: Tx, { id }: NamedRecord) => {
    const isThere = (await caseStatusKind(tx, id)) === kind;
    const values: Values = {
      ...(isThere ? {} : { status: await caseStatusOfKind(tx, kind) }),
      ...(resolution === undefined ? {} : { resolution }),
    };
    return updateRecord(tx, 'case', id, values, deps);
  };
  return step(deps, cases, `case ${kind}`, act, also);
}

/** Gives cases to a user (`me` is the acting one). Throws `not-found` for an unknown user. */
export async function assignCases(
  deps: Deps,
  { cases, to }: CasesInput & { readonly to: string },
): Promise<CasesStep> {
  return step(deps, cases, 'assigned', async (tx, { id }) => {
    return updateRecord(tx, 'case', id, { owner_id: await userIdOf(tx, to) }, deps);
  });
}

/** Makes cases urgent, and gives them to a user. */
export async function escalateCases(
  deps: Deps,
  { cases, to }: CasesInput & { readonly to?: string | undefined },
): Promise<CasesStep> {
  return step(deps, cases, 'escalated', async (tx, { id }) => {
    const owner = to === undefined ? {} : { owner_id: await userIdOf(tx, to) };
    return updateRecord(tx, 'case', id, { priority: 'urgent', ...owner }, deps);
  });
}

/** A case that was opened again. */
interface ReopenedCase {
  readonly id: number;
  /** The case that continues one which was solved long ago; null if that one is open again. */
  readonly newId: number | null;
  /** Whether it, or the one that continues it, was open already. */
  readonly wasOpen: boolean;
}

/** Opens cases again; one that was solved more than a week ago is continued by a new one, linked to it. */
export async function reopenCases(
  deps: Deps,
  { cases }: CasesInput,
): Promise<{ readonly changeId: number | null; readonly reopened: readonly ReopenedCase[] }> {
  const reopened: ReopenedCase[] = [];
  const { id } = await deps.store.change(
    (tx) =>
      forEachRecord(deps, tx, cases, async (each) => {
        reopened.push(await reopenCase(tx, each.id, deps));
      }),
    () => `reopened ${describeRecords(CASE, cases)}`,
  );
  return { changeId: id, reopened };
}

async function reopenCase(tx: Tx, id: number, deps: Deps): Promise<ReopenedCase> {
  const row = await tx.read('case', id);
  const solvedAt = typeof row?.solved_at === 'string' ? Date.parse(row.solved_at) : null;
  if (solvedAt === null || Date.parse(tx.now) - solvedAt <= CONTINUED_FOR_MS) {
    const isOpen = (await caseStatusKind(tx, id)) === 'open';
    if (!isOpen) await updateRecord(tx, 'case', id, { status: await caseStatusOfKind(tx, 'open') }, deps);
    return { id, newId: null, wasOpen: isOpen };
  }
  const followUp = await openFollowUp(tx, id);
  if (followUp !== null) return { id, newId: followUp, wasOpen: true };
  return { id, newId: await continueCase(tx, id, deps), wasOpen: false };
}

async function step(
  deps: Deps,
  cases: readonly NamedRecord[],
  what: string,
  act: (tx: Tx, record: NamedRecord) => Promise<boolean>,
  also?: (tx: Tx) => Promise<void>,
): Promise<CasesStep> {
  const unchanged: boolean[] = [];
  const { id } = await deps.store.change(
    async (tx) => {
      await forEachRecord(deps, tx, cases, async (each) => {
        unchanged.push(!(await act(tx, each)));
      });
      await also?.(tx);
    },
    () => `${what}: ${describeRecords(CASE, cases)}`,
  );
  return { changeId: id, unchanged };
}
