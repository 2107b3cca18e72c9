import { addDaysTo, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { countedStaleDeals, type StaleDeal, staleDeals } from '../../store/reports/stage-durations.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** The deals, which may be very many, as a stream. */
export interface StaleReport extends Pick<Report<StaleDeal>, 'evidence'> {
  readonly rows: AsyncIterable<StaleDeal>;
}

/** Open deals that are longer in their stage than its limit, or without activity for so many days. */
export async function reportStale(
  deps: Deps,
  { quietDays, ...input }: ReportInput & { readonly quietDays: number },
): Promise<StaleReport> {
  const { store } = deps;
  const { where } = await readQuestion(deps, OPP, input);
  const quietSince = startOfDay(addDaysTo(toLocalDate(store.act.now), -quietDays));
  return {
    rows: staleDeals(store, where, quietSince),
    evidence: () => countedStaleDeals(store, where, quietSince),
  };
}
