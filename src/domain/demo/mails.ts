import { EMAILS } from './phrases.ts';
import type { DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** Letters that came before so many days have been answered. */
const ANSWERED_AFTER_DAYS = 3;

/**
 * Makes mails of the e-mails among activities, which are in order of time: with a text, and the id of a message. Customers
 * wrote the last one of a conversation only in the last days.
 */
export function withMails(activities: readonly DemoValues[], days: WorkingDays): DemoValues[] {
  const answered = new Set<string>();
  const recent = days.time(days.ago(ANSWERED_AFTER_DAYS), 0);
  const texts = new Map(EMAILS.map(([subject, written, received]) => [subject, { written, received }]));
  return activities
    .toReversed()
    .map((activity) => {
      const text = texts.get(String(activity.subject));
      if (activity.type !== 'email' || !text) return activity;
      const partner = activity.opp_id ? `opp:${activity.opp_id}` : `contact:${activity.contact_id}`;
      const isIn = activity.direction === 'in' && (answered.has(partner) || String(activity.at) > recent);
      if (!isIn) answered.add(partner);
      return { ...activity, direction: isIn ? 'in' : 'out', body: isIn ? text.received : text.written };
    })
    .reverse();
}

/** Gives the mails among activities the ids of their messages. */
export function withMessageIds(activities: readonly DemoValues[]): DemoValues[] {
  return activities.map((activity, at) =>
    activity.type === 'email' && activity.contact_id && activity.body
      ? { ...activity, external_source: 'mail', external_id: `${at + 1}.demo@brightwater.example` }
      : activity,
  );
}
