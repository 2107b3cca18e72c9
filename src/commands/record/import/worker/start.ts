import type { Columns } from '../columns.ts';
import type { RowReader, RowReaderOptions } from '../row-reader.ts';
import { isWorthThread, makeWorkerClient, type WorkerClient } from './client.ts';
import type { WorkerJob } from './protocol.ts';

/**
 * Has a file read by a thread of its own where that is worth it and nothing of its rows is wanted but leads; null where
 * it is not. Throws what opening it does.
 */
export async function startWorker(
  { source, table, options }: RowReaderOptions,
  { mapping, vendor }: Columns,
  reader: RowReader,
  rules: Pick<WorkerJob, 'fed' | 'system' | 'country'>,
): Promise<WorkerClient | null> {
  const { file, name } = source;
  if (!file || !isWorthThread(file.size) || !reader.isPlain || table.format !== 'csv') return null;
  // What is found out over whole columns has to be known here too, for rows that are no plain leads.
  for await (const _ of await reader.batches()) break;
  return makeWorkerClient({
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
