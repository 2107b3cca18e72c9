import { completedTasksIn, deletedIn, type RowFilter, rowsOf } from '../../app/migrate/row-filter.ts';
import type { Context } from '../../context.ts';
import { flattenBatches } from '../../formats/batches.ts';
import { isOwnExport } from '../../formats/own-export.ts';
import { peek } from '../../formats/peek.ts';
import {
  type DetectedPreset,
  detectParts,
  detectPresets,
  type FileClues,
  fitPreset,
} from '../../formats/presets/detect.ts';
import { findPreset } from '../../formats/presets/index.ts';
import { nounOf } from '../../formats/presets/noun.ts';
import { type Subject, UNSUPPORTED } from '../../formats/presets/preset.ts';
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
  /** Which rows of the file are such records; null for all. */
  readonly rows: RowFilter | null;
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
  const looked = await Promise.all(files.map(firstRowsOf));
  const wanted = looked.map(({ file: { name } }) => said.get(name) ?? subjectOfName(name));
  const found = vendorsOf(looked, wanted, preset);
  for (const [at, { file }] of looked.entries()) {
    const { name } = file;
    const declared = said.get(name);
    if (declared === null) {
      await drained(file);
      leftOut.push({ name, why: 'skipped by --noun', hint: null, rows: null });
      continue;
    }
    const { vendor, misfit } = found[at] as VendorOfFile;
    const subject = declared ?? subjectOf(file, vendor);
    if (subject !== null && isMigratable(subject)) {
      for (const part of await partsOf(ctx, file, subject, vendor, {
        reading,
        isDeclared: declared !== undefined,
      }))
        planned.push({ ...part, misfit });
    } else leftOut.push({ ...unknown(file, subject), rows: await drained(file) });
  }
  return {
    planned: planned.toSorted((a, b) => MIGRATION_ORDER.indexOf(a.noun) - MIGRATION_ORDER.indexOf(b.noun)),
    leftOut,
  };
}

/** Rows that are looked at for ids. */
const ROWS_INSPECTED = 20;

/** A file, and what tells who wrote it. */
interface LookedAt {
  readonly file: OpenFile;
  readonly clues: FileClues;
}

/** Reads ahead: ids tell what records are. */
async function firstRowsOf(file: OpenFile): Promise<LookedAt> {
  const { table, name } = file;
  const { head, all } = await peek(table.batches, ROWS_INSPECTED, (rows) => rows.length);
  const cells = head
    .flat()
    .slice(0, ROWS_INSPECTED)
    .map((row) => row.cells);
  return {
    file: { ...file, table: { ...table, batches: all, rows: flattenBatches(all) } },
    clues: { headers: table.headers, name, cells },
  };
}

interface VendorOfFile {
  readonly vendor: DetectedPreset | null;
  readonly misfit: string | null;
}

/** None for our own exports; a requested preset applies to the files that match it. */
function vendorsOf(
  files: readonly LookedAt[],
  wanted: readonly (Subject | null)[],
  preset: string | undefined,
): VendorOfFile[] {
  const found = (vendor: DetectedPreset | null): VendorOfFile => ({ vendor, misfit: null });
  if (preset?.trim().toLowerCase() === 'none') return files.map(() => found(null));
  const detected =
    preset === undefined
      ? detectPresets(
          files.map(({ clues }) => clues),
          wanted,
        )
      : [];
  return files.map(({ clues }, at) => {
    if (isOwnExport(clues.headers)) return found(null);
    if (preset === undefined) return found(detected[at] ?? null);
    const subject = wanted[at] ?? undefined;
    const fit = fitPreset(findPreset(preset), clues, subject);
    const isOther = subject !== undefined && fit.missed.length > 0 && fit.noun !== subject;
    if (!isOther && (fit.missed.length === 0 || fit.score >= FITS)) return found(fit);
    const missed = fit.missed.map((header) => `"${header}"`).join(', ');
    return { vendor: null, misfit: `is not a file of ${fit.preset.label}: it lacks ${missed}` };
  });
}

/** A file with this share of a preset's columns matches it, even without its typical ones. */
const FITS = 0.5;

/**
 * A file with several kinds of records is split: rows with a contact, its company and its deal, leads beside deals, and
 * tasks beside completed calls and meetings.
 */
async function partsOf(
  ctx: Context,
  file: OpenFile,
  noun: MigratableNoun,
  vendor: DetectedPreset | null,
  { reading, isDeclared }: { reading: Reading; isDeclared: boolean },
): Promise<Omit<PlannedFile, 'misfit'>[]> {
  const { headers } = file.table;
  const deleted = vendor ? deletedIn(headers) : null;
  const rows = vendor ? rowsOf(vendor.layout, headers) : null;
  const whole = { file, noun, vendor, part: null, deleted, rows };
  const parts = vendor && !isDeclared ? detectParts(vendor.preset, { headers, name: file.name }) : [];
  if (parts.length > 1) {
    const all: Omit<PlannedFile, 'misfit'>[] = [];
    for (const [at, part] of parts.entries())
      all.push({
        ...whole,
        file: at === 0 ? file : await openFile(ctx, file, reading),
        noun: part.noun as MigratableNoun,
        vendor: part,
        rows: rowsOf(part.layout, headers),
      });
    return all;
  }
  if (noun !== 'task' || vendor?.layout.subject !== 'task' || !completedTasksIn(headers)) return [whole];
  const again = await openFile(ctx, file, reading);
  return [
    { ...whole, part: 'due' },
    { ...whole, part: 'happened', file: again, noun: 'activity' },
  ];
}

/** Headers determine the noun, the file name decides between several: any list of people can be one of leads. */
function subjectOf({ name, table }: OpenFile, vendor: DetectedPreset | null): Subject | null {
  if (vendor) return vendor.noun;
  if (table.format === 'vcard') return 'contact';
  const [byHeaders, byName] = [nounOf(table.headers), subjectOfName(name)];
  if (byHeaders === null || byName === null) return byHeaders ?? byName;
  return byName;
}

function unknown({ name, table }: OpenFile, subject: Subject | null): Omit<SkippedFile, 'rows'> {
  if (subject !== null)
    return {
      name,
      why: `contains ${UNSUPPORTED[subject as keyof typeof UNSUPPORTED] ?? subject}, which crm does not support`,
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
