import type { Field, Row } from '../../domain/field.ts';
import { readDefaults } from '../../formats/default-option.ts';
import { readMatch } from '../../formats/match-option.ts';
import type { DetectedPreset } from '../../formats/presets/detect.ts';
import { type Vendor, vendorFor } from '../../formats/presets/vendor.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import type { IdSet } from '../../store/id-set.ts';
import { Importer } from '../../store/import/importer.ts';
import { ordersOfLines } from '../../store/import/order-lines.ts';
import type { ImportRules } from '../../store/import/rules.ts';
import type { Tx } from '../../store/tx.ts';
import { usersByExternalId } from '../../store/users.ts';
import type { Deps } from '../deps.ts';
import { type Columns, mapColumns, noKnownColumn, requireStage } from './columns.ts';
import { detectVendor } from './detect-vendor.ts';
import { FilePhones } from './file-phones.ts';
import type { InputFile, RejectedRowSink } from './input-file.ts';
import { createdWith } from './options.ts';
import { RowReader, type RowReaderOptions } from './row-reader.ts';

export type ImportDeps = Pick<Deps, 'clock' | 'currency' | 'phoneReader' | 'withProgress'>;

/** A file, and how it is imported. */
export interface FileImportInput extends RowReaderOptions {
  readonly file: InputFile;
  /** The fields of the noun, including custom ones. */
  readonly known: readonly Field[];
  readonly rejected: RejectedRowSink;
  /** The program that wrote the file; detected if undefined. */
  readonly vendor?: DetectedPreset | null;
  /** State shared by several files of one import. */
  readonly shared?: SharedImport;
}

/** A row of a file, and what became of it. */
export interface ImportedRow {
  readonly row: TableRow;
  /** Its values, as far as they could be read. */
  readonly values: Row;
  /** The record; null for a rejected row. */
  readonly id: number | null;
}

/** State shared by files that are imported one after the other. */
interface SharedImport {
  /** Ids of users by their ids in the source program. */
  readonly userIds: ReadonlyMap<string, number>;
  /** Ids of the records of this noun that rows created or matched. */
  readonly seen: IdSet;
  /** Called with each row when it is decided. */
  readonly onRow: (row: ImportedRow) => void;
  /** The external source of ids, if it is not the program itself. */
  readonly externalSource: string | undefined;
  /** The orders whose lines are imported too, if this is a file of orders. */
  readonly ordersWithLines?: ReadonlySet<string> | undefined;
}

/** What imports the rows of a file. */
export interface FileImportParts {
  readonly columns: Columns;
  readonly reader: RowReader;
  readonly phones: FilePhones;
  readonly importer: Importer;
  /** Of a file of orders, those whose lines are purchases already; null for none. */
  readonly asLines: ReadonlySet<string> | null;
}

/** A field whose list the file may add to. */
const withNewValues = (field: Field): Field => (field.picklist ? { ...field, takesNew: true } : field);

/**
 * Finds what the columns of a file mean and the rules of its import. Throws `usage` for a file without a known column, and
 * for invalid options.
 */
export async function prepareImport(
  deps: ImportDeps,
  tx: Tx,
  input: FileImportInput,
): Promise<FileImportParts> {
  const { spec, options, file, table } = input;
  const known = options.create?.has('picklist') ? input.known.map(withNewValues) : input.known;
  const { noun } = spec;
  const detected =
    input.vendor === undefined
      ? detectVendor({ headers: table.headers, name: file.name, known }, noun, options.preset)
      : input.vendor;
  const system = options.system || (detected?.preset.name ?? '');
  const userIds = input.shared?.userIds ?? (await usersByExternalId(tx, system));
  const vendor = detected && vendorFor(detected, noun, userIds.size > 0);
  const columns = await mapColumns(tx, spec, table.headers, known, options, vendor);
  const { mapping, fields, own } = columns;
  if (mapping.feeds.length === 0) throw noKnownColumn(spec, file.name, table.headers);
  requireStage(columns, file.name);
  const phones = new FilePhones(await deps.phoneReader(), defaultCountryOf(options.defaults), fields);
  const reader = await RowReader.open(deps, tx, input, columns, phones);
  if (options.headers) input.rejected.setHeaders(fieldNames(table.headers, columns));
  const rules: ImportRules = {
    spec,
    declared: fields.filter(({ custom }) => custom),
    own,
    defaults: readDefaults([...(vendor?.defaults ?? []), ...options.defaults], fields, reader.values),
    match: readMatch(options.match, spec, fields),
    blankClears: options.blankClears,
    onMatch: options.onMatch,
    ...createdWith(options, tx.nouns, spec, isOfKnownProgram(vendor, table)),
    origin: { system, userIds },
    currency: deps.currency,
    ...(input.shared ? { seen: input.shared.seen } : {}),
  };
  const importer = await Importer.open(tx, rules, phones.readAll);
  const layout = vendor?.detected.layout;
  const isOrders = noun === 'purchase' && layout && !layout.shop && !layout.ofOrders;
  const asLines = isOrders ? await ordersOfLines(tx, system) : null;
  return { columns, reader, phones, importer, asLines };
}

/** Whether the columns of a file say for sure what they name: those of a known program, and of vCards. */
function isOfKnownProgram(vendor: Vendor | null, { format }: Table): boolean {
  return format === 'vcard' || (vendor !== null && vendor.makeshift !== true);
}

/** Headers under which the rows of a file without a header line are read again. */
function fieldNames(headers: readonly string[], { mapping }: Columns): readonly string[] {
  return headers.map((_, index) => mapping.columns[index]?.fields[0]?.name ?? '');
}

/** The country of rows without one, if it is given: `country=DE`. */
function defaultCountryOf(defaults: readonly string[]): string | null {
  const named = defaults.flatMap((text) => /^country=(.*)$/i.exec(text)?.[1]?.trim() ?? []);
  return named.at(-1) || null;
}
