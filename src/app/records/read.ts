import type { Field, Row } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { record } from '../../store/records.ts';
import type { Deps } from '../deps.ts';
import { type RelatedTable, relatedRecords } from './related-records.ts';

/** Which data of a record to read. */
export interface ReadInput {
  readonly id: number;
  readonly fields: readonly Field[];
  /** Whether to read related records too. */
  readonly withRelated: boolean;
}

/** Reads a record with its data; null if there is no such record. */
export async function readRecord(
  deps: Deps,
  spec: NounDefinition,
  { id, fields, withRelated }: ReadInput,
): Promise<{ readonly row: Row; readonly related: readonly RelatedTable[] } | null> {
  const row = await record(deps.store.engine, spec.noun, fields, id);
  return row ? { row, related: withRelated ? await relatedRecords(deps, spec, id) : [] } : null;
}
