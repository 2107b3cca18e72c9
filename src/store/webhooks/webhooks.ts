import { isoTime } from '../../domain/dates.ts';
import { notFound } from '../../domain/errors.ts';
import type { EventPosition } from '../../domain/event.ts';
import { latestChangeId } from '../history.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/** A program elsewhere that is told of events. */
export interface Webhook {
  readonly id: number;
  readonly url: string;
  /** Types of events: `opp.won`, `opp.*`. */
  readonly types: readonly string[];
  /** The name of its secret in the config of who runs the worker. */
  readonly secret: string | null;
  readonly isEnabled: boolean;
  /** Whether its address may be one of a private network. */
  readonly allowsPrivate: boolean;
  /** UTC ISO 8601. */
  readonly createdAt: string;
}

/** How far a webhook has come. Times are UTC ISO 8601. */
export interface WebhookState {
  /** The last event that is in the outbox. */
  readonly position: EventPosition;
  /** How often in a row it could not be reached. */
  readonly failures: number;
  /** Since when nothing arrives. */
  readonly failingSince: string | null;
  /** When it is tried again. */
  readonly retryAt: string | null;
  /** When it was disabled, because nothing arrived for long. */
  readonly disabledAt: string | null;
  readonly problem: string | null;
}

/** All webhooks, in the order in which they were added. */
export async function webhooks(db: Db): Promise<Webhook[]> {
  return (await sql<RowOf<'webhook'>>`select * from webhook order by id`.all(db)).map((row) => ({
    id: row.id,
    url: row.url,
    types: row.types.split(','),
    secret: row.secret,
    isEnabled: row.enabled === 1,
    allowsPrivate: row.allow_private === 1,
    createdAt: row.created_at,
  }));
}

/** The webhook of that number. Throws `not-found`. */
export async function webhookNumbered(db: Db, text: string): Promise<Webhook> {
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  const found = (await webhooks(db)).find(({ id }) => String(id) === number);
  if (!found) throw notFound(`no webhook ${text}`, { code: 'unknown-name', noun: 'webhook', near: null });
  return found;
}

/** How far a webhook has come; a new one begins after what has happened so far. */
export async function webhookState(db: Db, { id }: Webhook): Promise<WebhookState> {
  const row = await sql<RowOf<'webhook_state'>>`select * from webhook_state where webhook_id = ${id}`.first(
    db,
  );
  return {
    position: row
      ? { change: row.change_id, ordinal: row.ordinal }
      : { change: await latestChangeId(db), ordinal: Number.MAX_SAFE_INTEGER },
    failures: row?.failures ?? 0,
    failingSince: row?.failing_since ?? null,
    retryAt: row?.retry_at ?? null,
    disabledAt: row?.disabled_at ?? null,
    problem: row?.problem ?? null,
  };
}

/** Notes how far a webhook has come, in a writing transaction. */
export async function setWebhookState(
  run: (statement: Sql) => Promise<unknown>,
  { id }: Pick<Webhook, 'id'>,
  state: WebhookState,
): Promise<void> {
  const { position, failures, failingSince, retryAt, disabledAt, problem } = state;
  await run(sql`
    insert into webhook_state
      (webhook_id, change_id, ordinal, failures, failing_since, retry_at, disabled_at, problem)
    values (${id}, ${position.change}, ${position.ordinal}, ${failures}, ${failingSince}, ${retryAt}, ${disabledAt},
      ${problem})
    on conflict (webhook_id) do update set change_id = excluded.change_id, ordinal = excluded.ordinal,
      failures = excluded.failures, failing_since = excluded.failing_since, retry_at = excluded.retry_at,
      disabled_at = excluded.disabled_at, problem = excluded.problem`);
}

/** The state of a webhook that works. */
export function soundState(position: EventPosition): WebhookState {
  return { position, failures: 0, failingSince: null, retryAt: null, disabledAt: null, problem: null };
}

/**
 * The state of a webhook after another failure: of the receiver, which is away, or of a message that it does not take.
 */
export function failingState(
  state: WebhookState,
  {
    now,
    retryAt,
    problem,
    isDisabled,
    isAway,
  }: { now: number; retryAt: number; problem: string; isDisabled: boolean; isAway: boolean },
): WebhookState {
  const at = isoTime(now);
  return {
    ...state,
    failures: isAway ? state.failures + 1 : 0,
    // A time to come is that of a clock that was ahead.
    failingSince: state.failingSince !== null && state.failingSince < at ? state.failingSince : at,
    retryAt: isoTime(retryAt),
    disabledAt: isDisabled ? at : null,
    problem,
  };
}
