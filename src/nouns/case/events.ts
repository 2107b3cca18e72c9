import { isChanged, type NounEvents } from '../shared/events.ts';
import type { ColumnValues } from '../shared/rules.ts';

const isSet = (column: string, before: ColumnValues, after: ColumnValues): boolean =>
  isChanged(column, before, after) && before[column] === null;

/** Cases are solved, opened again, and not answered or solved in time. */
export const caseEvents = (): NounEvents => ({
  changed: [
    {
      name: 'solved',
      columns: ['status', 'solved_at', 'resolution', 'on_hold'],
      happened: (before, after) => isChanged('solved_at', before, after) && before.solved_at === null,
    },
    {
      name: 'reopened',
      columns: ['status', 'solved_at', 'on_hold', 'reopened'],
      happened: (before, after) => isChanged('solved_at', before, after) && after.solved_at === null,
    },
    {
      name: 'response_overdue',
      columns: ['response_overdue_at'],
      happened: (before, after) => isSet('response_overdue_at', before, after),
    },
    {
      name: 'overdue',
      columns: ['overdue_at'],
      happened: (before, after) => isSet('overdue_at', before, after),
    },
    {
      name: 'status_changed',
      columns: ['status', 'on_hold'],
      happened: (before, after) => isChanged('status', before, after),
    },
  ],
});
