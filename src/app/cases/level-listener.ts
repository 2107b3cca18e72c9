import { isCrmError } from '../../domain/errors.ts';
import type { ChangeListener } from '../../store/change-listener.ts';
import { areLevelsApplied, serviceLevels } from '../../store/service-levels.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { casesThatFit, readApplies } from './service-levels.ts';

/**
 * Gives new cases that name no service level the first that applies to them. `onProblem` hears of a level whose condition
 * cannot be read any more.
 */
export function levelListener(deps: () => Deps, onProblem: (problem: string) => void): ChangeListener {
  return {
    async beforeCommit(tx, { kind }) {
      if (kind !== 'do') return;
      const isNew = tx.rows.some(({ table, op }) => table === 'case' && op === 'insert');
      if (isNew && (await areLevelsApplied(tx))) await giveLevels(deps(), tx, onProblem);
    },
  };
}

async function giveLevels(deps: Deps, tx: Tx, onProblem: (problem: string) => void): Promise<void> {
  const created = (name: string) => tx.rows.filter(({ table, op }) => table === name && op === 'insert');
  // A whole archive brings its levels along, and its cases have theirs.
  const own = created('sla');
  const levels = (await serviceLevels(tx)).filter(
    ({ id, applies }) => applies !== null && !own.some((run) => run.id <= id && id <= run.lastId),
  );
  for (const { name, applies } of levels)
    try {
      const where = await readApplies(deps, `sla is empty and (${applies})`);
      for (const { id, lastId } of created('case'))
        for (const fits of await casesThatFit(deps, where, { from: id, to: lastId }))
          await tx.update('case', fits, { sla: name });
    } catch (error) {
      if (!isCrmError(error)) throw error;
      onProblem(`the service level ${name} was not looked at: ${error.message}`);
    }
}
