import { type Cadence, STANDARD_CADENCE } from '../../domain/calling/cadence.ts';
import { readCadencePart } from '../../domain/calling/stored-cadence.ts';
import { notFound, refused } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A cadence of this database. */
export interface NamedCadence extends Cadence {
  readonly id: number;
  /** Whether leads without a cadence follow it. */
  readonly usual: boolean;
}

/** All cadences, by name. */
export async function cadences(db: Db): Promise<NamedCadence[]> {
  const rows = await sql<RowOf<'cadence'>>`select * from cadence order by name`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    attempts: row.attempts,
    // An unreadable part falls back to the standard cadence: calls go on, and doctor reports it.
    gaps: readCadencePart('gaps', row.gaps) ?? STANDARD_CADENCE.gaps,
    parts: readCadencePart('parts', row.parts) ?? STANDARD_CADENCE.parts,
    days: readCadencePart('days', row.days) ?? STANDARD_CADENCE.days,
    usual: row.usual === 1,
  }));
}

/** The cadence of that name. Throws `not-found` with the nearest. */
export async function cadenceNamed(db: Db, name: string): Promise<NamedCadence> {
  const all = await cadences(db);
  const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const [near = null] = findNearest(
    name,
    all.map((each) => each.name),
  );
  throw notFound(`unknown cadence "${name}"`, { code: 'unknown-name', noun: 'cadence', near });
}

/** Adds a cadence; returns its number. With `usual`, leads without a cadence follow it. */
export async function addCadence(tx: Tx, cadence: Cadence, usual: boolean): Promise<number> {
  if (usual) await dethrone(tx);
  return tx.insert('cadence', { name: cadence.name, usual: usual ? 1 : 0, ...columns(cadence) });
}

/** Changes a cadence; returns whether anything changed. */
export async function editCadence(tx: Tx, id: number, cadence: Cadence, usual: boolean): Promise<boolean> {
  const before = await tx.read('cadence', id);
  if (usual && before?.usual !== 1) await dethrone(tx);
  return tx.update('cadence', id, {
    name: cadence.name,
    ...columns(cadence),
    ...(usual ? { usual: 1 } : {}),
  });
}

/** Removes a cadence. Throws `refused` for the default one and for one that leads follow. */
export async function removeCadence(tx: Tx, cadence: NamedCadence): Promise<void> {
  if (cadence.usual) {
    throw refused(`"${cadence.name}" is the default cadence`, { code: 'usual-cadence' });
  }
  const { n } = await sql<{ n: number }>`
    select count(*) as n from lead where cadence = ${cadence.name}`.one(tx);
  if (n > 0) {
    throw refused(`the cadence "${cadence.name}" is used by ${n} ${n === 1 ? 'lead' : 'leads'}`, {
      code: 'cadence-in-use',
      name: cadence.name,
    });
  }
  await tx.remove('cadence', cadence.id);
}

async function dethrone(tx: Tx): Promise<void> {
  for (const cadence of await cadences(tx))
    if (cadence.usual) await tx.update('cadence', cadence.id, { usual: 0 });
}

function columns({ attempts, gaps, parts, days }: Cadence) {
  return {
    attempts,
    gaps: JSON.stringify(gaps),
    parts: JSON.stringify(parts),
    days: JSON.stringify(days),
  };
}
