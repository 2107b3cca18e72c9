import { completedTasksIn, deletedIn, type RowFilter } from '../../app/migrate/row-filter.ts';
import type { Context } from '../../context.ts';
import { type DetectedPreset, detectPreset, fitPreset } from '../../formats/presets/detect.ts';
import { findPreset } from '../../formats/presets/index.ts';
import { nounOf } from '../../formats/presets/noun.ts';
import type { Subject } from '../../formats/presets/preset.ts';
import { isOwnExport } from '../record/import/vendor.ts';
import { type OpenFile, openFile, type Reading, type SkippedFile } from './files.ts';
import { isMigratable, MIGRATION_ORDER, type MigratableNoun, readNouns, subjectOfName } from './subject.ts';

/** A file to import, and its noun. */
export interface PlannedFile {
  readonly file: OpenFile;
  readonly noun: MigratableNoun;
  /** The detected program and preset; null if none. */
  readonly vendor: DetectedPreset | null;
  /** The part of a split file of tasks: open tasks, or completed activities. */
  readonly part: 'due' | 'happened' | null;
  /** Matches rows of records in the recycle bin; null without such a column. */
  readonly deleted: RowFilter | null;
  /** Why the requested preset is not used; null if it is, or none was requested. */
  readonly misfit: string | null;
}

/** Options of the user for the files. */
interface Said {
  readonly nouns: readonly string[];
  /** Name of a preset, `none`, or undefined to detect it. */
  readonly preset: string | undefined;
}

/** Determines the noun of each file, in import order. Throws `usage` for options that name no file. */
export async function planFiles(
  ctx: Context,
  files: readonly OpenFile[],
  { nouns, preset, ...reading }: Said & Reading,
): Promise<{ planned: PlannedFile[]; leftOut: SkippedFile[] }> {
  const said = readNouns(
    nouns,
    files.map(({ name }) => name),
  );
  const planned: PlannedFile[] = [];
  const leftOut: SkippedFile[] = [];
  for (const file of files) {
    const { name, table } = file;
    const declared = said.get(name);
    if (declared === null) {
      await drained(file);
      leftOut.push({ name, why: 'skipped by --noun', hint: null, rows: null });
      continue;
    }
    const { vendor, misfit } = vendorOf(table.headers, preset, declared);
    const subject = declared ?? subjectOf(file, vendor);
    if (subject !== null && isMigratable(subject)) {
      for (const part of await partsOf(ctx, file, subject, vendor, reading))
        planned.push({ ...part, misfit });
    } else leftOut.push({ ...unknown(file, subject), rows: await drained(file) });
  }
  return {
    planned: planned.toSorted((a, b) => MIGRATION_ORDER.indexOf(a.noun) - MIGRATION_ORDER.indexOf(b.noun)),
    leftOut,
  };
}

/** A file of tasks that also has completed calls and meetings is split in two: open tasks, and activities. */
async function partsOf(
  ctx: Context,
  file: OpenFile,
  noun: MigratableNoun,
  vendor: DetectedPreset | null,
  reading: Reading,
): Promise<Omit<PlannedFile, 'misfit'>[]> {
  const { headers } = file.table;
  const deleted = vendor ? deletedIn(headers) : null;
  const whole = { file, noun, vendor, part: null, deleted };
  if (noun !== 'task' || vendor?.layout.subject !== 'task' || !completedTasksIn(headers)) return [whole];
  const again = await openFile(ctx, file, reading);
  return [
    { ...whole, part: 'due' },
    { ...whole, part: 'happened', file: again, noun: 'activity' },
  ];
}

/** None for our own exports; a requested preset applies to the files that match it. */
function vendorOf(
  headers: readonly string[],
  preset: string | undefined,
  declared: Subject | undefined,
): { vendor: DetectedPreset | null; misfit: string | null } {
  const found = (vendor: DetectedPreset | null) => ({ vendor, misfit: null });
  if (isOwnExport(headers) || preset?.trim().toLowerCase() === 'none') return found(null);
  if (preset === undefined) return found(detectPreset(headers, declared));
  const fit = fitPreset(findPreset(preset), headers, declared);
  if (fit.missed.length === 0 || fit.score >= FITS) return found(fit);
  const missed = fit.missed.map((header) => `"${header}"`).join(', ');
  return { vendor: null, misfit: `is not a file of ${fit.preset.label}: it lacks ${missed}` };
}

/** A file with this share of a preset's columns matches it, even without its typical ones. */
const FITS = 0.5;

/** Headers determine the noun, the file name decides between several: any list of people can be one of leads. */
function subjectOf({ name, table }: OpenFile, vendor: DetectedPreset | null): Subject | null {
  if (vendor) return vendor.noun;
  const [byHeaders, byName] = [nounOf(table.headers), subjectOfName(name)];
  if (byHeaders === null || byName === null) return byHeaders ?? byName;
  return byName;
}

function unknown({ name, table }: OpenFile, subject: Subject | null): Omit<SkippedFile, 'rows'> {
  if (subject !== null)
    return {
      name,
      why: `contains ${subject === 'case' ? 'cases' : `${subject}s`}, which crm does not support`,
      hint: null,
    };
  const headers = table.headers.slice(0, 6).map((header) => `"${header}"`);
  return {
    name,
    why: `the type is not recognized: its columns are ${headers.join(', ')}${table.headers.length > headers.length ? ' …' : ''}`,
    hint: `Give it: --noun '${name}=${MIGRATION_ORDER.slice(1).join('|')}'`,
  };
}

/** Reads a file to its end, so that nothing blocks on it; returns the number of rows. */
async function drained({ table }: OpenFile): Promise<number> {
  let rows = 0;
  for await (const _ of table.rows) rows++;
  return rows;
}
