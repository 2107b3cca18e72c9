import type { ChangeKind } from '../../domain/event.ts';
import type { ChangeListener } from '../../store/change-listener.ts';
import { hasRules } from '../../store/rules/stored-rules.ts';
import type { Db } from '../../store/sql.ts';
import type { Deps } from '../deps.ts';
import { applyRules } from './apply-rules.ts';

/**
 * Applies the rules of the team to each change, but not to one that takes another back. `onProblem` hears of rules that
 * could not be applied.
 */
export function ruleListener(
  deps: (clock: Deps['clock']) => Deps,
  onProblem: (problem: string) => void,
): ChangeListener {
  const mayAdd = async (db: Db, kind: ChangeKind) => kind === 'do' && (await hasRules(db));
  return {
    mayAdd,
    async beforeCommit(tx, { kind }) {
      if (!(await mayAdd(tx, kind))) return;
      for (const problem of await applyRules(deps({ now: () => Date.parse(tx.now) }), tx)) onProblem(problem);
    },
  };
}
