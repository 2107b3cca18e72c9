import { conflict, refused, usage } from '../../domain/errors.ts';
import { QUEUED_NOUNS, type QueuedNoun } from '../../domain/queue.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import {
  joinQueue,
  leaveQueue,
  type Queue,
  queueNamed,
  queues,
  type WaitingRecord,
  waitingCounts,
  waitingRecords,
} from '../../store/queues.ts';
import { addUser, editUser, personIdOf, removeUser, userNamed } from '../../store/users.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { assignLead } from '../leads/status-changes.ts';

/** A queue, and how much waits in it. */
export interface QueueState extends Queue {
  readonly cases: number;
  readonly leads: number;
}

/** Lists the queues with their members. */
export async function listQueues({ store }: Deps): Promise<QueueState[]> {
  const counts = await waitingCounts(store.db);
  const countOf = (queue: Queue, noun: QueuedNoun) =>
    counts.find((each) => each.queueId === queue.id && each.noun === noun)?.count ?? 0;
  return (await queues(store.db)).map((queue) => ({
    ...queue,
    cases: countOf(queue, 'case'),
    leads: countOf(queue, 'lead'),
  }));
}

/** A queue by name. Throws `not-found`. */
export function findQueue({ store }: Deps, name: string): Promise<Queue> {
  return queueNamed(store.db, name);
}

/** What waits in a queue, in the order in which it is taken. */
export function readQueue({ store }: Deps, { id }: Queue, limit: number): Promise<WaitingRecord[]> {
  return waitingRecords(store.db, [id], { nouns: QUEUED_NOUNS, limit });
}

/** Adds a queue with these members. */
export async function createQueue(
  { store }: Deps,
  { name, users }: { readonly name: string; readonly users: readonly string[] },
): Promise<void> {
  await store.change(async (tx) => {
    const id = await addUser(tx, name, { is_queue: 1 });
    for (const user of users) await joinQueue(tx, id, await personIdOf(tx, user));
  }, `added the queue ${name}`);
}

/** How a queue is to change. */
export interface QueueEdit {
  readonly name: string | undefined;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Changes a queue; returns whether anything changed. */
export async function changeQueue({ store }: Deps, text: string, edit: QueueEdit): Promise<boolean> {
  const queue = await queueNamed(store.db, text);
  const { id } = await store.change(async (tx) => {
    if (edit.name !== undefined) await editUser(tx, await userNamed(tx, queue.name), { name: edit.name });
    for (const user of edit.add) await joinQueue(tx, queue.id, await personIdOf(tx, user));
    for (const user of edit.remove) await leaveQueue(tx, queue, await personIdOf(tx, user));
  }, `edited the queue ${queue.name}`);
  return id !== null;
}

/** Removes a queue that owns nothing; returns its name. Throws `conflict` for one in which something waits. */
export async function deleteQueue(deps: Deps, text: string): Promise<string> {
  const { store } = deps;
  const queue = await queueNamed(store.db, text);
  if ((await readQueue(deps, queue, 1)).length > 0)
    throw conflict(`something waits in the queue ${queue.name}`, { code: 'queue-in-use', name: queue.name });
  await store.change(
    async (tx) => removeUser(tx, await userNamed(tx, queue.name)),
    `removed the queue ${queue.name}`,
  );
  return queue.name;
}

/** What to take, and how many. */
export interface TakeInput {
  /** A queue; undefined for all that the acting user is a member of. */
  readonly queue: string | undefined;
  readonly nouns: readonly QueuedNoun[];
  readonly count: number;
}

/**
 * Gives the acting user what waits first in a queue, with the open tasks of leads: two people who take at once get
 * different records. Throws `refused` for somebody who is no member.
 */
export async function takeFromQueue(
  deps: Deps,
  { queue, nouns, count }: TakeInput,
): Promise<readonly NamedRecord[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const own = await queuesOf(deps, tx.userId, queue);
      const taken = await waitingRecords(
        tx,
        own.map(({ id }) => id),
        { nouns, limit: count },
      );
      for (const { noun, id } of taken)
        if (noun === 'lead') await assignLead(tx, id, tx.userId, deps);
        else await updateRecord(tx, noun, id, { owner_id: tx.userId }, deps);
      return taken.map(({ noun, id, title }): NamedRecord => ({ noun, id, title }));
    },
    (taken) => `took ${taken.map(({ noun, id }) => `${noun} ${id}`).join(', ')} from the queue`,
  );
  return result;
}

/** The queue of that name, or all that a user is a member of. */
async function queuesOf({ store, user }: Deps, userId: number, name: string | undefined): Promise<Queue[]> {
  const all = name === undefined ? await queues(store.db) : [await queueNamed(store.db, name)];
  const own = all.filter(({ members }) => members.some(({ id }) => id === userId));
  const [first] = all;
  if (own.length > 0 || first === undefined) {
    if (own.length > 0) return own;
    throw refused('there are no queues yet', { code: 'no-queues' });
  }
  const which = name === undefined ? 'any queue' : `the queue ${first.name}`;
  throw refused(`${user} is not a member of ${which}`, { code: 'not-in-queue', name: first.name, user });
}

/** The stored form of the name of a queue. Throws `usage` for a blank one and for `me`. */
export function readQueueName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw usage('the name of a queue cannot be blank');
  if (name.toLowerCase() === 'me') throw usage('"me" always means the acting user');
  return name;
}
