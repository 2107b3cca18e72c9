import { toLocalDate } from '../../domain/dates/calendar.ts';
import { type FiscalCalendar, USUAL_CALENDAR } from '../../domain/dates/fiscal.ts';
import { notFound } from '../../domain/errors.ts';
import { decimalText, type Money } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import {
  dailyShare,
  type MonthTargets,
  monthTargetsOf,
  readTargetPeriod,
  readWanted,
  type Target,
  type TargetMeasure,
  targetPeriodText,
} from '../../domain/target.ts';
import { type StoredTarget, setTarget, targets } from '../../store/targets.ts';
import { findTeam } from '../../store/teams.ts';
import type { Tx } from '../../store/tx.ts';
import { personIdOf, userNumber } from '../../store/users.ts';
import type { Deps } from '../deps.ts';

/** What is to be reached. */
export interface NewTarget {
  /** An amount, or a count. */
  readonly wanted: string;
  readonly period: ClosedPeriod;
  readonly measure: TargetMeasure;
  /** A user, a team, or `me`; undefined for everybody together. */
  readonly owner: string | undefined;
}

/** Sets a target, in place of the one of the same person, period and measure. */
export async function changeTarget(
  { store, currency, calendar }: Deps,
  { wanted, period, measure, owner }: NewTarget,
): Promise<{ readonly target: StoredTarget; readonly changeId: number | null }> {
  const read = { period, measure, ...readWanted(wanted, measure, currency) };
  const { id: changeId, result: target } = await store.change(
    async (tx) => setTarget(tx, { ...read, ...(await ownerOf(tx, owner)) }),
    (stored) => `set the target of ${inWords(stored, calendar)}`,
  );
  return { target, changeId };
}

/** The user or the team of that name. Throws `not-found` for neither. */
export async function ownerOf(tx: Tx, name: string | undefined): Promise<Pick<Target, 'userId' | 'teamId'>> {
  if (name === undefined) return { userId: null, teamId: null };
  const team = await findTeam(tx, name);
  if (team) return { userId: null, teamId: team.id };
  return { userId: await personIdOf(tx, name), teamId: null };
}

/** Sets the acting user's target of money of a month as it was typed; blank removes it. */
export async function changeOwnTarget(deps: Deps, month: string, text: string): Promise<void> {
  const period = readTargetPeriod(month, month, USUAL_CALENDAR);
  if (text.trim() !== '') {
    await changeTarget(deps, { wanted: text, period, measure: 'amount', owner: 'me' });
    return;
  }
  const { own } = await targetsFor(deps, 'amount');
  const ids = own.filter((target) => target.period.to === period.to && target.period.from === period.from);
  if (ids.length > 0)
    await removeTargets(
      deps,
      ids.map(({ id }) => id),
    );
}

/** Removes targets by number; returns them. Throws `not-found`. */
export async function removeTargets(
  { store, calendar }: Deps,
  ids: readonly number[],
): Promise<StoredTarget[]> {
  const all = await targets(store.db);
  const found = [...new Set(ids)].map((id) => {
    const target = all.find((each) => each.id === id);
    if (target) return target;
    throw notFound(`no target has the number ${id}`, { code: 'unknown-name', noun: 'target', near: null });
  });
  await store.change(
    async (tx) => {
      for (const { id } of found) await tx.remove('target', id);
    },
    `removed the target${found.length === 1 ? '' : 's'}: ${found.map((each) => inWords(each, calendar)).join('; ')}`,
  );
  return found;
}

/** The targets of money of the acting user and of the team by month; `usual` is that of the other months. */
export async function monthTargets(deps: Deps, usual: Money | null): Promise<MonthTargets> {
  const { own, ofTeam } = await targetsFor(deps, 'amount');
  return monthTargetsOf([...own, ...ofTeam], usual);
}

/** What the acting user is to dial today by a target of their own; null without one. */
export async function dailyDials(deps: Deps): Promise<number | null> {
  return dailyShare((await targetsFor(deps, 'dials')).own, toLocalDate(deps.clock.now()));
}

async function targetsFor({ store, user }: Deps, measure: TargetMeasure) {
  const all = (await targets(store.db)).filter((target) => target.measure === measure);
  const id = await userNumber(store.db, user);
  return {
    own: id === null ? [] : all.filter(({ userId }) => userId === id),
    ofTeam: all.filter(({ userId, teamId }) => userId === null && teamId === null),
  };
}

/** `ann, 2026-12: 50000.00 USD`, `the team, 2026-Q4: 30 meetings`. */
export function inWords(
  target: Omit<Target, 'userId' | 'teamId'> & { readonly owner: string | null },
  calendar: FiscalCalendar,
): string {
  const { owner, period, measure, wanted, currency } = target;
  const what =
    currency === null
      ? `${wanted} ${measure === 'count' ? 'won deals' : measure}`
      : `${decimalText({ minor: wanted, currency })} ${currency}`;
  return `${owner ?? 'the team'}, ${targetPeriodText(period, calendar)}: ${what}`;
}
