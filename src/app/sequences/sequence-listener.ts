import type { ChangeListener } from '../../store/change-listener.ts';
import { hasOpenRuns } from '../../store/sequences/open-runs.ts';
import type { Deps } from '../deps.ts';

/** Tables of which a change can mean something for people in sequences. */
const TABLES: ReadonlySet<string> = new Set([
  'activity',
  'meeting',
  'lead',
  'contact',
  'opp',
  'email',
  'mail_suppression',
  'message',
  'task',
  'phone',
  'suppression',
  'sequence_run',
]);

/**
 * Hears what changes mean for people in sequences, as a part of each change: somebody answers, is met or reached, a task is
 * done. One undo takes both back.
 */
export function sequenceListener(deps: () => Deps): ChangeListener {
  return {
    async beforeCommit(tx, { kind }) {
      if (kind !== 'do' || tx.isRestore) return;
      if (!tx.rows.some(({ table }) => TABLES.has(table)) || !(await hasOpenRuns(tx))) return;
      const { readRunFacts } = await import('../../store/sequences/run-facts.ts');
      const facts = await readRunFacts(tx);
      const { ends, calls, tasks, uncallable } = facts;
      if (ends.length + calls.length + tasks.size + uncallable.length === 0) return;
      const { followChange } = await import('./follow-change.ts');
      await followChange(deps(), tx, facts);
    },
  };
}
