import type { Row } from '../../domain/field.ts';
import { addMinor, decimalText, type Minor } from '../../domain/money.ts';
import type { Answer } from '../../render/answer.ts';
import type { Column } from '../../render/column.ts';
import { counted } from '../../render/counts.ts';
import type { Format } from '../../settings.ts';
import type { SkippedFile } from './files.ts';
import type { MigratedFile, Migration, StageLine } from './migration.ts';
import { refusalLines } from './rejected-files.ts';
import { leftOutText, remarks } from './remarks.ts';
import { PLURAL } from './subject.ts';

/** The whole result of a migration. */
export interface Outcome extends Migration {
  readonly leftOut: readonly SkippedFile[];
  readonly dryRun: boolean;
  /** The folder for rejected rows, as the user named it. */
  readonly rejects: string | undefined;
}

const COUNTS = ['rows', 'created', 'merged', 'unchanged', 'repeated', 'not_imported', 'rejected'] as const;

/** The list of files with their counts: columns, and one row per file. */
export const FILE_COLUMNS: readonly Column[] = [
  { name: 'file', label: 'File', type: 'text' },
  { name: 'holds', label: 'Holds', type: 'text' },
  ...COUNTS.map(
    (name): Column => ({
      name,
      label: `${name[0]?.toUpperCase()}${name.slice(1).replace('_', ' ')}`,
      type: 'integer',
    }),
  ),
  { name: 'from', label: 'From', type: 'text' },
];

export function fileRow({ plan, counts, refusals }: MigratedFile): Row {
  return {
    file: plan.file.name,
    holds: PLURAL[plan.noun],
    from: plan.vendor?.preset.label ?? null,
    rows: counts.rows,
    created: counts.created,
    merged: counts.changed,
    unchanged: counts.unchanged,
    repeated: counts.repeated,
    not_imported: counts.skipped,
    rejected: refusals.count,
  };
}

/** The sums of both sides, one row per stage and currency. */
const STAGE_COLUMNS: readonly Column[] = [
  { name: 'theirs', label: 'Their stage', type: 'text' },
  { name: 'rows', label: 'Rows', type: 'integer' },
  { name: 'sum', label: 'Their sum', type: 'money' },
  { name: 'not', label: 'Rejected or repeated', type: 'money' },
  { name: 'ours', label: 'Our stage', type: 'text' },
  { name: 'opps', label: 'Deals', type: 'integer' },
  { name: 'ourSum', label: 'Our sum', type: 'money' },
  { name: 'difference', label: 'Difference', type: 'money' },
];

function stageRow({ refused, repeated, currency, ...line }: StageLine): Row {
  const money = (minor: Minor) => ({ minor, currency });
  const not = addMinor(refused.sum, repeated.sum);
  return {
    theirs: line.theirs === '' ? '(none)' : line.theirs,
    rows: line.rows,
    sum: money(line.sum),
    not: refused.rows + repeated.rows === 0 ? null : money(not),
    ours: line.ours,
    opps: line.opps,
    ourSum: money(line.ourSum),
    difference: line.difference === 0 ? null : money(line.difference),
  };
}

/** The result of each file, with notes. */
export function outcomeAnswer(outcome: Outcome, format: Format): Answer {
  const refused = outcome.files.filter(({ refusals }) => refusals.count > 0);
  const notes = [
    ...refused.flatMap(({ plan, refusals }) => refusalLines(plan.file.name, refusals)),
    ...remarks(outcome.files),
    ...outcome.leftOut.map(leftOutText),
  ];
  const hasStageTable = format === 'table' && outcome.stages.length > 0;
  return {
    type: 'lists',
    lists: [
      { view: { noun: 'files', columns: FILE_COLUMNS }, rows: outcome.files.map(fileRow), notes },
      ...(hasStageTable
        ? [
            {
              view: { noun: 'stages', columns: STAGE_COLUMNS, dropsEmptyColumns: true },
              rows: outcome.stages.map(stageRow),
            },
          ]
        : []),
    ],
    notes: [...(hasStageTable ? [] : outcome.stages.map(stageText)), summary(outcome)],
  };
}

/** `Closed Won → won: 12 of 12, 4500.00 USD on both sides`. */
function stageText(line: StageLine): string {
  const { theirs, ours, rows, opps, currency, sum, ourSum, difference } = line;
  const name = `${line.file}, ${theirs === '' ? 'no stage' : `"${theirs}"`} → ${ours === '' ? 'none' : ours}`;
  if (difference === 0 && rows === opps) return `${name}: ${opps}, ${amount(sum, currency)} on both sides`;
  const parts = [
    `theirs ${rows}, ${amount(sum, currency)}`,
    ...lessText('refused', line.refused, currency),
    ...lessText('repeated', line.repeated, currency),
    `ours ${opps}, ${amount(ourSum, currency)}`,
    ...(difference === 0 ? [] : [`DIFFERENCE ${amount(difference, currency)}`]),
  ];
  return `${name}: ${parts.join('; ')}`;
}

function lessText(what: string, { rows, sum }: { rows: number; sum: Minor }, currency: string): string[] {
  return rows === 0 ? [] : [`${what} ${rows}, ${amount(sum, currency)}`];
}

/** The last line: whether everything was imported and both sides agree, and how to undo it. */
export function summary({ files, stages, dryRun, rejects, leftOut }: Outcome): string {
  const refused = files.reduce((all, { refusals }) => all + refusals.count, 0);
  const [did, way] = dryRun
    ? ['Dry run, nothing was written; a migration would give', '']
    : ['Migrated as one change', '   To undo it: crm undo'];
  const changed = files.some(({ counts }) => counts.created + counts.changed > 0);
  const agree =
    stages.length === 0
      ? []
      : [stages.every(({ difference }) => difference === 0) ? 'sums agree' : 'SUMS DIFFER'];
  const parts = [
    ...(refused > 0
      ? [
          `${counted(refused, 'row')} rejected${dryRun || rejects === undefined ? '' : `, kept in ${rejects}`}`,
        ]
      : ['no row rejected']),
    ...(skippedRows(leftOut) > 0 ? [`${counted(skippedRows(leftOut), 'file')} not imported`] : []),
    ...agree,
  ];
  return `${changed ? did : dryRun ? did : 'Everything was already there'}: ${parts.join(', ')}${changed ? way : ''}`;
}

/** Number of rows in files that were skipped without a request. */
export function skippedRows(leftOut: readonly SkippedFile[]): number {
  return leftOut.filter(({ rows }) => (rows ?? 0) > 0).length;
}

function amount(minor: Minor, currency: string): string {
  return `${decimalText({ minor, currency })} ${currency}`;
}
