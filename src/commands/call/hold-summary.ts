import type { Context } from '../../context.ts';
import { formatBoth } from '../../domain/calendar/both-clocks.ts';
import type { QueuePreview } from '../../store/calls/claim-next.ts';
import type { QueueStatus } from '../../store/calls/queue.ts';

/** Why leads are held back, in display order: the queue status, and what it means. */
const HOLD_REASONS: readonly (readonly [standing: QueueStatus, means: string])[] = [
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

/** The queue statuses of leads that are held back, in display order. */
export function holdStatuses(): QueueStatus[] {
  return HOLD_REASONS.map(([status]) => status);
}

/** The reasons for leads held back, one line each; empty if there are none. */
export function holdSummary(ctx: Context, { counts: standings, nextDue }: QueuePreview): string[] {
  const lines = HOLD_REASONS.flatMap(([standing, means]) => {
    const count = standings.get(standing) ?? 0;
    if (count === 0) return [];
    const hours = standing === 'out of hours' ? ` (${ctx.config.get('calling_hours')} where they are)` : '';
    return [`  ${count} ${count === 1 ? singular(means) : means}${hours}`];
  });
  if (lines.length === 0) return [];
  const due =
    nextDue === null
      ? ''
      : `; the next is due on ${formatBoth(nextDue.at, nextDue.place?.zone ?? '', ctx.callingTimes.clock)}`;
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
