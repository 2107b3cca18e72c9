import type { Noun, Value } from '../domain/field.ts';
import { type Appointment, appointments } from '../store/appointments.ts';
import { countQueue, type QueueRequest } from '../store/calls/claim-next.ts';
import { type Guest, guestsOf } from '../store/meeting-attendees.ts';
import { pipelines } from '../store/stages.ts';
import { type Agenda, agenda, someOfAgenda } from '../store/today.ts';
import { type FailedWork, failedWork } from '../store/worker/failures.ts';
import { timesThere } from './both-clocks.ts';
import type { Deps } from './deps.ts';

/** Leads to call are counted up to this number. */
export const MAX_LEADS_COUNTED = 100;

/** What waits for others is counted up to this number. */
export const MOST_OF_OTHERS = 100;

/** More failures are not listed. */
const MAX_FAILURES = 20;

/** What waits for somebody. */
export interface Today {
  readonly agenda: Agenda;
  /** What went wrong in the background; not part of the count. */
  readonly failures: readonly FailedWork[];
  readonly count: number;
  /** What waits for others, up to `MOST_OF_OTHERS`, if nothing waits for the user; 0 otherwise. */
  readonly countOfOthers: number;
  /** Where the open stages stand in their pipelines, by name; of a name in several, in the first pipeline. */
  readonly stages: ReadonlyMap<string, { readonly index: number; readonly count: number }>;
}

/** What is due for the acting user or nobody in particular, or for everybody. */
export async function readToday(deps: Deps, { ofAll }: { readonly ofAll: boolean }): Promise<Today> {
  const { store, user } = deps;
  const own = await agenda(store, ofAll ? null : user);
  const count = countOf(own);
  const countOfOthers =
    count === 0 && !ofAll ? Math.min(countOf(await someOfAgenda(store, MOST_OF_OTHERS)), MOST_OF_OTHERS) : 0;
  const stages = new Map<string, { index: number; count: number }>();
  for (const pipeline of (await pipelines(store.engine)).reverse()) {
    const open = pipeline.stages.filter(({ kind }) => kind === 'open');
    for (const [index, { name }] of open.entries()) stages.set(name, { index, count: open.length });
  }
  const failures = await failedWork(store.db, MAX_FAILURES);
  return { agenda: await withTheirTimes(deps, own), failures, count, countOfOthers, stages };
}

/** With what clocks show where tasks and callbacks are, as `there`. */
async function withTheirTimes(deps: Deps, { tasks, meetings, callbacks, ...deals }: Agenda): Promise<Agenda> {
  if (tasks.length + meetings.length + callbacks.length === 0)
    return { tasks, meetings, callbacks, ...deals };
  const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
  const there = await timesThere(deps, [
    ...tasks.map(({ id, due_at }) => ({ noun: 'task', id: Number(id), when: text(due_at) }) as const),
    ...meetings.map(
      ({ id, starts_at }) => ({ noun: 'meeting', id: Number(id), when: text(starts_at) }) as const,
    ),
    ...callbacks.map(({ id, at }) => ({ noun: 'lead', id: Number(id), when: text(at) }) as const),
  ]);
  return {
    ...deals,
    tasks: tasks.map((row, at) => ({ ...row, there: there[at] || null })),
    meetings: meetings.map((row, at) => ({ ...row, there: there[tasks.length + at] || null })),
    callbacks: callbacks.map((row, at) => ({
      ...row,
      there: there[tasks.length + meetings.length + at] || null,
    })),
  };
}

/** An appointment, and what clocks show there where the user's shows something else. */
export interface TimedAppointment extends Appointment {
  /** `00:00 there`; empty for the same. */
  readonly there: string;
  /** Who takes part in a meeting. */
  readonly guests: readonly Guest[];
}

/** All that is planned at a time, today and later. */
export async function readAppointments(
  deps: Deps,
  { ofAll }: { readonly ofAll: boolean },
): Promise<readonly TimedAppointment[]> {
  const found = await appointments(deps.store, ofAll ? null : deps.user);
  const there = await timesThere(
    deps,
    found.map(({ ref, when }) => {
      const [noun = '', id] = ref.split(':');
      return { noun: noun as Noun, id: Number(id), when };
    }),
  );
  const idOf = (ref: string) => Number(ref.slice(ref.indexOf(':') + 1));
  const guests = await guestsOf(
    deps.store.db,
    found.filter(({ kind }) => kind === 'meeting').map(({ ref }) => idOf(ref)),
  );
  return found.map((appointment, at) => ({
    ...appointment,
    there: there[at] ?? '',
    guests: appointment.kind === 'meeting' ? (guests.get(idOf(appointment.ref)) ?? []) : [],
  }));
}

/** How many leads the call queue has for the acting user, up to `MAX_LEADS_COUNTED`. */
export async function countLeadsToCall({ store }: Deps, request: QueueRequest): Promise<number> {
  return (await countQueue(store, request, MAX_LEADS_COUNTED)) ?? 0;
}

function countOf(lists: Agenda): number {
  return Object.values(lists).reduce((sum, { length }) => sum + length, 0);
}
