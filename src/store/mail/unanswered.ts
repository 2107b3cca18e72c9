import { type Db, sql } from '../sql.ts';

/** A mail that came, to which nobody wrote later in its thread or to its record, and after which none came there. */
export const UNANSWERED = sql`(message.state = 'received' and message.kind = 'mail' and not exists (
  select 1 from message later
  where (later.thread_id = coalesce(message.thread_id, message.id) or later.id = message.thread_id)
    and (later.send_at > message.send_at or later.send_at = message.send_at and later.id > message.id)
    and later.kind = 'mail' and later.state in ('received', 'sent', 'queued'))
  and not exists (
    select 1 from message later where later.in_reply_to = message.message_id and later.state in ('sent', 'queued'))
  and not exists (
    select 1 from message later where later.about = message.about and later.state in ('sent', 'queued')
      and later.send_at > message.send_at))`;

/** A mail that waits for an answer. */
interface UnansweredMail {
  readonly id: number;
  /** When it was sent, UTC ISO 8601. */
  readonly at: string;
  readonly subject: string;
  readonly sender: string;
  readonly owner: string | null;
}

/** Mails since a time that nobody has answered, to a user or nobody in particular; to everybody if `user` is null. */
export function unansweredMails(db: Db, user: string | null, since: string): Promise<UnansweredMail[]> {
  const own =
    user === null
      ? sql`true`
      : sql`(message.user_id is null or message.user_id in (select id from "user" where name = ${user}))`;
  return sql<UnansweredMail>`
    select message.id, message.send_at as at, message.subject, message.sender,
      (select name from "user" where id = message.user_id) as owner
    from message where ${UNANSWERED} and message.send_at >= ${since} and ${own}
    order by message.send_at nulls first, message.id`.all(db);
}
