import type { Deps } from '../../app/deps.ts';
import {
  type CallsInput,
  callRecords,
  countCalls,
  countCallsBy,
  countCallsByField,
} from '../../app/reports/calls.ts';
import type { Context } from '../../context.ts';
import type { CallCounts } from '../../domain/call-metrics.ts';
import { CALL_GROUPINGS, type CallGrouping } from '../../domain/call-metrics.ts';
import type { Row } from '../../domain/field.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { CALL_MEASURES, callRow, callsView } from '../../render/calls.ts';
import type { Section } from '../../render/column.ts';
import type { CallGroup } from '../../store/reports/calls.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { groupColumn, isForPeople } from './columns.ts';
import { besideEarlier, COMPARE, comparedPeriod } from './compare.ts';
import { addDialSelection, chosenDays, chosenDials, daysText, explainDials } from './dials.ts';

/** Segments are groups too: a lead may be in several or none. */
const BY = [...CALL_GROUPINGS, 'segment'] as const;
type By = (typeof BY)[number];

/** The line of the calls that are no prospecting. */
const OTHERS = 'Contacts and customers';

const LABELS: Readonly<Record<By, string>> = {
  user: 'User',
  day: 'Day',
  hour: 'Hour',
  source: 'Source',
  campaign: 'Campaign',
  segment: 'Segment',
};

const MEANING =
  'Outgoing calls, and those without a direction, by when they were made. connects: answered ones; conversations: connects ' +
  'that lasted long enough (setting conversation_seconds); set: answered ones with an outcome that agrees on a meeting.';

export default command({
  summary: 'call metrics: dials, connects, conversations, meetings, rates',
  description:
    'Counts outgoing calls to leads; calls to contacts and customers are a line of their own. A connect is an answered call, a conversation a connect with a minimum length (setting ' +
    'conversation_seconds). Rates are shown next to the counts they derive from; n/a means no data. Attempts to ' +
    'first connect are the dials until a lead first answered. A meeting held is the first one after ' +
    'a call had set it, and counts for that call; with --by day, it counts on the day it was held.',
  examples: [
    'report calls',
    'report calls --by user',
    'report calls --since 2026-01-01 --by day --csv',
    'report calls --with-contacts',
  ],
  lists: true,
  configure: (c) =>
    addDialSelection(
      c
        .option('--by <what>', `${BY.join(', ')}, week, month, quarter, year, or a field of the called leads`)
        .option('--compare <period>', `with an earlier period: ${COMPARE.join(' or ')}`)
        .option('--with-contacts', 'count calls to contacts and customers among the others'),
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const by = typeof options.by === 'string' ? options.by : null;
    const deps = await ctx.deps();
    const { dials: chosen, period } = await chosenDials(ctx, options);
    const dials: CallsInput = options.withContacts === true ? chosen : { ...chosen, to: 'leads' };
    const earlier = comparedPeriod(ctx, options, chosenDays(ctx, options));
    if (earlier) return compared(ctx, deps, options, { by, dials, earlier });
    if (options.explain) {
      const view = await explainedView(ctx, deps, dials, groupingNamed(by));
      return explainDials(ctx, options, { ...view, definition: MEANING });
    }
    const others = dials.to === undefined ? null : await countCalls(deps, { ...chosen, to: 'others' });
    const isTable = ctx.print.format === 'table' && !ctx.settings.columns;
    if (by === null && isTable) return overview(ctx, deps, dials, period, others);
    const { name, groups } = await groupsOf(deps, by, dials, chosenDays(ctx, options));
    const rows = groups.map((group) => toRow(group, name, ctx));
    if (by === null) rows.push(toRow({ group: null, ...(await countCalls(deps, dials)) }, by, ctx));
    else if (by !== 'segment' && isForPeople(ctx) && !ctx.settings.columns && rows.length > 1)
      rows.push(toRow({ group: 'Total', ...(await countCalls(deps, dials)) }, name, ctx));
    if (isForPeople(ctx) && !ctx.settings.columns && others !== null && others.dials > 0)
      rows.push(toRow({ group: OTHERS, ...others }, name, ctx));
    const empty =
      by === 'segment'
        ? 'no segments of leads yet: crm segment add'
        : `no calls ${period}; another period: --since`;
    const answer = listAnswer(ctx, { noun: 'calls', columns: columnsOf(name), empty }, rows);
    return isTable ? { ...answer, notes: [`calls ${period}`] } : answer;
  },
});

/** The usual groups that `--by` names, of which the calls are told apart; else null. */
function groupingNamed(by: string | null): CallGrouping | null {
  const known = BY.find((each) => each === by?.trim().toLowerCase());
  return known === undefined || known === 'segment' ? null : known;
}

