import type { Field, Noun, Row } from '../../domain/field.ts';
import type { Condition, FilterValue } from '../../domain/filter/ast.ts';
import { picklistKey } from '../../domain/picklists.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { UsualFilter } from '../../nouns/shared/verbs.ts';
import { records } from '../../store/records.ts';
import type { Deps } from '../deps.ts';
import { readSelection, readSortOrder, type Selection } from './selection.ts';

/** The records of a list, in order. */
export interface ListInput extends Selection {
  /** All fields of the noun, for filters and sort orders. */
  readonly fields: readonly Field[];
  /** The fields to read. */
  readonly shown: readonly Field[];
  readonly usual?: Pick<UsualFilter, 'filter' | 'field'> | undefined;
  /** `-amount,name`; undefined for the default order, empty for the order of numbers. */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** The records, as a stream of rows. */
export interface RecordList {
  readonly rows: AsyncIterable<Row>;
  /** Whether the default filter applies. */
  readonly isNarrowed: boolean;
  /** Values of the filter that are in no picklist. */
  readonly unlisted: readonly UnlistedValue[];
}

/** A value that a filter compares with and that is not in the list of its field. */
interface UnlistedValue {
  readonly field: string;
  readonly value: string;
  /** The value that may have been meant; null if none is close. */
  readonly near: string | null;
}

/** Lists records of a noun, filtered and sorted. */
export async function listRecords(deps: Deps, spec: NounDefinition, input: ListInput): Promise<RecordList> {
  const { noun } = spec;
  const { fields, shown, usual, sort = spec.defaultSort, limit, offset } = input;
  const selected = await readSelection(deps, noun, fields, input);
  const isNarrowed = usual !== undefined && !mentions(selected, usual.field);
  const where = isNarrowed ? await narrowed(deps, noun, fields, selected, usual) : selected;
  const query = { noun, fields: shown, where, sort: readSortOrder(sort, fields), limit, offset };
  return { rows: records(deps.store.engine, query), isNarrowed, unlisted: unlistedValues(selected) };
}

async function narrowed(
  deps: Deps,
  noun: Noun,
  fields: readonly Field[],
  selected: Condition | undefined,
  { filter }: Pick<UsualFilter, 'filter'>,
): Promise<Condition | undefined> {
  const usual = await readSelection(deps, noun, fields, { filters: [filter] });
  return selected && usual ? { type: 'and', parts: [selected, usual] } : usual;
}

function mentions(condition: Condition | undefined, field: string): boolean {
  if (!condition) return false;
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.some((part) => mentions(part, field));
    case 'not':
      return mentions(condition.part, field);
    case 'values':
    case 'any':
    case 'segment':
      return false;
    default:
      return condition.field.name === field;
  }
}

/** The values of a condition that are in no list. */
function unlistedValues(condition: Condition | undefined): readonly UnlistedValue[] {
  switch (condition?.type) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(unlistedValues);
    case 'not':
      return unlistedValues(condition.part);
    case 'in':
      return unlistedAmong(condition.field, condition.values);
    case 'compare':
      return ['=', '!='].includes(condition.op) ? unlistedAmong(condition.field, [condition.value]) : [];
    default:
      return [];
  }
}

function unlistedAmong(
  { name, picklist, choices }: Field,
  values: readonly FilterValue[],
): readonly UnlistedValue[] {
  if (!picklist || !choices) return [];
  const keys = new Set(choices.map(picklistKey));
  return values
    .map(String)
    .filter((value) => !keys.has(picklistKey(value)))
    .map((value) => ({ field: name, value, near: findNearest(value, choices)[0] ?? null }));
}
