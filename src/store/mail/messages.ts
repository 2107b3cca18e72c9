import { notFound } from '../../domain/errors.ts';
import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { hasField } from '../../nouns/definition.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import type { OutboxState } from '../worker/outbox.ts';
import { UNANSWERED } from './unanswered.ts';

/**
 * What became of a mail. `sending`: it was begun; `unknown`: nobody knows whether it was sent; `bounced`: it was sent, and
 * came back.
 */
export type MailState =
  | 'draft'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'cancelled'
  | 'unknown'
  | 'bounced'
  | 'received';

/** A mail that was written here, or received. */
export interface StoredMail {
  readonly id: number;
  /** Chosen before it is sent; without brackets. */
  readonly messageId: string;
  /** The number of the first mail of its thread; null for that one. */
  readonly threadId: number | null;
  readonly inReplyTo: string | null;
  /** Message-IDs, with spaces between them. */
  readonly references: string;
  readonly account: string;
  readonly state: MailState;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Whether it is one of many. */
  readonly isBulk: boolean;
  /** Whether it leaves within the hours of its recipient. */
  readonly keepsHours: boolean;
  /** When it is to be sent, UTC ISO 8601. */
  readonly sendAt: string;
  /** When its person got it. */
  readonly sentAt: string | null;
  /** The addresses that a server has yet to take it for; null until it has taken it for some. */
  readonly remaining: readonly string[] | null;
  /** What the server said, or what went wrong. */
  readonly answer: string | null;
  /** The record that it is about: `lead:42`. */
  readonly about: string;
  /** Whether it is the report of a program that another mail came back. */
  readonly isBounce: boolean;
  /** The number of the mail of ours that it answers. */
  readonly answersId: number | null;
}

/** A file of a mail. */
export interface MailFile {
  readonly hash: string;
  readonly name: string;
  readonly size: number;
}

/** A mail as it is, with what its queue says of it. */
interface MessageRow extends RowOf<'message'> {
  queue_state: OutboxState | null;
  problem: string | null;
}

const MESSAGES = sql`
  select message.*, outbox.state as queue_state, outbox.problem
  from message left join outbox on outbox.kind = 'mail' and outbox.key = message.message_id`;

/** Which mails. */
export interface MailQuery {
  readonly states?: readonly MailState[] | undefined;
  /** Those about this record, or on its timeline. */
  readonly about?: RecordRef | undefined;
  /** The last mail that came in each thread, where nobody has answered since. */
  readonly isUnanswered?: boolean | undefined;
  readonly limit: number;
}

/** Mails, the latest first. */
export async function messages(
  db: Db,
  { states, about, isUnanswered, limit }: MailQuery,
): Promise<StoredMail[]> {
  const conditions: Sql[] = [sql`true`];
  if (about !== undefined) {
    const noted = await messageIdsOn(db, about);
    conditions.push(sql`(message.about = ${refText(about)} or message.message_id ${sql.among(noted)})`);
  }
  if (isUnanswered) conditions.push(UNANSWERED);
  if (states) conditions.push(sql`(${sql.join(states.map(isIn), ' or ')})`);
  const rows = await sql<MessageRow>`
    ${MESSAGES} where ${sql.join(conditions, ' and ')} order by message.id desc limit ${limit}`.all(db);
  return rows.map(toMail);
}

/** Mails on the timeline of one record that are looked at. */
const MAX_NOTED = 2000;

/** The Message-IDs of the mails on the timeline of a record, the latest ones. */
async function messageIdsOn(db: Db, { noun, id }: RecordRef): Promise<string[]> {
  const rows = hasField(db.nouns.get('activity'), noun)
    ? await sql<{ external_id: string }>`
        select external_id from activity
        where ${sql.ref(`${noun}_id`)} = ${id} and external_source = 'mail' and external_id is not null
        order by id desc limit ${MAX_NOTED}`.all(db)
    : [];
  return [...new Set(rows.map(({ external_id }) => external_id.split(' ', 1)[0] as string))];
}

