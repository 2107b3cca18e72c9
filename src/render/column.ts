import type { Field, FieldType, Row, Value } from '../domain/field.ts';
import type { Look } from './color.ts';

/** How a cell of a table looks: the styles of all of it; `two-tone` mutes what follows its first ` · `. */
export type CellLook = Look | readonly Look[] | 'two-tone';

/** A column of a list, or a labelled field of a record. */
export interface Column {
  /** Key in JSON, header in CSV and TSV. */
  readonly name: string;
  /** Header on a terminal and in Markdown. */
  readonly label: string;
  readonly type: FieldType;
  /** Type of one element of a `list`. */
  readonly element?: Field['element'];
  /** Numbers are right-aligned by default. */
  readonly align?: 'right';
  /** In a narrow window other columns are cut first; this one is shown whole or dropped. */
  readonly whole?: boolean;
  /** Cut, though it is a name, before columns after it are dropped that say more. */
  readonly yields?: boolean;
  /** As the last column of a table, it is dropped before another is cut. */
  readonly extra?: boolean;
  /** What a table says after its value, where there is room for all columns with it. */
  readonly suffix?: (row: Row) => string;
  /** How its cells look in a table; by default amounts are bold, and numbers of records and owners muted. */
  readonly look?: (row: Row) => CellLook | undefined;
}

/** A record in full: its fields, then related records. */
export interface RecordView {
  /** The title: `lead 42  Jane Doe · Acme`. */
  readonly title: string;
  readonly noun: string;
  /** Its reference for `-f ids`. */
  readonly id?: number;
  readonly fields: readonly { readonly column: Column; readonly value: Value }[];
  /** Names of fields that say at once what it is about, below the title of its page. */
  readonly headline?: readonly string[] | undefined;
  readonly sections: readonly Section[];
  /** The clock of its people, where it shows another time than the user's. */
  readonly clock?: PersonClock | null;
  /** It is somebody to call: its page says what time it is there. */
  readonly isPerson?: boolean;
  /** Whether a terminal shows it as the page of a record, with headings and a timeline. */
  readonly isPage?: boolean;
}

/** The clock of somebody in another zone, and their calling hours, in words. */
interface PersonClock {
  /** `04:12 there`. */
  readonly now: string;
  readonly isOpen: boolean;
  readonly hours: string;
  /** What it shows at a moment (UTC ISO 8601); empty for a day. */
  at(when: string): string;
}

/** Related records under a record, as a small table. */
export interface Section {
  /** Open tasks with planned meetings, and the timeline, have shapes of their own on the page of a record. */
  readonly type?: 'next' | 'meetings' | 'timeline' | 'others';
  /** Where it stands on the page of a record: at the top, or above the timeline. */
  readonly place?: 'top' | 'early';
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Value>>[];
  /** Shown on a terminal if there are no rows; without it, the section is left out. */
  readonly empty?: string;
}

const RIGHT: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'money', 'duration']);

/** Whether the column is right-aligned. */
export function isRightAligned(column: Column): boolean {
  return column.align === 'right' || RIGHT.has(column.type);
}

/** The columns with a value in at least one row. */
export function filledColumns(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, Value>>[],
): Column[] {
  const isBlank = (value: Value | undefined) =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return columns.filter(({ name }) => rows.some((row) => !isBlank(row[name])));
}
