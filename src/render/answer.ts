import type { Noun, Row } from '../domain/field.ts';
import type { RecordView } from './column.ts';
import type { Destination, ListView, Printer } from './printer.ts';
import type { Drawing } from './surface.ts';

/** The result of a command as data; `printAnswer` writes it in the chosen format. */
export type Answer = AnswerBody & {
  /** Remarks and warnings that come before the answer. */
  readonly heading?: readonly Remark[];
  /** Remarks and warnings that come after it. */
  readonly notes?: readonly string[];
  readonly warnings?: readonly string[];
  /** Exit code of the program; default 0. */
  readonly exitCode?: number;
  /** What a page of HTML says of a report beside its rows. */
  readonly report?: ReportOnPage;
};

/** A report as a page shows it: what its figures mean, and the records behind them. */
export interface ReportOnPage {
  readonly noun: Noun;
  readonly definition: string;
  readonly period: string | null;
  /** The column that is drawn. */
  readonly bars: string | undefined;
  /** So many of the last rows are totals of the others. */
  readonly totalCount: number;
  /** The first records behind each figure. */
  records(most: number): Promise<readonly RecordsOfFigure[]>;
  /** The first records behind the figures of the rows with these keys, taken together; none where that is not known. */
  together(keys: readonly string[], most: number): Promise<readonly RecordsOfFigure[]>;
}

/** The records behind figures of a row. */
export interface RecordsOfFigure {
  /** The columns of the figures; without them, those that no others are behind. */
  readonly columns: readonly string[] | undefined;
  /** What the records are, if they are not of the noun of the report. */
  readonly noun: Noun | undefined;
  /** The key of the row; see `keyOf`. */
  readonly key: string | number | null;
  readonly ids: readonly number[];
  readonly count: number;
}

export type Remark = string | { readonly warning: string };

type AnswerBody =
  | {
      readonly type: 'changed';
      /** What was done, for people; blank if nothing changed. */
      readonly sentence: string;
      /** References to the affected records. */
      readonly references: readonly (number | string)[];
    }
  | {
      readonly type: 'list';
      readonly view: ListView;
      readonly rows: Iterable<Row> | AsyncIterable<Row>;
      /** The form to write it in; the usual one unless given. */
      readonly to?: Destination;
    }
  /** Several tables, one below the other, for a terminal; in other forms there is one. */
  | { readonly type: 'lists'; readonly lists: readonly ListWithNotes[] }
  | { readonly type: 'records'; readonly records: readonly RecordView[] }
  /** A page for people. */
  | { readonly type: 'drawing'; readonly draw: Drawing }
  | { readonly type: 'text'; readonly text: string }
  /** Text for another program, written as it is. */
  | { readonly type: 'raw'; readonly text: string }
  /** Only notes. */
  | { readonly type: 'none' };

interface ListWithNotes {
  readonly view: ListView;
  readonly rows: Iterable<Row>;
  /** Remarks right after it. */
  readonly notes?: readonly string[];
}

/** Writes the answer of a command, with its remarks. */
export async function printAnswer(print: Printer, answer: Answer): Promise<void> {
  for (const remark of answer.heading ?? []) {
    if (typeof remark === 'string') print.note(remark);
    else await print.warn(remark.warning);
  }
  switch (answer.type) {
    case 'changed':
      print.change(answer.sentence, answer.references);
      break;
    case 'list':
      await print.list(answer.view, answer.rows, answer.to);
      break;
    case 'lists':
      await printLists(print, answer.lists);
      break;
    case 'records':
      await print.record(...answer.records);
      break;
    case 'drawing':
      await print.drawing(answer.draw);
      break;
    case 'text':
      await print.text(answer.text);
      break;
    case 'raw':
      print.raw(answer.text);
      break;
    case 'none':
  }
  for (const note of answer.notes ?? []) print.note(note);
  for (const warning of answer.warnings ?? []) await print.warn(warning);
}

async function printLists(print: Printer, lists: readonly ListWithNotes[]): Promise<void> {
  for (const [at, { view, rows, notes = [] }] of lists.entries()) {
    if (at > 0) await print.text('\n');
    await print.list(view, rows);
    for (const note of notes) print.note(note);
  }
  if (lists.length > 1) await print.text('\n');
}
