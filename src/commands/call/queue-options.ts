import type { Command as Commander } from '@commander-js/extra-typings';
import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { clockText, hoursText, readHours } from '../../domain/calling/hours.ts';
import { makeZoneClock, type ZoneClock } from '../../domain/calling/zone-clock.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { QueuePreview, QueueRequest } from '../../store/calls/claim-next.ts';
import type { QueueStatus } from '../../store/calls/queue.ts';
import { addSelection, type SelectionOptions, selection } from '../record/selection.ts';

/** Adds the options that say whom of all leads to call. */
export function addQueueFilter(command: Commander): Commander<[], SelectionOptions> {
  return addSelection(command, LEAD) as never;
}

/** What the queue is asked: when, within which hours, whom of all leads. */
export async function queueRequest(ctx: Context, options: SelectionOptions): Promise<QueueRequest> {
  const store = await ctx.store();
  return {
    now: ctx.clock.now(),
    hours: readHours(ctx.config.get('calling_hours')),
    clock: makeZoneClock(),
    where: await selection(ctx, LEAD, await fieldsOf(store, LEAD), options),
  };
}

/** The time of day where a lead is, `14:05`. */
export function timeThere(clock: ZoneClock, zone: string, now: number): string {
  return clockText(clock.at(zone, now).minutes);
}

/** What each standing but `ahead` means, in the order they are told. */
export const HOLD_REASONS: readonly (readonly [standing: QueueStatus, means: string])[] = [
  ['callback later', 'have agreed on a later callback'],
  ['tried too recently', 'were tried too recently for their cadence'],
  ['out of hours', 'are out of calling hours where they are'],
  ['claimed', 'are on the phone with somebody'],
  ['skipped', 'were skipped by you'],
  ['owned by others', 'belong to somebody else'],
  ['attempts', 'were tried as often as their cadence allows'],
  ['do-not-call', 'are not to be called'],
  ['no number', 'have no number that works'],
];

/** What is held back and why, a line each; nothing for nobody. */
export function holdSummary(ctx: Context, { counts: standings, nextDue }: QueuePreview): string[] {
  const lines = HOLD_REASONS.flatMap(([standing, means]) => {
    const count = standings.get(standing) ?? 0;
    if (count === 0) return [];
    const hours =
      standing === 'out of hours' ? ` (${hoursText(readHours(ctx.config.get('calling_hours')))})` : '';
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
