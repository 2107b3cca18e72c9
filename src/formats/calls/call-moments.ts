import { zoneOfHeader } from '../../domain/dates/written-date.ts';
import { type CrmError, usage } from '../../domain/errors.ts';
import { possiblePatterns } from '../date-order.ts';
import type { TableRow } from '../rows.ts';
import type { CallCells } from './call-cells.ts';
import { CallTimes } from './call-time.ts';
import type { CallColumns } from './columns.ts';

/** A column of times. */
interface TimeColumn {
  readonly index: number;
  readonly times: CallTimes;
}

const CLOCK_ONLY = /^\s*\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*$/i;

/** Reads the moments of calls, in milliseconds since the epoch. */
export class CallMoments {
  readonly #at: readonly TimeColumn[];
  readonly #dates: readonly TimeColumn[];
  /** The zone that the header of a time of day names. */
  readonly #clockZone: string | null;
  readonly #answered: readonly TimeColumn[];
  readonly #ended: readonly TimeColumn[];
  readonly #callbacks: readonly TimeColumn[];

  constructor(columns: CallColumns) {
    const zone = columns.system?.zone ?? null;
    const times = (field: string): TimeColumn[] =>
      columns
        .of(field)
        .map(({ header, index }) => ({ index, times: new CallTimes(header, zone, columns.byPattern) }));
    this.#at = times('at');
    this.#dates = this.#at.length + columns.of('date').length > 0 ? times('date') : times('time');
    this.#clockZone =
      columns
        .of('time')
        .map(({ header }) => zoneOfHeader(header))
        .find((each) => each !== null) ?? null;
    this.#answered = times('answered_at');
    this.#ended = times('ended_at');
    this.#callbacks = times('callback_at');
  }

  /** Notes the times of a row, which tell the order of day and month. Throws `usage` if both orders occur. */
  observe({ cells }: TableRow): void {
    for (const columns of [this.#at, this.#dates, this.#answered, this.#ended, this.#callbacks])
      for (const { index, times } of columns) {
        const text = cells[index];
        if (text) times.observe(text.trim());
      }
  }

  /** Makes the error for a column of dates whose order nothing tells; null if all is clear. */
  get ambiguity(): ((file: string) => CrmError) | null {
    for (const { times } of [...this.#at, ...this.#dates]) {
      const text = times.ambiguousText;
      if (text !== null) return (file) => ambiguousDates(text, times.header, file);
    }
    return null;
  }

  /** When a call began. Throws `usage` if the row does not say. */
  readStart(row: CallCells): number {
    const clock = this.#clockIn(row);
    const rowZone = row.text('zone');
    const zone = clock === null ? rowZone : (this.#clockZone ?? rowZone);
    for (const { index, times } of this.#at) {
      const text = row.cells[index]?.trim();
      if (!text) continue;
      // A time of day alone belongs to the day in another column.
      if (CLOCK_ONLY.test(text) && this.#dates.length > 0)
        return this.#readDay(row, text, times.zone ?? rowZone);
      return times.read(text, clock, zone);
    }
    return this.#readDay(row, clock, zone);
  }

  /** The time of day that stands in a column of its own. */
  #clockIn(row: CallCells): string | null {
    const text = row.text('time');
    return text !== null && CLOCK_ONLY.test(withoutZone(text)) ? text : null;
  }

  #readDay(row: CallCells, clock: string | null, zone: string | null): number {
    for (const { index, times } of this.#dates) {
      const text = row.cells[index]?.trim();
      if (!text) continue;
      return times.read(text, clock, zone);
    }
    const hasColumn = this.#at.length + this.#dates.length > 0;
    throw usage(
      'the time of the call is missing',
      ...(hasColumn ? [] : ["Assign its column: --map '<column>=at'"]),
    );
  }

  answeredAt(row: CallCells): number | null {
    return timeIn(this.#answered, row);
  }

  endedAt(row: CallCells): number | null {
    return timeIn(this.#ended, row);
  }

  /** When to call again. */
  callbackAt(row: CallCells): number | null {
    return timeIn(this.#callbacks, row);
  }

  /** Whether the file says when calls were answered. */
  get tellsAnswered(): boolean {
    return this.#answered.length > 0;
  }

  /** The text of the day or time on which a call began; empty for none. */
  startText({ cells }: CallCells): string {
    const [start] = [...this.#at, ...this.#dates];
    return start === undefined ? '' : (cells[start.index] ?? '').trim();
  }
}

function timeIn(columns: readonly TimeColumn[], { cells }: CallCells): number | null {
  for (const { index, times } of columns) {
    const text = cells[index]?.trim();
    if (!text || /^(?:null|0|-|0000-00-00.*)$/i.test(text)) continue;
    return times.read(text);
  }
  return null;
}

function ambiguousDates(text: string, header: string, file: string): CrmError {
  const [month, day] = possiblePatterns(text);
  return usage(
    `"${text}" in the column "${header}" of ${file} is ambiguous, and no other cell shows the order of day and month`,
    `Give the format: --date-format '${month}' for month first, --date-format '${day}' for day first`,
  );
}

function withoutZone(clock: string): string {
  return clock.replace(/\s+(?:[A-Z]{2,5}|UTC[+-]\d+|[+-]\d\d:?\d\d)$/, '');
}
