import { toLocalDate } from '../../domain/dates/calendar.ts';
import { conflict, isCrmError, notFound, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import {
  type ComplianceCount,
  type ComplianceRule,
  complianceCounts,
  complianceRecords,
  complianceRules,
  type ReadCompliance,
} from '../../store/compliance/rules.ts';
import type { Evidence } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';

/** Parts of a rule; undefined for what is left as it is. */
export interface ComplianceText {
  readonly name?: string | undefined;
  readonly noun?: Noun | undefined;
  readonly scope?: string | undefined;
  readonly filter?: string | undefined;
  readonly severity?: number | undefined;
}

/** Longer names fit into no list. */
const MAX_NAME_CHARS = 80;

export const SEVERITIES = [1, 2, 3] as const;

type RuleValues = Omit<ComplianceRule, 'id'>;

const NEW_RULE: RuleValues = { name: '', noun: 'opp', scope: null, filter: '', severity: 2 };

/** All rules. */
export const listCompliance = ({ store }: Deps): Promise<ComplianceRule[]> => complianceRules(store.db);

/** Adds a rule; returns its number. Throws `conflict` for a name that is taken, `usage` for a filter that cannot be read. */
export async function addCompliance(deps: Deps, text: ComplianceText): Promise<number> {
  const rule = await readText(deps, NEW_RULE, text);
  const { result } = await deps.store.change(async (tx) => {
    rejectTaken(await complianceRules(tx), rule.name, null);
    return tx.insert('compliance_rule', { ...rule });
  }, `added the rule ${rule.name}`);
  return result;
}

/** Changes a rule; returns whether anything changed. */
export async function editCompliance(deps: Deps, ref: string, text: ComplianceText): Promise<boolean> {
  const { id, ...before } = await findCompliance(deps, ref);
  const rule = await readText(deps, before, text);
  // What stays may have been edited by somebody else in the meantime.
  const edited = Object.entries(rule).filter(([part, value]) => value !== before[part as keyof RuleValues]);
  const outcome = await deps.store.change(async (tx) => {
    rejectTaken(await complianceRules(tx), rule.name, id);
    await tx.update('compliance_rule', id, Object.fromEntries(edited));
  }, `changed the rule ${rule.name}`);
  return outcome.id !== null;
}

/** Removes rules; returns their names. */
export async function removeCompliance(deps: Deps, refs: readonly string[]): Promise<string[]> {
  const rules = new Map<number, ComplianceRule>();
  for (const ref of refs) {
    const rule = await findCompliance(deps, ref);
    rules.set(rule.id, rule);
  }
  const names = [...rules.values()].map(({ name }) => name);
  await deps.store.change(
    async (tx) => {
      for (const id of rules.keys()) await tx.remove('compliance_rule', id);
    },
    `removed the rule ${names.join(', ')}`,
  );
  return names;
}

/** A rule by its number or name. Throws `not-found` with the nearest. */
export async function findCompliance({ store }: Deps, ref: string): Promise<ComplianceRule> {
  const rules = await complianceRules(store.db);
  const wanted = ref.trim().toLowerCase();
  const found = rules.find(({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted);
  if (found) return found;
  const [near] = findNearest(
    ref,
    rules.map(({ name }) => name),
  );
  throw notFound(`there is no compliance rule "${ref}"`, {
    code: 'unknown-name',
    noun: 'compliance',
    near: near ?? null,
  });
}

function rejectTaken(rules: readonly ComplianceRule[], name: string, own: number | null): void {
  const other = rules.find((rule) => rule.id !== own && rule.name.toLowerCase() === name.toLowerCase());
  if (other)
    throw conflict(`a rule "${other.name}" exists`, {
      code: 'name-exists',
      noun: 'compliance',
      ref: other.id,
    });
}

async function readText(deps: Deps, before: RuleValues, text: ComplianceText): Promise<RuleValues> {
  const rule: RuleValues = {
    name: text.name?.trim() ?? before.name,
    noun: text.noun ?? before.noun,
    scope: text.scope === undefined ? before.scope : text.scope.trim() || null,
    filter: text.filter?.trim() ?? before.filter,
    severity: text.severity ?? before.severity,
  };
  if (rule.name === '' || rule.name.length > MAX_NAME_CHARS)
    throw usage('a rule needs a name of at most 80 characters', "For example: 'open deals have a next step'");
  if (rule.filter === '')
    throw usage('a rule needs a filter of the records that break it', {
      code: 'compliance-without-filter',
      name: rule.name,
    });
  await readCompliance(deps, rule);
  return rule;
}

/** A rule with its filters read. Throws `usage` for one that cannot be read. */
async function readCompliance(deps: Deps, { noun, scope, filter }: RuleValues): Promise<ReadCompliance> {
  const definition = deps.store.db.nouns.find(noun);
  if (!definition) throw usage(`there is no noun "${noun}" any more`);
  const fields = await fieldsOf(deps.store, definition);
  const broken = await readSelection(deps, definition.noun, fields, { filters: [filter] });
  if (!broken) throw usage(`the filter "${filter}" says nothing`);
  return {
    noun: definition,
    scope: await readSelection(deps, definition.noun, fields, { filters: scope === null ? [] : [scope] }),
    broken,
  };
}

/** A rule with what it found. */
export interface RuleResult {
  readonly rule: ComplianceRule;
  /** By owner. */
  readonly counts: readonly ComplianceCount[];
  /** Why nothing was checked; null where it was. */
  readonly problem: string | null;
  readonly evidence: (() => Evidence) | null;
}

/** Which records to check. */
interface CheckedRecords {
  readonly rules: readonly ComplianceRule[];
  /** Those of these owners alone; null for all. */
  readonly owners: readonly string[] | null;
  /** Those of a noun to check. Throws `usage` for one that it cannot be about. */
  readonly selected: (noun: NounDefinition) => Selection;
}

/**
 * Checks the selected records of the database. A rule that the selection cannot be about has a problem; where there is no
 * other, that is thrown.
 */
export async function checkCompliance(
  deps: Deps,
  { rules, owners, selected }: CheckedRecords,
): Promise<RuleResult[]> {
  const { engine } = deps.store;
  const today = toLocalDate(deps.clock.now());
  const results: RuleResult[] = [];
  const unfit: unknown[] = [];
  for (const rule of rules)
    try {
      const whole = ofOwners(await readCompliance(deps, rule), owners);
      const read = await within(deps, whole, selected).catch((error) => {
        unfit.push(error);
        throw error;
      });
      const counts = await complianceCounts(engine, read, today);
      results.push({
        rule,
        counts,
        problem: null,
        evidence: () => complianceRecords(engine, read, today),
      });
    } catch (error) {
      if (!isCrmError(error)) throw error;
      results.push({ rule, counts: [], problem: error.message, evidence: null });
    }
  if (unfit.length > 0 && unfit.length === rules.length) throw unfit[0];
  return results;
}

/** The rule about the selected records alone. */
async function within(
  deps: Deps,
  rule: ReadCompliance,
  selected: CheckedRecords['selected'],
): Promise<ReadCompliance> {
  const { noun } = rule;
  const chosen = await readSelection(deps, noun.noun, await fieldsOf(deps.store, noun), selected(noun));
  return chosen ? { ...rule, scope: both(rule.scope, chosen) } : rule;
}

const both = (one: Condition | undefined, other: Condition): Condition =>
  one ? { type: 'and', parts: [one, other] } : other;

/** The rule about the records of these owners. */
function ofOwners(rule: ReadCompliance, owners: readonly string[] | null): ReadCompliance {
  const { noun, scope } = rule;
  const field = noun.fields.find(({ name }) => name === noun.owner);
  if (owners === null || field === undefined) return rule;
  const theirs: Condition = { type: 'or', parts: owners.map((value) => ({ type: 'group', field, value })) };
  return { ...rule, scope: both(scope, theirs) };
}
