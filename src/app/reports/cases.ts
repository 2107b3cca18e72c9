import { isoTime } from '../../domain/dates.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { type CaseCount, caseCounts, caseHours, countedCases } from '../../store/reports/cases.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** The cases of a group, and how long they took. */
export interface CaseRow extends CaseCount {
  /** The median of the hours until the first response; null if there was none. */
  readonly responseHours: number | null;
  /** The same until the solution. */
  readonly solutionHours: number | null;
}

/** Cases opened in the period: how many wait, how fast they were, and how content the customers are. */
export async function reportCases(deps: Deps, input: ReportInput): Promise<Report<CaseRow>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, CASE, input);
  const now = isoTime(deps.clock.now());
  const counts = await caseCounts(engine, question, now);
  const responses = await caseHours(engine, 'first response', question);
  const solutions = await caseHours(engine, 'solution', question);
  const hoursOf = (all: typeof responses, row: CaseCount) =>
    all.find(({ group }) => group === row.group)?.hours ?? null;
  return {
    group: groupName(question),
    rows: counts
      .filter(({ cases }) => cases > 0)
      .map((row) => ({
        ...row,
        responseHours: hoursOf(responses, row),
        solutionHours: hoursOf(solutions, row),
      })),
    evidence: () => countedCases(engine, question, now),
  };
}
