import type { Context } from '../../../context.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import { counted } from '../../../render/counts.ts';
import { noteLines } from './cell-notes.ts';
import { pluralOf } from './column-match.ts';
import { columnLines, dryRunSections } from './dry-run.ts';
import type { Counts, ImportResult } from './import-result.ts';
import type { ImportOptions } from './options.ts';
import { hasNoField, unusedLines } from './unused-lines.ts';
import { quoteNames } from './vendor.ts';

/** Reports the result of an import: in words on stderr, the counts (or record numbers) on stdout. */
export async function reportImport(
  ctx: Context,
  spec: NounDefinition,
  imported: ImportResult,
  options: ImportOptions,
): Promise<void> {
  const { name, counts, refusals } = imported;
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
  tellUnused(ctx, imported);
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

/** Reports columns with values that are in no record, and how to keep them. */
function tellUnused({ print }: Context, { unused, columns: { vendor } }: ImportResult): void {
  for (const line of unusedLines(unused, vendor?.detected.preset.label))
    print.note(`${line[0]?.toUpperCase()}${line.slice(1)}`);
  const lost = unused.find(hasNoField);
  if (lost)
    print.note(`To keep them: --create-fields, or assign them: --map '${lost.header}=<field>' (=- drops it)`);
}
