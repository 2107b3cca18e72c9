import { headerKey } from '../../formats/field-names.ts';
import { counted } from '../../render/counts.ts';
import { quoteNames } from '../record/import/vendor.ts';
import type { SkippedFile } from './files.ts';
import type { MigratedFile } from './migration.ts';

/** Notes about files: rows and columns that were not imported, and why. */
export function remarks(files: readonly MigratedFile[]): string[] {
  const unused = unusedColumns(files);
  return [
    ...files.flatMap(ofFile),
    ...[...unused].map(([name, headers]) => `${name}: no field for ${headers.join(', ')}`),
    ...(unused.size > 0 ? [KEEP] : []),
  ];
}

const KEEP =
  "To keep such columns: --create-fields, or assign them: --map 'file.csv:Header=field' (=- drops it)";

/** Unmatched columns by file; for a split file, those unmatched in both parts. */
function unusedColumns(files: readonly MigratedFile[]): ReadonlyMap<string, readonly string[]> {
  const unused = new Map<string, readonly string[]>();
  for (const { plan, mapping } of files) {
    const before = unused.get(plan.file.name) ?? mapping.leftOver;
    unused.set(
      plan.file.name,
      before.filter((header) => mapping.leftOver.includes(header)),
    );
  }
  return new Map([...unused].filter(([, headers]) => headers.length > 0));
}

function ofFile({ plan, deleted, skipped, mapping, warnings }: MigratedFile): string[] {
  const {
    name,
    table: { title },
  } = plan.file;
  const ids = idsOfUsers(plan);
  const isOwned = mapping.feeds.some(({ field }) => field.target === 'user');
  const knows = mapping.columns.some(({ header, how }) => ids.includes(header) && how === 'ids');
  return [
    ...(title.length > 0 ? [`${name}: skipped the title ${quoteNames(title)}`] : []),
    ...(plan.misfit === null ? [] : [`${name}: ${plan.misfit}`]),
    ...warnings.map((warning) => `${name}: ${warning}`),
    ...(deleted > 0 ? [`${name}: skipped ${counted(deleted, 'row')} of records deleted there`] : []),
    ...(plan.noun === 'opp' && !mapping.feeds.some(({ field: { name } }) => name === 'amount')
      ? [`${name}: no column for the amount of deals, so there are no sums`]
      : []),
    ...(skipped > 0 ? [`${name}: skipped ${counted(skipped, 'row')} below the report`] : []),
    ...(ids.length > 0 && !isOwned && !knows
      ? [`${name}: ${ids.join(', ')} is the id of an unknown user: add the file of users`]
      : []),
  ];
}

/** Headers of a file whose cells are ids of users. */
function idsOfUsers({ vendor, file }: MigratedFile['plan']): string[] {
  const links = Object.entries(vendor?.layout.links ?? {})
    .filter(([, targets]) => targets.every(({ noun }) => noun === 'user'))
    .map(([header]) => headerKey(header));
  return file.table.headers.filter((header) => links.includes(headerKey(header)));
}

/** Which file was skipped, why, and a hint. */
export function leftOutText({ name, why, hint, rows }: SkippedFile): string {
  const count = rows === null ? '' : ` (${counted(rows, 'row')})`;
  return `Not imported: ${name}: ${why}${count}${hint === null ? '' : `   ${hint}`}`;
}