/** The condition of a state: while a mail is queued, its queue knows better. */
function isIn(state: MailState): Sql {
  switch (state) {
    case 'sending':
      return sql`(message.state = 'queued' and outbox.state = 'doing')`;
    case 'unknown':
      return sql`(message.state = 'queued' and outbox.state = 'unknown')`;
    case 'queued':
      return sql`(message.state = 'queued' and coalesce(outbox.state, 'waiting') = 'waiting')`;
    default:
      return sql`message.state = ${state}`;
  }
}

/** The mail of that number. Throws `not-found`. */
export async function messageNumbered(db: Db, text: string): Promise<StoredMail> {
  const number = /^(?:mail:|message:|#)?(\d{1,15})$/.exec(text.trim())?.[1];
  const row =
    number === undefined
      ? undefined
      : await sql<MessageRow>`${MESSAGES} where message.id = ${Number(number)}`.first(db);
  if (!row) throw notFound(`no mail ${text}`, { code: 'unknown-name', noun: 'mail', near: null });
  return toMail(row);
}

/** The mails of a thread, in order. */
export async function threadOf(db: Db, { id, threadId }: StoredMail): Promise<StoredMail[]> {
  const first = threadId ?? id;
  const rows = await sql<MessageRow>`
    ${MESSAGES} where message.id = ${first} or message.thread_id = ${first} order by message.id`.all(db);
  return rows.map(toMail);
}

/** The files of a mail, in order. */
export function filesOfMessage(db: Db, id: number): Promise<MailFile[]> {
  return sql<{ hash: string; name: string; size: number }>`
    select message_file.hash, message_file.name, stored_file.size
    from message_file join stored_file on stored_file.hash = message_file.hash
    where message_file.message_id = ${id} order by message_file.id`.all(db);
}

/** How many mails of an account were sent within a time, or are queued too, in all or to addresses of a domain. */
export async function countSent(
  db: Db,
  account: string,
  {
    since,
    until,
    domain,
    countsQueued = false,
  }: {
    readonly since: string;
    readonly until: string;
    readonly domain?: string;
    readonly countsQueued?: boolean;
  },
): Promise<number> {
  const to =
    domain === undefined
      ? sql`true`
      : sql`${(dialect) => dialect.like(sql`message.recipient`, `%@${likeText(domain)}>%`)} or ${(dialect) => dialect.like(sql`message.recipient`, `%@${likeText(domain)}`)}`;
  const sent = await sql<{ n: number }>`
    select count(*) as n from message where account = ${account} and sent_at >= ${since}
      and sent_at < ${until} and (${to})`.one(db);
  if (!countsQueued) return sent.n;
  const queued = await sql<{ n: number }>`
    select count(*) as n from message where state = 'queued' and sent_at is null and account = ${account} and (${to})`.one(
    db,
  );
  return sent.n + queued.n;
}

const likeText = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function toMail(row: MessageRow): StoredMail {
  return {
    id: row.id,
    messageId: row.message_id,
    threadId: row.thread_id,
    inReplyTo: row.in_reply_to,
    references: row.refs,
    account: row.account,
    state: stateOf(row),
    from: row.sender,
    to: row.recipient,
    cc: row.cc,
    bcc: row.bcc,
    subject: row.subject,
    text: row.text,
    html: row.html,
    isBulk: row.bulk === 1,
    keepsHours: row.their_hours === 1,
    sendAt: row.send_at,
    sentAt: row.sent_at,
    remaining: row.remaining?.split(', ') ?? null,
    answer: row.state === 'queued' ? (row.problem ?? row.answer) : (row.answer ?? row.problem),
    about: row.about,
    isBounce: row.kind === 'bounce',
    answersId: row.answers_id,
  };
}

function stateOf({ state, queue_state }: MessageRow): MailState {
  if (state !== 'queued') return state as MailState;
  if (queue_state === 'doing') return 'sending';
  return queue_state === 'unknown' ? 'unknown' : 'queued';
}
