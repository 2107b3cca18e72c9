import type { CallList } from '../../app/call-queue/call-list.ts';
import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import type { ListView } from '../../render/printer.ts';
import { scripts } from '../call/script.ts';
import type { ListColumn } from '../listing.ts';
import { pickFields } from '../record/fields.ts';

/** Columns of a call list; the number of the record only on request. */
export const CALL_LIST_COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'ID', type: 'integer', help: 'number of the record' },
  {
    name: 'phone',
    label: 'Phone',
    type: 'phone',
    help: 'the number to dial, E.164, with its extension: +14155550128x208',
  },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the person' },
  { name: 'company', label: 'Company', type: 'text', help: 'company of the person' },
  { name: 'zone', label: 'Zone', type: 'text', help: 'time zone of the person' },
  { name: 'script', label: 'Script', type: 'text', help: 'call script of the campaign' },
];

const DEFAULT_FIELDS = ['phone', 'name', 'company', 'zone', 'script'];

/** A call list as rows, with call scripts; reports who is left out after the last row. */
export async function callListRows(
  ctx: Context,
  { people, leftOut }: CallList,
  script: string | undefined,
): Promise<{ view: ListView; rows: AsyncIterable<Row> }> {
  const columns = pickFields(ctx.settings.columns ?? DEFAULT_FIELDS, CALL_LIST_COLUMNS);
  const scriptOf = scripts(ctx, script);
  const rows = async function* (): AsyncGenerator<Row> {
    for await (const { campaign, ...callee } of people)
      yield { ...callee, script: scriptOf(campaign).join('\n') || null };
    const reasons = leftOutText(leftOut);
    if (reasons !== '') ctx.print.note(`left out: ${reasons}`);
  };
  return { view: { noun: 'calls', columns }, rows: rows() };
}

function leftOutText({ doNotCall, noNumber, done }: CallList['leftOut']): string {
  return [
    [doNotCall, 'on the do-not-call list'],
    [noNumber, 'without a working number'],
    [done, 'converted or disqualified'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, why]) => `${count} ${why}`)
    .join(', ');
}
