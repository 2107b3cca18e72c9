import { noteBreaches } from '../cases/breaches.ts';
import { runOnContracts } from '../contracts/run-on.ts';
import { addServiceTasks } from '../contracts/service-tasks.ts';
import type { Deps } from '../deps.ts';
import { type MailPort, sendQueuedMail } from '../mail/deliver.ts';
import { fetchNewMail } from '../mail/fetch-mail.ts';
import { expireQuotes } from '../quotes/quotes.ts';
import { type ReminderPort, sendReminders } from '../reminders/remind.ts';
import { applyTimeRules } from '../rules/time-rules.ts';
import { doSequenceSteps, type SequencePort } from '../sequences/do-steps.ts';
import { deliverToWebhooks, type WebhookPort } from '../webhooks/deliver.ts';
import type { WorkItem } from './work-item.ts';

export interface WorkResult extends WorkItem {
  /** `outbox` for what an earlier worker had begun. */
  readonly kind: WorkKind | 'outbox';
}

/** What a worker does outside of the database. */
export type WorkPort = WebhookPort & ReminderPort & MailPort & SequencePort;

/** What a worker does, in this order. */
export const WORK = {
  cases: noteBreaches,
  quotes: expireQuotes,
  contracts: runOnContracts,
  services: addServiceTasks,
  rules: applyDueRules,
  reminders: sendReminders,
  webhooks: deliverToWebhooks,
  fetch: fetchNewMail,
  sequences: doSequenceSteps,
  mail: sendQueuedMail,
} as const satisfies Record<string, (deps: Deps, port: WorkPort) => AsyncIterable<WorkItem>>;

export type WorkKind = keyof typeof WORK;

async function* applyDueRules(deps: Deps): AsyncIterable<WorkItem> {
  for await (const { ruleId, records, problem } of applyTimeRules(deps))
    yield {
      what: `rule ${ruleId}`,
      result: problem ?? `applied to ${records === 1 ? '1 record' : `${records} records`}`,
      hasFailed: problem !== null,
    };
}
