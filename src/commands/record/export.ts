import { extname, resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, NounSpec } from '../../domain/field.ts';
import { NewFile } from '../../io/new-file.ts';
import type { Destination, ListView } from '../../render/printer.ts';
import type { Called } from '../../store/calls/call-list.ts';
import { type RecordQuery, records } from '../../store/records.ts';
import { type CommandSpec, command } from '../command.ts';
import { CALL_LIST_COLUMNS, callListOf } from '../export/call-list.ts';
import { fieldsOf, listColumns, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, selection, sortOrder, wholeNumber } from './selection.ts';

type ExportFormat = Destination['format'];

/** `crm <noun> export`: every field of the records, in a form that `import` reads back without loss. */
export function exportCommand(
  spec: NounSpec,
  examples: CommandSpec['examples'],
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `write ${spec.plural} with all their fields, as CSV unless told otherwise`,
    description:
      `Writes ${spec.plural} with all their fields, in order of their numbers. The form is CSV, on a terminal too, ` +
      'unless --format or the ending of the --output file says otherwise. ' +
      `\`crm ${spec.noun} import\` reads it back without loss.`,
    examples,
    configure: (c) => {
      const configured = addOrder(addSelection(c, spec.noun)).option(
        '-o, --output <file>',
        'into this file, which only you can read and which is there when it is whole',
      );
      if (isCalled(spec)) {
        configured
          .option(
            '--call-list',
            'whom to call: phone, name, company, zone, script; nobody who is not to be called',
          )
          .option(
            '--script <file>',
            'with --call-list: what to say, instead of the script of their campaign',
          );
      }
      return configured as never;
    },
    async run({ options }, ctx) {
      const store = await ctx.store();
      const fields = await fieldsOf(store, spec);
      const calls = options.callList === true && isCalled(spec);
      if (ctx.settings.columns?.includes('?')) return listColumns(ctx, calls ? CALL_LIST_COLUMNS : fields);
      const format = formOf(ctx, spec, options.output);
      const query = await queryOf(ctx, spec, fields, options);
      const { view, rows } = calls
        ? await callListOf(ctx, spec.noun as Called, query, options.script as string | undefined)
        : { view: viewOf(spec, query.fields), rows: records(store.engine, query) };
      await write(ctx, options.output, (out) => ctx.print.list(view, rows, { format, ...(out && { out }) }));
    },
  });
}

/** Whether there are call lists of the noun. */
function isCalled({ noun }: NounSpec): boolean {
  return noun === 'lead' || noun === 'contact';
}

async function queryOf(
  ctx: Context,
  { noun }: NounSpec,
  fields: readonly Field[],
  options: Record<string, unknown>,
): Promise<RecordQuery> {
  return {
    noun,
    // The columns of a call list are its own.
    fields: options.callList === true ? [] : pickFields(ctx.settings.columns ?? ['all'], fields),
    where: await selection(ctx, noun, fields, options),
    sort: typeof options.sort === 'string' ? sortOrder(options.sort, fields) : [],
    limit: wholeNumber('limit', options.limit),
    offset: wholeNumber('offset', options.offset),
  };
}

function viewOf({ plural }: NounSpec, fields: readonly Field[]): ListView {
  return { noun: plural, columns: fields.map(toColumn) };
}

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'md',
};

/** Files that only a spreadsheet program can write. */
const WORKBOOK = /\.(?:xlsx?|xlsm|ods|numbers)$/i;

/** The form that the command line names, else that of the file's name, else the one that was set, else CSV. */
function formOf({ settings }: Context, { noun }: NounSpec, output: unknown): ExportFormat {
  const name = typeof output === 'string' ? output : '';
  if (WORKBOOK.test(name))
    throw usage(
      `crm does not write workbooks such as "${name}"`,
      `Write CSV that such a program opens: crm ${noun} export --excel -o ${noun}s.csv`,
    );
  if (settings.asked === 'table')
    throw usage(
      'an export is not written as a table: what a table cuts could not be read back',
      `Look at one with crm ${noun} list; export as csv, tsv, json, jsonl, md or ids.`,
    );
  const usual = settings.format === 'table' ? undefined : settings.format;
  return (settings.asked === undefined ? ENDINGS[extname(name).toLowerCase()] : usual) ?? usual ?? 'csv';
}

/** Has it written to stdout, or into a file that appears when it is whole. */
async function write(
  ctx: Context,
  output: unknown,
  fill: (out: NewFile | undefined) => Promise<void>,
): Promise<void> {
  if (typeof output !== 'string' || output === '-') return fill(undefined);
  const file = new NewFile(resolve(ctx.io.cwd, output), output);
  try {
    await fill(file);
    file.commit();
  } finally {
    file.discard();
  }
}
