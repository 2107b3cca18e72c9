import type { Noun } from '../../domain/field.ts';
import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Two references in the order in which a pair is stored. */
export function inOrder(a: RecordRef, b: RecordRef): [one: string, other: string] {
  const [one, other] = [refText(a), refText(b)].toSorted();
  return [one as string, other as string];
}

/** Whether two records are marked as different. */
export async function isDistinct(db: Db, a: RecordRef, b: RecordRef): Promise<boolean> {
  const [one, other] = inOrder(a, b);
  const pair = sql<{ id: number }>`select id from distinct_pair where one = ${one} and other = ${other}`;
  return (await pair.first(db)) !== undefined;
}

/** Marks two similar records as different. Returns whether that was new. */
export async function markDistinct(tx: Tx, a: RecordRef, b: RecordRef): Promise<boolean> {
  if (await isDistinct(tx, a, b)) return false;
  const [one, other] = inOrder(a, b);
  await tx.insert('distinct_pair', { one, other });
  return true;
}

/** Records marked as different from a merged record are different from the remaining one too. */
export async function joinDistinct(tx: Tx, noun: Noun, keep: number, gone: number): Promise<void> {
  const text = refText({ noun, id: gone });
  const rows = await sql<{
    id: number;
    one: string;
    other: string;
  }>`select id, one, other from distinct_pair where one = ${text} or other = ${text}`.all(tx);
  for (const row of rows) {
    await tx.remove('distinct_pair', row.id as number);
    const rest = String(row.one === text ? row.other : row.one);
    const [third, number] = rest.split(':') as [Noun, string];
    const [a, b] = [
      { noun, id: keep },
      { noun: third, id: Number(number) },
    ];
    if (refText(a) !== refText(b)) await markDistinct(tx, a, b);
  }
}
