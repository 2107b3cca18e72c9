import type { Context } from '../../../context.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import { counted, countText } from '../../../render/counts.ts';
import { noteLines } from './cell-notes.ts';
import { pluralOf } from './column-match.ts';
import { columnLines, dryRunSections } from './dry-run.ts';
import type { Counts, ImportResult } from './import-result.ts';
import { joinNames } from './join-names.ts';
import type { ImportOptions } from './options.ts';
import { quoteNames } from './vendor.ts';

/** Reports the result of an import: in words on stderr, the counts (or record numbers) on stdout. */
export async function reportImport(
  ctx: Context,
  spec: NounDefinition,
  imported: ImportResult,
  options: ImportOptions,
): Promise<void> {
  const { name, counts, refusals, columns } = imported;
  const { print } = ctx;
  const shown = options.dryRun && (print.format === 'json' || print.format === 'jsonl' || isShown(ctx));
  if (imported.title.length > 0) print.note(`${name}: skipped the title ${quoteNames(imported.title)}`);
  await tellVendor(ctx, spec, imported, options);
  if (options.dryRun && !shown) {
    print.note(`Columns of ${name}:`);
    for (const line of await columnLines(ctx, imported)) print.note(line);
  }
  for (const warning of imported.warnings) await print.warn(`${name}: ${warning}`);
  print.note(`${options.dryRun ? 'Would import' : 'Imported'} ${name}: ${sentence(counts, refusals.count)}`);
  if (refusals.count > 0) {
    if (!shown) for (const line of refusals.lines()) print.note(`  ${line}`);
    else for (const hint of refusals.hints()) print.note(`  ${hint}`);
    if (!options.dryRun) print.note(`Rejected rows are in ${options.rejects}: correct and import that file`);
  }
  tellCleaned(ctx, imported);
  for (const line of noteLines(imported.notes)) print.note(line);
  if (imported.skipped > 0) print.note(`Skipped lines below the report: ${imported.skipped}`);
  const { names, all } = imported.unknownKeys;
  if (imported.nameless.length > 0) print.note(`Not imported: ${imported.nameless.join(', ')}`);
  tellUnused(ctx, imported);
  tellLeftOver(ctx, [...columns.mapping.leftOver, ...names], all);
  if (print.format === 'ids') return print.change('', imported.touched);
  if (isShown(ctx) && !options.dryRun) return;
  await print.record({
    title: `${options.dryRun ? 'dry run of ' : 'import of '}${name}`,
    noun: 'import',
    fields: [
      count('created', counts.created),
      count('updated', counts.changed),
      count('unchanged', counts.unchanged),
      count('repeated', counts.repeated),
      count('not_imported', counts.skipped),
      count('rejected', refusals.count),
    ],
    sections: shown ? await dryRunSections(ctx, imported) : [],
  });
}

/** Reports cells whose text was cleaned. */
function tellCleaned({ print }: Context, { cleaned: { invisible, entities } }: ImportResult): void {
  const parts = [
    ...(invisible > 0 ? [`invisible characters in ${counted(invisible, 'cell')}`] : []),
    ...(entities > 0 ? [`HTML entities in ${counted(entities, 'cell')}`] : []),
  ];
  if (parts.length > 0) print.note(`Cleaned ${parts.join(', ')}`);
}

/** Whether a person reads stdout. */
function isShown({ print, io }: Context): boolean {
  return print.format === 'table' && io.stdout.isTTY;
}

function count(name: string, value: number) {
  return { column: { name, label: name, type: 'integer' as const }, value };
}

function sentence({ rows, ...counts }: Counts, refused: number): string {
  const repeated = counts.repeated > 0 ? `, ${counts.repeated} repeated` : '';
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} not imported` : '';
  return `${counts.created} created, ${counts.changed} updated, ${counts.unchanged} unchanged${repeated}${skipped}, ${refused} rejected; ${rows} ${rows === 1 ? 'row' : 'rows'} read`;
}

/** Reports the source program of the file, and the columns it lacks if the user named the program. */
async function tellVendor(
  { print }: Context,
  { noun, plural }: NounDefinition,
  { name, columns: { vendor, mapping } }: ImportResult,
  { preset }: ImportOptions,
): Promise<void> {
  if (!vendor) return;
  const { detected } = vendor;
  const { label } = detected.preset;
  const known = mapping.columns.filter((column) => column.known).length;
  const as = detected.noun === noun ? '' : `, its ${pluralOf(detected.noun)} as ${plural}`;
  const other = preset === undefined ? '; if that is wrong: --preset none' : '';
  print.note(
    `${name} is read as a file of ${label}${as}: ${known} of ${counted(mapping.columns.length, 'column')} known${other}`,
  );
  if (detected.missed.length > 0)
    await print.warn(
      `${name} does not look like a file of ${label}: it lacks ${quoteNames(detected.missed)}`,
    );
}

/** Reports values that only the source program uses, and those of columns that gave way to another one. */
function tellUnused({ print }: Context, { unused, columns }: ImportResult): void {
  const own = unused.filter(({ why }) => why === 'program only');
  const program = columns.vendor?.detected.preset.label ?? 'the other program';
  if (own.length > 0)
    print.note(
      `Left out what only ${program} uses: ${joinNames(own.map(({ header, count }) => `${header} (${countText(count)})`))}`,
    );
  const headers = columns.mapping.columns.map(({ header }) => header.trim());
  const isTwice = (header: string) => headers.indexOf(header) !== headers.lastIndexOf(header);
  const beside = unused.flatMap(({ header, count, why }) =>
    // Equal headers have a warning with the values of both.
    typeof why === 'object' && !isTwice(header) ? [`${header} (${countText(count)}, ${why.field})`] : [],
  );
  if (beside.length > 0) print.note(`Another column gives the field: ${joinNames(beside)}`);
}

function tellLeftOver({ print }: Context, headers: readonly string[], all: boolean): void {
  if (headers.length === 0) return;
  print.note(`Not imported, no matching field: ${joinNames([...new Set(headers)], all)}`);
  print.note(`To keep them: --create-fields, or assign them: --map '${headers[0]}=<field>' (=- drops it)`);
}
