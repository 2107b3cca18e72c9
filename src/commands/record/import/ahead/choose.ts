import type { Columns } from '../columns.ts';
import type { Reading, RowReader } from '../row-reader.ts';
import type { Job } from './job.ts';
import { isWorthThread, type ReadAhead, readAhead } from './read-ahead.ts';

/**
 * Has a file read by a thread of its own where that is worth it and nothing of its rows is wanted but leads; null where
 * it is not. Throws what opening it does.
 */
export async function aheadOf(
  { source, table, options }: Reading,
  { mapping, vendor }: Columns,
  reader: RowReader,
  rules: Pick<Job, 'fed' | 'system' | 'country'>,
): Promise<ReadAhead | null> {
  const { file, name } = source;
  if (!file || !isWorthThread(file.size) || !reader.isPlain || table.format !== 'csv') return null;
  // What is found out over whole columns has to be known here too, for rows that are no plain leads.
  for await (const _ of await reader.batches()) break;
  return readAhead({
    path: file.path,
    shown: name,
    options,
    headers: table.headers,
    mapping,
    preset: vendor?.detected.preset.name ?? null,
    values: reader.valueOptions,
    ...rules,
  });
}
