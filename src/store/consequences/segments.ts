import { conflict } from '../../domain/errors.ts';
import { segmentsNamed } from '../../domain/filter/segments.ts';
import { dropLostMembers } from '../segment-members.ts';
import { segmentUses } from '../segment-uses.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { touchedRows } from './touched-rows.ts';

/**
 * Takes removed records out of lists. Throws `conflict` for a segment that is gone or renamed while something names it, and
 * for one that would contain itself.
 */
export async function keepSegments(tx: Tx): Promise<void> {
  if (touchedRows(tx, 'segment').some(({ after }) => typeof after?.filter === 'string'))
    await refuseCircles(tx);
  for (const { before } of touchedRows(tx, 'segment')) {
    if (typeof before?.name !== 'string') continue;
    const { name } = before;
    const there = await sql<{ id: number }>`
      select id from segment where lower(name) = ${name.toLowerCase()} limit 1`.first(tx);
    if (there) continue;
    const [first, ...others] = await segmentUses(tx, name);
    if (first === undefined) continue;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    throw conflict(
      `the segment "${name}" is named by ${first}${more}`,
      `Change ${others.length > 0 ? 'them' : 'that'} first.`,
    );
  }
  const removed = new Set(tx.rows.filter(({ op }) => op === 'delete').map(({ table }) => table as string));
  await dropLostMembers(
    tx,
    tx.nouns.names.filter((noun) => removed.has(noun)),
  );
}

/** An undo may bring back a filter that names what names it now. */
async function refuseCircles(tx: Tx): Promise<void> {
  const all = await sql<{ name: string; filter: string }>`select name, filter from segment`.all(tx);
  const filterOf = new Map(all.map(({ name, filter }) => [name.toLowerCase(), filter]));
  const sound = new Set<string>();
  const visit = (name: string, path: readonly string[]) => {
    if (sound.has(name)) return;
    if (path.includes(name))
      throw conflict(`the segment "${name}" would contain itself: ${[...path, name].join(' > ')}`);
    for (const inner of segmentsNamed(filterOf.get(name) ?? '')) visit(inner.toLowerCase(), [...path, name]);
    sound.add(name);
  };
  for (const name of filterOf.keys()) visit(name, []);
}
