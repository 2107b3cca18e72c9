import { type Cadence, STANDARD_CADENCE } from '../../domain/calling/cadence.ts';
import { readGaps } from '../../domain/calling/read-cadence.ts';
import { conflict, usage } from '../../domain/errors.ts';
import {
  addCadence,
  cadenceNamed,
  cadences,
  editCadence,
  type NamedCadence,
  removeCadence,
} from '../../store/calls/cadences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** Values of a cadence; those left out stay the same. */
export interface CadenceValues {
  readonly attempts?: number | undefined;
  /** `no-answer=4h,voicemail=2d`. */
  readonly gaps: readonly string[];
  readonly parts?: Cadence['parts'] | undefined;
  readonly days?: Cadence['days'] | undefined;
  /** Whether it becomes the cadence of all leads without one. */
  readonly isUsual: boolean;
}

/** Lists the cadences. */
export function listCadences({ store }: Deps): Promise<readonly NamedCadence[]> {
  return cadences(store.db);
}

/**
 * Adds a cadence, with standard values for those left out; returns its name. Throws `conflict` if the name exists.
 */
export async function createCadence(
  { store }: Deps,
  { name: text, values }: { readonly name: string; readonly values: CadenceValues },
): Promise<string> {
  const name = readName(text);
  const cadence = withValues({ ...STANDARD_CADENCE, name }, values);
  await store.change(async (tx) => {
    const existing = await findNamed(tx, name);
    if (existing)
      throw conflict(`a cadence "${existing.name}" exists`, {
        code: 'name-exists',
        noun: 'cadence',
        ref: existing.name,
      });
    await addCadence(tx, cadence, values.isUsual);
  }, `added the cadence ${name}`);
  return name;
}

/** A change of a cadence. */
export interface CadencePatch {
  readonly cadence: string;
  /** The new name. */
  readonly name?: string | undefined;
  readonly values: CadenceValues;
}

/** Changes a cadence; its leads follow it from then on. */
export async function changeCadence(
  { store }: Deps,
  { cadence: text, name: newName, values }: CadencePatch,
): Promise<{ readonly changeId: number | null; readonly name: string }> {
  const { id, result } = await store.change(
    async (tx) => {
      const before = await cadenceNamed(tx, text);
      const name = readName(newName ?? before.name);
      const cadence = withValues({ ...before, name }, values);
      const other = await findNamed(tx, name);
      if (other && other.id !== before.id) throw conflict(`a cadence "${other.name}" exists`);
      await editCadence(tx, before.id, cadence, values.isUsual);
      return { before, name };
    },
    ({ before }) => `changed the cadence ${before.name}`,
  );
  return { changeId: id, name: result.name };
}

/** Removes a cadence that no lead follows; returns its name. */
export async function deleteCadence({ store }: Deps, text: string): Promise<string> {
  const cadence = await cadenceNamed(store.db, text);
  await store.change((tx) => removeCadence(tx, cadence), `removed the cadence ${cadence.name}`);
  return cadence.name;
}

function withValues(cadence: Cadence, { attempts, gaps, parts, days }: CadenceValues): Cadence {
  return {
    ...cadence,
    attempts: attempts ?? cadence.attempts,
    gaps: readGaps(gaps, cadence.gaps),
    parts: parts ?? cadence.parts,
    days: days ?? cadence.days,
  };
}

async function findNamed(tx: Tx, name: string) {
  return (await cadences(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function readName(text: string): string {
  const name = text.trim();
  if (name === '') throw usage('a cadence needs a name');
  return name;
}
