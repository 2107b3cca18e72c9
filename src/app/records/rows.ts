import type { Field, Noun, Row } from '../../domain/field.ts';
import { records } from '../../store/records.ts';
import type { Deps } from '../deps.ts';

/** Records by their numbers, in the order of these. */
export async function readRows(
  { store }: Deps,
  {
    noun,
    fields,
    ids,
  }: { readonly noun: Noun; readonly fields: readonly Field[]; readonly ids: readonly number[] },
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of records(store.engine, { noun, fields, ids, sort: [] })) rows.push(row);
  return rows;
}
