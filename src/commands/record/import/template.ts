import { exampleRow } from '../../../app/records/example-row.ts';
import { fieldsOf } from '../../../app/records/fields.ts';
import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import { usage } from '../../../domain/errors.ts';
import { isCurrency } from '../../../formats/values.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import type { Answer } from '../../../render/answer.ts';
import { formOf } from '../../export/form.ts';
import { writeListFile } from '../../export/list-file.ts';
import { outputsOf } from '../../outputs.ts';
import { toColumn } from '../fields.ts';

/** Writes a file to fill in: every column that a person can fill, and one example row that can be imported. */
export async function writeTemplate(
  ctx: Context,
  spec: NounDefinition,
  output: string | undefined,
): Promise<Answer> {
  const form = formOf(ctx, spec, { output });
  if (form.type === 'vcard')
    throw usage(
      'a template is a table, not a vCard',
      `Name a file such as ${spec.plural}.csv or ${spec.plural}.xlsx`,
    );
  const known = await fieldsOf(await ctx.store(), spec);
  const fields = known.filter((field) => field.access === 'edit' || isCurrency(field));
  const view = { noun: spec.plural, columns: fields.map(toColumn) };
  const currency = ctx.config.get('currency');
  const rows = [exampleRow(fields, { today: toLocalDate(ctx.clock.now()), currency })];
  const to = { format: form.type === 'rows' ? form.format : ('csv' as const) };
  if (output === undefined || output === '-') return { type: 'list', view, rows, to };
  const target = (await outputsOf(ctx)).target(output);
  await writeListFile(ctx, target, { view, rows }, form.type === 'workbook' ? form.type : to);
  return { type: 'none', notes: [`Fill in ${output}, then: crm ${spec.noun} import ${output}`] };
}
