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
  /** Quoted values of the other reasons. */
  readonly others: string[];
}

const QUOTED = /"[^"]*"/g;

/** The reasons for rejected rows of a file in a few lines, with hints. */
export function refusalLines(name: string, refusals: RejectedRows): string[] {
  const groups = grouped(refusals.reasons.all());
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
    const key = reason.text.replace(QUOTED, '""');
    const known = groups.get(key);
    if (!known) groups.set(key, { first: reason, count: reason.count, others: [] });
    else {
      known.count += reason.count;
      known.others.push(differing(reason.text, known.first.text));
    }
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** The first value in which two reasons differ. */
function differing(reason: string, other: string): string {
  const values = other.match(QUOTED) ?? [];
  return (reason.match(QUOTED) ?? []).find((value, at) => value !== values[at]) ?? '';
}

function groupText({ first: { text, line }, count, others }: Group): string {
  const where = count === 1 ? `line ${line}` : `${countText(count)} rows, the first in line ${line}`;
  const shown = others.slice(0, VALUES).join(', ');
  const more = others.length > VALUES ? ` and ${countText(others.length - VALUES)} others` : '';
  return `${where}: ${text}${others.length > 0 ? `; also ${shown}${more}` : ''}`;
}
