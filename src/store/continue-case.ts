import { caseStatusOfKind } from './cases.ts';
import type { Tx } from './tx.ts';
import { insertRecord } from './write/record.ts';
import type { Values, WriteEnv } from './write/values.ts';

/** What a case that continues another takes over. */
const TAKEN_OVER = [
  'subject',
  'priority',
  'kind',
  'channel',
  'product',
  'asset_id',
  'model_id',
  'purchase_id',
  'contact_id',
  'account_id',
  'opp_id',
  'owner_id',
] as const;

/** Makes a case that continues one which was solved long ago; returns its number. */
export async function continueCase(tx: Tx, id: number, env: WriteEnv): Promise<number> {
  const row = await tx.read('case', id);
  const values = Object.fromEntries(TAKEN_OVER.map((column) => [column, row?.[column] ?? null])) as Values;
  const status = await caseStatusOfKind(tx, 'open');
  return insertRecord(tx, 'case', { ...values, status, follows_id: id }, env);
}
