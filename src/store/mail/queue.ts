import { MAX_WAIT_MS } from '../../domain/backoff.ts';
import { isoTime } from '../../domain/dates.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { Engine } from '../engine.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { addToOutbox, claimItem, type OutboxItem, type OutboxLane } from '../worker/outbox.ts';
import { messageNumbered, type StoredMail } from './messages.ts';

/** All mails are in one queue. */
const MAIL_LANE: OutboxLane = { kind: 'mail', target: 0 };

/** A mail that was begun. */
export interface ClaimedMail {
  readonly item: OutboxItem;
  readonly mail: StoredMail;
}

/**
 * Marks the next mail that is due as begun, or the one of this Message-ID, in a writing transaction that is on the disk
 * before it is sent. What was queued since comes into the outbox first; what is not queued any longer leaves it.
 */
export async function claimMail(
  engine: Engine,
  at: { readonly now: number; readonly token: string; readonly key?: string },
): Promise<ClaimedMail | null> {
  await fillOutbox(engine, at.now);
  for (;;) {
    const item = await claimItem(engine, MAIL_LANE, { ...at, isScheduled: true });
    if (!item) return null;
    const found = await sql<{ id: number }>`
      select id from message where message_id = ${item.key} and state = 'queued'`.first(engine);
    if (found) return { item, mail: await messageNumbered(engine, String(found.id)) };
    await engine.run(sql`delete from outbox where id = ${item.id}`);
  }
}

/** Later than this a clock was far ahead. */
const aheadOf = (now: number): string => isoTime(now + MAX_WAIT_MS);

/** When a mail is due. What a clock that was far ahead was to send at once is due now. */
const dueAt = (now: number): Sql => sql`
  case when created_at > ${aheadOf(now)} and send_at <= created_at then ${isoTime(now)} else send_at end`;

/** Whether a mail is to be sent now: any, or that of a Message-ID. */
export async function isMailDue(db: Db, now: number, key: string | undefined): Promise<boolean> {
  const which = key === undefined ? sql`${dueAt(now)} <= ${isoTime(now)}` : sql`message_id = ${key}`;
  return (
    (await sql<{ id: number }>`select id from message where state = 'queued' and ${which} limit 1`.first(
      db,
    )) !== undefined
  );
}

async function fillOutbox(engine: Engine, now: number): Promise<void> {
  // What a clock put off that was far ahead is due as it was planned: people may have planned it for any day.
  const ahead = aheadOf(now);
  await engine.run(sql`
    delete from outbox where kind = 'mail' and state = 'waiting' and changed_at > ${ahead} and due_at > ${ahead}`);
  const fresh = await sql<{ id: number; message_id: string; recipient: string; due: string }>`
    select id, message_id, recipient, ${dueAt(now)} as due from message
    where state = 'queued' and not exists (
      select 1 from outbox where outbox.kind = 'mail' and outbox.key = message.message_id)
    order by id`.all(engine);
  const items = fresh.map(({ id, message_id, recipient, due }) => ({
    ref: `mail:${id}`,
    key: message_id,
    label: recipient,
    body: String(id),
    due,
  }));
  await addToOutbox(engine, MAIL_LANE, items, now);
}

/** Has a mail sent again that failed or of which nobody knows, in a writing transaction. */
export async function queueAgain(engine: Engine, messageId: string): Promise<void> {
  await engine.run(sql`delete from outbox where kind = 'mail' and key = ${messageId} and state <> 'doing'`);
}

/**
 * Of these mails those that have left, or may have, or whose end is known: an undo leaves them as they are. What had been
 * sent before `since` (UTC ISO 8601) was sent from another database; what is as old as its sending was never queued.
 */
export async function endedMails(
  db: Db,
  from: number,
  to: number,
  since: string,
): Promise<ReadonlySet<number>> {
  const rows = await sql<{ id: number }>`
    select message.id from message left join outbox on outbox.kind = 'mail' and outbox.key = message.message_id
    where message.id between ${from} and ${to}
      and case when message.sent_at is null then outbox.key is not null
        else message.sent_at >= ${since} and (message.sent_at > message.created_at or outbox.key is not null) end
      and (message.state in ('sent', 'failed', 'bounced') or message.remaining is not null
        or (message.state = 'queued' and outbox.state in ('doing', 'unknown')))`.all(db);
  return new Set(rows.map(({ id }) => id));
}

/** What a mail refers to. */
const MAIL_REFERENCES = {
  user_id: 'user',
  campaign_id: 'campaign',
  thread_id: 'message',
  answers_id: 'message',
} as const;

/** Detaches mails that stay from the rows that an undo removes. */
export async function detachMails(
  tx: Tx,
  kept: ReadonlySet<number>,
  rows: readonly ChangeRow[],
): Promise<void> {
  const isRemoved = (table: string, id: number) =>
    !(table === 'message' && kept.has(id)) &&
    rows.some((row) => row.op === 'insert' && row.table === table && row.id <= id && id <= row.lastId);
  for (const mailId of kept) {
    const mail = await tx.read('message', mailId);
    const lost = Object.entries(MAIL_REFERENCES).filter(
      ([column, table]) => typeof mail?.[column] === 'number' && isRemoved(table, mail[column]),
    );
    if (lost.length > 0)
      await tx.overwrite('message', mailId, Object.fromEntries(lost.map(([column]) => [column, null])));
  }
}

/** What an export into another database leaves: nothing that was queued here is sent from there. */
export async function cancelQueued(
  run: (statement: ReturnType<typeof sql>) => Promise<unknown>,
): Promise<void> {
  await run(sql`
    update message set state = case when sent_at is null then 'cancelled' else 'sent' end, remaining = null
    where state = 'queued'`);
}
