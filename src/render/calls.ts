import { type CallCounts, type CallRates, callRates } from '../domain/call-metrics.ts';
import { durationText } from '../domain/duration.ts';
import type { Value } from '../domain/field.ts';
import type { Column, RecordView, Section } from './column.ts';
import { counted, countText, NOT_APPLICABLE, percent, percentText, rounded } from './counts.ts';

/** A number in the call report. */
interface Measure extends Column {
  readonly help: string;
  /** Value for scripts; null if there is none. */
  readonly plain: (counts: CallCounts, rates: CallRates) => number | null;
  /** Value for a terminal, if different. */
  readonly human?: (counts: CallCounts, rates: CallRates) => string;
}

const count = (name: string, label: string, help: string, plain: Measure['plain']): Measure => ({
  name,
  label,
  help,
  type: 'integer',
  plain,
});

const rate = (
  name: string,
  label: string,
  help: string,
  of: (rates: CallRates) => number | null,
): Measure => ({
  name,
  label,
  help: `${help}, percent`,
  type: 'number',
  plain: (_, rates) => percent(of(rates)),
  human: (_, rates) => percentText(of(rates)),
});

const decimal = (
  name: string,
  label: string,
  help: string,
  of: (rates: CallRates) => number | null,
): Measure => ({
  name,
  label,
  help,
  type: 'number',
  plain: (_, rates) => {
    const value = of(rates);
    return value === null ? null : rounded(value);
  },
});

/** All numbers, the most important first: a narrow window drops the last. */
export const CALL_MEASURES: readonly Measure[] = [
  count('dials', 'Dials', 'outgoing calls', ({ dials }) => dials),
  count('connects', 'Connects', 'answered dials', ({ connects }) => connects),
  rate('connect_rate', 'Rate', 'connects per dial', ({ connect }) => connect),
  count(
    'conversations',
    'Talks',
    'connects long enough to be a conversation',
    ({ conversations }) => conversations,
  ),
  rate('conversation_rate', 'Rate', 'conversations per connect', ({ conversation }) => conversation),
  count('meetings_set', 'Set', 'meetings agreed in calls', ({ meetingsSet }) => meetingsSet),
  count(
    'meetings_held',
    'Held',
    'first meetings held after a call had set them',
    ({ meetingsHeld }) => meetingsHeld,
  ),
  decimal(
    'dials_per_meeting',
    'Dials/set',
    'dials per meeting set',
    ({ dialsPerMeeting }) => dialsPerMeeting,
  ),
  {
    ...count('talk_time', 'Talked', 'total length of connects, in seconds', ({ talkSeconds }) => talkSeconds),
    type: 'duration',
  },
  count('leads', 'Leads', 'leads dialled', ({ leads }) => leads),
  count('leads_connected', 'Reached', 'leads that answered', ({ leadsConnected }) => leadsConnected),
  rate('lead_connect_rate', 'Rate', 'leads connected per lead dialled', ({ leadConnect }) => leadConnect),
  count(
    'first_connects',
    'First',
    'leads that answered for the first time',
    (_, { firstConnects }) => firstConnects,
  ),
  decimal(
    'attempts_median',
    'Tries',
    'dials until a lead first answered, median',
    ({ attemptsMedian }) => attemptsMedian,
  ),
  decimal('attempts_p90', 'Tries 90%', 'the same, 90th percentile', ({ attempts90 }) => attempts90),
];

/** The numbers by name. A missing one is `n/a`, or null in formats with a null. */
export function callRow(counts: CallCounts, as: 'human' | 'text' | 'json'): Record<string, Value> {
  const rates = callRates(counts);
  return Object.fromEntries(
    CALL_MEASURES.map(({ name, plain, human }) => {
      if (as === 'human' && human) return [name, human(counts, rates)];
      return [name, plain(counts, rates) ?? (as === 'json' ? null : NOT_APPLICABLE)];
    }),
  );
}

/** All numbers in words, with the counts they derive from. */
export function callsView(
  counts: CallCounts,
  {
    period,
    conversationSeconds,
    others,
  }: {
    readonly period: string;
    readonly conversationSeconds: number;
    /** Calls to contacts and customers, where they are not among the others. */
    readonly others: CallCounts | null;
  },
  sections: readonly Section[],
): RecordView {
  const rates = callRates(counts);
  const of = (share: number | null, whole: string) => `${percentText(share)} of ${whole}`;
  const { firstConnects, attemptsMedian, attempts90, dialsPerMeeting } = rates;
  const tries =
    firstConnects === 0
      ? NOT_APPLICABLE
      : `median ${attemptsMedian}, 90th percentile ${attempts90} (${counted(firstConnects, 'lead')} first reached)`;
  const lines: readonly (readonly [label: string, text: string])[] = [
    ['Dials', `${countText(counts.dials)}, to ${counted(counts.leads, 'lead')}`],
    ['Connects', `${countText(counts.connects)}, ${of(rates.connect, counted(counts.dials, 'dial'))}`],
    [
      'Leads connected',
      `${countText(counts.leadsConnected)}, ${of(rates.leadConnect, counted(counts.leads, 'lead dialled', 'leads dialled'))}`,
    ],
    [
      'Conversations',
      `${countText(counts.conversations)}, ${of(rates.conversation, counted(counts.connects, 'connect'))} (${conversationSeconds} s or more)`,
    ],
    [
      'Meetings set',
      `${countText(counts.meetingsSet)}, dials for each: ${dialsPerMeeting?.toFixed(1) ?? NOT_APPLICABLE}`,
    ],
    ['Meetings held', countText(counts.meetingsHeld)],
    ['Talk time', durationText(counts.talkSeconds)],
    ['Attempts to first connect', tries],
    ...(others && others.dials > 0 ? [['Contacts and customers', othersText(others)] as const] : []),
  ];
  return {
    title: `Calls  ${period}`,
    noun: 'calls',
    fields: lines.map(([label, value]) => ({ column: { name: label, label, type: 'text' }, value })),
    sections,
  };
}

function othersText({ dials, connects, talkSeconds }: CallCounts): string {
  const talked = talkSeconds > 0 ? `, ${durationText(talkSeconds)} talked` : '';
  return `${counted(dials, 'dial')}, ${counted(connects, 'connect')}${talked}`;
}
