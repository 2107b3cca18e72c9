import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import type { Place } from '../../domain/calendar/place.ts';
import { clockText } from '../../domain/calling/hours.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { QueuePreview, QueueRequest } from '../../store/calls/claim-next.ts';
import type { QueueStatus } from '../../store/calls/queue.ts';
import { optionGroup } from '../option-group.ts';
import { addSelection, type SelectionOptions, selection } from '../record/selection.ts';

/** Adds the options that filter the queue. */
export const addQueueFilter = optionGroup<SelectionOptions>((command) => addSelection(command, LEAD));

/** The request to the queue: time, calling hours and filter. */
export async function queueRequest(ctx: Context, options: SelectionOptions): Promise<QueueRequest> {
  const store = await ctx.store();
  return {
    now: ctx.clock.now(),
    times: ctx.callingTimes,
    where: await selection(ctx, LEAD, await fieldsOf(store, LEAD), options),
  };
}

/** A lead's local time, `14:05`. */
export function timeThere({ times: { clock }, now }: QueueRequest, { zone }: Place): string {
  return clockText(clock.at(zone, now).minutes);
}

/** The meaning of each queue status except `ahead`, in display order. */
export const HOLD_REASONS: readonly (readonly [standing: QueueStatus, means: string])[] = [
  ['callback later', 'have an agreed callback later'],
  ['tried too recently', 'were tried too recently for their cadence'],
  ['sequence', 'are in a sequence, which has another step next'],
  ['out of hours', 'are outside calling hours'],
  ['claimed', 'are being called by somebody'],
  ['skipped', 'were skipped by you'],
  ['owned by others', 'belong to somebody else'],
  ['attempts', 'are at the attempt limit of their cadence'],
  ['do-not-call', 'are on the do-not-call list'],
  ['no number', 'have no working number'],
];

/** The reasons for leads held back, one line each; empty if there are none. */
export function holdSummary(ctx: Context, { counts: standings, nextDue }: QueuePreview): string[] {
  const lines = HOLD_REASONS.flatMap(([standing, means]) => {
    const count = standings.get(standing) ?? 0;
    if (count === 0) return [];
    const hours = standing === 'out of hours' ? ` (${ctx.config.get('calling_hours')} where they are)` : '';
    return [`  ${count} ${count === 1 ? singular(means) : means}${hours}`];
  });
  if (lines.length === 0) return [];
  const due = nextDue === null ? '' : `; the next is due on ${formatDay(nextDue)}`;
  return [`held back${due}:`, ...lines];
}

function singular(means: string): string {
  return means
    .replace(/^are /, 'is ')
    .replace(/^were /, 'was ')
    .replace(/^have /, 'has ')
    .replace(/^belong /, 'belongs ')
    .replace(' they are', ' it is')
    .replace(' their ', ' its ');
}
