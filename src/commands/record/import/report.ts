import type { ImportResult, RowCounts } from '../../../app/import/import-result.ts';
import type { Context } from '../../../context.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import type { Answer, Remark } from '../../../render/answer.ts';
import { counted } from '../../../render/counts.ts';
import { importRecord } from '../../import-record.ts';
import { quoteNames } from '../../join-names.ts';
import type { RejectedRows } from '../../rejected-rows.ts';
import { noteLines, warningLines } from './cell-notes.ts';
import { pluralOf } from './column-match.ts';
import { columnLines, dryRunSections } from './dry-run.ts';
import { hasNoField, unusedLines } from './unused-lines.ts';

interface ReportOptions {
  readonly dryRun: boolean;
  /** The file of rejected rows. */
  readonly rejects: string | undefined;
  /** The program that the user named. */
  readonly preset: string | undefined;
}

/** The result of an import: in words on stderr, the counts (or record numbers) on stdout. */
export async function importAnswer(
  ctx: Context,
  spec: NounDefinition,
  result: ImportResult,
  rejected: RejectedRows,
  { dryRun, rejects, preset }: ReportOptions,
): Promise<Answer> {
  const { name, counts } = result;
  const { format } = ctx.print;
  /** Whether a person reads stdout. */
  const isRead = format === 'table' && ctx.io.stdout.isTTY;
  const showsSections = dryRun && (format === 'json' || format === 'jsonl' || isRead);
  const heading: Remark[] = [];
  if (result.title.length > 0) heading.push(`${name}: skipped the title ${quoteNames(result.title)}`);
  heading.push(...vendorRemarks(spec, result, preset));
  if (dryRun && !showsSections) heading.push(`Columns of ${name}:`, ...(await columnLines(ctx, result)));
  for (const line of warningLines(spec.noun, result)) heading.push({ warning: `${name}: ${line}` });
  heading.push(`${dryRun ? 'Would import' : 'Imported'} ${name}: ${sentence(counts)}`);
  if (counts.rejected > 0) {
    const lines = showsSections ? rejected.hints() : rejected.lines();
    heading.push(...lines.map((line) => `  ${line}`));
    if (!dryRun) heading.push(`Rejected rows are in ${rejects}: correct and import that file`);
  }
  heading.push(...cleanedLines(result), ...noteLines(result.notes));
  if (result.skipped > 0) heading.push(`Skipped lines below the report: ${result.skipped}`);
  if (result.others > 0)
    heading.push(
      `Not imported: ${counted(result.others, 'row')} of other records; all of them: crm migrate ${name}`,
    );
  heading.push(...unusedRemarks(result));
  if (format === 'ids') return { type: 'changed', heading, sentence: '', references: result.ids };
  if (isRead && !dryRun) return { type: 'none', heading };
  const { created, changed: updated, unchanged, repeated, skipped: not_imported } = counts;
  const numbers = { created, updated, unchanged, repeated, not_imported, rejected: counts.rejected };
  const sections = showsSections ? dryRunSections(ctx, result, rejected) : [];
  return { type: 'records', heading, records: [importRecord(name, dryRun, numbers, sections)] };
}

/** Cells whose text was cleaned. */
function cleanedLines({ cleaned: { invisible, entities, blanked } }: ImportResult): string[] {
  const parts = [
    ...(invisible > 0 ? [`invisible characters in ${counted(invisible, 'cell')}`] : []),
    ...(entities > 0 ? [`HTML entities in ${counted(entities, 'cell')}`] : []),
  ];
  return [
    ...(parts.length > 0 ? [`Cleaned ${parts.join(', ')}`] : []),
    ...(blanked > 0 ? [`Read as blank, as --null says: ${counted(blanked, 'cell')}`] : []),
  ];
}

function sentence({ rows, created, changed, unchanged, ...counts }: RowCounts): string {
  const repeated = counts.repeated > 0 ? `, ${counts.repeated} repeated` : '';
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} not imported` : '';
  return `${created} created, ${changed} updated, ${unchanged} unchanged${repeated}${skipped}, ${counts.rejected} rejected; ${rows} ${rows === 1 ? 'row' : 'rows'} read`;
}

/** The source program of the file, and the columns it lacks if the user named the program. */
function vendorRemarks(
  { noun, plural }: NounDefinition,
  { name, columns: { vendor, mapping } }: ImportResult,
  preset: string | undefined,
): Remark[] {
  if (!vendor) return [];
  const { detected } = vendor;
  const { label } = detected.preset;
  const inFile = mapping.columns.filter(({ isMade }) => !isMade);
  const known = inFile.filter((column) => column.known).length;
  const as = detected.noun === noun ? '' : `, its ${pluralOf(detected.noun)} as ${plural}`;
  const other = preset === undefined ? '; if that is wrong: --preset none' : '';
  const what = `${name} is read as a file of ${label}${as}: ${known} of ${counted(inFile.length, 'column')} known${other}`;
  if (detected.missed.length === 0) return [what];
  const missing = quoteNames(detected.missed);
  return [what, { warning: `${name} does not look like a file of ${label}: it lacks ${missing}` }];
}

/** Columns with values that are in no record, and how to keep them. */
function unusedRemarks({ unused, columns: { vendor } }: ImportResult): string[] {
  const lines = unusedLines(unused, vendor?.detected.preset.label).map(
    (line) => `${line[0]?.toUpperCase()}${line.slice(1)}`,
  );
  const lost = unused.find(hasNoField);
  if (lost)
    lines.push(`To keep them: --create-fields, or assign them: --map '${lost.header}=<field>' (=- drops it)`);
  return lines;
}
