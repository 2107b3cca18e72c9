import type { StageLine } from '../../app/migrate/deal-sums.ts';
import { addMinor, decimalText, type Minor, subtractMinor } from '../../domain/money.ts';
import { counted, countText } from '../../render/counts.ts';
import type { FileResult } from './results.ts';

/** Reasons that a line names. */
const MAX_REASONS_SHOWN = 4;

/** Whether all amounts of the files arrived. */
export function isMoneyComplete(stages: readonly StageLine[]): boolean {
  return stages.every(
    ({ difference, rejected, replaced, unreadable }) =>
      difference === 0 && rejected.rows + replaced.rows + unreadable === 0,
  );
}

/** What is missing between both sides, for each currency: how much did not arrive, and why. */
export function missingMoneyLines(stages: readonly StageLine[], files: readonly FileResult[]): string[] {
  const byCurrency = Map.groupBy(stages, ({ currency }) => currency);
  return [...byCurrency].flatMap(([currency, lines]) => {
    if (isMoneyComplete(lines)) return [];
    const total = sumOf(lines, ({ sum, repeated }) => subtractMinor(sum, repeated.sum));
    const missing = subtractMinor(
      total,
      sumOf(lines, ({ ourSum }) => ourSum),
    );
    const decimal = (minor: Minor) => decimalText({ minor, currency });
    const rejected = lines.reduce((all, line) => all + line.rejected.rows, 0);
    const replaced = lines.reduce((all, line) => all + line.replaced.rows, 0);
    const unreadable = lines.reduce((all, line) => all + line.unreadable, 0);
    const rest = sumOf(lines, ({ difference }) => difference);
    const reasons = [
      ...(rejected > 0 ? [`${counted(rejected, 'row')} rejected`, ...reasonCounts(lines, files)] : []),
      ...(unreadable > 0 && rejected === 0 ? [`amount unreadable ${countText(unreadable)}`] : []),
      ...(replaced > 0 ? [`${counted(replaced, 'row')} of deals with the amount of another row`] : []),
      ...(rest !== 0 ? [`${decimal(rest)} stand otherwise in the database`] : []),
    ];
    const isUnknown = missing === 0 && unreadable > 0;
    const what = isUnknown ? 'an unknown sum' : `${decimal(missing)} of ${decimal(total)}`;
    return [`${what} ${isUnknown ? 'in ' : ''}${currency} did not arrive: ${reasons.join(', ')}`];
  });
}

function sumOf(lines: readonly StageLine[], part: (line: StageLine) => Minor): Minor {
  return addMinor(...lines.map(part));
}

/** Why rows of the files of these lines were rejected, the most frequent reason first. */
function reasonCounts(lines: readonly StageLine[], files: readonly FileResult[]): string[] {
  const names = new Set(lines.map(({ file }) => file));
  const counts = new Map<string, number>();
  for (const { plan, rejected } of files) {
    if (!names.has(plan.file.name) || plan.subject !== 'opp') continue;
    for (const { text, count } of rejected.reasons.all()) {
      const kind = kindOf(text);
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
  }
  const all = [...counts].toSorted(([, a], [, b]) => b - a);
  const more = all.slice(MAX_REASONS_SHOWN).reduce((sum, [, count]) => sum + count, 0);
  return [
    ...all.slice(0, MAX_REASONS_SHOWN).map(([kind, count]) => `${kind} ${countText(count)}`),
    ...(more > 0 ? [`other reasons ${countText(more)}`] : []),
  ];
}

/** The kind of a reason: the field that cannot be read, or its text without the values. */
function kindOf(text: string): string {
  const [, field] = /^([a-z_]+): cannot read /.exec(text) ?? /^([a-z_]+): /.exec(text) ?? [];
  if (field !== undefined) return `${field} ${/^\w+: no /.test(text) ? 'not found' : 'unreadable'}`;
  if (/has no stage "/.test(text)) return 'unknown stage';
  return text.replace(/"[^"]*"/g, '…').slice(0, 60);
}
