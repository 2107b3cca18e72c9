import { readCallList } from '../../app/call-queue/call-list.ts';
import { codedMoney } from '../../app/records/coded-money.ts';
import { fieldsOf, TYPED_FIELDS } from '../../app/records/fields.ts';
import { listRecords } from '../../app/records/list.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { OutputTarget } from '../../io/outputs.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import type { Destination } from '../../render/printer.ts';
import { VCARD_FIELDS, VCARD_VERSIONS, vcardEncoder } from '../../render/vcard.ts';
import { type CommandSpec, command } from '../command.ts';
import { CALL_LIST_COLUMNS, callListRows } from '../export/call-list.ts';
import { type ExportForm, formOf } from '../export/form.ts';
import { writeListFile } from '../export/list-file.ts';
import { outputsOf } from '../outputs.ts';
import { columnList, pickFields, toColumn } from './fields.ts';
import { addOrder, addSelection, orderOf, selectionOf } from './selection.ts';

/** `crm <noun> export`: every field of the records, in a form that `import` reads back without loss. */
export default function exportCommand(
  spec: NounDefinition,
  { examples }: NonNullable<RecordVerbs['export']>,
): CommandSpec<[], Record<string, unknown>> {
  return command({
    summary: `export ${spec.plural} with all fields; default format: CSV`,
    description:
      `Writes ${spec.plural} with all fields, sorted by number. The format is CSV, even on a terminal, ` +
      'unless --format or the extension of --output says otherwise: .xlsx is an Excel workbook with typed cells. ' +
      `\`crm ${spec.noun} import\` reads it back without loss.`,
    examples,
    ...(spec.isPerson && { formats: ['vcard'] }),
    configure: (c) => {
      const configured = addOrder(addSelection(c, spec)).option(
        '-o, --output <file>',
        'a new file that only you can read, written completely or not at all; --force replaces an existing file',
      );
      if (spec.isPerson) {
        configured
          .option(
            '--vcard [version]',
            `as vCards ${VCARD_VERSIONS.join(' or ')} for phones and address books; contact details only`,
          )
          .option(
            '--call-list',
            'as a call list: phone, name, company, zone, script; without do-not-call records',
          )
          .option(
            '--script <file>',
            'with --call-list: the call script, instead of the script of the campaign',
          );
      }
      return configured;
    },
    async run({ options }, ctx) {
      const deps = await ctx.deps();
      const fields = await fieldsOf(deps.store, spec, TYPED_FIELDS);
      const isCallList = options.callList === true;
      if (ctx.settings.columns?.includes('?')) return columnList(isCallList ? CALL_LIST_COLUMNS : fields);
      const form = formOf(ctx, spec, options);
      if (isCallList && form.type === 'vcard')
        throw usage('a call list cannot be a vCard', 'Use csv, tsv, json, jsonl or md.');
      const shown = isCallList ? [] : shownFields(ctx, fields, form);
      const order = orderOf(options);
      const input = { ...selectionOf(ctx, spec, options), ...order, sort: order.sort ?? '', fields };
      const target = await targetOf(ctx, options);
      const { view, rows } = isCallList
        ? await callListRows(ctx, await readCallList(deps, spec, input), options.script as string | undefined)
        : {
            view: { noun: spec.plural, columns: shown.map(toColumn) },
            rows: (await listRecords(deps, spec, { ...input, shown })).rows,
          };
      const encoded = codedMoney(rows, shown, deps.currency);
      const to = destination(form);
      if (target === undefined)
        return { type: 'list', view, rows: encoded, to: to === 'workbook' ? { format: 'csv' } : to };
      await writeListFile(ctx, target, { view, rows: encoded }, to);
      return { type: 'none' };
    },
  });
}

/** The fields to write: those named, else all, or all that a vCard can hold. */
function shownFields({ settings }: Context, fields: readonly Field[], form: ExportForm): readonly Field[] {
  if (settings.columns || form.type !== 'vcard') return pickFields(settings.columns ?? ['all'], fields);
  return fields.filter(({ name }) => VCARD_FIELDS.has(name));
}

function destination(form: ExportForm): Destination | 'workbook' {
  if (form.type === 'workbook') return form.type;
  if (form.type === 'vcard') return { format: 'csv', encoder: vcardEncoder(form.version) };
  return { format: form.format };
}

/** The output file; undefined for stdout. Throws for a file that must not be replaced. */
async function targetOf(
  ctx: Context,
  { output, script }: Readonly<Record<string, unknown>>,
): Promise<OutputTarget | undefined> {
  if (typeof output !== 'string' || output === '-') return undefined;
  return (await outputsOf(ctx, typeof script === 'string' ? [script] : [])).target(output);
}
