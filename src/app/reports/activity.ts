import {
  type ActivityCount,
  activityCounts,
  activityRecords,
  type WonEffort,
  wonEffort,
} from '../../store/reports/activity-counts.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** What people did. By user, it says also how much they did for each deal they won. */
export async function reportActivity(
  deps: Deps,
  input: ReportInput,
): Promise<Report<ActivityCount & { readonly effort: WonEffort | null }>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, deps.store.db.nouns.get('activity'), {
    ...input,
    by: input.by ?? 'user',
  });
  const counts = await activityCounts(engine, question);
  const efforts = groupName(question) === 'user' ? await wonEffort(engine, question) : [];
  return {
    group: groupName(question),
    rows: counts.map((count) => ({
      ...count,
      effort: efforts.find(({ group }) => group === count.group) ?? null,
    })),
    evidence: () => activityRecords(engine, question, groupName(question) === 'user'),
  };
}
