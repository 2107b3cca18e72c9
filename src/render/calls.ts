import { type CallCounts, type CallRates, callRates } from '../domain/call-metrics.ts';
import { durationText } from '../domain/duration.ts';
import type { Value } from '../domain/field.ts';
import type { Column, RecordView, Section } from './column.ts';
import { counted, countText, NOT_APPLICABLE, percent, percentText, rounded } from './counts.ts';

/** One number of the report on calls. */
interface Measure extends Column {
  readonly help: string;
  /** As scripts get it; null where there is none. */
  readonly plain: (counts: CallCounts, rates: CallRates) => number | null;
  /** As a terminal shows it; else as scripts get it. */
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

/** Every number, the ones that callers ask for first in front: a narrow window drops the last. */
export const CALL_MEASURES: readonly Measure[] = [
  count('dials', 'Dials', 'calls out', ({ dials }) => dials),
  count('connects', 'Connects', 'of these answered', ({ connects }) => connects),
  rate('connect_rate', 'Rate', 'connects per dial', ({ connect }) => connect),
  count('conversations', 'Talks', 'connects long enough to be one', ({ conversations }) => conversations),
  rate('conversation_rate', 'Rate', 'conversations per connect', ({ conversation }) => conversation),
  count('meetings_set', 'Set', 'meetings that calls agreed', ({ meetingsSet }) => meetingsSet),
  count(
    'meetings_held',
    'Held',
    'first meetings held after a call had set one',
    ({ meetingsHeld }) => meetingsHeld,
  ),
  decimal(
    'dials_per_meeting',
    'Dials/set',
    'dials for a meeting set',
    ({ dialsPerMeeting }) => dialsPerMeeting,
  ),
  {
    ...count('talk_time', 'Talked', 'all connects, in seconds', ({ talkSeconds }) => talkSeconds),
    type: 'duration',
  },
  count('leads', 'Leads', 'leads dialled', ({ leads }) => leads),
  count('leads_connected', 'Reached', 'of these answered', ({ leadsConnected }) => leadsConnected),
  rate('lead_connect_rate', 'Rate', 'leads connected per lead dialled', ({ leadConnect }) => leadConnect),
  count(
    'first_connects',
    'First',
    'leads that answered for the first time ever',
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

/** The numbers of some calls by name. `n/a` where there are none, or null where that has a form of its own. */
export function callRow(counts: CallCounts, as: 'human' | 'text' | 'json'): Record<string, Value> {
  const rates = callRates(counts);
  return Object.fromEntries(
    CALL_MEASURES.map(({ name, plain, human }) => {
      if (as === 'human' && human) return [name, human(counts, rates)];
      return [name, plain(counts, rates) ?? (as === 'json' ? null : NOT_APPLICABLE)];
    }),
  );
}

/** All numbers of some calls in words, with what they are made of. */
export function callsView(
  counts: CallCounts,
  { period, conversationSeconds }: { readonly period: string; readonly conversationSeconds: number },
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
  ];
  return {
    title: `Calls  ${period}`,
    noun: 'calls',
    fields: lines.map(([label, value]) => ({ column: { name: label, label, type: 'text' }, value })),
    sections,
  };
}
