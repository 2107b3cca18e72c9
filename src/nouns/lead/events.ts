import { isChanged, type NounEvents } from '../shared/events.ts';

export const leadEvents = (): NounEvents => ({
  changed: [
    {
      name: 'status_changed',
      columns: ['status', 'reason'],
      happened: (before, after) => isChanged('status', before, after),
    },
    {
      name: 'converted',
      columns: ['converted_at', 'account_id', 'contact_id', 'opp_id'],
      happened: (before, after) =>
        isChanged('converted_at', before, after) &&
        before.converted_at === null &&
        after.converted_at !== null,
    },
  ],
});
