import { notFound } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import {
  blockedNumber,
  blockedNumbers,
  blockNumber,
  blockPerson,
  peopleWith,
  standingOf,
  unblockNumber,
  unblockPerson,
} from '../../store/calls/do-not-call.ts';
import type { Deps } from '../deps.ts';

/** A number (E.164), or a person by their record. */
export type DncTarget =
  | { readonly type: 'number'; readonly e164: string; readonly text: string }
  | { readonly type: 'person'; readonly party: RecordRef; readonly text: string };

/** Lists the numbers on the do-not-call list. */
export function listBlockedNumbers({ store }: Deps): Promise<readonly Row[]> {
  return blockedNumbers(store.db);
}

/** Adds numbers, or people with all their numbers, to the do-not-call list; returns how many were new. */
export async function blockTargets(
  { store }: Deps,
  { targets, reason }: { readonly targets: readonly DncTarget[]; readonly reason: string | null },
): Promise<{ readonly changed: number }> {
  const { result: changed } = await store.change(
    async (tx) => {
      let added = 0;
      for (const target of targets) {
        const isNew =
          target.type === 'number'
            ? await blockNumber(tx, target.e164, reason, null)
            : await blockPerson(tx, target.party, reason);
        if (isNew) added++;
      }
      return added;
    },
    `added ${describeTargets(targets)} to the do-not-call list`,
  );
  return { changed };
}

/** Removes numbers or people from the do-not-call list. Throws `not-found` for one that is not on it. */
export async function unblockTargets(
  { store }: Deps,
  { targets }: { readonly targets: readonly DncTarget[] },
): Promise<void> {
  await store.change(
    async (tx) => {
      for (const target of targets) {
        const removed =
          target.type === 'number'
            ? await unblockNumber(tx, target.e164)
            : await unblockPerson(tx, target.party);
        if (!removed)
          throw notFound(
            `${target.type === 'number' ? target.e164 : target.text} is not on the do-not-call list`,
            { code: 'number-not-blocked' },
          );
      }
    },
    `removed ${describeTargets(targets)} from the do-not-call list`,
  );
}

/** Whether a number may be called. */
export interface DncCheck {
  /** E.164; null for a person without numbers. */
  readonly number: string | null;
  readonly blocked: boolean;
  readonly reason: string | null;
  /** Who has the number. */
  readonly people: readonly string[];
}

/** Checks each number, and each number of the people. */
export async function checkTargets(
  deps: Deps,
  { targets }: { readonly targets: readonly DncTarget[] },
): Promise<readonly DncCheck[]> {
  const checks: DncCheck[] = [];
  for (const target of targets) {
    if (target.type === 'number') {
      checks.push(await checkNumber(deps, target.e164));
      continue;
    }
    const { marked, numbers } = await standingOf(deps.store.db, target.party);
    const reason = marked ? `${target.text} is marked do-not-call` : null;
    if (numbers.length === 0) checks.push({ number: null, blocked: marked, reason, people: [target.text] });
    for (const e164 of numbers) {
      const check = await checkNumber(deps, e164);
      checks.push(marked ? { ...check, blocked: true, reason: check.reason ?? reason } : check);
    }
  }
  return checks;
}

/** One target by its text, several by their count. */
export function describeTargets(targets: readonly DncTarget[]): string {
  const [only, ...others] = targets;
  if (!only || others.length > 0) return `${targets.length} numbers and people`;
  return only.type === 'number' ? only.e164 : only.text;
}

async function checkNumber({ store: { db } }: Deps, e164: string): Promise<DncCheck> {
  const found = await blockedNumber(db, e164);
  return {
    number: e164,
    blocked: found !== undefined,
    reason: found ? (found.reason ?? 'no reason given') : null,
    people: await peopleWith(db, e164),
  };
}
