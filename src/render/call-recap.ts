import type { CallResult } from '../domain/call-results.ts';
import { formatDay } from '../domain/dates/format-day.ts';
import type { Row } from '../domain/field.ts';
import { sanitize } from '../domain/terminal-text.ts';
import type { Column } from './column.ts';
import { markdownCell, markdownEncoder } from './encoder.ts';

/** A call of a session that stands. */
export interface RecapCall {
  readonly leadId: number;
  readonly name: string;
  readonly phone: string;
  /** The same as people write it. */
  readonly phoneGrouped: string;
  /** Null for none. */
  readonly email: string | null;
  readonly result: CallResult;
  /** When it goes on: a day, or a moment (UTC ISO 8601); empty for never. */
  readonly next: string;
  /** The same by both clocks. */
  readonly nextShown: string;
  readonly note: string;
  /** Whether the lead has no number left that works. */
  readonly noNumberLeft: boolean;
}

/** Calls that ask for something to be done, in the order of what presses most. */
interface RecapPart {
  readonly title: string;
  readonly calls: readonly RecapCall[];
}

/** What a session leaves to do: a call can be in several parts, and parts without calls are left out. */
function recapParts(calls: readonly RecapCall[]): readonly RecapPart[] {
  const byTime = (a: RecapCall, b: RecapCall) => (a.next < b.next ? -1 : 1);
  const isPromised = ({ result, next }: RecapCall) =>
    next !== '' && !result.meeting && result.disposition === 'answered';
  const promised = calls.filter(isPromised).sort(byTime);
  return [
    { title: 'Promised callbacks', calls: promised },
    { title: 'Meetings', calls: calls.filter(({ result }) => result.meeting).sort(byTime) },
    { title: 'To write to', calls: calls.filter(({ result, email }) => result.positive && email !== null) },
    { title: 'Wrong numbers', calls: calls.filter(({ result }) => result.badNumber) },
    { title: 'Without a number', calls: calls.filter(({ noNumberLeft }) => noNumberLeft) },
  ].filter((part) => part.calls.length > 0);
}

/** The recap in lines for a terminal; none where nothing is to be done. */
export function recapLines(calls: readonly RecapCall[]): string[] {
  return recapParts(calls).flatMap(({ title, calls: of }) => [
    `${title}:`,
    ...of.map(
      (call) =>
        `  ${[call.nextShown, `lead ${call.leadId}  ${call.name}`, reachOf(title, call, call.phoneGrouped), sanitize(call.note)].filter(Boolean).join('  ')}`,
    ),
  ]);
}

/** The recap as Markdown, under a title with the summary of the session. */
export function recapMarkdown(calls: readonly RecapCall[], summary: string, today: string): string {
  const parts = recapParts(calls).flatMap(({ title, calls: of }) => {
    const { head, batch } = markdownEncoder(COLUMNS, true);
    const rows = of.map((call) => ({
      when: call.nextShown,
      lead: call.leadId,
      name: call.name,
      reach: reachOf(title, call, call.phone),
      note: call.note,
    }));
    return [`## ${title}\n`, head + batch(rows as Row[])];
  });
  const rest = parts.length > 0 ? parts : ['Nothing is left to do.\n'];
  return [`# Calls of ${formatDay(today)}\n`, `${markdownCell(summary)}.\n`, ...rest].join('\n');
}

const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
const COLUMNS = [
  text('when', 'When'),
  { name: 'lead', label: 'Lead', type: 'integer' } as const,
  text('name', 'Name'),
  text('reach', 'Reach'),
  text('note', 'Note'),
];

function reachOf(title: string, { email }: RecapCall, phone: string): string {
  return title === 'To write to' ? (email ?? '') : title === 'Without a number' ? '' : phone;
}
