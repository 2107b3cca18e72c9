import type { Field } from '../../domain/field.ts';
import { flattenBatches } from '../../formats/batches.ts';
import { headerKey } from '../../formats/field-names.ts';
import { ColumnInference } from '../../formats/infer-columns.ts';
import { mapHeaders } from '../../formats/mapping.ts';
import { isOwnExport } from '../../formats/own-export.ts';
import { peek } from '../../formats/peek.ts';
import { vendorFor } from '../../formats/presets/vendor.ts';
import { readValueMaps } from '../../formats/value-map-option.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import type { Columns } from './columns.ts';
import { detectVendor } from './detect-vendor.ts';
import { FilePhones } from './file-phones.ts';
import { inferFromSample } from './infer-formats.ts';
import type { InputFile } from './input-file.ts';
import type { ImportOptions } from './options.ts';
import { RowReader } from './row-reader.ts';
import type { Samples } from './samples.ts';

/** Rows whose values are shown. */
const ROWS_SAMPLED = 200;

/** A file before its import. */
interface Preview {
  /** The same file, with all of its rows. */
  readonly file: InputFile;
  readonly columns: Columns;
  /** Values of the first rows; none while a date is ambiguous. */
  readonly samples: Samples;
  /** A date that can be read in two ways; null if there is none. */
  readonly ambiguity: ReturnType<ColumnInference['ambiguity']>;
}

/** Shows what an import with these options would make of the first rows of a file. Changes nothing. */
export async function previewImport(
  deps: Deps,
  { spec, file, options }: { spec: NounDefinition; file: InputFile; options: ImportOptions },
): Promise<Preview> {
  const { table } = file;
  const known = await fieldsOf(deps.store, spec);
  const columns = previewColumns(spec, known, file, options);
  const texts = readValueMaps(options.mapValue, columns.fields);
  const formats = new ColumnInference(
    columns.mapping,
    { dateFormat: options.dateFormat, serialDates: true, isOfProgram: columns.vendor !== null },
    { hasMap: texts.has, isMapped: (field, text) => texts.find(field, text.trim()) !== undefined },
  );
  const inferred = await inferFromSample({ file, table, formats });
  const { head, all } = await peek(inferred, ROWS_SAMPLED, (rows) => rows.length);
  const unread = { ...file, table: { ...table, batches: all, rows: flattenBatches(all) } };
  const ambiguity = columns.own ? null : formats.ambiguity();
  const reader = await RowReader.open(
    deps,
    deps.store.db,
    { spec, options: { ...options, dryRun: true }, file, table },
    columns,
    new FilePhones(await deps.phoneReader(), null, columns.fields),
  );
  if (!ambiguity) for (const row of head.flat().slice(0, ROWS_SAMPLED)) await reader.read(row);
  return { file: unread, columns, samples: reader.samples, ambiguity };
}

/** The columns with these options; fields to be created stand among the others. */
function previewColumns(
  spec: NounDefinition,
  known: readonly Field[],
  { name, table: { headers } }: InputFile,
  { map, newFields, preset }: ImportOptions,
): Columns {
  const detected = detectVendor({ headers, name, known }, spec.noun, preset);
  const vendor = detected && vendorFor(detected, spec.noun, false);
  const created: Field[] = newFields.map((header) => ({
    name: headerKey(header),
    type: 'text',
    label: header,
    access: 'edit',
    help: 'a custom field',
    custom: true,
  }));
  const fields = [...known, ...created];
  const also = created.map(({ name: field, label }) => `${label}=${field}`);
  const own = isOwnExport(headers);
  const mapping = mapHeaders(headers, fields, { map: [...map, ...also], vendor, own, noun: spec.noun });
  return { mapping, fields, declared: new Set(newFields), own, vendor };
}
