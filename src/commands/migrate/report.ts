import type { RowCounts } from '../../app/import/import-result.ts';
import type { RowSum, StageLine } from '../../app/migrate/deal-sums.ts';
import type { SkippedFile } from '../../app/migrate/files.ts';
import type { OrderLine } from '../../app/migrate/shop-orders.ts';
import { pluralOf } from '../../app/migrate/subjects.ts';
import type { Row } from '../../domain/field.ts';
import { addMinor, decimalText, type Minor, subtractMinor } from '../../domain/money.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Answer } from '../../render/answer.ts';
import type { Column } from '../../render/column.ts';
import { counted, countText } from '../../render/counts.ts';
import type { Format } from '../../settings.ts';
import { joinNames } from '../join-names.ts';
import { isMoneyComplete, missingMoneyLines } from './money-lines.ts';
import { rejectedLines } from './rejected-files.ts';
import { remarks, skippedText } from './remarks.ts';
import type { FileResult, MigrationResult } from './results.ts';

/** The whole result of a migration. */
export interface Outcome extends MigrationResult {
  readonly nouns: Nouns;
  readonly skippedFiles: readonly SkippedFile[];
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

export function fileRow(nouns: Nouns, { plan, counts, rejected }: FileResult): Row {
  return {
    file: plan.file.name,
    holds: pluralOf(nouns, plan.subject),
    from: plan.vendor && !plan.vendor.preset.makeshift ? plan.vendor.preset.label : null,
    rows: counts.rows,
    created: counts.created,
    merged: counts.changed,
    unchanged: counts.unchanged,
    repeated: counts.repeated,
    not_imported: counts.skipped,
    rejected: rejected.count,
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

function stageRow({ rejected, repeated, replaced, currency, ...line }: StageLine): Row {
  const money = (minor: Minor) => ({ minor, currency });
  const not = addMinor(rejected.sum, repeated.sum, replaced.sum);
  return {
    theirs: line.theirs === '' ? '(none)' : line.theirs,
    rows: line.rows,
    sum: money(line.sum),
    not: rejected.rows + repeated.rows + replaced.rows === 0 ? null : money(not),
    ours: line.ours,
    opps: line.opps,
    ourSum: money(line.ourSum),
    difference: line.difference === 0 ? null : money(line.difference),
  };
}

/** The result of each file, with notes. */
export function outcomeAnswer(outcome: Outcome, format: Format): Answer {
  const refused = outcome.files.filter(({ rejected }) => rejected.count > 0);
  const notes = [
    ...refused.flatMap(({ plan, rejected }) => rejectedLines(plan.file.name, rejected)),
    ...remarks(outcome),
    ...outcome.skippedFiles.map(skippedText),
  ];
  const hasStageTable = format === 'table' && outcome.stages.length > 0;
  return {
    type: 'lists',
    lists: [
      {
        view: { noun: 'files', columns: FILE_COLUMNS },
        rows: outcome.files.map((file) => fileRow(outcome.nouns, file)),
        notes,
      },
      ...(hasStageTable
        ? [
            {
              view: { noun: 'stages', columns: STAGE_COLUMNS, dropsEmptyColumns: true },
              rows: outcome.stages.map(stageRow),
            },
          ]
        : []),
    ],
    notes: [
      ...(hasStageTable ? [] : outcome.stages.map(stageText)),
      ...orderTexts(outcome),
      summary(outcome),
    ],
  };
}

/** Pairs of purchases and deals that a line names. */
const MAX_PAIRS_NAMED = 3;

/** What orders of shops come to, and which orders are or may be won deals. */
export function orderTexts({ orders, ofDeals: { joined, doubtful } }: Outcome): string[] {
  const pairs = (all: typeof joined) => {
    const named = all
      .slice(0, MAX_PAIRS_NAMED)
      .map(
        ({ purchase, deal }) =>
          `purchase ${purchase.id} "${purchase.name}" and opp ${deal.id} "${deal.name}"`,
      );
    return joinNames(
      all.length > named.length ? [...named, `${countText(all.length - named.length)} more`] : named,
    );
  };
  const [first] = doubtful;
  const own = joined.length === 1 ? 'purchase is' : 'purchases are';
  return [
    ...orders.flatMap(shopTexts),
    ...(joined.length > 0
      ? [
          `${countText(joined.length)} ${own} of a won deal of the same account, price and time, and counted once: ${pairs(joined)}`,
        ]
      : []),
    ...(first
      ? [
          `${counted(doubtful.length, 'purchase')} may be of a won deal, and then ${doubtful.length === 1 ? 'counts' : 'count'} twice: ${pairs(doubtful)}; where it is: crm purchase edit ${first.purchase.id} --opp ${first.deal.id}`,
        ]
      : []),
  ];
}

/** `orders.csv: 12 orders in EUR: 1300.00 charged − 130.00 taxes − 50.00 refunded = 1120.00; 20 purchases, sums agree`. */
function shopTexts(line: OrderLine): string[] {
  const { file, currency, orders, charged, taxes, refunded, purchases, ourSum, difference, carts, dropped } =
    line;
  const decimal = (minor: Minor) => decimalText({ minor, currency });
  const less = (minor: Minor, what: string) => (minor === 0 ? '' : ` - ${decimal(minor)} ${what}`);
  const brought = subtractMinor(charged, taxes, refunded);
  const sums =
    difference === 0 ? 'sums agree' : `in sum ${decimal(ourSum)}, DIFFERENCE ${decimal(difference)}`;
  const unpaid = [
    ...(carts > 0 ? [`${counted(carts, 'order')} not paid: deals`] : []),
    ...(dropped > 0 ? [`${counted(dropped, 'order')} cancelled before payment: left out`] : []),
  ];
  const paid = `${counted(orders, 'paid order')} in ${currency}: ${decimal(charged)} charged${less(taxes, 'taxes')}${less(refunded, 'refunded')} = ${decimal(brought)}; ${counted(purchases, 'purchase')}, ${sums}`;
  return [...(orders > 0 ? [paid] : []), ...unpaid].map((text) => `${file}: ${text}`);
}

/** `Closed Won → won: 12 of 12, 4500.00 USD on both sides`. */
function stageText(line: StageLine): string {
  const { theirs, ours, rows, opps, currency, sum, ourSum, difference, unreadable } = line;
  const name = `${line.file}, ${theirs === '' ? 'no stage' : `"${theirs}"`} → ${ours === '' ? 'none' : ours}`;
  if (difference === 0 && rows === opps && unreadable === 0)
    return `${name}: ${opps}, ${amount(sum, currency)} on both sides`;
  const parts = [
    `theirs ${rows}, ${amount(sum, currency)}`,
    ...lessText('rejected', line.rejected, currency),
    ...lessText('repeated', line.repeated, currency),
    ...lessText('replaced by another row', line.replaced, currency),
    ...(unreadable > 0 ? [`amount unreadable ${unreadable}`] : []),
    `ours ${opps}, ${amount(ourSum, currency)}`,
    ...(difference === 0 ? [] : [`DIFFERENCE ${amount(difference, currency)}`]),
  ];
  return `${name}: ${parts.join('; ')}`;
}

function lessText(what: string, { rows, sum }: RowSum, currency: string): string[] {
  return rows === 0 ? [] : [`${what} ${rows}, ${amount(sum, currency)}`];
}

/** The last line: what became of all rows, whether all money arrived, and how to undo it. */
export function summary(outcome: Outcome): string {
  const { files, stages, dryRun, skippedFiles } = outcome;
  const changed = files.some(({ counts }) => counts.created + counts.changed > 0);
  const skipped = skippedRows(skippedFiles);
  const sums =
    stages.length === 0 ? [] : isMoneyComplete(stages) ? ['sums agree'] : missingMoneyLines(stages, files);
  const parts = [
    rowEquation(outcome),
    ...(skipped > 0 ? [`${counted(skipped, 'file')} not imported`] : []),
    ...sums,
  ];
  return `${headline(outcome, changed)}: ${parts.join('; ')}${changed && !dryRun ? '   To undo it: crm undo' : ''}`;
}

function headline({ files, dryRun }: Outcome, changed: boolean): string {
  if (dryRun) return 'Dry run, nothing was written; a migration would give';
  if (changed) return 'Migrated as one change';
  return files.some(({ rejected }) => rejected.count > 0) ? 'Nothing new' : 'Everything was already there';
}

/** `7 rows read = 4 created + 2 unchanged + 1 rejected`; of shops, `2 orders read as 5 records = 5 created`. */
function rowEquation(outcome: Outcome): string {
  const { files, orders } = outcome;
  const ofShops = files.filter(({ plan }) => plan.vendor?.layout.shop);
  const others = files.filter(({ plan }) => !plan.vendor?.layout.shop);
  const read = orders.reduce((sum, each) => sum + each.orders + each.carts + each.dropped, 0);
  return [
    ...(ofShops.length === 0
      ? []
      : [equation(ofShops, outcome, `${counted(read, 'order')} read as `, 'record')]),
    ...(others.length === 0 && ofShops.length > 0 ? [] : [equation(others, outcome, '', 'row')]),
  ].join('; ');
}

/** What became of the rows of files, or of the records that they are read as. */
function equation(
  files: readonly FileResult[],
  { rejects, dryRun }: Outcome,
  before: string,
  what: 'row' | 'record',
): string {
  const sum = (count: (file: FileResult) => number) => files.reduce((all, file) => all + count(file), 0);
  const of = (kind: keyof RowCounts) => sum(({ counts }) => counts[kind]);
  const rejected = sum((file) => file.rejected.count);
  const kept = dryRun || rejects === undefined ? '' : ` (kept in ${rejects})`;
  const parts = (
    [
      [of('created'), 'created'],
      [of('changed'), 'merged'],
      [of('unchanged'), 'unchanged'],
      [of('repeated'), 'repeated'],
      [of('skipped'), 'not imported'],
      [rejected, `rejected${kept}`],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${countText(count)} ${what}`);
  const read = `${before}${counted(of('rows'), what)}${what === 'row' ? ' read' : ''}`;
  return parts.length === 0 ? read : `${read} = ${parts.join(' + ')}`;
}

/** Number of files with rows that were skipped without a request. */
export function skippedRows(files: readonly SkippedFile[]): number {
  return files.filter(({ rows }) => (rows ?? 0) > 0).length;
}

function amount(minor: Minor, currency: string): string {
  return `${decimalText({ minor, currency })} ${currency}`;
}
