import type { Manifest } from '../../domain/archive.ts';
import type { Output } from '../../io/types.ts';
import { jsonText } from '../../render/encoder.ts';
import { jsonValue } from '../../store/archive/coerce-row.ts';
import type { ArchiveEntry } from '../../store/archive/dump.ts';

/** Writes everything as JSON lines: a manifest, then one row per line. Calls `written` for every row. */
export async function writeLines(
  out: Output,
  manifest: Manifest,
  tables: AsyncIterable<ArchiveEntry>,
  written: () => Promise<void> | undefined,
): Promise<void> {
  out.write(`${jsonText(manifest)}\n`);
  for await (const { table, columns, rows } of tables) {
    for await (const row of rows) {
      const line: Record<string, unknown> = { table };
      for (const column of columns) line[column.name] = jsonValue(column, row[column.name] ?? null);
      out.write(`${jsonText(line)}\n`);
      await written();
    }
  }
}
