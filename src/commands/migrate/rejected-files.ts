import { countText } from '../../render/counts.ts';
import type { RejectedRows } from '../rejected-rows.ts';
import type { RejectionReason } from '../rejection-summary.ts';

/** Maximum number of reasons of a file in a message, and of other values of a reason. */
const MAX_REASONS_SHOWN = 5;
const MAX_VALUES_SHOWN = 3;

/** Lines that are named for a reason. */
const MAX_LINES_SHOWN = 3;

/** The reasons for rejected rows of a file in a few lines, with hints. */
export function rejectedLines(name: string, rejected: RejectedRows): string[] {
  const reasons = rejected.reasons.all();
  const shown = reasons.slice(0, MAX_REASONS_SHOWN);
  const more = reasons.slice(MAX_REASONS_SHOWN).reduce((sum, { count }) => sum + count, 0);
  return [
    ...shown.map((reason) => `Rejected: ${name}, ${whereText(reason)}: ${whyText(reason, MAX_VALUES_SHOWN)}`),
    ...(more > 0 ? [`Rejected: ${name}, and ${countText(more)} more`] : []),
    ...new Set(shown.flatMap(({ hints }) => hints.map((hint) => `  ${hint}`))),
  ];
}

function whereText(reason: RejectionReason): string {
  const { count } = reason;
  return count === 1 ? `line ${linesText(reason)}` : `${countText(count)} rows, lines ${linesText(reason)}`;
}

/** The first lines of the rows: `2, 3, 4 …`. */
export function linesText({ lines, count }: RejectionReason): string {
  const named = lines.slice(0, MAX_LINES_SHOWN);
  return `${named.join(', ')}${count > named.length ? ' …' : ''}`;
}

/** The reason with at most so many of its other values: `no stage "A"; also "B", "C" …`. */
export function whyText({ text, otherValues }: RejectionReason, maxValues: number): string {
  if (otherValues.size === 0) return text;
  const shown = [...otherValues].slice(0, maxValues);
  return `${text}; also ${shown.join(', ')}${otherValues.size > shown.length ? ' …' : ''}`;
}
