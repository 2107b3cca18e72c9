import type { Finding } from '../store/engine.ts';
import { examine, findings, repair } from '../store/health.ts';
import { failedWork } from '../store/worker/failures.ts';
import type { Deps } from './deps.ts';
import { listRules } from './rules/rules.ts';

/** More failures are not listed. */
const MAX_FAILURES = 10;

/** Checks the database: the file, its values, what follows from them, and what it does by itself. */
export async function checkDatabase(deps: Deps): Promise<Finding[]> {
  return [
    ...(await examine(deps.store)),
    ...(await findings('rules', () => checkRules(deps))),
    ...(await findings('work', () => checkWork(deps))),
  ];
}

/** Rules that cannot be applied, such as for a field that is gone. */
async function checkRules(deps: Deps): Promise<Finding[]> {
  const rules = (await listRules(deps)).filter(({ isEnabled }) => isEnabled);
  const broken = rules.flatMap(({ id, problem }): Finding[] =>
    problem === null
      ? []
      : [
          {
            what: 'rules',
            detail: `rule ${id}`,
            problem,
            wayOut: { type: 'edit-rule', rule: id },
          },
        ],
  );
  const count = rules.length === 1 ? '1 rule is applied' : `${rules.length} rules are applied`;
  return broken.length > 0 ? broken : [{ what: 'rules', detail: rules.length === 0 ? 'none' : count }];
}

/** What went wrong in the background. */
async function checkWork({ store }: Deps): Promise<Finding[]> {
  const failures = await failedWork(store.db, MAX_FAILURES);
  if (failures.length === 0) return [{ what: 'work', detail: 'nothing has failed' }];
  return failures.map(({ what, problem, wayOut }) => ({ what: 'work', detail: what, problem, wayOut }));
}

/** Rebuilds the search index and the call queue, removes files that nothing needs, and repairs the file where possible. */
export function repairDatabase({ store }: Deps): Promise<void> {
  return repair(store);
}
