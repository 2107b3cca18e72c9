import type { Manifest } from '../../domain/archive.ts';
import type { Output } from '../../io/types.ts';
import { jsonText } from '../../render/encoder.ts';
import type { ArchiveEntry } from '../../store/archive/dump.ts';

/** Writes everything as JSON lines: a manifest, then one row per line. Calls `written` for every row. */
export async function writeLines(
  out: Output,
  manifest: Manifest,
  tables: AsyncIterable<ArchiveEntry>,
  written: () => Promise<void> | undefined,
): Promise<void> {
  out.write(`${jsonText(manifest)}\n`);
  for await (const { rows, json } of tables) {
    for await (const row of rows) {
      out.write(`${jsonText(json(row))}\n`);
      await written();
    }
  }
}
