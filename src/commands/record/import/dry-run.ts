import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { Column, Section } from '../../../render/column.ts';
import { layTable } from '../../../render/table.ts';
import { headerName, matched } from './column-match.ts';
import type { Columns } from './columns.ts';
import type { ImportResult } from './import-result.ts';
import type { Samples } from './samples.ts';

const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
const list = (name: string, label: string): Column => ({ name, label, type: 'list' });
const LINE: Column = { name: 'line', label: 'Line', type: 'integer' };
const NAMED = [text('header', 'Their column'), text('field', 'Field'), text('by', 'Matched by')];

/** The columns of a file, and sample values. */
interface Shown {
  readonly columns: Columns;
  readonly samples: Samples;
}

/** The output of a dry run: the target of each column, and the first rows of each kind. */
export async function dryRunSections(ctx: Context, imported: ImportResult): Promise<Section[]> {
  const { firstRows, refusals } = imported;
  const records = (title: string, kind: string, ...more: Column[]): Section => ({
    title,
    columns: [LINE, text('what', 'Record'), ...more],
    rows: firstRows.of(kind).map(({ line, id, what, fields }) => ({ line, what, id, fields: [...fields] })),
  });
  const id: Column = { name: 'id', label: 'ID', type: 'integer' };
  return [
    await columnSection(imported, ctx.print.format !== 'table'),
    records('First created', 'created'),
    records('First updated', 'changed', id, list('fields', 'Changes')),
    records('First unchanged', 'unchanged', id),
    records('First not imported', 'skipped', id),
    {
      title: 'First rejected',
      columns: [LINE, text('reason', 'Why')],
      rows: refusals.first.map(({ line, reason }) => ({ line, reason })),
    },
  ];
}

/** The columns of the file as lines of text, for a user who reads stderr next to data on stdout. */
export async function columnLines(
  ctx: Context,
  shown: Shown,
  width = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const { columns, rows } = await columnSection(shown, false);
  const view = { today: toLocalDate(ctx.clock.now()), currency: ctx.config.get('currency') };
  const { header, lines } = await layTable(columns, rows, view, width);
  return [header, ...lines].map((line) => `  ${line.trimEnd()}`);
}

/** Header, field, match reason and values: with `apart`, values before and after translation. */
async function columnSection({ columns, samples }: Shown, apart: boolean): Promise<Section> {
  const rows = [];
  for (const column of columns.mapping.columns) {
    const { field, how } = matched(columns, column);
    const shown = await samples.of(column);
    const values = shown.map(({ from, to }) =>
      column.fields.length === 0 || from === to
        ? short(from)
        : `${short(from)} → ${short(to === '' ? '(blank)' : (to ?? '?'))}`,
    );
    rows.push({
      header: headerName(column),
      field: field === '' ? '-' : field,
      by: how,
      values: values.join(' · '),
      samples: shown.map(({ from }) => from),
      became: column.fields.length > 0 ? shown.map(({ to }) => to ?? '?') : [],
    });
  }
  const values = apart
    ? [list('samples', 'Values'), list('became', 'Become')]
    : [text('values', 'First values')];
  return { title: 'Columns', columns: [...NAMED, ...values], rows };
}

/** A value shortened to one line. */
function short(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
}
