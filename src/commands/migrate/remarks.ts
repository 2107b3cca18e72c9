import { leadColumnOf } from '../../app/migrate/converted-leads.ts';
import type { SkippedFile, UnlinkedColumn } from '../../app/migrate/files.ts';
import { isPart } from '../../app/migrate/subjects.ts';
import type { UnusedColumn } from '../../formats/column-uses.ts';
import { headerKey } from '../../formats/field-names.ts';
import { counted } from '../../render/counts.ts';
import { joinNames, quoteNames } from '../join-names.ts';
import { noteLines, warningLines } from '../record/import/cell-notes.ts';
import { hasNoField, unusedLines } from '../record/import/unused-lines.ts';
import type { FileResult, MigrationResult } from './results.ts';
import { skipText } from './skip-text.ts';

/** Notes about files: rows and columns that were not imported, and why. */
export function remarks({ files, leads }: MigrationResult): string[] {
  const columns = unusedColumns(files);
  const lost = leads.named - leads.found;
  return [
    ...files.flatMap(ofFile),
    ...columns.flatMap(({ name, label, unused }) =>
      unusedLines(unused, label).map((line) => `${name}: ${line}`),
    ),
    ...(columns.some(({ unused }) => unused.some(hasNoField)) ? [KEEP] : []),
    ...(lost > 0
      ? [
          `${counted(lost, 'lead')} from which records were made ${lost === 1 ? 'is' : 'are'} in no file: ${joinNames(leadHeaders(files))}`,
        ]
      : []),
  ];
}

/** Headers of the columns with leads from which records were made. */
function leadHeaders(files: readonly FileResult[]): string[] {
  const headers = files.flatMap(({ plan }) => plan.table.headers[leadColumnOf(plan) ?? -1] ?? []);
  return [...new Set(headers)];
}

const KEEP =
  "To keep such columns: --create-fields, or assign them: --map 'file.csv:Header=field' (=- drops it)";

interface FileColumns {
  readonly name: string;
  /** What its program is called, if it is known. */
  readonly label: string | undefined;
  readonly unused: readonly UnusedColumn[];
}

/** Whether a part of a file has rows of its own; other parts read the same rows for other records. */
function hasOwnRows({ plan }: FileResult): boolean {
  return plan.part !== null || (plan.isSplit === true && plan.rows !== null);
}

/** The columns of several parts with rows of their own: their values are added up. */
function addUp(parts: readonly FileResult[]): UnusedColumn[] {
  const all = new Map<string, UnusedColumn>();
  for (const column of parts.flatMap(({ unused }) => unused)) {
    const key = `${column.header} ${JSON.stringify(column.why)}`;
    all.set(key, { ...column, count: column.count + (all.get(key)?.count ?? 0) });
  }
  return [...all.values()];
}

/** Columns by file whose values are in no record; for a split file, in none of its parts. */
function unusedColumns(files: readonly FileResult[]): FileColumns[] {
  const byName = Map.groupBy(files, ({ plan }) => plan.file.name);
  return [...byName].map(([name, parts]) => {
    const [first, ...others] = parts;
    const label = first?.plan.vendor?.preset.label;
    if (parts.every(hasOwnRows)) return { name, label, unused: addUp(parts) };
    const isUsed = ({ mapping }: FileResult, header: string) =>
      mapping.columns.some(
        (column) => column.header.trim() === header && (column.fields.length > 0 || column.how === 'ids'),
      );
    const unused = (first?.unused ?? []).filter(
      ({ header, why }) => isToldAnyway(why) || !others.some((other) => isUsed(other, header)),
    );
    const more = others
      .flatMap((other) => other.unused)
      .filter(
        ({ header, why }) =>
          !unused.some((one) => one.header === header) &&
          (isToldAnyway(why) || !parts.some((part) => isUsed(part, header))),
      );
    return { name, label, unused: [...unused, ...uniqueHeaders(more)] };
  });
}

/** Whether values are lost in a column that is used. */
function isToldAnyway(why: UnusedColumn['why']): boolean {
  return typeof why === 'object' || why === 'blank word';
}

function uniqueHeaders(columns: readonly UnusedColumn[]): UnusedColumn[] {
  return [...new Map(columns.map((column) => [column.header, column])).values()];
}

function ofFile({ plan, deleted, skipped, mapping, remarks: more }: FileResult): string[] {
  const { file, misfit } = plan;
  const { name } = file;
  const { title } = file.table;
  const ids = idsOfUsers(plan);
  const isOwned = mapping.feeds.some(({ field }) => field.target === 'user');
  const knows = mapping.columns.some(({ header, how }) => ids.includes(header) && how === 'ids');
  return [
    ...(title.length > 0 ? [`${name}: skipped the title ${quoteNames(title)}`] : []),
    ...(misfit === null
      ? []
      : [`${name}: is not a file of ${misfit.label}: it lacks ${quoteNames(misfit.missed)}`]),
    ...(plan.unlinked ?? []).map((column) => `${name}: ${unlinkedText(column)}`),
    ...(more ? [...warningLines(plan.subject, more), ...noteLines(more.notes)] : []).map(
      (warning) => `${name}: ${warning}`,
    ),
    ...(deleted > 0 ? [`${name}: skipped ${counted(deleted, 'row')} of records deleted there`] : []),
    ...(plan.asLines && plan.asLines.rows > 0
      ? [`${name}: ${counted(plan.asLines.rows, 'order')} imported as the lines in ${plan.asLines.file}`]
      : []),
    ...(plan.subject === 'opp' && !mapping.feeds.some(({ field }) => field.name === 'amount')
      ? [`${name}: no column for the amount of deals, so there are no sums`]
      : []),
    ...(skipped > 0 ? [`${name}: skipped ${counted(skipped, 'row')} below the report`] : []),
    ...(ids.length > 0 && !isPart(plan.subject) && !isOwned && !knows
      ? [`${name}: ${ids.join(', ')} is the id of an unknown user: add the file of users`]
      : []),
  ];
}

function unlinkedText({ header, records, why }: UnlinkedColumn): string {
  if (why === 'no file') return `"${header}" links nothing: no file of ${records} is there`;
  if (why === 'no ids') return `"${header}" links nothing: the file of ${records} has no column of ids`;
  return `"${header}" links nothing: none of its first values is an id in the file of ${records}`;
}

/** Headers of a file whose cells are ids of users. */
function idsOfUsers({ vendor, file }: FileResult['plan']): string[] {
  const links = Object.entries(vendor?.layout.links ?? {})
    .filter(([, targets]) => targets.every(({ noun }) => noun === 'user'))
    .map(([header]) => headerKey(header));
  return file.table.headers.filter((header) => links.includes(headerKey(header)));
}

/** Which file was skipped, why, and a hint. */
export function skippedText({ name, why, rows }: SkippedFile): string {
  const text = skipText(why, name);
  const count = rows === null ? '' : ` (${counted(rows, 'row')})`;
  return `Not imported: ${name}: ${text.why}${count}${text.hint === null ? '' : `   ${text.hint}`}`;
}
