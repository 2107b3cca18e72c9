import { countText } from '../../render/counts.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { RejectionReason } from '../record/import/rejection-summary.ts';

/** Maximum number of reasons of a file in a message, and of values of a reason. */
const MAX_REASONS_SHOWN = 5;
const VALUES = 3;

/** Reasons that differ only in a value. */
interface Group {
  readonly first: RejectionReason;
  count: number;
  /** The first of their lines. */
  lines: readonly number[];
  /** Quoted values of the other reasons. */
  readonly others: string[];
}

/** Quoted texts, and numbers of records. */
const VALUE = /"[^"]*"|\b\d+\b/g;

/** Lines that a message names. */
const MAX_LINES_SHOWN = 3;

/** The reasons for rejected rows of a file in a few lines, with hints. */
export function rejectedLines(name: string, rejected: RejectedRows): string[] {
  const groups = grouped(rejected.reasons.all());
  const told = groups.slice(0, MAX_REASONS_SHOWN);
  const more = groups.slice(MAX_REASONS_SHOWN).reduce((sum, { count }) => sum + count, 0);
  return [
    ...told.map((group) => `Rejected: ${name}, ${groupText(group)}`),
    ...(more > 0 ? [`Rejected: ${name}, and ${countText(more)} more`] : []),
    ...new Set(told.flatMap(({ first }) => first.hints.map((hint) => `  ${hint}`))),
  ];
}

function grouped(reasons: readonly RejectionReason[]): Group[] {
  const groups = new Map<string, Group>();
  for (const reason of reasons) {
    const key = reason.text.replace(VALUE, '""');
    const known = groups.get(key);
    if (!known) groups.set(key, { first: reason, count: reason.count, lines: reason.lines, others: [] });
    else {
      known.count += reason.count;
      known.lines = [...known.lines, ...reason.lines].toSorted((a, b) => a - b);
      known.others.push(differing(reason.text, known.first.text));
    }
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** The first value in which two reasons differ. */
function differing(reason: string, other: string): string {
  const values = other.match(VALUE) ?? [];
  return (reason.match(VALUE) ?? []).find((value, at) => value !== values[at]) ?? '';
}

function groupText({ first: { text }, count, lines, others }: Group): string {
  const named = lines.slice(0, MAX_LINES_SHOWN);
  const rest = count > named.length ? ' …' : '';
  const where =
    count === 1 ? `line ${named[0]}` : `${countText(count)} rows, lines ${named.join(', ')}${rest}`;
  const shown = others.slice(0, VALUES).join(', ');
  const more = others.length > VALUES ? ` and ${countText(others.length - VALUES)} others` : '';
  return `${where}: ${text}${others.length > 0 ? `; also ${shown}${more}` : ''}`;
}
