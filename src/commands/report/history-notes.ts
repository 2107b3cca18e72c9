import { counted } from '../../render/counts.ts';
import type { HistoryGaps } from '../../store/reports/deals-then.ts';

/** For the help of reports that look into the past. */
export const HISTORY_HELP =
  'Stages of the past are those of the history of stages; amounts, close dates, owners, chances and forecasts those of ' +
  'the history of changes. Everything else that filters and groups name is what it is now. What an import brought ' +
  'without its history is said to be incomplete.';

/** What is not known of a day. */
export function historyNotes(day: string, { withoutStage, imported, removed }: HistoryGaps): string[] {
  const deals = (count: number) => counted(count, 'deal');
  return [
    ...(withoutStage > 0
      ? [`incomplete: of ${deals(withoutStage)} no stage is known on ${day}, so they are not counted`]
      : []),
    ...(imported > 0
      ? [
          `incomplete: ${deals(imported)} came by an import after ${day}: their amount is that noted on entry into the ` +
            'stage, their owner and close date then are not known',
        ]
      : []),
    ...(removed > 0 ? [`${deals(removed)} of ${day} removed since: not counted`] : []),
  ];
}
