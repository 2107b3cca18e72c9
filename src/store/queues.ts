import { conflict, notFound } from '../domain/errors.ts';
import type { QueuedNoun } from '../domain/queue.ts';
import { findNearest } from '../domain/suggest.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** An owner that nobody can be: its records wait until one of its members takes them. */
export interface Queue {
  readonly id: number;
  readonly name: string;
  readonly members: readonly { readonly id: number; readonly name: string }[];
}

/** All queues with their members, by name. */
export async function queues(db: Db): Promise<Queue[]> {
  const rows = await sql<{ id: number; name: string }>`
    select id, name from "user" where is_queue = 1 order by name`.all(db);
  const members = await sql<{ queue_id: number; id: number; name: string }>`
    select queue_member.queue_id, "user".id, "user".name from queue_member
    join "user" on "user".id = queue_member.user_id order by name`.all(db);
  return rows.map(({ id, name }) => ({
    id,
    name,
    members: members
      .filter((member) => member.queue_id === id)
      .map((member) => ({ id: member.id, name: member.name })),
  }));
}

/** The queue of that name. Throws `not-found` with the nearest. */
export async function queueNamed(db: Db, name: string): Promise<Queue> {
  const all = await queues(db);
  const key = name.trim().toLowerCase();
  const found = all.find((queue) => queue.name.toLowerCase() === key);
  if (found) return found;
  const [near] = findNearest(
    name,
    all.map((queue) => queue.name),
  );
  throw notFound(`unknown queue "${name}"`, { code: 'unknown-name', noun: 'queue', near: near ?? null });
}

/** Adds a user to a queue; returns whether that is new. */
export async function joinQueue(tx: Tx, queueId: number, userId: number): Promise<boolean> {
  const there = await sql<{ id: number }>`
    select id from queue_member where queue_id = ${queueId} and user_id = ${userId}`.first(tx);
  if (there) return false;
  await tx.insert('queue_member', { queue_id: queueId, user_id: userId });
  return true;
}

/** Takes a user out of a queue. Throws `conflict` for one who is not in it. */
export async function leaveQueue(tx: Tx, queue: Pick<Queue, 'id' | 'name'>, userId: number): Promise<void> {
  const there = await sql<{ id: number }>`
    select id from queue_member where queue_id = ${queue.id} and user_id = ${userId}`.first(tx);
  if (!there)
    throw conflict(`the user is not in the queue ${queue.name}`, {
      code: 'not-a-member',
      noun: 'queue',
      name: queue.name,
    });
  await tx.remove('queue_member', there.id);
}

/** Takes a user out of all queues, or all users out of a queue. */
export async function leaveQueues(tx: Tx, userId: number): Promise<void> {
  const rows = await sql<{ id: number }>`
    select id from queue_member where user_id = ${userId} or queue_id = ${userId}`.all(tx);
  for (const { id } of rows) await tx.remove('queue_member', id);
}

/** A record that waits in a queue. */
export interface WaitingRecord {
  readonly noun: QueuedNoun;
  readonly id: number;
  readonly title: string;
  readonly queue: string;
  /** Since when it is there, as far as is known: when it was created. UTC ISO 8601. */
  readonly since: string;
  /** When the next thing is due: of a case by its service level, of a lead the next try; null for nothing. */
  readonly dueAt: string | null;
}

/** Cases that are open and leads that are neither converted nor disqualified: what is due first, then the oldest. */
export function waitingRecords(
  db: Db,
  queueIds: readonly number[],
  { nouns, limit }: { readonly nouns: readonly QueuedNoun[]; readonly limit: number },
): Promise<WaitingRecord[]> {
  return sql<WaitingRecord>`
    select waiting.noun, waiting.id, waiting.title, "user".name as queue, waiting.since, waiting.due as "dueAt" from (
      select 'case' as noun, "case".id, "case".subject as title, "case".owner_id, "case".created_at as since,
        case_clock.due_at as due
      from "case" left join case_clock on case_clock.case_id = "case".id
      where "case".owner_id ${sql.among(queueIds)} and "case".solved_at is null
      union all
      select 'lead' as noun, lead.id, lead.name as title, lead.owner_id, lead.created_at as since,
        lead.next_attempt_at as due
      from lead join picklist_value status on status.list = 'lead-status' and status.name = lead.status
      where lead.owner_id ${sql.among(queueIds)} and status.kind not in ('converted', 'disqualified')
    ) as waiting join "user" on "user".id = waiting.owner_id
    where waiting.noun ${sql.among(nouns)}
    order by waiting.due asc nulls last, waiting.since, waiting.noun, waiting.id nulls last limit ${limit}`.all(
    db,
  );
}

/** How many records of a noun wait in each queue that has some. */
export function waitingCounts(db: Db): Promise<{ queueId: number; noun: QueuedNoun; count: number }[]> {
  return sql<{ queueId: number; noun: QueuedNoun; count: number }>`
    select "user".id as "queueId", 'case' as noun, count(*) as count
    from "user" join "case" on "case".owner_id = "user".id
    where "user".is_queue = 1 and "case".solved_at is null group by 1
    union all
    select "user".id as "queueId", 'lead' as noun, count(*) as count
    from "user" join lead on lead.owner_id = "user".id
    join picklist_value status on status.list = 'lead-status' and status.name = lead.status
    where "user".is_queue = 1 and status.kind not in ('converted', 'disqualified') group by 1`.all(db);
}
