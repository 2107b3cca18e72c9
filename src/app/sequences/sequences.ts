import { conflict, refused, usage } from '../../domain/errors.ts';
import { parseSequence } from '../../domain/sequences/parse-sequence.ts';
import type { SequencePlan } from '../../domain/sequences/sequence.ts';
import { openRunsBefore, type RunCounts, runCounts } from '../../store/sequences/runs.ts';
import {
  type SequenceVersion,
  type StoredSequence,
  sequenceNamed,
  sequences,
  versionsOf,
} from '../../store/sequences/sequences.ts';
import { removeWithRuns } from '../../store/sequences/write-sequences.ts';
import type { Db } from '../../store/sql.ts';
import { templates } from '../../store/templates.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { type MigratedCounts, migrateRuns } from './migrate-runs.ts';

/** A sequence with its steps, and how many people are in it. */
export interface SequenceUse extends StoredSequence {
  readonly plan: SequencePlan;
  readonly counts: Omit<RunCounts, 'sequenceId'>;
}

const NOBODY = { active: 0, paused: 0, finished: 0, stopped: 0 };

/** All sequences, by name. */
export async function listSequences({ store: { db } }: Deps): Promise<readonly SequenceUse[]> {
  const counts = await runCounts(db);
  return (await sequences(db)).map((each) => use(each, counts));
}

/** A sequence with its versions, the latest first. Throws `not-found`. */
export async function readSequence(
  { store: { db } }: Deps,
  name: string,
): Promise<{ readonly sequence: SequenceUse; readonly versions: readonly SequenceVersion[] }> {
  const found = await sequenceNamed(db, name);
  return { sequence: use(found, await runCounts(db)), versions: await versionsOf(db, found.id) };
}

function use(sequence: StoredSequence, counts: readonly RunCounts[]): SequenceUse {
  const found = counts.find(({ sequenceId }) => sequenceId === sequence.id) ?? NOBODY;
  const { active, paused, finished, stopped } = found;
  return { ...sequence, plan: parseSequence(sequence.text), counts: { active, paused, finished, stopped } };
}

/** Adds a sequence. Throws `usage` for a text that cannot be read or names no template, `conflict` for a name that is taken. */
export async function addSequence(deps: Deps, nameText: string, text: string): Promise<SequencePlan> {
  const name = readName(nameText);
  const plan = await checkedPlan(deps.store.db, text);
  await deps.store.change(async (tx) => {
    await requireFree(tx, name);
    const id = await tx.insert('sequence', { name, version: 1 });
    await tx.insert('sequence_version', { sequence_id: id, number: 1, text: cleaned(text) });
  }, `added the sequence ${name}`);
  return plan;
}

/** What was changed of a sequence. */
export interface SequenceEdit {
  /** Null if nothing changed. */
  readonly changeId: number | null;
  readonly before: StoredSequence;
  /** The number of the new version; null where the text is the same. */
  readonly version: number | null;
  /** People who go on with an earlier version. */
  readonly open: number;
  /** People who were moved to the latest version; null if that was not asked for. */
  readonly migrated: MigratedCounts | null;
}

/**
 * Renames a sequence, or gives it another text: a new version, for those who are enrolled from now on, and with `migrate` for
 * those who are in it too.
 */
export async function editSequence(
  deps: Deps,
  text: string,
  change: {
    readonly name?: string | undefined;
    readonly text?: string | undefined;
    readonly migrate?: boolean;
  },
): Promise<SequenceEdit> {
  const { store } = deps;
  const newText = change.text === undefined ? null : cleaned(change.text);
  const newName = change.name === undefined ? null : readName(change.name);
  const { id, result } = await store.change(
    async (tx) => {
      // Read here: two edits at once are two versions.
      const before = await sequenceNamed(tx, text);
      const name = newName ?? before.name;
      const isOther = newText !== null && newText !== before.text;
      if (isOther) await checkedPlan(tx, newText);
      const version = isOther ? before.version + 1 : before.version;
      if (name.toLowerCase() !== before.name.toLowerCase()) await requireFree(tx, name);
      if (isOther)
        await tx.insert('sequence_version', { sequence_id: before.id, number: version, text: newText });
      await tx.update('sequence', before.id, { name, version });
      const migrated = change.migrate ? await migrateRuns(deps, tx, { id: before.id, version }) : null;
      return { before, name, version, isOther, migrated };
    },
    ({ before, name, version, isOther }) =>
      isOther
        ? `edited the sequence ${before.name}: version ${version}`
        : name !== before.name
          ? `renamed the sequence ${before.name}`
          : `moved people to version ${version} of the sequence ${before.name}`,
  );
  const { before, version, isOther, migrated } = result;
  const open = await openRunsBefore(store.db, before.id, version);
  return { changeId: id, before, version: isOther ? version : null, open, migrated };
}

/** Removes a sequence with its figures; returns its name. Throws `refused` while somebody is in it. */
export async function removeSequence({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await sequenceNamed(store.db, text);
  await store.change(async (tx) => {
    const counts = (await runCounts(tx)).find(({ sequenceId }) => sequenceId === id) ?? NOBODY;
    const open = counts.active + counts.paused;
    if (open > 0)
      throw refused(`${open === 1 ? '1 person is' : `${open} people are`} in the sequence ${name}`, {
        code: 'sequence-in-use',
        name,
      });
    await removeWithRuns(tx, id);
  }, `removed the sequence ${name}`);
  return name;
}

function readName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw usage('a sequence needs a name');
  return name;
}

const cleaned = (text: string): string => text.replaceAll('\r\n', '\n').trim();

async function checkedPlan(db: Db, text: string): Promise<SequencePlan> {
  const plan = parseSequence(text);
  const known = new Set((await templates(db)).map(({ name }) => name.toLowerCase()));
  for (const { variants } of plan.steps)
    for (const { template } of variants)
      if (!known.has(template.toLowerCase()))
        throw usage(`there is no template "${template}"`, { code: 'no-template', name: template });
  return plan;
}

async function requireFree(tx: Tx, name: string): Promise<void> {
  const existing = (await sequences(tx)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (existing)
    throw conflict(`a sequence "${existing.name}" exists`, {
      code: 'name-exists',
      noun: 'sequence',
      ref: existing.name,
    });
}
