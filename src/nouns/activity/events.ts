import type { NounEvents } from '../shared/events.ts';
import { ACTIVITY_TYPES } from './fields.ts';

/** What was done with people is logged: `call.logged`, `meeting.logged`. A mail that came by itself was received too. */
export const activityEvents = (): NounEvents => ({
  created: {
    names: [...ACTIVITY_TYPES.map((type) => `${type}.logged`), 'mail.received'],
    of: ({ type, direction, external_source }) => [
      `${type}.logged`,
      ...(type === 'email' && direction === 'in' && external_source === 'mail' ? ['mail.received'] : []),
    ],
  },
});
