import { type CallCounts, firstOf } from '../../../app/calls/import/call-counts.ts';
import type { CallImportResult } from '../../../app/calls/import/import-calls.ts';
import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates/calendar.ts';
import type { PassReason } from '../../../formats/calls/call-row.ts';
import type { MatchStrength } from '../../../formats/mapped-column.ts';
import type { Answer } from '../../../render/answer.ts';
import type { Column, Section } from '../../../render/column.ts';
import { counted, countText } from '../../../render/counts.ts';
import { layTable } from '../../../render/table.ts';
import { importRecord } from '../../import-record.ts';
import type { RejectedRows } from '../../rejected-rows.ts';

/** What rows are called that are no calls with somebody outside. */
const PASSED: Readonly<Record<PassReason, readonly [one: string, several: string]>> = {
  internal: ['internal call', 'internal calls'],
  hidden: ['call of a hidden or unknown caller', 'calls of hidden or unknown callers'],
  'no-call': ['row that is no call', 'rows that are no calls'],
  unfinished: ['call that is not over', 'calls that are not over'],
  total: ['line of totals', 'lines of totals'],
};

const HOW: Readonly<Record<MatchStrength, string>> = {
  map: '--map',
  preset: 'known header',
  exact: 'same name',
  label: 'same name',
  synonym: 'synonym',
  ids: 'unmatched',
  ignored: 'not needed here',
  dropped: 'dropped',
  unmatched: 'unmatched',
};

/** What is said of an import of calls: in words on stderr, the counts on stdout. */
export async function callImportAnswer(
  ctx: Context,
  name: string,
  result: CallImportResult,
  rejected: RejectedRows,
  { dryRun, rejects }: { readonly dryRun: boolean; readonly rejects: string | undefined },
): Promise<Answer> {
  const { counts, columns } = result;
  const { print, io } = ctx;
  const isRead = print.format === 'table' && io.stdout.isTTY;
  const shows = dryRun && (isRead || print.format === 'json' || print.format === 'jsonl');
  const notes: string[] = [];
  if (columns?.system) notes.push(`${name} is read as a file of ${columns.system.label}`);
  if (dryRun && !shows && columns) {
    notes.push(`Columns of ${name}:`);
    const { columns: shown, rows } = columnSection(result, false);
    const view = { today: toLocalDate(ctx.clock.now()), currency: ctx.config.get('currency') };
    const { header, lines } = await layTable(shown, rows, view, Number.POSITIVE_INFINITY);
    notes.push(...[header, ...lines].map((line) => `  ${line.trimEnd()}`));
  }
  notes.push(`${dryRun ? 'Would import' : 'Imported'} ${name}: ${sentence(counts)}`);
  if (rejected.count > 0) {
    notes.push(...rejected.lines().map((line) => `  ${line}`));
    if (!dryRun && rejects !== undefined)
      notes.push(`Rejected rows are in ${rejects}: correct and import that file`);
  }
  notes.push(...details(result, dryRun));
  if (isRead && !dryRun) return { type: 'none', heading: notes };
  const { rows, created, changed: updated, unchanged, repeated, notImported: not_imported } = counts;
  const numbers = { rows, created, updated, unchanged, repeated, not_imported, rejected: counts.rejected };
  const sections = shows && columns ? [columnSection(result, true)] : [];
  return { type: 'records', heading: notes, records: [importRecord(name, dryRun, numbers, sections)] };
}

function sentence(counts: CallCounts): string {
  const { created, changed, unchanged, repeated, notImported, rejected } = counts;
  const parts = [
    `${counted(created, 'call')} created`,
    `${countText(changed)} updated`,
    `${countText(unchanged)} unchanged`,
    ...(repeated > 0 ? [`${countText(repeated)} repeated`] : []),
    ...(notImported > 0 ? [`${countText(notImported)} not imported`] : []),
    `${countText(rejected)} rejected`,
  ];
  return parts.join(', ');
}

