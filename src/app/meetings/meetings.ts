import { refused } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { MEETING } from '../../nouns/meeting/definition.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';

/** What became of planned meetings. */
export interface MeetingsEnd {
  readonly meetings: readonly NamedRecord[];
  readonly status: 'held' | 'no-show' | 'cancelled';
  /** What came of them. */
  readonly outcome?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * Ends planned meetings: held ones and those to which nobody came are on the timeline then. Returns the number of the
 * change. Throws `refused` for a meeting that is not planned.
 */
export async function endMeetings(
  deps: Deps,
  { meetings, status, outcome, notes }: MeetingsEnd,
): Promise<{ readonly changeId: number | null }> {
  const { id } = await deps.store.change(
    (tx) =>
      forEachRecord(deps, tx, meetings, async (meeting) => {
        const before = await tx.read('meeting', meeting.id);
        if (before && before.status !== 'planned' && before.status !== status)
          throw refused(`meeting ${meeting.id}  ${meeting.title} is ${before.status}`, {
            code: 'meeting-not-planned',
            id: meeting.id,
          });
        return updateRecord(
          tx,
          'meeting',
          meeting.id,
          {
            status,
            ...(outcome === undefined ? {} : { outcome }),
            ...(notes === undefined ? {} : { notes }),
          },
          deps,
        );
      }),
    () => `${status}: ${describeRecords(MEETING, meetings)}`,
  );
  return { changeId: id };
}
