import type { Noun } from '../../domain/field.ts';
import type { ChangeTrigger } from '../../domain/rules/rule.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { eventRules } from '../../nouns/events.ts';
import { type EventFacts, isChanged } from '../../nouns/shared/events.ts';
import type { ColumnValues } from '../../nouns/shared/rules.ts';
import type { ChangeRow } from '../change-journal.ts';
import { DERIVED_COLUMNS } from '../journaled-columns.ts';

/** Records of a noun that a change created or updated in the way that a trigger asks for, in order: those that are `wanted`. */
export function touchedRecords(
  definition: NounDefinition,
  trigger: ChangeTrigger,
  rows: readonly ChangeRow[],
  facts: EventFacts,
  wanted: (id: number) => boolean,
): number[] {
  const { noun } = definition;
  const happened = happenedBy(definition, trigger, facts);
  const ids = new Set<number>();
  const gone = new Set<number>();
  for (const { table, id, lastId, op, before, after } of rows) {
    if (table !== noun) {
      if (isPartOf(noun, trigger)) for (const part of [before, after]) addOwner(ids, noun, part);
    } else if (op === 'delete') gone.add(id);
    else if (op === 'insert') {
      if (startsWithNew(noun, definition, trigger))
        for (let each = id; each <= lastId; each++) if (wanted(each)) ids.add(each);
    } else if (op === 'update' && before && after && wanted(id) && happened(before, after)) ids.add(id);
  }
  return [...ids].filter((id) => wanted(id) && !gone.has(id)).sort((one, other) => one - other);
}

/** E-mails, phones and tags are values of their record. */
function isPartOf(noun: Noun, trigger: ChangeTrigger): boolean {
  return trigger.type === 'saving' || (trigger.type === 'event' && trigger.event === `${noun}.updated`);
}

function addOwner(ids: Set<number>, noun: Noun, part: ColumnValues | null): void {
  const owner = part?.[`${noun}_id`];
  if (typeof owner === 'number') ids.add(owner);
}

function startsWithNew(noun: Noun, { events }: NounDefinition, trigger: ChangeTrigger): boolean {
  if (trigger.type === 'saving') return true;
  if (trigger.type === 'field') return false;
  return events?.created ? events.created.names.includes(trigger.event) : trigger.event === `${noun}.created`;
}

function happenedBy(
  definition: NounDefinition,
  trigger: ChangeTrigger,
  facts: EventFacts,
): (before: ColumnValues, after: ColumnValues) => boolean {
  const written = (before: ColumnValues, after: ColumnValues) =>
    Object.keys(after).filter((column) => !DERIVED_COLUMNS.has(column) && isChanged(column, before, after));
  if (trigger.type === 'saving') return (before, after) => written(before, after).length > 0;
  if (trigger.type === 'field') {
    const columns = columnsOf(definition, trigger.field);
    const custom = (row: ColumnValues) =>
      JSON.stringify(
        (JSON.parse(String(row.custom ?? '{}')) as Record<string, unknown>)[trigger.field] ?? null,
      );
    return (before, after) =>
      columns.length > 0
        ? columns.some((column) => isChanged(column, before, after))
        : 'custom' in after && custom(before) !== custom(after);
  }
  const rules = eventRules(definition);
  const rule = rules.find(({ name }) => trigger.event === `${definition.noun}.${name}`);
  if (rule) return (before, after) => rule.happened(before, after, facts);
  if (trigger.event !== `${definition.noun}.updated`) return () => false;
  return (before, after) => {
    const told = new Set(
      rules.flatMap(({ columns, happened }) => (happened(before, after, facts) ? columns : [])),
    );
    return written(before, after).some((column) => !told.has(column));
  };
}

/** The columns that hold a field; none for a custom field. */
function columnsOf({ noun, columns }: NounDefinition, field: string): string[] {
  const known = columns().columns[field];
  if (!known) return [];
  const own = new RegExp(`^${noun}\\.(\\w+)$`);
  return [known.value, known.points?.id ?? ''].flatMap((text) => own.exec(text)?.[1] ?? []);
}
