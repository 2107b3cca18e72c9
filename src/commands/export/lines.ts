import type { Output } from '../../io/outside.ts';
import { jsonText } from '../../render/encoder.ts';
import type { Dumped } from '../../store/whole/dump.ts';
import { jsonValue } from '../../store/whole/fit.ts';
import type { Manifest } from '../../store/whole/manifest.ts';

/** Writes everything as lines of JSON: what it is first, then a row a line. `written` is told of every row. */
export async function writeLines(
  out: Output,
  manifest: Manifest,
  tables: AsyncIterable<Dumped>,
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
