import { startClocks } from '../../domain/case-hold.ts';
import { CONTINUED_FOR_MS, isOver } from '../../domain/case-status.ts';
import { caseStatusKind, caseStatusOfKind, latestFollowUp } from '../cases.ts';
import { continueCase } from '../continue-case.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { updateRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';

/** Notes when somebody first answered a case: with what went out to the customer. */
export async function noteFirstResponse(tx: Tx, id: number, at: string): Promise<void> {
  const row = await tx.read('case', id);
  const first = row?.first_response_at;
  if (typeof first !== 'string' || at < first) await tx.update('case', id, { first_response_at: at });
}

/** What a customer says. */
interface CustomerAnswer {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly body: string | null;
}

/**
 * Opens a case again that waited for the customer who now answers, or was solved in the last days; its clocks run from that
 * answer on. Later trouble is a new case, linked to it. An answer to the question how content they are is a score. Returns
 * the case that the answer belongs to.
 */
export async function noteCustomerAnswer(
  tx: Tx,
  id: number,
  answer: CustomerAnswer,
  env: WriteEnv,
): Promise<number> {
  const { at, body } = answer;
  const kind = await caseStatusKind(tx, id);
  if (kind === null || kind === 'open') return id;
  if (isOver(kind) && body && (await noteScore(tx, id, body, env))) return id;
  const row = await tx.read('case', id);
  const hold = (row?.on_hold ?? null) as string | null;
  const since = row?.solved_at ?? /\S+(?=\/$)/.exec(hold ?? '')?.[0];
  // A message from before says nothing new.
  if (typeof since === 'string' && at < since) return id;
  if (isOver(kind) && Date.parse(at) - Date.parse(String(since)) > CONTINUED_FOR_MS) {
    const next = await latestFollowUp(tx, id);
    return next === null ? continueCase(tx, id, env) : noteCustomerAnswer(tx, next, answer, env);
  }
  await updateRecord(tx, 'case', id, { status: await caseStatusOfKind(tx, 'open') }, env);
  await tx.update('case', id, { on_hold: startClocks(hold, at) });
  return id;
}

/** Notes the score of an answer to a mail that asks for one; returns whether there is nothing else to do about it. */
async function noteScore(tx: Tx, id: number, body: string, env: WriteEnv): Promise<boolean> {
  const asked = await sql<{ body: string | null }>`
    select body from activity where case_id = ${id} and type = 'email' and direction = 'out'
    order by at desc, activity.id desc nulls last limit 1`.first(tx);
  if (!asked?.body) return false;
  const { asksForMore, asksForScore, scoreIn } = await import('../../domain/case-score.ts');
  const score = asksForScore(asked.body) ? scoreIn(body) : null;
  if (score === null) return false;
  await updateRecord(tx, 'case', id, { satisfaction: score }, env);
  return !asksForMore(body, score);
}
