import { isChanged, type NounEvents } from '../shared/events.ts';
import type { ColumnValues } from '../shared/rules.ts';

const COLUMNS = ['status', 'done_at'];

/** A task comes to have a status. */
const comesTo = (name: string, status: string) => ({
  name,
  columns: COLUMNS,
  happened: (before: ColumnValues, after: ColumnValues) =>
    isChanged('status', before, after) && after.status === status,
});

export const taskEvents = (): NounEvents => ({
  changed: [comesTo('done', 'done'), comesTo('cancelled', 'cancelled'), comesTo('reopened', 'open')],
});
