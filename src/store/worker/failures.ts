import { isoTime } from '../../domain/dates.ts';
import { WEEK_MS } from '../../domain/time-units.ts';
import type { WayOut } from '../../domain/way-out.ts';
import { type Db, sql } from '../sql.ts';
import { type Problem, summarizeProblems } from './problem-summary.ts';

/** Work of `crm run` or of a rule that went wrong and that nobody has put right yet. */
export interface FailedWork {
  /** `rule 3`. */
  readonly what: string;
  /** Why it went wrong. */
  readonly problem: string;
  /** When it went wrong last, UTC ISO 8601. */
  readonly at: string;
  /** What says more, or puts it right. */
  readonly wayOut: WayOut;
}

/** What went wrong longer ago is in the logs only. */
const SHOWN_MS = WEEK_MS;

/** Mail that could not be sent or fetched for longer is told. */
const MAIL_LATE_MS = 3_600_000;

/** What waits for its next attempt waits for so long at most, unless it has failed by itself; what was put off waits longer. */
const NEXT_ATTEMPT_MS = 5 * 60_000;

/** What went wrong in the last week and is as it was, of each kind the latest first, at most `limit`. */
export async function failedWork(db: Db, limit: number): Promise<FailedWork[]> {
  const since = isoTime(db.acting.now - SHOWN_MS);
  return [
    ...(await failedRules(db, since)),
    ...(await failedWebhooks(db, since)),
    ...(await failedReminders(db, since)),
    ...(await failedMails(db, since)),
    ...(await lateMails(db)),
    ...(await unreadMailboxes(db, since)),
  ].slice(0, limit);
}

async function failedRules(db: Db, since: string): Promise<FailedWork[]> {
  const rows = await sql<{ rule: number; problem: string; at: string }>`
    select rule.id as rule, rule_run.problem, rule_run.at
    from rule join rule_run on rule_run.rule_id = rule.id
    where rule.enabled = 1 and rule_run.problem is not null and rule_run.at >= rule.updated_at
      and rule_run.at >= ${since}
      and not exists (select 1 from rule_run later where later.rule_id = rule.id and later.id > rule_run.id)
    order by rule_run.at desc`.all(db);
  return rows.map(({ rule, problem, at }) => ({
    what: `rule ${rule}`,
    problem,
    at,
    wayOut: { type: 'show-rule', rule },
  }));
}

async function failedWebhooks(db: Db, since: string): Promise<FailedWork[]> {
  const disabled = await sql<{ id: number; problem: string | null; at: string }>`
    select webhook.id, problem, disabled_at as at
    from webhook join webhook_state on webhook_id = webhook.id
    where webhook.enabled = 1 and disabled_at is not null order by webhook.id`.all(db);
  const problems = await sql<{ target: number; state: string } & Problem>`
    select target, state, coalesce(problem, '') as problem, count(*) as n, max(changed_at) as at from outbox
    where kind = 'webhook' and state in ('failed', 'unknown') and changed_at >= ${since}
      and exists (select 1 from webhook where webhook.id = target)
    group by target, state, problem order by max(id) desc nulls last`.all(db);
  const lost = Map.groupBy(problems, ({ target, state }) => `${state} ${target}`);
  return [
    ...disabled.map(({ id, problem, at }): FailedWork => {
      const why = `disabled, as nothing arrived: ${problem ?? ''}`;
      return { what: `webhook ${id}`, problem: why, at, wayOut: { type: 'enable-webhook', webhook: id } };
    }),
    ...[...lost.values()].map((some): FailedWork => {
      const { target, state } = some[0] as (typeof some)[0];
      const { n, at, problem } = summarizeProblems(some);
      const count = n === 1 ? '1 message' : `${n} messages`;
      return {
        what: `webhook ${target}`,
        problem: state === 'failed' ? `${count} failed: ${problem}` : `${count} may have been sent or not`,
        at,
        wayOut: { type: 'list-webhook-failures', webhook: target },
      };
    }),
  ];
}