/** What is to be explained: the groups that there are, and the calls in each. */
async function explainedView(ctx: Context, deps: Deps, dials: CallsInput, grouping: CallGrouping | null) {
  const counts = grouping === null ? [] : await countCallsBy(deps, grouping, dials);
  return {
    columns: columnsOf(grouping),
    rows: grouping === null ? [{ id: null }] : counts.map((group) => toRow(group, grouping, ctx)),
    report: { group: grouping, evidence: () => callRecords(deps, dials, grouping) },
  };
}

/** The numbers of each group, and what the groups are of; nothing for all calls together. */
async function groupsOf(
  deps: Deps,
  by: string | null,
  dials: CallsInput,
  days: ClosedPeriod,
): Promise<{ readonly name: string | null; readonly groups: readonly CallGroup[] }> {
  if (by === null) return { name: null, groups: [] };
  const known = BY.find((each) => each === by.trim().toLowerCase());
  return known
    ? { name: known, groups: await countCallsBy(deps, known, dials) }
    : countCallsByField(deps, by, dials, days);
}

/** The numbers of each group, or of all calls together, beside those of an earlier period. */
async function compared(
  ctx: Context,
  deps: Deps,
  options: SelectionOptions,
  {
    by,
    dials,
    earlier,
  }: { readonly by: string | null; readonly dials: CallsInput; readonly earlier: ClosedPeriod },
): Promise<Answer> {
  const before = await chosenDials(ctx, options, earlier);
  const viewOf = async (chosen: CallsInput, days: ClosedPeriod) => {
    if (by === null) {
      const all = { group: null, ...(await countCalls(deps, chosen)) };
      return { columns: columnsOf(null), rows: [toRow(all, null, ctx)] };
    }
    const { name, groups } = await groupsOf(deps, by, chosen, days);
    return { columns: columnsOf(name), rows: groups.map((group) => toRow(group, name, ctx)) };
  };
  const { since, until } = before.dials;
  const comparison = { period: chosenDays(ctx, options), earlier, calendar: ctx.calendar };
  if (options.explain) {
    const grouping = groupingNamed(by);
    const { report, ...beside } = besideEarlier(
      await explainedView(ctx, deps, dials, grouping),
      await explainedView(ctx, deps, { ...dials, since, until }, grouping),
      comparison,
    );
    return explainDials(ctx, options, { ...beside, report, definition: MEANING });
  }
  const view = besideEarlier(
    await viewOf(dials, chosenDays(ctx, options)),
    await viewOf({ ...dials, since, until }, earlier),
    comparison,
  );
  const answer = listAnswer(ctx, { noun: 'calls', columns: view.columns, empty: 'no calls' }, view.rows);
  const notes = [`calls ${daysText(chosenDays(ctx, options))}; before: ${before.period}`];
  return ctx.print.format === 'table' ? { ...answer, notes } : answer;
}

/** All numbers in words and, if several users made calls, the numbers of each. */
async function overview(
  ctx: Context,
  deps: Deps,
  dials: CallsInput,
  period: string,
  others: CallCounts | null,
): Promise<Answer> {
  const users = await countCallsBy(deps, 'user', dials);
  const section: Section = {
    title: 'By user',
    columns: columnsOf('user'),
    rows: users.map((group) => toRow(group, 'user', ctx)),
  };
  const { conversationSeconds } = dials;
  const totals = await countCalls(deps, dials);
  const sections = users.length > 1 ? [section] : [];
  return { type: 'records', records: [callsView(totals, { period, conversationSeconds, others }, sections)] };
}

function columnsOf(by: string | null): ListColumn[] {
  if (by === null) return [...CALL_MEASURES];
  const known = BY.find((each) => each === by);
  const group = known
    ? [{ name: by, label: LABELS[known], type: 'text', help: `the ${by}` } as const]
    : groupColumn(LEAD, by);
  return [...group, ...CALL_MEASURES];
}

function toRow({ group, ...counts }: CallGroup, by: string | null, ctx: Context): Row {
  const { format } = ctx.print;
  const as = format === 'table' ? 'human' : format === 'json' || format === 'jsonl' ? 'json' : 'text';
  const shown = as === 'human' && group === null ? '(none)' : group;
  return {
    id: group,
    ...(by ? { [by]: by === 'hour' && as === 'human' ? hourText(shown) : shown } : {}),
    ...callRow(counts, as),
  };
}

function hourText(hour: CallGroup['group']): string {
  return typeof hour === 'number' ? `${String(hour).padStart(2, '0')}:00` : String(hour);
}
