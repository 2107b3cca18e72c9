import { type CrmError, isCrmError, usage } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import { readDeclarations } from '../../formats/map-option.ts';
import { type Mapping, mapHeaders } from '../../formats/mapping.ts';
import { cellNormalizer } from '../../formats/normalize-cells.ts';
import { columnLookup } from '../../formats/presets/columns.ts';
import type { Preset } from '../../formats/presets/preset.ts';
import { RecordReader } from '../../formats/record.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { makeReader, type ValueReader } from '../../formats/values.ts';
import { noRows, type RowCounts } from '../import/import-result.ts';
import type { PreparedFile } from './migration.ts';

/** What a row became; `skipped` is not imported. */
type PartOutcome = 'created' | 'changed' | 'unchanged' | 'repeated' | 'skipped';

/** Imports one row of such a file. Throws a CrmError to reject it. */
export type TakePart = (values: Row) => Promise<PartOutcome>;

/** A field of such a file. */
export function partField(name: string, type: Field['type'], ...synonyms: string[]): Field {
  return { name, type, label: name, access: 'edit', help: '', synonyms };
}

/** The columns of a file that is none of a noun, and a reader of its rows. Ids of its program are texts. */
export class PartFile {
  readonly mapping: Mapping;
  readonly #reader: RecordReader;
  readonly #normalize: ReturnType<typeof cellNormalizer>;
  /** Columns of ids of other records, which exports may spell in several ways. */
  readonly #ids: readonly number[];
  readonly #spell: (id: string) => string;

  private constructor(mapping: Mapping, reader: ValueReader, preset: Preset | null) {
    this.mapping = mapping;
    this.#reader = new RecordReader(mapping.feeds, reader);
    this.#normalize = cellNormalizer(mapping, preset);
    this.#ids = mapping.columns.flatMap(({ index, known }) =>
      known && known.links.length > 0 ? [index] : [],
    );
    this.#spell = preset?.spellId ?? ((id) => id);
  }

  static async open(
    { plan: { table, vendor }, map }: Pick<PreparedFile, 'plan' | 'map'>,
    fields: readonly Field[],
    options: { readonly now: number; readonly currency: string; readonly valueMaps: readonly string[] },
  ): Promise<PartFile> {
    const { headers } = table;
    const known = vendor && columnLookup(vendor.preset, vendor.layout);
    const declared = readDeclarations(map, headers, fields);
    const preset = headers.flatMap((header, index) => {
      const column = declared.has(index) ? null : known?.(header);
      return column ? [`${header}=${column.field ?? column.links[0]?.field ?? '-'}`] : [];
    });
    const mapping = mapHeaders(headers, fields, { map: [...preset, ...map] });
    const withColumns = {
      ...mapping,
      columns: mapping.columns.map((column) => ({ ...column, known: known?.(column.header) ?? null })),
    };
    const reader = await makeReader({ ...options, fields });
    return new PartFile(withColumns, reader, vendor?.preset ?? null);
  }

  /** The values of a row, or why it has none. */
  read({ problem, cells }: TableRow): {
    readonly values: Row | null;
    readonly problem?: CrmError | undefined;
  } {
    if (problem !== undefined) return { values: null, problem: usage(problem) };
    const normalized = [...cells];
    this.#normalize?.(normalized);
    for (const at of this.#ids) normalized[at] = this.#spell(normalized[at]?.trim() ?? '');
    const { values, unread } = this.#reader.read(normalized);
    return unread[0] ? { values: null, problem: unread[0].error } : { values };
  }
}

/** Imports the rows of such a file one by one. */
export async function takeRows(
  { batches }: Pick<Table, 'batches'>,
  { rejected }: Pick<PreparedFile, 'rejected'>,
  part: PartFile,
  {
    take,
    expect,
    onRow,
  }: {
    take: TakePart;
    /** Hears of rows before they are taken. */
    expect?: ((rows: readonly Row[]) => Promise<void>) | undefined;
    /** Called with each row that is imported. */
    onRow: (row: TableRow) => void;
  },
): Promise<RowCounts> {
  const counts = noRows();
  for await (const batch of batches) {
    const read = batch.map((row) => ({ row, ...part.read(row) }));
    await expect?.(read.flatMap(({ values }) => (values === null ? [] : [values])));
    for (const { row, values, problem } of read) {
      counts.rows++;
      try {
        if (values === null) throw problem;
        counts[await take(values)]++;
        onRow(row);
      } catch (error) {
        if (!isCrmError(error)) throw error;
        counts.rejected++;
        await rejected.add(row, error);
      }
    }
  }
  return counts;
}
