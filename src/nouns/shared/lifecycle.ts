import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Field, Value } from '../../domain/field.ts';
import type { ColumnText } from './columns.ts';
import type { ColumnValues, FollowingRow, RuleFacts, WrittenRecord } from './rules.ts';
import { text } from './text-field.ts';

/** How far the relationship with a person or company is, and since when. */
export const LIFECYCLE: readonly Field[] = [
  {
    ...text('lifecycle', 'Lifecycle', 'stage of the relationship: subscriber, lead, customer, former …', [
      'lifecycle stage',
      'lifecyclestage',
      'life cycle stage',
      'customer stage',
    ]),
    picklist: 'lifecycle',
  },
  {
    name: 'lifecycle_since',
    type: 'date',
    past: true,
    label: 'Lifecycle since',
    access: 'edit',
    help: 'day on which it reached that stage; default: the day it is set',
    synonyms: ['lifecycle stage date', 'lifecycle date', 'date entered lifecycle stage'],
  },
  {
    name: 'lifecycle_days',
    type: 'list',
    element: 'text',
    label: 'Lifecycle days',
    access: 'computed',
    help: 'the stages that it reached, each with the day',
  },
];

/** How these fields are read from the tables of a noun. */
export const lifecycleColumns = (noun: string): Record<string, ColumnText> => {
  const left = `select stage, reached_on, id from lifecycle_history where ${noun}_id = ${noun}.id`;
  const current = `select ${noun}.lifecycle, ${noun}.lifecycle_since, ${Number.MAX_SAFE_INTEGER}
    where ${noun}.lifecycle is not null`;
  const all = `(${left} union all ${current}) as v where true`;
  const entry = `v.stage || coalesce(' ' || v.reached_on, '')`;
  return {
    lifecycle: { value: `${noun}.lifecycle` },
    lifecycle_since: { value: `${noun}.lifecycle_since` },
    lifecycle_days: {
      value: entry,
      rows: `${all} order by v.id`,
      several: { from: all, column: entry },
    },
  };
};

/** Fills in the day of a new stage; without a stage there is no day. */
export function checkLifecycle(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const stage = columns.lifecycle === undefined ? (before?.lifecycle ?? null) : columns.lifecycle;
  if (stage === null) {
    if ((columns.lifecycle_since ?? before?.lifecycle_since ?? null) !== null) columns.lifecycle_since = null;
  } else if (stage !== (before?.lifecycle ?? null))
    columns.lifecycle_since ??= toLocalDate((before ? null : (columns.created_at as string)) ?? facts.now);
}

/** A day without a stage says nothing. */
export function overruledLifecycle(
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): readonly string[] {
  return given.lifecycle_since != null && record.lifecycle_since === null ? ['lifecycle_since'] : [];
}

/** The history keeps a stage that is left with its day, and the timeline of the record the move. */
export function lifecycleRows(noun: string) {
  return (facts: RuleFacts, { before, after }: WrittenRecord): FollowingRow[] => {
    const stage = before?.lifecycle ?? null;
    if (stage === null || stage === (after.lifecycle ?? null)) return [];
    const owner = { [`${noun}_id`]: after.id ?? null };
    const event = {
      type: 'event',
      at: facts.now,
      user_id: facts.userId,
      subject: `${after.name}: ${stage} → ${after.lifecycle ?? 'no lifecycle stage'}`,
    };
    return [
      { table: 'lifecycle_history', row: { ...owner, stage, reached_on: before?.lifecycle_since ?? null } },
      { table: 'activity', row: { ...event, ...owner } },
    ];
  };
}
