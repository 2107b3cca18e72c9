import { isCrmError } from '../../domain/errors.ts';
import { parseRule } from '../../domain/rules/parse-rule.ts';
import type { ChangeTrigger } from '../../domain/rules/rule.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { ShownValues } from '../../store/events/shown-values.ts';
import { noteRun, type StoredRule, storedRules } from '../../store/rules/stored-rules.ts';
import { touchedRecords } from '../../store/rules/touched-records.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { type CompiledRule, compileRule, nounOfTrigger } from './compile-rule.ts';
import { actOn, matching, openRecords } from './rule-work.ts';

/** How far one rule may follow from another in a change. */
const MAX_DEPTH = 5;

/** A rule at work in a change. */
interface ActiveRule {
  readonly stored: StoredRule;
  readonly trigger: ChangeTrigger;
  readonly definition: NounDefinition;
  /** Records that it was applied to: it is for each only once, and never for what it made itself. */
  readonly done: Set<number>;
  /** Records that rules have given to somebody in this change. */
  readonly assigned: Set<string>;
  compiled?: CompiledRule;
}

/**
 * Applies the rules of the team to what a change wrote, as part of the change: those that add something round by round, then
 * those that refuse. Returns which rules could not be applied, in words. Throws `refused` with the reason of a rule.
 */
export async function applyRules(deps: Deps, tx: Tx): Promise<string[]> {
  const facts = await ShownValues.read(tx);
  const problems: string[] = [];
  const active = await activeRules(deps, tx, problems);
  const isLast = ({ stored }: ActiveRule) =>
    parseRule(stored.text).actions.some(({ type }) => type === 'refuse');
  const refusing = active.filter(isLast);
  const adding = active.filter((rule) => !isLast(rule));
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    let isQuiet = true;
    for (const rule of adding) if (await applyRule(deps, tx, rule, facts, problems)) isQuiet = false;
    if (isQuiet) break;
  }
  for (const rule of refusing) await applyRule(deps, tx, rule, facts, problems);
  return [...new Set(problems)];
}

/** The enabled rules but those that the change itself adds or brings back. */
async function activeRules(deps: Deps, tx: Tx, problems: string[]): Promise<ActiveRule[]> {
  const own = tx.rows.filter(({ table }) => table === 'rule');
  const active: ActiveRule[] = [];
  const assigned = new Set<string>();
  for (const stored of await storedRules(tx)) {
    if (!stored.isEnabled || own.some(({ id, lastId }) => id <= stored.id && stored.id <= lastId)) continue;
    try {
      const { trigger } = parseRule(stored.text);
      if (trigger.type === 'time') continue;
      const definition = nounOfTrigger(deps.store.db.nouns, trigger);
      active.push({ stored, trigger, definition, done: new Set(), assigned });
    } catch (error) {
      problems.push(await skipped(tx, stored, error));
    }
  }
  return active;
}

/** Applies a rule to the records that it is for; returns whether there were any. */
async function applyRule(
  deps: Deps,
  tx: Tx,
  rule: ActiveRule,
  facts: ShownValues,
  problems: string[],
): Promise<boolean> {
  const { stored, trigger, definition, done, assigned } = rule;
  const touched = touchedRecords(definition, trigger, tx.rows, facts).filter((id) => !done.has(id));
  if (touched.length === 0) return false;
  try {
    rule.compiled ??= await compileRule(deps, stored.text);
  } catch (error) {
    for (const id of touched) done.add(id);
    problems.push(await skipped(tx, stored, error));
    return false;
  }
  const ids = await openRecords(tx, definition, await matching(deps, rule.compiled, touched));
  if (ids.length === 0) return false;
  for (const id of ids) done.add(id);
  await actOn(deps, tx, { stored, compiled: rule.compiled, done, assigned }, ids);
  return true;
}

async function skipped(tx: Tx, { id: ruleId }: StoredRule, error: unknown): Promise<string> {
  if (!isCrmError(error)) throw error;
  await noteRun(tx, { ruleId, records: 0, first: [], problem: error.message });
  return `rule ${ruleId} was not applied: ${error.message}`;
}
