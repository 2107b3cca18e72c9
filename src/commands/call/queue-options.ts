import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import type { Place } from '../../domain/calendar/place.ts';
import { clockText } from '../../domain/calling/hours.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { QueueRequest } from '../../store/calls/claim-next.ts';
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
