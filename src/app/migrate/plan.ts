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
import { nounOf } from '../../formats/presets/noun.ts';
import type { Preset, Subject } from '../../formats/presets/preset.ts';
import { ORDER_SUBJECTS, orderLayout } from '../../formats/shop/order-tables.ts';
import type { Shop } from '../../formats/shop/shop.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { completedTasksIn, deletedIn, rowsOf } from '../import/row-filter.ts';
import { withChildContacts } from './child-contacts.ts';
import type { MigrationFile, PlannedFile, SkippedFile, SkipReason } from './files.ts';
import { joinOrderLines, type OrderLines, ordersOf } from './order-lines.ts';
import { linkByPlainIds } from './plain-ids.ts';
import { linkByKeys } from './relation-keys.ts';
import { isMigrated, type MigratedSubject, migrationOrder, subjectOfName } from './subjects.ts';

/** What is known of the files beforehand. */
interface PlanInput {
  readonly nouns: Nouns;
  readonly files: readonly MigrationFile[];
  /** What a file has, by its name; null for one that is not imported. */
  readonly subjects: ReadonlyMap<string, MigratedSubject | null>;
  /** The program that wrote them; null for none, undefined to detect it. */
  readonly preset: Preset | null | undefined;
  /** The program of single files, by name; null for none. */
  readonly presets?: ReadonlyMap<string, Preset | null>;
  /** The source of the ids of an unknown program. */
  readonly system: string;
}

/** Decides what each file has, in import order. */
export async function planFiles({
  nouns,
  files,
  subjects,
  preset,
  presets = new Map(),
  system,
}: PlanInput): Promise<{ planned: PlannedFile[]; skipped: SkippedFile[] }> {
  const planned: PlannedFile[] = [];
  const skipped: SkippedFile[] = [];
  const lines: OrderLines[] = [];
  const inspected = await Promise.all(files.map(firstRowsOf));
  const wanted = inspected.map(({ file: { name } }) => subjects.get(name) ?? subjectOfName(nouns, name));
  const detected = detectPresets(
    inspected.map(({ clues }) => clues),
    wanted,
  );
  for (const [at, { file, table, clues }] of inspected.entries()) {
    const { name } = file;
    const named = subjects.get(name);
    if (named === null) {
      await countRows(table);
      skipped.push({ name, why: { type: 'asked' }, rows: null });
      continue;
    }
    const program = presets.has(name) ? presets.get(name) : preset;
    const { vendor, misfit } = vendorOf(clues, wanted[at] ?? null, {
      program,
      detected: detected[at] ?? null,
    });
    const subject = named ?? subjectOf(nouns, file, vendor);
    if (subject === 'order line' && vendor?.layout.ofOrders) lines.push({ file, table, vendor, misfit });
    else if (subject !== null && isMigrated(subject))
      planned.push(...(await partsOf({ file, table, subject, vendor, misfit }, named !== undefined)));
    else skipped.push({ name, why: skipReason(file, subject), rows: await countRows(table) });
  }
  const order = migrationOrder(nouns);
  const joined = await linesJoined(planned, lines);
  skipped.push(...joined.skipped);
  return {
    planned: (await linkByPlainIds(await linkByKeys(joined.planned), { nouns, system })).toSorted(
      (a, b) => order.indexOf(a.subject) - order.indexOf(b.subject),
    ),
    skipped,
  };
}

/** Puts lines of orders with their orders, or says that these are missing. */
async function linesJoined(
  planned: readonly PlannedFile[],
  lines: readonly OrderLines[],
): Promise<{ planned: PlannedFile[]; skipped: SkippedFile[] }> {
  const all = [...planned];
  const skipped: SkippedFile[] = [];
  for (const each of lines) {
    const orders = ordersOf(all, each);
    if (orders) all.splice(all.indexOf(orders), 1, ...(await joinOrderLines(orders, each)));
    else
      skipped.push({ name: each.file.name, why: { type: 'no orders' }, rows: await countRows(each.table) });
  }
  return { planned: all, skipped };
}

/** Rows that are inspected for ids. */
const ROWS_INSPECTED = 20;

/** A file, and what tells who wrote it. */
interface InspectedFile {
  readonly file: MigrationFile;
  readonly table: MigrationFile['table'];
  readonly clues: FileClues;
}

/** Reads ahead: ids tell what records are. */
async function firstRowsOf(file: MigrationFile): Promise<InspectedFile> {
  const { table, name } = file;
  const { head, all } = await peek(table.batches, ROWS_INSPECTED, (rows) => rows.length);
  const cells = head
    .flat()
    .slice(0, ROWS_INSPECTED)
    .map((row) => row.cells);
  return {
    file,
    table: { ...table, batches: all, rows: flattenBatches(all) },
    clues: { headers: table.headers, name, cells },
  };
}