/** Mails that no server took, or that may have been sent or not. */
async function failedMails(db: Db, since: string): Promise<FailedWork[]> {
  const problems = await sql<Problem>`
    select coalesce(answer, '') as problem, count(*) as n, max(updated_at) as at from message
    where state = 'failed' and updated_at >= ${since}
    group by answer order by max(id) desc nulls last`.all(db);
  const failed = problems.length === 0 ? null : summarizeProblems(problems);
  const unknown = await sql<{ n: number; at: string }>`
    select count(*) as n, coalesce(max(changed_at), '') as at from outbox
    where kind = 'mail' and state = 'unknown' and changed_at >= ${since}`.one(db);
  const countText = (n: number) => (n === 1 ? '1 mail' : `${n} mails`);
  return [
    ...(failed === null
      ? []
      : [
          {
            what: countText(failed.n),
            problem: failed.problem,
            at: failed.at,
            wayOut: { type: 'list-mails', state: 'failed' } as const,
          },
        ]),
    ...(unknown.n === 0
      ? []
      : [
          {
            what: countText(unknown.n),
            problem: 'may have been sent or not',
            at: unknown.at,
            wayOut: { type: 'list-mails', state: 'unknown' } as const,
          },
        ]),
  ];
}

/** Mails that were to leave a while ago, and that no server takes: it is away, or wants another password. */
async function lateMails(db: Db): Promise<FailedWork[]> {
  const rows = await sql<{ problem: string; attempts: number; due_at: string; changed_at: string }>`
    select outbox.problem, outbox.attempts, outbox.due_at, outbox.changed_at
    from outbox join message on message.message_id = outbox.key
    where outbox.kind = 'mail' and outbox.state = 'waiting' and outbox.problem is not null
      and message.state = 'queued' and message.send_at < ${isoTime(db.acting.now - MAIL_LATE_MS)}
    order by outbox.id desc nulls last`.all(db);
  const late = rows.filter(
    ({ attempts, due_at, changed_at }) =>
      attempts > 0 || Date.parse(due_at) - Date.parse(changed_at) <= NEXT_ATTEMPT_MS,
  );
  const [last] = late;
  if (!last) return [];
  const what = late.length === 1 ? '1 mail' : `${late.length} mails`;
  const byProblem = Map.groupBy(late, (each) => each.problem);
  const { problem } = summarizeProblems(
    [...byProblem].map(([each, some]) => ({ problem: each, n: some.length, at: last.changed_at })),
  );
  const at = last.changed_at;
  return [{ what, problem: `not sent yet: ${problem}`, at, wayOut: { type: 'list-mails', state: 'queued' } }];
}

/** Mailboxes that nobody could read for a while. */
async function unreadMailboxes(db: Db, since: string): Promise<FailedWork[]> {
  const rows = await sql<{ account: string; problem: string; at: string }>`
    select account, problem, last_at as at from mailbox_problem
    where last_at >= ${since} and since < ${isoTime(db.acting.now - MAIL_LATE_MS)}`.all(db);
  return rows.map(({ account, problem, at }) => ({
    what: `mail of ${account}`,
    problem: `not fetched: ${problem}`,
    at,
    wayOut: { type: 'fetch-mail' },
  }));
}

/** Reminders of the acting user that were not shown, or may not have been. */
async function failedReminders(db: Db, since: string): Promise<FailedWork[]> {
  const rows = await sql<Problem>`
    select coalesce(problem, '') as problem, count(*) as n, max(changed_at) as at from outbox
    where kind = 'reminder' and target = (select id from "user" where name = ${db.acting.user})
      and state in ('failed', 'unknown') and changed_at >= ${since}
    group by problem order by max(id) desc nulls last`.all(db);
  if (rows.length === 0) return [];
  const { n, at, problem } = summarizeProblems(rows);
  const what = n === 1 ? '1 reminder' : `${n} reminders`;
  return [{ what, problem, at, wayOut: { type: 'check-notifications' } }];
}
