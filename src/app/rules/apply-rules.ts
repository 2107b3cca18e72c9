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
  /** Records that it is no longer for because of what it set. */
  readonly settled: Set<number>;
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
  let isQuiet = false;
  for (let depth = 0; depth < MAX_DEPTH && !isQuiet; depth++) {
    isQuiet = true;
    for (const rule of adding) if (await applyRule(deps, tx, rule, adding, facts, problems)) isQuiet = false;
  }
  if (!isQuiet)
    for (const rule of adding) {
      const ids = await dueRecords(deps, tx, rule, facts, problems);
      const why = `it would follow from rules for more than ${MAX_DEPTH} rounds`;
      if (ids.length > 0) problems.push(await skipped(tx, rule, why, ids));
    }
  for (const rule of adding) problems.push(...(await undone(deps, tx, rule, adding, facts)));
  for (const rule of refusing) await applyRule(deps, tx, rule, refusing, facts, problems);
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
      active.push({ stored, trigger, definition, done: new Set(), settled: new Set(), assigned });
    } catch (error) {
      problems.push(await skipped(tx, { stored }, messageOf(error)));
    }
  }
  return active;
}

/** Applies a rule to the records that it is for; returns whether there were any. */
async function applyRule(
  deps: Deps,
  tx: Tx,
  rule: ActiveRule,
  active: readonly ActiveRule[],
  facts: ShownValues,
  problems: string[],
): Promise<boolean> {
  const ids = await dueRecords(deps, tx, rule, facts, problems);
  if (ids.length === 0) return false;
  const { stored, trigger, done, settled, assigned } = rule;
  const compiled = rule.compiled as CompiledRule;
  for (const id of ids) done.add(id);
  await actOn(deps, tx, { stored, compiled, done, assigned }, ids);
  if (rivalsOf(rule, active).length === 0) return true;
  const isOfItself = trigger.type === 'field' && trigger.to === null && trigger.field in compiled.values;
  const asking = new Set(isOfItself ? [] : await matching(deps, compiled, ids));
  for (const id of ids) if (!asking.has(id)) settled.add(id);
  return true;
}

/** The records that a rule is for and was not applied to yet; it is compiled then. */
async function dueRecords(
  deps: Deps,
  tx: Tx,
  rule: ActiveRule,
  facts: ShownValues,
  problems: string[],
): Promise<number[]> {
  const { stored, trigger, definition, done } = rule;
  const touched = touchedRecords(definition, trigger, tx.rows, facts, (id) => !done.has(id));
  if (touched.length === 0) return [];
  try {
    rule.compiled ??= await compileRule(deps, stored.text);
  } catch (error) {
    for (const id of touched) done.add(id);
    problems.push(await skipped(tx, rule, messageOf(error)));
    return [];
  }
  return openRecords(tx, definition, await matching(deps, rule.compiled, touched));
}

/** In words, which other rule has undone what a rule did: it asks for the same again, and so on without end. */
async function undone(
  deps: Deps,
  tx: Tx,
  rule: ActiveRule,
  active: readonly ActiveRule[],
  facts: ShownValues,
): Promise<string[]> {
  const { compiled, settled, definition, trigger } = rule;
  if (!compiled || settled.size === 0) return [];
  const touched = touchedRecords(definition, trigger, tx.rows, facts, (id) => settled.has(id));
  const ids = await matching(deps, compiled, touched);
  const rival = rivalsOf(rule, active).find(({ done }) => ids.some((id) => done.has(id)));
  if (!rival) return [];
  return [await skipped(tx, rule, `rule ${rival.stored.id} takes back what it sets`, ids, ' again')];
}

/** Other rules that set a field of the same records to another value. */
function rivalsOf({ stored, definition }: ActiveRule, active: readonly ActiveRule[]): ActiveRule[] {
  const own = new Map(settings(stored).map(({ field, value }) => [field, value]));
  if (own.size === 0) return [];
  return active.filter(
    (other) =>
      other.definition.noun === definition.noun &&
      settings(other.stored).some(({ field, value }) => own.has(field) && own.get(field) !== value),
  );
}

const settings = ({ text }: StoredRule) => parseRule(text).actions.filter((action) => action.type === 'set');

function messageOf(error: unknown): string {
  if (!isCrmError(error)) throw error;
  return error.message;
}

/** Notes in the log of a rule why it was not applied, and to what; returns it in words. */
async function skipped(
  tx: Tx,
  { stored: { id: ruleId }, definition }: Pick<ActiveRule, 'stored'> & Partial<ActiveRule>,
  why: string,
  ids: readonly number[] = [],
  again = '',
): Promise<string> {
  const [first] = ids;
  const others = ids.length > 1 ? ` and ${ids.length - 1} more` : '';
  const what = first === undefined ? '' : ` to ${definition?.noun}:${first}${others}${again}`;
  await noteRun(tx, {
    ruleId,
    records: 0,
    first: [],
    problem: what === '' ? why : `not applied${what}: ${why}`,
  });
  return `rule ${ruleId} was not applied${what}: ${why}`;
}
