import type { MappedColumn } from '../../formats/mapped-column.ts';
import type { Mapping } from '../../formats/mapping.ts';

/** What each column of a file is for, by its header. */
export function columnTexts({ columns }: Mapping): Map<string, string> {
  return new Map(
    columns
      .filter(({ header }) => header.trim() !== '' && !header.endsWith(' (in front)'))
      .map((column) => [column.header.trim(), columnText(column)]),
  );
}

function columnText({ fields, how }: MappedColumn): string {
  if (how === 'ids') return 'by id';
  return fields.length === 0 ? '-' : fields.map(({ name }) => name).join(', ');
}

/** The `--map` declarations for what a plan says in another way than is done anyway. */
export function changedColumns(saved: ReadonlyMap<string, string>, mapping: Mapping): string[] {
  const usual = columnTexts(mapping);
  return [...saved]
    .filter(
      ([header, text]) => usual.has(header) && usual.get(header) !== text.trim() && text.trim() !== 'by id',
    )
    .map(([header, text]) => `${header}=${text.trim() === '' ? '-' : text}`);
}
