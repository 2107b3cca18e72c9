import type { StageKind } from '../../domain/stages.ts';
import { type EventFacts, isChanged, type NounEvents } from '../shared/events.ts';
import type { ColumnValues } from '../shared/rules.ts';

/** What follows from the stage of a deal. */
const COLUMNS = ['stage_id', 'pipeline_id', 'closed_on', 'lost_reason'];

/** Whether a deal came into a stage of this kind from one of another. */
function becomes(kind: StageKind, before: ColumnValues, after: ColumnValues, facts: EventFacts): boolean {
  if (!isChanged('stage_id', before, after)) return false;
  const [from, to] = [before, after].map(({ stage_id }) => facts.stageKind(stage_id as number));
  return to === kind && from !== kind;
}

export const oppEvents = (): NounEvents => ({
  changed: [
    {
      name: 'stage_changed',
      columns: COLUMNS,
      happened: (before, after) => isChanged('stage_id', before, after),
    },
    { name: 'won', columns: COLUMNS, happened: (...change) => becomes('won', ...change) },
    { name: 'lost', columns: COLUMNS, happened: (...change) => becomes('lost', ...change) },
    { name: 'reopened', columns: COLUMNS, happened: (...change) => becomes('open', ...change) },
  ],
});
