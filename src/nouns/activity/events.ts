import type { NounEvents } from '../shared/events.ts';
import { ACTIVITY_TYPES } from './fields.ts';

/** What was done with people is logged: `call.logged`, `meeting.logged`. */
export const ACTIVITY_EVENTS: NounEvents = {
  created: { names: ACTIVITY_TYPES.map((type) => `${type}.logged`), of: ({ type }) => `${type}.logged` },
};
