import { isoTime } from '../../domain/dates.ts';
import type { EventValues } from '../../domain/event.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { parseRule } from '../../domain/rules/parse-rule.ts';
import type { ChangeTrigger } from '../../domain/rules/rule.ts';
import {
  nextPosition,
  type RuleRun,
  ruleNumbered,
  ruleRuns,
  type StoredRule,
  storedRules,
} from '../../store/rules/stored-rules.ts';
import { readTitles } from '../../store/titles.ts';
import type { Deps } from '../deps.ts';
import { positionBefore, readEvents } from '../events/read.ts';
import { type CompiledRule, compileRule, nounOfTrigger } from './compile-rule.ts';
import { allMatching, matching } from './rule-work.ts';

/** Adds a rule; returns its number. Throws for a rule that cannot be read and for unknown names. */
export async function addRule(deps: Deps, text: string): Promise<number> {
  const rule = text.trim();
  await compileRule(deps, rule);
  const { result } = await deps.store.change(
    async (tx) => tx.insert('rule', { text: rule, position: await nextPosition(tx) }),
    `added the rule: ${rule}`,
  );
  return result;
}

/** A rule as it stands, with what keeps it from being applied. */
export interface CheckedRule extends StoredRule {
  readonly problem: string | null;
}

/** All rules in their order. */
export async function listRules(deps: Deps): Promise<readonly CheckedRule[]> {
  const rules: CheckedRule[] = [];
  for (const rule of await storedRules(deps.store.db))
    rules.push({ ...rule, problem: await problemOf(deps, rule) });
  return rules;
}

/** The rule of that number. Throws `not-found`. */
export async function readRule(deps: Deps, number: string): Promise<CheckedRule> {
  const rule = await ruleNumbered(deps.store.db, number);
  return { ...rule, problem: await problemOf(deps, rule) };
}

/** How a rule is to change. */
export interface RuleEdit {
  readonly text: string | undefined;
  /** The number of the rule before which it is to be applied, or after which. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Replaces the text of a rule, or moves it. Throws `not-found`. */
export async function editRule(
  deps: Deps,
  number: string,
  { text, before, after }: RuleEdit,
): Promise<StoredRule> {
  const next = text?.trim();
  if (next !== undefined) await compileRule(deps, next);
  const place = before ?? after;
  const { result } = await deps.store.change(
    async (tx) => {
      const rule = await ruleNumbered(tx, number);
      if (next !== undefined) await tx.update('rule', rule.id, { text: next });
      const beside = place === undefined ? null : await ruleNumbered(tx, place);
      if (!beside || beside.id === rule.id) return rule;
      const others = (await storedRules(tx)).filter(({ id }) => id !== rule.id);
      const at = others.findIndex(({ id }) => id === beside.id) + (before === undefined ? 1 : 0);
      for (const [index, { id }] of others.toSpliced(at, 0, rule).entries())
        await tx.update('rule', id, { position: index + 1 });
      return rule;
    },
    (rule) => `edited rule ${rule.id}`,
  );
  return result;
}

/** Enables or disables a rule; returns whether it was not so before. */
export async function switchRule(deps: Deps, number: string, isEnabled: boolean): Promise<boolean> {
  const { result } = await deps.store.change(
    async (tx) => {
      const { id, text } = await ruleNumbered(tx, number);
      if (isEnabled) await compileRule(deps, text);
      return { id, isOther: await tx.update('rule', id, { enabled: isEnabled ? 1 : 0 }) };
    },
    ({ id }) => `${isEnabled ? 'enabled' : 'disabled'} rule ${id}`,
  );
  return result.isOther;
}

/** Removes rules, all or none; returns their numbers. Throws `not-found`. */
export async function removeRules(deps: Deps, numbers: readonly string[]): Promise<number[]> {
  const { store } = deps;
  const { result } = await store.change(
    async (tx) => {
      const ids = new Set<number>();
      for (const number of numbers) ids.add((await ruleNumbered(tx, number)).id);
      for (const id of ids) await tx.remove('rule', id);
      return [...ids];
    },
    (ids) => `removed rule${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`,
  );
  return result;
}

/** What rules did, the latest first. */
export async function listRuleRuns(
  deps: Deps,
  {
    rule,
    hasFailed,
    limit,
  }: { readonly rule?: string | undefined; readonly hasFailed: boolean; readonly limit: number },
): Promise<readonly RuleRun[]> {
  const { db } = deps.store;
  const ruleId = rule === undefined ? undefined : (await ruleNumbered(db, rule)).id;
  return ruleRuns(db, { ruleId, hasFailed, limit });
}

/** A record that a rule would have been applied to. */
export interface RuleCase extends NamedRecord {
  /** When it would have been, UTC ISO 8601. */
  readonly at: string;
  readonly event: string;
}

/**
 * The records that a rule would have been applied to since a time (milliseconds since the epoch), each once. Conditions
 * look at records as they are now.
 */
export async function testRule(deps: Deps, text: string, since: number): Promise<readonly RuleCase[]> {
  const isNumber = /^#?\d+$/.test(text.trim());
  const rule = isNumber ? (await ruleNumbered(deps.store.db, text)).text : text;
  const compiled = await compileRule(deps, rule);
  const { trigger } = parseRule(rule);
  if (trigger.type === 'time') return timeCases(deps, compiled);
  const { noun } = nounOfTrigger(deps.store.db.nouns, trigger);
  const types = trigger.type === 'event' ? [trigger.event] : [`${noun}.*`];
  const first = new Map<number, { at: string; event: string }>();
  for await (const { ref, at, type, after, before, kind } of readEvents(
    deps,
    await positionBefore(deps, since),
    types,
  )) {
    const [, of, id] = /^([a-z]\w*):(\d+)$/.exec(ref) ?? [];
    if (kind !== 'do' || of !== noun || !isOf(trigger, before, after)) continue;
    if (!first.has(Number(id))) first.set(Number(id), { at, event: type });
  }
  const ids = await matching(deps, compiled, [...first.keys()]);
  const titles = new Map((await readTitles(deps.store.db, noun, ids)).map((record) => [record.id, record]));
  return ids.flatMap((id) => {
    const record = titles.get(id);
    const happened = first.get(id);
    return record && happened ? [{ ...record, ...happened }] : [];
  });
}

/** The records that a rule for times would be applied to now, if it was never applied before. */
async function timeCases(deps: Deps, compiled: CompiledRule): Promise<readonly RuleCase[]> {
  const { noun } = compiled.definition;
  const ids = await allMatching(deps, compiled);
  const happened = { at: isoTime(deps.clock.now()), event: 'meets the condition now' };
  return (await readTitles(deps.store.db, noun, ids)).map((record) => ({ ...record, ...happened }));
}

function isOf(trigger: ChangeTrigger, before: EventValues | null, after: EventValues | null): boolean {
  if (after === null) return false;
  return trigger.type !== 'field' || (before !== null && trigger.field in after);
}

async function problemOf(deps: Deps, { text }: StoredRule): Promise<string | null> {
  try {
    await compileRule(deps, text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
