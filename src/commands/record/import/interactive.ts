import type { Context } from '../../../context.ts';
import { cancelled, usage } from '../../../domain/errors.ts';
import type { Field } from '../../../domain/field.ts';
import { flattenBatches } from '../../../formats/batches.ts';
import type { DateOrder } from '../../../formats/date-order.ts';
import { headerKey } from '../../../formats/field-names.ts';
import { ColumnInference } from '../../../formats/infer-columns.ts';
import { type MappedColumn, mapHeaders } from '../../../formats/mapping.ts';
import { isOwnExport } from '../../../formats/own-export.ts';
import { peek } from '../../../formats/peek.ts';
import { vendorFor } from '../../../formats/presets/vendor.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { readValueMaps } from '../../../formats/value-map-option.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import type { Store } from '../../../store/store.ts';
import { headerName, matched } from './column-match.ts';
import type { Columns } from './columns.ts';
import { columnLines } from './dry-run.ts';
import { FilePhones } from './file-phones.ts';
import { inferFromSample } from './infer-formats.ts';
import type { ImportOptions } from './options.ts';
import { RejectedRows } from './rejected-rows.ts';
import { RowReader } from './row-reader.ts';
import type { OpenFile } from './run.ts';
import { vendorOf } from './vendor.ts';

/** Rows whose values are shown. */
const ROWS_SAMPLED = 200;

/** The answers of a user about a file. */
interface Asked {
  readonly file: OpenFile;
  readonly options: ImportOptions;
  /** The name to save the map under; undefined to not save it. */
  readonly saveAs: string | undefined;
}

/**
 * Shows the target of each column, and lets a user correct it. Throws `cancelled` if they stop, `usage` without a
 * terminal.
 */
export async function askMapping(
  ctx: Context,
  spec: NounDefinition,
  { store, known }: { store: Store; known: readonly Field[] },
  { source, table }: OpenFile,
  first: ImportOptions,
): Promise<Asked> {
  if (!ctx.prompt.available)
    throw usage(
      '--interactive needs a terminal',
      "Use options instead, and check them first: --map 'Their header=field' --dry-run",
    );
  let options = first;
  let file: OpenFile = { source, table };
  const { vendor } = columnsNow(spec, known, table.headers, options, source.name);
  if (vendor) ctx.print.note(`${source.name} is read as a file of ${vendor.detected.preset.label}`);
  for (;;) {
    const columns = columnsNow(spec, known, table.headers, options, source.name);
    const looked = await lookAt(columns, file, options);
    file = looked.file;
    const { doubt } = looked;
    if (doubt) {
      const order = await ctx.prompt.choose<DateOrder>(
        `How do you read "${doubt.text}" in the column "${doubt.header}"?`,
        [
          { name: 'Month first', value: 'month', description: doubt.patterns[0] },
          { name: 'Day first', value: 'day', description: doubt.patterns[1] },
        ],
      );
      options = { ...options, dateFormat: doubt.patterns[order === 'month' ? 0 : 1] };
    }
    await show(ctx, store, { spec, columns, file, options }, looked.head);
    const next = await ctx.prompt.choose('What now?', [
      { name: `Import ${source.name} like this`, value: 'import' },
      { name: 'Change a column', value: 'change' },
      { name: 'Save these options for similar files, then import', value: 'save' },
      { name: 'Stop', value: 'stop', description: 'nothing is imported' },
    ]);
    if (next === 'stop') throw cancelled('stopped: nothing was imported');
    if (next === 'import') return { file, options, saveAs: undefined };
    if (next === 'save') {
      const saveAs = await ctx.prompt.text('Save under which name?', { required: true });
      return { file, options, saveAs };
    }
    options = await askColumn(ctx, columns, options);
  }
}

