import { CONTINUED_FOR_MS } from '../../domain/case-status.ts';
import { caseStatusKind, caseStatusOfKind } from '../cases.ts';
import type { Tx } from '../tx.ts';
import { updateRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';

/** Notes when somebody first answered a case: with what went out to the customer. */
export async function noteFirstResponse(tx: Tx, id: number, at: string): Promise<void> {
  const row = await tx.read('case', id);
  const first = row?.first_response_at;
  if (typeof first !== 'string' || at < first) await tx.update('case', id, { first_response_at: at });
}

/** Opens a case again that waited for the customer who now answers, or was solved in the last days. */
export async function noteCustomerAnswer(tx: Tx, id: number, at: string, env: WriteEnv): Promise<void> {
  const kind = await caseStatusKind(tx, id);
  if (kind !== 'waiting' && kind !== 'solved') return;
  const row = await tx.read('case', id);
  const since = row?.solved_at ?? /\S+(?=\/$)/.exec(String(row?.on_hold ?? ''))?.[0];
  // A message from before says nothing new.
  if (typeof since === 'string' && at < since) return;
  if (kind === 'solved' && Date.parse(at) - Date.parse(String(since)) > CONTINUED_FOR_MS) return;
  await updateRecord(tx, 'case', id, { status: await caseStatusOfKind(tx, 'open') }, env);
}
