import { isTeamField } from '../../domain/filter/ast.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import {
  type ActivityCount,
  activityCounts,
  leaderRecords,
  type Winnings,
  winnings,
} from '../../store/reports/activity-counts.ts';
import { closedExchange } from '../../store/reports/closed-deals.ts';
import { teams } from '../../store/teams.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** Everybody's place: first by what they won, then by what they did. */
export interface Rank {
  readonly rank: number;
  readonly user: string | null;
  readonly won: readonly Winnings[];
  readonly count: ActivityCount;
}

/** Who won and did how much in the period. The rank is by amount won in the user's own currency, then by activities. */
export async function reportLeaderboard(deps: Deps, input: ReportInput): Promise<Report<Rank>> {
  const { engine } = deps.store;
  const { within, ...selection } = input.selection;
  const isOfTeam = within?.type === 'group' && isTeamField(within.field);
  const isAsked = isOfTeam ? await memberOf(deps, within.value) : () => true;
  const question = await readQuestion(deps, OPP, isOfTeam ? { ...input, selection } : input);
  const won = await winnings(engine, question);
  const work = await readQuestion(deps, deps.store.db.nouns.get('activity'), {
    selection: { filters: [] },
    period: input.period,
    by: 'user',
  });
  const activities = await activityCounts(engine, work);
  const all = [...won.map(({ user }) => user), ...activities.map(({ group }) => group as string | null)];
  const users = [...new Set(all)].filter(isAsked);
  const rows = users.map((user) => ({
    user,
    won: won.filter((each) => each.user === user),
    count: activities.find(({ group }) => group === user) ?? {
      group: user,
      calls: 0,
      emails: 0,
      meetings: 0,
      notes: 0,
      total: 0,
    },
  }));
  const amount = (row: (typeof rows)[number]) =>
    Number(row.won.find(({ currency }) => currency === deps.currency)?.amount.minor ?? 0);
  const deals = (row: (typeof rows)[number]) => row.won.reduce((sum, each) => sum + each.won, 0);
  const difference = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    amount(b) - amount(a) || deals(b) - deals(a) || b.count.total - a.count.total;
  rows.sort((a, b) => difference(a, b) || String(a.user).localeCompare(String(b.user), 'en'));
  const ranks = rows.map((row) => 1 + rows.filter((other) => difference(other, row) < 0).length);
  return {
    group: 'user',
    rows: rows.map((row, at) => ({ rank: ranks[at] ?? 0, ...row })),
    exchange: await closedExchange(
      engine,
      'won',
      question,
      won.map(({ currency }) => currency),
    ),
    evidence: () => leaderRecords(engine, question, work),
  };
}

/** Whether a user is in the team, by name; for no team whether one is in none. */
async function memberOf({ store }: Deps, team: unknown): Promise<(user: string | null) => boolean> {
  const all = await teams(store.db);
  const members = new Set(
    all
      .filter(({ name }) => team === null || name === team)
      .flatMap((each) => each.members.map(({ name }) => name)),
  );
  return (user) => (team === null) !== (user !== null && members.has(user));
}
