import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import type { TargetMeasure } from '../../domain/target.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { activityCounts, type Winnings, winnings } from '../../store/reports/activity-counts.ts';
import { type StoredTarget, targets } from '../../store/targets.ts';
import { teams } from '../../store/teams.ts';
import type { Deps } from '../deps.ts';
import { ownersNamed } from '../team/owners.ts';
import { countCallsBy } from './calls.ts';
import { readQuestion } from './question.ts';

/** Which targets to show. */
export interface AttainmentInput {
  /** Only those of periods that have a day in it. */
  readonly period: ClosedPeriod | undefined;
  /** Only those of this user or team, or of the acting user for `me`. */
  readonly owner: string | undefined;
  /** Minimum seconds of a conversation. */
  readonly conversationSeconds: number;
}

/** A target, and what has been reached of it so far. */
export interface Attainment {
  readonly target: StoredTarget;
  /** Minor units of its currency, or a count. */
  readonly reached: number | bigint;
  /** Currencies in which more was won, which does not count. */
  readonly apart: readonly string[];
}

/** Says how far each target is reached, by the figures of the leaderboard and of the report of calls. */
export async function reportAttainment(deps: Deps, input: AttainmentInput): Promise<Attainment[]> {
  const { period, owner } = input;
  const all = await teams(deps.store.db);
  const name = owner === undefined ? undefined : (await ownersNamed(deps, owner)).name;
  const chosen = (await targets(deps.store.db)).filter(
    (target) =>
      (name === undefined || target.owner === name) &&
      (period === undefined || (target.period.from <= period.to && target.period.to >= period.from)),
  );
  const periods = new Map<string, Figures>();
  const rows: Attainment[] = [];
  for (const target of chosen) {
    const key = `${target.period.from} ${target.period.to}`;
    const figures = periods.get(key) ?? figuresOf(deps, target.period, input.conversationSeconds);
    periods.set(key, figures);
    const members = all.find(({ id }) => id === target.teamId)?.members.map((member) => member.name);
    rows.push({ target, ...(await reachedOf(target, members, figures)) });
  }
  return rows;
}

/** What everybody reached in a period. Each figure is read when it is needed, and once. */
interface Figures {
  won(): Promise<readonly Winnings[]>;
  calls(): Promise<readonly UserCounts[]>;
  meetings(): Promise<readonly UserCounts[]>;
}

/** Counts of what a user did; null for nobody. */
interface UserCounts {
  readonly user: string | null;
  readonly counts: { readonly [M in TargetMeasure]?: number };
}

function figuresOf(deps: Deps, period: ClosedPeriod, conversationSeconds: number): Figures {
  const { engine } = deps.store;
  const selection = { filters: [] };
  return {
    won: once(async () => winnings(engine, await readQuestion(deps, OPP, { selection, period }))),
    calls: once(async () => {
      const groups = await countCallsBy(deps, 'user', {
        since: startOfDay(period.from),
        until: startOfDay(addDaysTo(period.to, 1)),
        leads: selection,
        conversationSeconds,
      });
      return groups.map(({ group, dials, conversations }) => ({
        user: nameOf(group),
        counts: { dials, conversations },
      }));
    }),
    meetings: once(async () => {
      const question = await readQuestion(deps, deps.store.db.nouns.get('activity'), {
        selection,
        period,
        by: 'user',
      });
      const groups = await activityCounts(engine, question);
      return groups.map(({ group, meetings }) => ({ user: nameOf(group), counts: { meetings } }));
    }),
  };
}

const nameOf = (group: string | number | null) => (group === null ? null : String(group));

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= read();
    return known;
  };
}

async function reachedOf(
  target: StoredTarget,
  members: readonly string[] | undefined,
  figures: Figures,
): Promise<Omit<Attainment, 'target'>> {
  const { owner, measure, currency } = target;
  const names = members ?? (owner === null ? null : [owner]);
  const theirs = <T extends { readonly user: string | null }>(all: readonly T[]) =>
    names === null ? all : all.filter((each) => each.user !== null && names.includes(each.user));
  if (measure === 'amount') {
    const won = theirs(await figures.won());
    const own = won.filter((each) => each.currency === currency);
    return {
      reached: own.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n),
      apart: [...new Set(won.map((each) => each.currency))].filter((each) => each !== currency),
    };
  }
  if (measure === 'count')
    return { reached: theirs(await figures.won()).reduce((sum, { won }) => sum + won, 0), apart: [] };
  const done = theirs(await (measure === 'meetings' ? figures.meetings() : figures.calls()));
  return { reached: done.reduce((sum, { counts }) => sum + (counts[measure] ?? 0), 0), apart: [] };
}
