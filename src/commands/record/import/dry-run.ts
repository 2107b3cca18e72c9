import type { Columns } from '../../../app/import/columns.ts';
import type { ImportResult } from '../../../app/import/import-result.ts';
import type { Samples } from '../../../app/import/samples.ts';
import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { Value } from '../../../domain/field.ts';
import type { Column, Section } from '../../../render/column.ts';
import { layTable } from '../../../render/table.ts';
import { plainText } from '../../../render/values.ts';
import type { RejectedRows } from '../../rejected-rows.ts';
import { headerName, matched } from './column-match.ts';

const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
const list = (name: string, label: string): Column => ({ name, label, type: 'list' });
const LINE: Column = { name: 'line', label: 'Line', type: 'integer' };
const NAMED = [text('header', 'Their column'), text('field', 'Field'), text('by', 'Matched by')];

/** The columns of a file, and sample values. */
interface SampledColumns {
  readonly columns: Columns;
  readonly samples: Samples;
}

/** The output of a dry run: the target of each column, and the first rows of each kind. */
export function dryRunSections(ctx: Context, result: ImportResult, rejected: RejectedRows): Section[] {
  const { firstRows } = result;
  const records = (title: string, kind: string, ...more: Column[]): Section => ({
    title,
    columns: [LINE, text('what', 'Record'), ...more],
    rows: firstRows.of(kind).map(({ line, id, what, fields }) => ({ line, what, id, fields: [...fields] })),
  });
  const id: Column = { name: 'id', label: 'ID', type: 'integer' };
  return [
    columnSection(result, ctx.print.format !== 'table'),
    records('First created', 'created'),
    records('First updated', 'changed', id, list('fields', 'Changes')),
    records('First unchanged', 'unchanged', id),
    records('First not imported', 'skipped', id),
    {
      title: 'First rejected',
      columns: [LINE, text('reason', 'Why')],
      rows: rejected.first.map(({ line, reason }) => ({ line, reason })),
    },
  ];
}

/** The columns of the file as lines of text, for a user who reads stderr next to data on stdout. */
export async function columnLines(
  ctx: Context,
  sampled: SampledColumns,
  width = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const { columns, rows } = columnSection(sampled, false);
  const view = { today: toLocalDate(ctx.clock.now()), currency: ctx.config.get('currency') };
  const { header, lines } = await layTable(columns, rows, view, width);
  return [header, ...lines].map((line) => `  ${line.trimEnd()}`);
}

/** Header, field, match reason and values: with `apart`, values before and after translation. */
function columnSection({ columns, samples }: SampledColumns, apart: boolean): Section {
  const rows = columns.mapping.columns.map((column) => {
    const { field, how } = matched(columns, column);
    const shown = samples.of(column).map(({ text: from, value }) => ({ from, to: sampleText(value) }));
    const values = shown.map(({ from, to }) =>
      column.fields.length === 0 || from === to
        ? short(from)
        : `${short(from)} → ${short(to === '' ? '(blank)' : (to ?? '?'))}`,
    );
    return {
      header: headerName(column),
      field: field === '' ? '-' : field,
      by: how,
      values: values.join(' · '),
      samples: shown.map(({ from }) => from),
      became: column.fields.length > 0 ? shown.map(({ to }) => to ?? '?') : [],
    };
  });
  const values = apart
    ? [list('samples', 'Values'), list('became', 'Become')]
    : [text('values', 'First values')];
  return { title: 'Columns', columns: [...NAMED, ...values], rows };
}

/** What a text became; null if it is invalid. */
function sampleText(value: Value | undefined): string | null {
  if (value === undefined) return null;
  if (value === null) return '';
  const shown = plainText(value);
  return typeof value === 'object' && 'currency' in value ? `${shown} ${value.currency}` : shown;
}

/** A value shortened to one line. */
function short(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
}
