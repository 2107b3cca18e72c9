import type { FieldType, Row } from '../domain/field.ts';
import type { Column, RecordView, Section } from './column.ts';
import { humanText, plainText, type Viewpoint } from './values.ts';

/** Rows shown per section; the rest is only counted. */
const MAX_ROWS = 15;

/** The due items from the store; see `Agenda` there. */
interface AgendaLists {
  readonly tasks: readonly Row[];
  readonly callbacks: readonly Row[];
  readonly closing: readonly Row[];
  readonly stuck: readonly Row[];
}

/** One line of the flat list: kind, reference, time, description and details. */
export type Item = Row & { readonly kind: string; readonly id: string };

const column = (name: string, label: string, type: FieldType = 'text'): Column => ({ name, label, type });

const TASK = [
  column('id', 'Task', 'integer'),
  column('due_date', 'Due', 'date'),
  column('there', 'There'),
  column('subject', 'Subject'),
  column('about', 'About'),
  column('priority', 'Priority'),
  column('owner', 'Owner'),
];
const TASK_TODAY = TASK.map((each) => (each.name === 'due_date' ? column('due_at', 'At', 'datetime') : each));
const CALLBACK = [
  column('id', 'Lead', 'integer'),
  column('at', 'At', 'datetime'),
  column('there', 'There'),
  column('name', 'Name'),
  column('phone', 'Phone', 'phone'),
  column('attempts', 'Attempts', 'integer'),
  column('owner', 'Owner'),
];
const DEAL = [column('name', 'Name'), column('account', 'Account'), column('stage', 'Stage')];
const WORTH = [column('amount', 'Amount', 'money'), column('owner', 'Owner')];
const CLOSING = [column('id', 'Opp', 'integer'), column('close_date', 'Closes', 'date'), ...DEAL, ...WORTH];
const STUCK = [column('id', 'Opp', 'integer'), column('days', 'Days', 'integer'), ...DEAL, ...WORTH];

/** The day for a terminal: a summary line, then a section for each kind. */
export function todayView(lists: AgendaLists, view: Viewpoint): RecordView {
  const tasks = lists.tasks.map(hideDefaultPriority);
  const overdue = tasks.filter((task) => String(task.due_date) < view.today);
  const due = tasks.filter((task) => task.due_date === view.today);
  const slipped = lists.closing.filter((deal) => String(deal.close_date) < view.today);
  const soon = lists.closing.filter((deal) => String(deal.close_date) >= view.today);
  const parts: (readonly [title: string, text: string, columns: readonly Column[], rows: readonly Row[]])[] =
    [
      ['Overdue', 'overdue', TASK, overdue],
      ['Today', 'due today', TASK_TODAY, due],
      ['Call back', 'to call back', CALLBACK, lists.callbacks],
      ['Closes soon', 'closing soon', CLOSING, soon],
      ['Close date has passed', 'past the close date', CLOSING, slipped],
      ['Stuck', 'stuck', STUCK, lists.stuck],
    ];
  const filled = parts.filter(([, , , rows]) => rows.length > 0);
  return {
    title: filled.map(([, text, , rows]) => `${rows.length} ${text}`).join(', '),
    noun: 'today',
    fields: [],
    sections: filled.map(([title, , columns, rows]) => section(title, columns, rows)),
  };
}

/** Hides the default priority. */
function hideDefaultPriority(task: Row): Row {
  return { ...task, priority: task.priority === 'normal' ? null : (task.priority ?? null) };
}

function section(title: string, columns: readonly Column[], rows: readonly Row[]): Section {
  const shown = rows.slice(0, MAX_ROWS);
  return {
    title: rows.length > MAX_ROWS ? `${title} (${MAX_ROWS} of ${rows.length})` : title,
    // A blank column would only take width from others.
    columns: columns.filter(({ name }) => shown.some((row) => plainText(row[name] ?? null) !== '')),
    rows: shown,
  };
}

/** The same as one list, for scripts. */
export function todayItems(lists: AgendaLists, view: Viewpoint): Item[] {
  const money = (row: Row) => humanText(row.amount ?? null, 'money', view);
  return [
    ...lists.tasks.map((row) =>
      item('task', `task:${row.id}`, row, row.due_at ?? row.due_date, row.subject, [row.about, row.there]),
    ),
    ...lists.callbacks.map((row) =>
      item('callback', `lead:${row.id}`, row, row.at, row.name, [row.phone, row.there]),
    ),
    ...lists.closing.map((row) => {
      const kind = String(row.close_date) < view.today ? 'slipped' : 'closing';
      return item(kind, `opp:${row.id}`, row, row.close_date, row.name, [row.stage, money(row)]);
    }),
    ...lists.stuck.map((row) => {
      const limitText = `${row.days} days in ${row.stage}, limit ${row.limit}`;
      return item('stuck', `opp:${row.id}`, row, row.since, row.name, [limitText, money(row)]);
    }),
  ];
}

function item(
  kind: string,
  id: string,
  row: Row,
  when: Row[string] | undefined,
  title: Row[string] | undefined,
  detail: readonly (Row[string] | undefined)[],
): Item {
  const text = detail.filter((part) => part !== null && part !== undefined && part !== '');
  return {
    kind,
    id,
    when: when ?? null,
    title: title ?? null,
    detail: text.join(' · ') || null,
    owner: row.owner ?? null,
  };
}
