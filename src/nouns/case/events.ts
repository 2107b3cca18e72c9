import { isChanged, type NounEvents } from '../shared/events.ts';

/** Cases are solved, and opened again. */
export const CASE_EVENTS: NounEvents = {
  changed: [
    {
      name: 'solved',
      columns: ['status', 'solved_at', 'resolution'],
      happened: (before, after) => isChanged('solved_at', before, after) && before.solved_at === null,
    },
    {
      name: 'reopened',
      columns: ['status', 'solved_at'],
      happened: (before, after) => isChanged('solved_at', before, after) && after.solved_at === null,
    },
    {
      name: 'status_changed',
      columns: ['status'],
      happened: (before, after) => isChanged('status', before, after),
    },
  ],
};
