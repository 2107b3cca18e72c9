import type { Columns } from '../../../app/import/columns.ts';
import type { MappedColumn } from '../../../formats/mapped-column.ts';
import type { Mapping } from '../../../formats/mapping.ts';
import type { Subject } from '../../../formats/presets/preset.ts';

const HOW = {
  map: '--map',
  preset: 'preset',
  exact: 'same name',
  label: 'same name',
  synonym: 'synonym',
  ids: 'preset: ids',
  ignored: 'preset: not needed here',
  dropped: 'dropped',
  unmatched: 'unmatched',
} as const;

const PLURAL: Readonly<Record<string, string>> = {
  lead: 'leads',
  account: 'accounts',
  contact: 'contacts',
  opp: 'opportunities',
  task: 'tasks',
  activity: 'activities',
  user: 'users',
  campaign: 'campaigns',
  case: 'cases',
  product: 'products',
};

/** The name of a header in messages. */
export function headerName({ header }: MappedColumn): string {
  return header.trim() === '' ? '(no header)' : header.trim();
}

/** The target fields of a column, and how they were matched. */
export function matched(
  { mapping, declared }: Columns,
  column: MappedColumn,
): { field: string; how: string } {
  const { header, fields, how, known, index, isMade } = column;
  const ids = [...new Set((known?.links ?? []).map(({ field }) => field))];
  const field = [...fields.map(({ name }) => name), ...ids].join(', ');
  if (known?.aside) return { field, how: `ids of ${pluralOf(known.aside)}: left out` };
  if (isMade) return { field, how: 'from other columns' };
  return { field, how: `${declared.has(header) ? 'new field' : HOW[how]}${secondChoice(mapping, index)}` };
}

/** Plural of the records for messages. */
export function pluralOf(subject: Subject): string {
  return PLURAL[subject] ?? `${subject}s`;
}

/** Says of a column that another one goes before it: it is joined to that, counts if that is blank, or is in the notes. */
function secondChoice({ columns, feeds, addresses, dateParts, dayTimes }: Mapping, index: number): string {
  if (dayTimes.some(({ time, into }) => time === index && into !== index)) return ', joined to the day';
  if (dateParts.some(({ year, month }) => year === index || month === index)) return ', joined to the day';
  const address = addresses.findIndex(({ parts }) => parts.some((part) => part.index === index));
  if (address > 0) return ', or in the notes';
  const feed = feeds.find(({ indexes }) => indexes.indexOf(index) > 0);
  if (!feed || feed.overflow || feed.field.type === 'list') return '';
  const first = `"${columns[feed.indexes[0] as number]?.header}"`;
  return columns[index]?.continues ? `, joined to ${first}` : `, if ${first} is blank`;
}
