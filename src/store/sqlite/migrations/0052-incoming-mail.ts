import { editConstraint } from './edit-constraint.ts';
import type { Migration } from './migration.ts';

/** Mails that others wrote, what they answer, and those that came back. */
export const addIncomingMail: Migration = (db) => {
  editConstraint(
    db,
    'message',
    "check (state in ('draft', 'queued', 'sent', 'failed', 'cancelled'))",
    "check (state in ('draft', 'queued', 'sent', 'failed', 'cancelled', 'bounced', 'received'))",
  );
  db.exec(`
alter table message add column kind text not null default 'mail' check (kind in ('mail', 'bounce'));
alter table message add column answers_id integer references message (id);
create index message_answers on message (answers_id) where answers_id is not null;
create index message_in_reply_to on message (in_reply_to) where in_reply_to is not null;
create index message_received on message (send_at) where state = 'received';
`);
};
