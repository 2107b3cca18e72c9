import { notFound } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { type ChangeDetail, changeDetails } from '../../store/change-details.ts';
import { type Change, changeNumbered, changesOf } from '../../store/history.ts';
import { formerIds } from '../../store/merge/former-identities.ts';
import { findAny } from '../../store/references.ts';
import { assignmentsOf } from '../../store/rules/assignments.ts';
import type { Db } from '../../store/sql.ts';
import { readTitles } from '../../store/titles.ts';
import { userNamed } from '../../store/users.ts';
import type { Deps } from '../deps.ts';

/** Filter of a list of changes, the latest first. */
export interface HistoryInput {
  readonly limit: number;
  /** Name of a user, or `me`. */
  readonly by?: string | undefined;
  /** UTC ISO 8601. */
  readonly since?: string | undefined;
  /** A reference to a record; its history includes the records merged into it. */
  readonly record?: string | undefined;
}

/** A change in a list. */
export interface ListedChange extends Change {
  /** Why a rule gave the record of the list to somebody in it; null for all else. */
  readonly why: string | null;
}

/** A field that a change wrote. */
export interface WrittenField extends ChangeDetail {
  /** Why a rule gave the record to somebody; null for all else. */
  readonly why: string | null;
}

/** Lists changes, the latest first. Throws `not-found` for a record that never existed. */
export async function listChanges(
  deps: Deps,
  { limit, by, since, record: reference }: HistoryInput,
): Promise<readonly ListedChange[]> {
  const { db, engine } = deps.store;
  const record = reference === undefined ? undefined : await findRecordOfAnyTime(deps, reference);
  const user = by === undefined ? undefined : await authorNamed(deps, by);
  const former =
    record && db.nouns.get(record.table).merge ? await formerIds(engine, record.table, record.id) : [];
  const changes = await changesOf(db, { limit, user, since, record: record && { ...record, former } });
  if (record && changes.length === 0) await mustExist(deps, record);
  const reasons = record ? await assignmentsOf(db, record.table, [record.id, ...former]) : [];
  return changes.map((change) => ({
    ...change,
    why: reasons.find(({ at }) => change.kind === 'do' && at === change.at)?.reason ?? null,
  }));
}

/** The fields written by a change. Throws `not-found`. */
export async function readChange(
  { store: { db, engine } }: Deps,
  id: number,
): Promise<{ readonly change: Change; readonly details: readonly WrittenField[] }> {
  const change = await changeNumbered(db, id);
  const details = await changeDetails(engine, id);
  const reasons = change.kind === 'do' ? await reasonsIn(db, change.at, details) : new Map<string, string>();
  return {
    change,
    details: details.map((detail) => ({
      ...detail,
      why:
        detail.field === null || detail.field === 'owner' || detail.field === 'user'
          ? (reasons.get(detail.record) ?? null)
          : null,
    })),
  };
}

/** Why rules gave records to somebody in a change, by reference. */
async function reasonsIn(
  db: Db,
  changedAt: string,
  details: readonly ChangeDetail[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<Noun, number[]>();
  for (const { record } of details) {
    const [, noun, id] = /^(\w+):(\d+)$/.exec(record) ?? [];
    if (noun !== undefined) ids.set(noun as Noun, [...(ids.get(noun as Noun) ?? []), Number(id)]);
  }
  const reasons = new Map<string, string>();
  for (const [noun, some] of ids)
    for (const { id, at, reason } of await assignmentsOf(db, noun, some))
      if (at === changedAt) reasons.set(`${noun}:${id}`, reason);
  return reasons;
}

/** An author of changes by name, even without such a user now. Throws `not-found`. */
async function authorNamed({ store: { db }, user }: Deps, name: string): Promise<string> {
  if (name.trim() === 'me') return user;
  const [change] = await changesOf(db, { limit: 1, user: name });
  return change?.user ?? (await userNamed(db, name)).name;
}

/** A record by reference; by number it may be a removed one. */
async function findRecordOfAnyTime(deps: Deps, text: string): Promise<{ table: Noun; id: number }> {
  const [, prefix, digits] = /^([a-z]\w*):#?(\d{1,15})$/.exec(text.trim()) ?? [];
  const noun = deps.store.db.nouns.find(prefix)?.noun;
  if (noun) return { table: noun, id: Number(digits) };
  const named = await findAny(deps.store.engine, deps.store.db.nouns.names, text, deps);
  return { table: named.noun, id: named.id };
}

async function mustExist({ store: { db } }: Deps, { table, id }: { table: Noun; id: number }): Promise<void> {
  const [found] = await readTitles(db, table, [id]);
  if (!found)
    throw notFound(`${table} ${id} never existed`, {
      code: 'no-record',
      noun: table,
      near: null,
    });
}