/** The first rows, and an ambiguous date among them; the file is not consumed. */
async function lookAt(columns: Columns, { source, table }: OpenFile, options: ImportOptions) {
  const serialDates = columns.vendor?.detected.preset.serialDates === true;
  const texts = readValueMaps(options.mapValue, columns.fields);
  const survey = new ColumnInference(
    columns.mapping,
    { dateFormat: options.dateFormat, serialDates },
    { hasMap: texts.has, isMapped: (field, text) => texts.find(field, text.trim()) !== undefined },
  );
  const looked = await inferFromSample({ source, table, options, survey });
  const { head, all } = await peek(looked, ROWS_SAMPLED, (rows) => rows.length);
  return {
    file: { source, table: { ...table, batches: all, rows: flattenBatches(all) } },
    head: head.flat().slice(0, ROWS_SAMPLED),
    doubt: columns.own ? null : survey.ambiguity(),
  };
}

async function show(
  ctx: Context,
  store: Store,
  {
    spec,
    columns,
    file,
    options,
  }: { spec: NounDefinition; columns: Columns; file: OpenFile; options: ImportOptions },
  rows: readonly TableRow[],
): Promise<void> {
  const refusals = new RejectedRows(ctx, file.table, undefined);
  const reading = { spec, options: { ...options, dryRun: true }, ...file, refusals };
  const reader = await RowReader.open(
    ctx,
    store.db,
    reading,
    columns,
    new FilePhones(await ctx.phoneReader(), null),
  );
  for (const row of rows) await reader.read(row);
  ctx.print.note('');
  for (const line of await columnLines(ctx, { columns, samples: reader.samples }, ctx.io.stderr.columns - 2))
    ctx.print.note(line);
  ctx.print.note('');
}

/** The columns with the current options; fields to be created are shown by name. */
function columnsNow(
  spec: NounDefinition,
  known: readonly Field[],
  headers: readonly string[],
  { map, newFields, preset }: ImportOptions,
  name: string,
): Columns {
  const detected = vendorOf({ headers, name, known }, spec.noun, preset);
  const vendor = detected && vendorFor(detected, spec.noun, false);
  const made: Field[] = newFields.map((header) => ({
    name: headerKey(header),
    type: 'text',
    label: header,
    access: 'edit',
    help: 'a custom field',
    custom: true,
  }));
  const fields = [...known, ...made];
  const also = made.map(({ name: field, label }) => `${label}=${field}`);
  const own = isOwnExport(headers);
  const mapping = mapHeaders(headers, fields, { map: [...map, ...also], vendor, own, noun: spec.noun });
  return { mapping, fields, declared: new Set(newFields), own, vendor };
}

/** Asks for a column and its target. */
async function askColumn(ctx: Context, columns: Columns, options: ImportOptions): Promise<ImportOptions> {
  const column = await ctx.prompt.choose<MappedColumn>(
    'Which column?',
    columns.mapping.columns
      .filter(({ index, header }) => index < columns.mapping.columns.length && header.trim() !== '')
      .map((each) => ({ name: `${headerName(each)} → ${matched(columns, each).field || '-'}`, value: each })),
  );
  const { header } = column;
  const field = await ctx.prompt.choose<string>(`Where does "${headerName(column)}" go?`, [
    { name: 'nowhere: drop it', value: '-' },
    { name: 'a new custom field', value: '+', description: 'creates a text field for it' },
    ...columns.fields
      .filter(
        ({ access, name }) => access !== 'computed' && (name === 'external_id' || !/(?:^|_)ids?$/.test(name)),
      )
      .map(({ name, label, help }) => ({ name: `${label} (${name})`, value: name, description: help })),
  ]);
  const key = headerKey(header);
  const map = options.map.filter((said) => headerKey(said.slice(0, said.lastIndexOf('='))) !== key);
  const newFields = options.newFields.filter((each) => headerKey(each) !== key);
  return field === '+'
    ? { ...options, map, newFields: [...newFields, header] }
    : { ...options, map: [...map, `${header}=${field}`], newFields };
}