/** A file with this share of a preset's columns matches it, even without its typical ones. */
const FITS = 0.5;

/** None for our own exports; a requested preset applies to the files that match it. */
function vendorOf(
  clues: FileClues,
  wanted: Subject | null,
  { program, detected }: { program: Preset | null | undefined; detected: DetectedPreset | null },
): Pick<PlannedFile, 'vendor' | 'misfit'> {
  if (isOwnExport(clues.headers) || program === null) return { vendor: null, misfit: null };
  if (program === undefined) return { vendor: detected, misfit: null };
  const fit = fitPreset(program, clues, wanted ?? undefined);
  const isOther = wanted !== null && fit.missed.length > 0 && fit.noun !== wanted;
  if (!isOther && (fit.missed.length === 0 || fit.score >= FITS)) return { vendor: fit, misfit: null };
  return { vendor: null, misfit: { label: fit.preset.label, missed: fit.missed } };
}

/**
 * A file with several kinds of records is split: rows with a contact, its company and its deal, leads beside deals, and
 * tasks beside completed calls and meetings.
 */
async function partsOf(
  file: Pick<PlannedFile, 'file' | 'table' | 'subject' | 'vendor' | 'misfit'>,
  isRequested: boolean,
): Promise<PlannedFile[]> {
  const { vendor, subject, table } = file;
  const { headers } = table;
  if (vendor?.layout.shop) return orderParts(file, vendor, vendor.layout.shop);
  const split = vendor?.preset.partsBelow ? withChildContacts(file.file, table) : null;
  if (split && vendor && (subject === 'account' || subject === 'contact')) {
    const fresh = withChildContacts(file.file, await file.file.reopen()) as typeof split;
    const { headers: own } = fresh.children.table;
    const people = fitPreset(vendor.preset, { headers: own }, 'contact');
    const child = {
      file: fresh.children,
      table: fresh.children.table,
      subject: 'contact',
      vendor: people,
    } as const;
    return [
      ...(await partsOf({ ...file, file: split.parents, table: split.parents.table }, isRequested)),
      { ...child, part: null, deleted: null, rows: null, misfit: null },
    ];
  }
  const deleted = vendor ? deletedIn(headers) : null;
  const rows = vendor ? rowsOf(vendor.layout, headers) : null;
  const whole = { ...file, part: null, deleted, rows };
  const parts = vendor && !isRequested ? detectParts(vendor.preset, { headers }) : [];
  if (parts.length > 1) {
    const all: PlannedFile[] = [];
    for (const [at, part] of parts.entries())
      all.push({
        ...whole,
        table: at === 0 ? table : await file.file.reopen(),
        subject: part.noun as MigratedSubject,
        vendor: part,
        rows: rowsOf(part.layout, headers),
        isSplit: true,
      });
    return all;
  }
  if (subject !== 'task' || vendor?.layout.subject !== 'task' || !completedTasksIn(headers)) return [whole];
  return [
    { ...whole, part: 'due' },
    { ...whole, part: 'happened', table: await file.file.reopen(), subject: 'activity' },
  ];
}

/** What the orders of a shop become: products, buyers, deals and purchases, each from a reading of its own. */
async function orderParts(
  file: Pick<PlannedFile, 'file' | 'table' | 'misfit'>,
  vendor: DetectedPreset,
  shop: Shop,
): Promise<PlannedFile[]> {
  const parts: PlannedFile[] = [];
  for (const [at, subject] of ORDER_SUBJECTS.entries()) {
    const table = at === 0 ? file.table : await file.file.reopen();
    const layout = { ...orderLayout(subject, table, shop), shop };
    const own = { ...vendor, layout, noun: subject };
    parts.push({ ...file, table, subject, vendor: own, part: null, deleted: null, rows: null });
  }
  return parts;
}

/** Headers decide, the name of the file tells between several: any list of people can be one of leads. */
function subjectOf(
  nouns: Nouns,
  { name, table }: MigrationFile,
  vendor: DetectedPreset | null,
): Subject | null {
  if (vendor) return vendor.noun;
  if (table.format === 'vcard') return 'contact';
  const [byHeaders, byName] = [nounOf(table.headers), subjectOfName(nouns, name)];
  return byHeaders === null ? byName : (byName ?? byHeaders);
}

function skipReason({ table: { headers } }: MigrationFile, subject: Subject | null): SkipReason {
  return subject === null ? { type: 'unknown', headers } : { type: 'unsupported', subject };
}

/** Reads a table to its end, so that nothing blocks on it; returns the number of rows. */
async function countRows({ rows }: MigrationFile['table']): Promise<number> {
  let count = 0;
  for await (const _ of rows) count++;
  return count;
}
