import { pluralOf } from '../../app/migrate/subjects.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import type { Row } from '../../domain/field.ts';
import { decimalText, type Minor } from '../../domain/money.ts';
import type { Column } from '../../render/column.ts';
import { markdownEncoder, markdownCell as markdownText } from '../../render/encoder.ts';
import { missingMoneyLines } from './money-lines.ts';
import { linesText, whyText } from './rejected-files.ts';
import { remarks } from './remarks.ts';
import { FILE_COLUMNS, fileRow, type Outcome, orderTexts, summary } from './report.ts';
import type { FileResult } from './results.ts';
import { skipText } from './skip-text.ts';

const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
const number = (name: string, label: string): Column => ({ name, label, type: 'integer' });

const REASONS = [
  text('file', 'File'),
  number('rows', 'Rows'),
  text('lines', 'First lines'),
  text('why', 'Why'),
];

/** Other values that are named of each reason. */
const MAX_VALUES_SHOWN = 20;

const COLUMNS = [text('header', 'Their column'), text('field', 'Our field')];
const SKIPPED_COLUMNS = [
  text('file', 'File'),
  number('rows', 'Rows'),
  text('why', 'Why'),
  text('hint', 'Way out'),
];
const STAGES = [
  text('file', 'File'),
  text('theirs', 'Their stage'),
  text('currency', 'Currency'),
  number('rows', 'Their rows'),
  text('sum', 'Their sum'),
  text('rejected', 'Rejected'),
  text('repeated', 'Repeated'),
  text('replaced', 'Replaced'),
  text('ours', 'Our stage'),
  number('opps', 'Our deals'),
  text('ourSum', 'Our sum'),
  text('difference', 'Difference'),
];

/** The report of a migration, as a document. `now` is in milliseconds since the epoch. */
export function markdownReport(
  outcome: Outcome,
  { now, user, db }: { now: number; user: string; db: string },
): string {
  const refused = outcome.files.flatMap(({ plan, rejected }) =>
    rejected.reasons.all().map((reason) => ({
      file: plan.file.name,
      rows: reason.count,
      lines: linesText(reason),
      why: whyText(reason, MAX_VALUES_SHOWN),
    })),
  );
  const stages = outcome.stages.map((line) => {
    const decimal = (minor: Minor) => decimalText({ minor, currency: line.currency });
    return {
      ...line,
      rejected: part(line.rejected, decimal),
      repeated: part(line.repeated, decimal),
      replaced: part(line.replaced, decimal),
      sum: decimal(line.sum),
      ourSum: decimal(line.ourSum),
      difference: decimal(line.difference),
    };
  });
  return [
    `# Migration${outcome.dryRun ? ' (dry run)' : ''}`,
    `${toLocalDate(now)} ${toLocalTime(now)}, by ${user}, into ${db}.`,
    `${summary(outcome)}.`,
    '## Files',
    'Rows of a file are created (as new records), merged (into existing records, or records from earlier rows), unchanged (already stored), repeated (as earlier rows of the file), not imported, or rejected.',
    table(
      FILE_COLUMNS,
      outcome.files.map((file) => fileRow(outcome.nouns, file)),
    ),
    ...section(
      'Amounts by stage',
      'Their sums come from the file, ours from a query of the database.',
      STAGES,
      stages,
    ),
    ...missingSection(outcome),
    ...section('Rejected rows', null, REASONS, refused),
    ...section(
      'Files not imported',
      null,
      SKIPPED_COLUMNS,
      outcome.skippedFiles.map(({ name, rows, why }) => ({ file: name, rows, ...skipText(why, name) })),
    ),
    ...remarkSection(outcome),
    '## Columns',
    ...outcome.files.flatMap((file) => columnsOf(outcome, file)),
  ].join('\n\n');
}

function missingSection({ stages, files }: Outcome): string[] {
  return missingMoneyLines(stages, files).map((line) => `${markdownText(line)}.`);
}

function remarkSection(outcome: Outcome): string[] {
  const lines = [...orderTexts(outcome), ...remarks(outcome)];
  return lines.length === 0 ? [] : ['## Remarks', lines.map((line) => `- ${markdownText(line)}`).join('\n')];
}

/** The imported columns of a file; the others mean nothing outside their program. */
function columnsOf({ nouns }: Outcome, { plan, mapping }: FileResult): string[] {
  const mapped = mapping.columns.flatMap(({ header, fields, how, known }) => {
    const links = how === 'ids' ? (known?.links ?? []).map(({ field }) => `${field}, by its id`) : [];
    const field = [...fields.map(({ name }) => name), ...new Set(links)].join(', ');
    return field === '' ? [] : [{ header, field }];
  });
  const others = mapping.columns.filter(
    ({ how }) => how === 'ignored' || how === 'dropped' || how === 'unmatched',
  );
  return [
    `### ${markdownText(plan.file.name)}: ${pluralOf(nouns, plan.subject)}`,
    table(COLUMNS, mapped),
    ...(others.length > 0
      ? [`Not imported: ${markdownText(others.map(({ header }) => header).join(', '))}.`]
      : []),
  ];
}

function part({ rows, sum }: { rows: number; sum: Minor }, decimal: (minor: Minor) => string): string {
  return rows === 0 ? '' : `${decimal(sum)} (${rows})`;
}

function section(
  title: string,
  remark: string | null,
  columns: readonly Column[],
  rows: readonly Row[],
): string[] {
  if (rows.length === 0) return [];
  return [`## ${title}`, ...(remark === null ? [] : [remark]), table(columns, rows)];
}

function table(columns: readonly Column[], rows: readonly Row[]): string {
  const encoder = markdownEncoder(columns, true);
  return `${encoder.head}${encoder.batch(rows)}`.trimEnd();
}
