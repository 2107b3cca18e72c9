import type { FullExport } from '../../app/archive/export.ts';
import { FILES_FOLDER, MANIFEST_FILE } from '../../domain/archive.ts';
import type { OutputFolder } from '../../io/output-folder.ts';
import { jsonText } from '../../render/encoder.ts';
import type { TableColumn } from '../../store/engine.ts';
import type { Bound, RawRow } from '../../store/sql.ts';

/** Writes everything as a folder of CSV files, one per table, with a manifest and a folder of files; calls `written` for every row and file. */
export async function writeFolder(
  folder: OutputFolder,
  { manifest, tables, files }: FullExport,
  written: () => Promise<void> | undefined,
): Promise<void> {
  try {
    for await (const { table, columns, rows } of tables) {
      await writeFile(folder, `${table}.csv`, async (write) => {
        write(line(columns.map(({ name }) => name)));
        for await (const row of rows) {
          write(line(cellsOf(columns, row)));
          await written();
        }
      });
    }
    for await (const { hash, bytes } of files) {
      const file = await folder.file(hash, FILES_FOLDER);
      try {
        for await (const piece of bytes) await file.writeBytes(piece);
        await file.commit();
      } finally {
        file.discard();
      }
      await written();
    }
    await writeFile(folder, MANIFEST_FILE, async (write) => write(`${jsonText(manifest, 2)}\n`));
    folder.commit();
  } finally {
    folder.discard();
  }
}

async function writeFile(
  folder: OutputFolder,
  name: string,
  fill: (write: (text: string) => void) => Promise<void>,
): Promise<void> {
  const file = await folder.file(name);
  try {
    await fill((text) => file.write(text));
    await file.commit();
  } finally {
    file.discard();
  }
}

function cellsOf(columns: readonly TableColumn[], row: RawRow): Bound[] {
  return columns.map(({ name }) => row[name] ?? null);
}

/** RFC 4180 with LF. An empty cell is a missing value, `""` an empty text. */
function line(cells: readonly Bound[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(value: Bound): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