/** What else is worth knowing, a line each. */
function details({ counts, columns }: CallImportResult, dryRun: boolean): string[] {
  const lines: string[] = [];
  const passed = [...counts.passed]
    .toSorted(([, a], [, b]) => a.line - b.line)
    .map(([reason, { count, line }]) => {
      const [one, several] = PASSED[reason];
      return `${countText(count)} ${count === 1 ? one : several} (first in line ${line})`;
    });
  if (passed.length > 0) lines.push(`Not imported: ${passed.join(', ')}`);
  if (counts.unknownNumbers.size > 0) {
    const { first, more } = firstOf(counts.unknownNumbers);
    const numbers = first.map(
      ([number, { count, line }]) =>
        `${number} (line ${line}${count > 1 ? `, ${countText(count)} rows` : ''})`,
    );
    lines.push(
      `Not imported, nobody has the number: ${numbers.join(', ')}${andMore(more)}`,
      'To make leads of them: --create lead',
    );
  }
  if (counts.leads > 0)
    lines.push(`${dryRun ? 'Would create' : 'Created'} ${counted(counts.leads, 'lead')} for unknown numbers`);
  if (counts.createdUsers.length > 0)
    lines.push(`${dryRun ? 'Would create' : 'Created'} users: ${counts.createdUsers.join(', ')}`);
  for (const { line, activityId, at } of counts.perhapsSame.slice(0, 5))
    lines.push(`Perhaps the same: line ${line} and activity ${activityId}, logged by hand at ${at}`);
  const { first: missing, more: moreMissing } = firstOf(counts.missingUsers);
  if (missing.length > 0) {
    const names = missing.map(([name, count]) => `${name} (${counted(count, 'row')})`).join(', ');
    lines.push(
      `No users here: ${names}${andMore(moreMissing)}; their calls have no user. To add them: --create user`,
    );
  }
  const { first: words } = firstOf(counts.unknownWords);
  if (words.length > 0)
    lines.push(
      `Not understood, so the talk time decided: ${words.map(([word, count]) => `"${word}" (${counted(count, 'row')})`).join(', ')}`,
    );
  const { first: bad, more: moreBad } = firstOf(counts.badNumbers);
  if (bad.length > 0)
    lines.push(
      `${dryRun ? 'Would be marked' : 'Marked'} as bad numbers: ${bad.join(', ')}${andMore(moreBad)}`,
    );
  const { first: blocked, more: moreBlocked } = firstOf(counts.blocked);
  if (blocked.length > 0)
    lines.push(
      `${dryRun ? 'Would be added' : 'Added'} to the do-not-call list: ${blocked.join(', ')}${andMore(moreBlocked)}`,
    );
  const unused = columns ? counts.unusedHeaders(columns) : [];
  if (unused.length > 0)
    lines.push(`Not imported, no matching field: ${unused.map((header) => `"${header}"`).join(', ')}`);
  return lines;
}

function andMore(more: number): string {
  return more > 0 ? ` and ${countText(more)} more` : '';
}

/** The columns of the file: with `apart`, their values as a list. */
function columnSection({ columns, counts }: CallImportResult, apart: boolean): Section {
  const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
  const rows = columns.mapping.columns.map(({ header, index, fields, how }) => {
    const samples = [...(counts.samples.get(index) ?? [])];
    const others = fields
      .map(({ name }) => columns.of(name))
      .find((all) => all.length > 1 && all[0]?.index !== index);
    const note = others ? `, if "${others[0]?.header}" is blank` : '';
    return {
      header: header.trim() === '' ? '(no header)' : header.trim(),
      field: fields.map(({ name }) => name).join(', ') || '-',
      by: `${HOW[how]}${note}`,
      values: samples.map(short).join(' · '),
      samples,
    };
  });
  return {
    title: 'Columns',
    columns: [
      text('header', 'Their column'),
      text('field', 'Field'),
      text('by', 'Matched by'),
      apart ? { name: 'samples', label: 'Values', type: 'list' } : text('values', 'First values'),
    ],
    rows,
  };
}

/** A value shortened to one line. */
function short(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
}
