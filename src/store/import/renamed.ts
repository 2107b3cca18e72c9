import type { Noun } from '../../domain/field.ts';
import { type FormerIdentity, identitiesOf, isMergeable } from '../merge/former-identities.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/**
 * Keeps the name a record had (`before`) where a row of a file gave it another: rows that name it so, in the same file
 * taken in once more, still mean it. Returns that name; null where it is known by it still.
 */
export async function keepFormerName(tx: Tx, noun: Noun, before: RawRow): Promise<FormerIdentity | null> {
  if (!isMergeable(noun)) return null;
  const id = before.id as number;
  const after = await tx.read(noun, id);
  const nameOf = (row: RawRow | undefined) =>
    row && identitiesOf(noun, row, [], []).find(({ kind }) => kind === 'name')?.value;
  const name = nameOf(before);
  if (name === undefined || name === nameOf(after)) return null;
  const known =
    await sql`select 1 from former where kind = 'name' and value = ${name} and ${sql.raw(noun)}_id = ${id}`.all(
      tx,
    );
  if (known.length === 0)
    await tx.insert('former', { [`${noun}_id`]: id, kind: 'name', value: name } as never);
  return { kind: 'name', value: name };
}
