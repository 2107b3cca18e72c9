import type { FieldType, Row } from '../../domain/field.ts';
import type { Column } from '../column.ts';
import { columnText, type Viewpoint } from '../values.ts';
import { html } from './escape.ts';

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'money', 'duration']);

interface TableOptions {
  readonly caption: string;
  /** Whether the caption is for screen readers alone, because it stands above the table already. */
  readonly isCaptionSaid?: boolean;
  readonly view: Viewpoint;
  /** Rows below the others, for all together. */
  readonly totals?: readonly Row[];
  /** Where the records behind a figure of a row are: `#records-2`. */
  readonly linkOf?: ((row: Row, column: string) => string | null) | undefined;
}

/** A table with a caption, and heads for its columns and rows. */
export function htmlTable(columns: readonly Column[], rows: readonly Row[], options: TableOptions): string {
  const { caption, isCaptionSaid = false, totals = [], view, linkOf } = options;
  return (
    `<div class="scroll">${tableStart(columns, caption, isCaptionSaid)}` +
    rows.map((row) => tableRow(columns, row, view, { linkOf })).join('') +
    totals.map((row) => tableRow(columns, row, view, { linkOf, isTotal: true })).join('') +
    '</tbody></table></div>'
  );
}

/** The beginning of a table, up to its first row. */
export function tableStart(columns: readonly Column[], caption: string, isCaptionSaid = false): string {
  const heads = columns.map(
    ({ label, type }) =>
      `<th scope="col"${NUMBERS.has(type) ? ' class="number"' : ''}>${html(label.charAt(0).toUpperCase() + label.slice(1))}</th>`,
  );
  return `<table><caption${isCaptionSaid ? ' class="hidden"' : ''}>${html(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>`;
}

/** A row of a table, whose first cell is its head. */
export function tableRow(
  columns: readonly Column[],
  row: Row,
  view: Viewpoint,
  { linkOf, isTotal = false }: Pick<TableOptions, 'linkOf'> & { readonly isTotal?: boolean } = {},
): string {
  const cells = columns.map((column, at) => {
    const isNumber = NUMBERS.has(column.type);
    const text = html(columnText(column, row[column.name] ?? null, view)).replace(/\r?\n/g, '<br>');
    const link = isNumber && text !== '' ? (linkOf?.(row, column.name) ?? null) : null;
    const content = link !== null ? `<a href="${html(link)}">${text}</a>` : text;
    const name = isNumber ? ' class="number"' : '';
    return at === 0 && !isNumber ? `<th scope="row">${content}</th>` : `<td${name}>${content}</td>`;
  });
  return `<tr${isTotal ? ' class="total"' : ''}>${cells.join('')}</tr>\n`;
}
