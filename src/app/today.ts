import { type Appointment, appointments } from '../store/appointments.ts';
import { countQueue, type QueueRequest } from '../store/calls/claim-next.ts';
import { type Agenda, agenda } from '../store/today.ts';
import type { Deps } from './deps.ts';

/** Leads to call are counted up to this number. */
export const MAX_LEADS_COUNTED = 100;

/** What waits for somebody. */
export interface Today {
  readonly agenda: Agenda;
  readonly count: number;
  /** What waits for others, if nothing waits for the user; 0 otherwise. */
  readonly countOfOthers: number;
}

/** What is due for the acting user or nobody in particular, or for everybody. */
export async function readToday(
  { store, user }: Deps,
  { ofAll }: { readonly ofAll: boolean },
): Promise<Today> {
  const own = await agenda(store, ofAll ? null : user);
  const count = countOf(own);
  const countOfOthers = count === 0 && !ofAll ? countOf(await agenda(store, null)) : 0;
  return { agenda: own, count, countOfOthers };
}

/** All that is planned at a time, today and later. */
export function readAppointments(
  { store, user }: Deps,
  { ofAll }: { readonly ofAll: boolean },
): Promise<readonly Appointment[]> {
  return appointments(store, ofAll ? null : user);
}

/** How many leads the call queue has for the acting user, up to `MAX_LEADS_COUNTED`. */
export async function countLeadsToCall({ store }: Deps, request: QueueRequest): Promise<number> {
  return (await countQueue(store, request, MAX_LEADS_COUNTED)) ?? 0;
}

function countOf({ tasks, callbacks, closing, stuck }: Agenda): number {
  return tasks.length + callbacks.length + closing.length + stuck.length;
}
