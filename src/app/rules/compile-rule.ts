import { readMoment } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, Value } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { QUEUED_NOUNS } from '../../domain/queue.ts';
import { parseRule } from '../../domain/rules/parse-rule.ts';
import type { Rule, RuleAction, Trigger } from '../../domain/rules/rule.ts';
import { findNearest } from '../../domain/suggest.ts';
import { makeReader } from '../../formats/values.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { eventTypesOf } from '../../nouns/events.ts';
import { Nouns } from '../../nouns/nouns.ts';
import { userNamed } from '../../store/users.ts';
import { checkTag } from '../../store/write/lists.ts';
import type { Deps } from '../deps.ts';
import { checkTypes } from '../events/types.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';

/** A rule whose names are those of the database. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly definition: NounDefinition;
  /** The records that it is for; undefined for all. */
  readonly where: Condition | undefined;
  /** Fields that the actions set, with their values. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Reads a rule and checks all names in it. Throws `usage` and `not-found`. */
export async function compileRule(deps: Deps, text: string): Promise<CompiledRule> {
  const rule = parseRule(text);
  const definition = nounOfTrigger(deps.store.db.nouns, rule.trigger);
  const fields = await fieldsOf(deps.store, definition);
  if (rule.trigger.type === 'time' && rule.actions.some(({ type }) => type === 'refuse'))
    throw usage('a rule for times has nothing to refuse', 'Refuse in: on <noun>.saving if … then refuse "…"');
  const filters = [rule.condition ?? [], becomes(definition, rule.trigger)].flat();
  const where = await readSelection(deps, definition.noun, fields, { filters });
  const values: Record<string, Value> = {};
  for (const action of rule.actions)
    Object.assign(values, await checkAction(deps, definition, fields, action));
  return { rule, definition, where, values };
}

/** The noun whose records a rule is about. Throws `usage` for an event that is none, or after which nothing is left. */
export function nounOfTrigger(nouns: Nouns, trigger: Trigger): NounDefinition {
  if (trigger.type === 'event') {
    checkTypes(nouns, [trigger.event]);
    const found = [...nouns].find((definition) =>
      eventTypesOf(new Nouns([definition])).includes(trigger.event),
    );
    if (found && !/\.(deleted|merged)$/.test(trigger.event)) return found;
    throw usage(`"${trigger.event}" leaves no record that a rule could be about`);
  }
  const found = nouns.find(trigger.noun);
  if (found) return found;
  const [near] = findNearest(trigger.noun, nouns.names);
  throw usage(
    `there is no noun "${trigger.noun}"`,
    near ? `Did you mean "${near}"?` : `Nouns: ${nouns.names.join(', ')}`,
  );
}

/** The field that a trigger says the new value of. */
function becomes({ noun, owner }: NounDefinition, trigger: Trigger): string[] {
  if (trigger.type === 'saving' || trigger.type === 'time' || trigger.to === null) return [];
  const fields: Readonly<Record<string, string>> = {
    [`${noun}.stage_changed`]: 'stage',
    [`${noun}.status_changed`]: 'status',
    [`${noun}.assigned`]: owner,
  };
  const field = trigger.type === 'field' ? trigger.field : fields[trigger.event];
  if (field === undefined)
    throw usage(`"${trigger.type === 'event' ? trigger.event : ''}" has no "to": use "if"`);
  return [`${field} = ${JSON.stringify(trigger.to)}`];
}

/** Checks the names in an action; returns the values that it sets. */
async function checkAction(
  deps: Deps,
  definition: NounDefinition,
  fields: readonly Field[],
  action: RuleAction,
): Promise<Readonly<Record<string, Value>>> {
  const { db } = deps.store;
  const { noun, plural, owner } = definition;
  switch (action.type) {
    case 'assign':
      if (!fields.some(({ name, access }) => name === owner && access === 'edit'))
        throw usage(`${plural} have no owner to assign`);
      for (const { user } of action.turns) await checkAssignee(deps, definition, user);
      if (action.isKnownFirst && action.turns.length === 0 && !canKnowOwner(definition))
        throw usage(`${plural} have no account whose owner could get them`);
      return {};
    case 'tag':
      if (!hasField(definition, 'tags')) throw usage(`${plural} have no tags`);
      checkTag(action.tag);
      return {};
    case 'task': {
      const task = db.nouns.find('task');
      if (!task || !hasField(task, noun)) throw usage(`${plural} have no tasks`);
      if (action.due !== null) readMoment(action.due, deps.clock.now(), deps.timeSettings);
      if (action.owner !== null) await userNamed(db, action.owner);
      if (action.priority !== null) await readValue(deps, task.fields, 'priority', action.priority);
      return {};
    }
    case 'note':
      if (!hasField(db.nouns.get('activity'), noun)) throw usage(`${plural} have no timeline for notes`);
      return {};
    case 'set':
      return { [action.field]: await readValue(deps, fields, action.field, action.value) };
    case 'refuse':
      return {};
  }
}

/** The value of a field. Throws `usage` for a field that nobody can set and for a value that is none. */
async function readValue(
  { clock, currency }: Deps,
  fields: readonly Field[],
  name: string,
  text: string,
): Promise<Value> {
  const field = fields.find((each) => each.name === name);
  if (!field) {
    const [near] = findNearest(
      name,
      fields.map((each) => each.name),
    );
    throw usage(`unknown field "${name}"`, { code: 'unknown-field', near: near ?? null });
  }
  if (field.access !== 'edit') throw usage(`the field "${name}" cannot be set: it follows from others`);
  const reader = await makeReader({ now: clock.now(), currency, fields, valueMaps: [], exported: true });
  return reader.read(field, text);
}

/** Somebody who can own records of a noun. Throws `not-found`, and `refused` for a queue that has none of them. */
async function checkAssignee(deps: Deps, { noun, plural }: NounDefinition, name: string): Promise<void> {
  const { isQueue, name: known } = await userNamed(deps.store.db, name);
  if (isQueue && !QUEUED_NOUNS.some((each) => each === noun))
    throw usage(`${known} is a queue: it has leads and cases, but no ${plural}`);
}

/** Whether records of a noun have accounts, or as leads may have. */
const canKnowOwner = (definition: NounDefinition): boolean =>
  definition.noun === 'lead' || hasField(definition, 'account');
