import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import type { Row, Value } from '../domain/field.ts';
import { sanitize } from '../domain/terminal-text.ts';
import { dealWithout } from './board/names.ts';
import type { Look, Paint } from './color.ts';
import type { CellLook, Column } from './column.ts';
import { countText } from './counts.ts';
import { dayTitle, shortDay } from './days.ts';
import { COLUMN_GAP } from './fit.ts';
import { type Cell, paintCell } from './grid.ts';
import { factLines } from './parts/facts.ts';
import { headingLine } from './parts/heading.ts';
import { makePen } from './parts/pen.ts';
import { paintLine, type StyledLine } from './styled-line.ts';
import { type Drawing, pageColumns } from './surface.ts';
import { layWholeCells } from './table.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { stageHue } from './theme.ts';
import { humanText, plainText, type Viewpoint, viewOf } from './values.ts';
import { wrapWords } from './wrap.ts';

/** Rows shown per section; the rest is only counted. */
const MAX_ROWS = 15;

/** Indent of the lines below a heading. */
const INDENT = '  ';

/** The due items from the store; see `Agenda` there. */
interface AgendaLists {
  readonly tasks: readonly Row[];
  readonly meetings: readonly Row[];
  readonly callbacks: readonly Row[];
  readonly mails: readonly Row[];
  readonly cases: readonly Row[];
  readonly closing: readonly Row[];
  readonly stuck: readonly Row[];
  readonly ending: readonly Row[];
}

/** One line of the flat list: kind, reference, time, description and details. */
export type Item = Row & { readonly kind: string; readonly id: string };

/** The stages of pipelines by name: how many of the open ones come before each, and how many there are. */
export type StagePlaces = ReadonlyMap<string, { readonly index: number; readonly count: number }>;

/** A row of the page: what it is about, when, and what is to be said of it. */
type Entry = readonly [id: Cell, when: Cell, what: Cell, who: Cell, worth: Cell, note: Cell, owner: Cell];

/** A kind of things that wait: how many, as a heading and in the summary. */
interface Part {
  readonly title: string;
  readonly counts: readonly (readonly [count: number, words: string, look: Look])[];
  readonly look: Look;
  readonly entries: readonly Entry[];
  /** The command that lists all of them. */
  readonly all?: string;
}

const COLUMNS: readonly Column[] = [
  { name: 'id', label: '', type: 'integer' },
  { name: 'when', label: '', type: 'date', align: 'right' },
  { name: 'what', label: '', type: 'text' },
  { name: 'who', label: '', type: 'text' },
  { name: 'worth', label: '', type: 'money' },
  { name: 'note', label: '', type: 'text', whole: true },
  { name: 'owner', label: '', type: 'text' },
];

const PHONE: Column = { name: 'phone', label: '', type: 'phone' };

/**
 * From this width on the columns of all parts are aligned if nothing has to be cut for it; else, each part makes the most
 * of the window.
 */
const MIN_ALIGNED_COLUMNS = 116;

/** In a narrower window, or where not all has room beside it, all else stands below what is to be done. */
const MIN_WIDE_COLUMNS = 76;
/** Of one thing that is to be said. */
const MAX_NARROW_LINES = 3;
/** Columns that facts below an entry need at least. */
const MIN_ROOM_BELOW = 30;
/** The place of the owner in an entry. */
const OWNER_CELL = 6;

/** The day for a terminal: a summary line, then a heading and a line each for what waits. */
export function drawToday(
  lists: AgendaLists,
  { stages, showsOwners }: { readonly stages: StagePlaces; readonly showsOwners: boolean },
): Drawing {
  return async ({ width, paint, view: plainView, now, env }) => {
    const view = lists.callbacks.length > 0 ? await viewOf([PHONE], plainView) : plainView;
    const parts = partsOf(lists, stages, view, now).filter(({ entries }) => entries.length > 0);
    const shown = alignStarts(parts.map((part) => part.entries.slice(0, MAX_ROWS)));
    const ruler = await rulerFor(shown.flat(2).map(({ text }) => text));
    const pen = makePen(env, paint, ruler);
    const options = { width: width - INDENT.length - 1, ruler, paint, showsOwners };
    const rows: string[][] = [];
    const isAligned = width >= MIN_ALIGNED_COLUMNS && wholeWidth(shown.flat(), ruler) <= options.width;
    for (const entries of isAligned ? [shown.flat()] : shown)
      rows.push(...(await layEntries(entries, options)));
    const counts = parts.flatMap((part) => part.counts.filter(([count]) => count > 0));
    const lines = factLines(summary(view.today, counts), width, ruler).map((line) => paintLine(line, paint));
    let at = 0;
    for (const { title, look, entries, all } of parts) {
      const count = Math.min(entries.length, MAX_ROWS);
      const of = count < entries.length ? ` of ${entries.length}${all ? `: ${all}` : ''}` : '';
      const right: StyledLine = [{ text: `${count}${of}`, look: 'muted' }];
      lines.push('', paintLine(headingLine(title, pageColumns(width) - 1, pen, { right, look }), paint));
      for (const row of rows.slice(at, at + count)) lines.push(...row.map((line) => INDENT + line));
      at += count;
    }
    return [...lines, ''];
  };
}

/** Numbers and times of all parts with one width, so that what follows them is aligned. */
function alignStarts(parts: readonly (readonly Entry[])[]): Entry[][] {
  const widest = (at: 0 | 1) => Math.max(...parts.flat().map((entry) => entry[at].text.length));
  const [ids, times] = [widest(0), widest(1)];
  const padded = (cell: Cell, width: number): Cell => ({ ...cell, text: cell.text.padStart(width) });
  return parts.map((entries) =>
    entries.map(([id, when, ...rest]) => [padded(id, ids), padded(when, times), ...rest] as const),
  );
}

/** Columns of the window that entries need with nothing cut and all their columns aligned. */
function wholeWidth(entries: readonly Entry[], ruler: Ruler): number {
  const widths = COLUMNS.map((_, at) => Math.max(0, ...entries.map((entry) => ruler.width(entry[at]!.text))));
  const filled = widths.filter((width) => width > 0);
  return filled.reduce((sum, width) => sum + width + COLUMN_GAP, -COLUMN_GAP);
}

/** The lines of each entry, with the columns of all of them aligned. */
async function layEntries(
  entries: readonly Entry[],
  {
    width,
    ruler,
    paint,
    showsOwners,
  }: { readonly width: number; readonly ruler: Ruler; readonly paint: Paint; readonly showsOwners: boolean },
): Promise<string[][]> {
  const blank: Cell = { text: '' };
  const cells = entries.map(([...all]) => (showsOwners ? all : all.with(OWNER_CELL, blank)));
  const lines: (string | null)[] =
    width < MIN_WIDE_COLUMNS
      ? entries.map(() => null)
      : await layWholeCells(COLUMNS, cells, width, paint, 'what');
  const options = { width, ruler, paint, showsOwners };
  return entries.map((entry, at) => {
    const line = lines[at] ?? null;
    return line === null ? narrowLines(entry, options) : [line];
  });
}

/** An entry of a narrow window, whole: what is to be done, and below it all that is to be said of it. */
function narrowLines(
  [id, when, what, who, worth, note, owner]: Entry,
  {
    width,
    ruler,
    paint,
    showsOwners,
  }: { readonly width: number; readonly ruler: Ruler; readonly paint: Paint; readonly showsOwners: boolean },
): string[] {
  const start = [id, when].map((cell) => `${paintCell(cell, paint)}${' '.repeat(COLUMN_GAP)}`).join('');
  const indent = id.text.length + when.text.length + 2 * COLUMN_GAP;
  const room = Math.max(1, width - indent);
  // In a very narrow window it begins below the time.
  const besideId = id.text.length + COLUMN_GAP;
  const belowIndent = room < MIN_ROOM_BELOW ? besideId : indent;
  const belowRoom = Math.max(1, width - belowIndent);
  const wrapped = (cell: Cell, columns: number) =>
    wrapWords(cell.text, columns, MAX_NARROW_LINES, ruler).map((text) => ruler.cut(text, columns));
  const [first = '', ...rest] = wrapped(what, room);
  const facts = [worth, who, note, ...(showsOwners ? [owner] : [])].flatMap((cell) => {
    const look = cell.look === undefined || cell.look === 'two-tone' ? 'muted' : cell.look;
    return wrapped(cell, belowRoom).map((text): StyledLine => [{ text, look }]);
  });
  const below = facts.length === 0 ? [] : factLines(facts, belowRoom + 1, ruler);
  return [
    start + paintCell({ ...what, text: first }, paint),
    ...rest.map((text) => ' '.repeat(indent) + text),
    ...below.map((line) => ' '.repeat(belowIndent) + paintLine(line, paint)),
  ];
}

/** The day, and how much waits. */
function summary(today: string, counts: Part['counts']): StyledLine[] {
  return [
    [{ text: dayTitle(today), look: 'bold' }],
    ...counts.map(
      ([count, words, look]): StyledLine => [
        { text: countText(count), look: ['bold', look] },
        { text: ` ${words}`, look },
      ],
    ),
  ];
}

function partsOf(lists: AgendaLists, stages: StagePlaces, view: Viewpoint, now: number): Part[] {
  const overdue = lists.tasks.filter((task) => String(task.due_date) < view.today);
  const due = lists.tasks.filter((task) => task.due_date === view.today);
  const slipped = lists.closing.filter((deal) => String(deal.close_date) < view.today);
  const { length: stuck } = lists.stuck;
  return [
    {
      title: 'Overdue',
      counts: [[overdue.length, 'overdue', 'bad']],
      look: 'bad',
      entries: overdue.map((task) => taskEntry(task, view)),
      all: 'crm task list --overdue',
    },
    {
      title: 'Today',
      counts: [[due.length, 'due today', 'accent']],
      look: 'accent',
      entries: due.map((task) => taskEntry(task, view)),
    },
    {
      title: 'Meetings',
      counts: [[lists.meetings.length, lists.meetings.length === 1 ? 'meeting' : 'meetings', 'accent']],
      look: 'accent',
      entries: lists.meetings.map((meeting) => meetingEntry(meeting, view)),
      all: 'crm meeting list',
    },
    {
      title: 'Call back',
      counts: [[lists.callbacks.length, 'to call back', 'accent']],
      look: 'accent',
      entries: lists.callbacks.map((lead) => callbackEntry(lead, view, now)),
    },
    {
      title: 'Mail to answer',
      counts: [
        [lists.mails.length, lists.mails.length === 1 ? 'mail to answer' : 'mails to answer', 'accent'],
      ],
      look: 'accent',
      entries: lists.mails.map((mail) => waitingEntry(mail, view)),
      all: 'crm mail list --unanswered',
    },
    {
      title: 'Late cases',
      counts: [[lists.cases.length, lists.cases.length === 1 ? 'late case' : 'late cases', 'bad']],
      look: 'bad',
      entries: lists.cases.map((each) => waitingEntry({ ...each, who: each.about ?? null }, view)),
      all: 'crm case list --breaching',
    },
    {
      title: 'Deals that need a word',
      counts: [
        [lists.closing.length - slipped.length, 'closing soon', 'warn'],
        [slipped.length, 'past the close date', 'bad'],
        [stuck, 'stuck', 'warn'],
      ],
      look: 'warn',
      entries: dealEntries(lists, stages, view),
    },
    {
      title: 'Ends soon',
      counts: endingCounts(lists.ending),
      look: 'warn',
      entries: lists.ending.map((each) => endingEntry(each, view)),
      all: `crm ${lists.ending[0]?.noun ?? 'purchase'} list`,
    },
  ];
}

function taskEntry(task: Row, view: Viewpoint): Entry {
  const date = String(task.due_date);
  const isLate = date < view.today;
  const time = typeof task.due_at === 'string' ? toLocalTime(task.due_at) : '';
  const priority: Cell =
    task.priority === 'high'
      ? { text: '! high', look: ['bold', 'warn'] }
      : { text: task.priority === 'low' ? 'low' : '', look: 'muted' };
  return [
    cell(task.id, 'muted'),
    isLate ? { text: lateText(date, view.today), look: 'bad' } : { text: time },
    cell(task.subject),
    cell(task.about, 'two-tone'),
    priority,
    cell(task.there, 'muted'),
    cell(task.owner, 'muted'),
  ];
}

function meetingEntry(meeting: Row, view: Viewpoint): Entry {
  const date = String(meeting.starts_on);
  const isPast = date < view.today;
  const time = typeof meeting.starts_at === 'string' ? toLocalTime(meeting.starts_at) : '';
  return [
    cell(meeting.id, 'muted'),
    isPast ? { text: lateText(date, view.today), look: 'bad' } : { text: time },
    cell(meeting.subject),
    cell(meeting.about, 'two-tone'),
    cell(meeting.place, 'muted'),
    cell(isPast ? 'held, or a no-show?' : meeting.there, 'muted'),
    cell(meeting.owner, 'muted'),
  ];
}

function callbackEntry(lead: Row, view: Viewpoint, now: number): Entry {
  const at = String(lead.at);
  const isEarlier = toLocalDate(at) < view.today;
  const time = toLocalTime(at);
  const when: Cell =
    Date.parse(at) >= now
      ? { text: time }
      : { text: isEarlier ? lateText(toLocalDate(at), view.today) : `! ${time}`, look: ['bold', 'bad'] };
  return [
    cell(lead.id, 'muted'),
    when,
    cell(lead.name, 'two-tone'),
    cell(humanText(lead.phone ?? null, 'phone', view), 'bold'),
    { text: `${ordinal(Number(lead.attempts) + 1)} try`, look: 'muted' },
    cell(lead.there, 'muted'),
    cell(lead.owner, 'muted'),
  ];
}

/** A mail or a case that somebody waits for: since when, about what, and who. */
function waitingEntry(waiting: Row, view: Viewpoint): Entry {
  const at = String(waiting.at);
  const day = toLocalDate(at);
  return [
    cell(waiting.id, 'muted'),
    day === view.today ? { text: toLocalTime(at) } : { text: lateText(day, view.today), look: 'bad' },
    cell(waiting.subject),
    cell(waiting.who, 'two-tone'),
    cell(/^(urgent|high)$/.test(String(waiting.priority)) ? waiting.priority : null, ['bold', 'warn']),
    { text: '' },
    cell(waiting.owner, 'muted'),
  ];
}

/** Deals whose close date has passed, then those that close soon, then stuck ones, each once with all its reasons. */
function dealEntries({ closing, stuck }: AgendaLists, stages: StagePlaces, view: Viewpoint): Entry[] {
  const byId = new Map<unknown, { deal: Row; notes: string[]; look: Look }>();
  for (const deal of closing) {
    const date = String(deal.close_date);
    const isLate = date < view.today;
    const note = isLate
      ? `close date passed ${relativeDay(date, view.today)}`
      : `closes ${relativeDay(date, view.today)}`;
    byId.set(deal.id, { deal, notes: [note], look: isLate ? 'bad' : 'warn' });
  }
  for (const deal of stuck) {
    const note = `${deal.days} days here, ${deal.limit} are usual`;
    const other = byId.get(deal.id);
    if (other) other.notes.push(note);
    else byId.set(deal.id, { deal, notes: [note], look: 'warn' });
  }
  return [...byId.values()].map(({ deal, notes, look }): Entry => {
    const date = typeof deal.close_date === 'string' ? deal.close_date : null;
    const isLate = date !== null && date < view.today;
    const place = stages.get(String(deal.stage));
    const [name, account] = [String(deal.name ?? ''), String(deal.account ?? '')];
    return [
      cell(deal.id, 'muted'),
      date === null
        ? { text: '' }
        : { text: `${isLate ? '! ' : ''}${shortDay(date, view.today)}`, look: isLate ? 'bad' : 'muted' },
      cell(account === '' || dealWithout(account, name) !== name ? name : `${name} · ${account}`, 'two-tone'),
      cell(deal.stage, place ? stageHue(place.index, place.count) : undefined),
      cell(humanText(deal.amount ?? null, 'money', view, false), 'bold'),
      { text: sanitize(notes.join('; ')), look },
      cell(deal.owner, 'muted'),
    ];
  });
}

/** `3 purchases end soon`, `1 service is due`. */
function endingCounts(ending: readonly Row[]): [count: number, words: string, look: Look][] {
  const kinds = Map.groupBy(ending, ({ noun, what }) =>
    what === 'service' || what === 'warranty' ? what : String(noun),
  );
  return [...kinds].map(([kind, { length }]) => {
    if (kind === 'service') return [length, length === 1 ? 'service is due' : 'services are due', 'warn'];
    if (kind === 'warranty')
      return [length, length === 1 ? 'warranty ends soon' : 'warranties end soon', 'warn'];
    return [length, length === 1 ? `${kind} ends soon` : `${kind}s end soon`, 'warn'];
  });
}

function endingEntry(record: Row, view: Viewpoint): Entry {
  const day = String(record.day);
  return [
    cell(record.id, 'muted'),
    {
      text: `${day < view.today ? '! ' : ''}${shortDay(day, view.today)}`,
      look: day < view.today ? 'bad' : 'muted',
    },
    cell(record.name),
    cell(record.account, 'two-tone'),
    cell(humanText(record.amount ?? null, 'money', view, false), 'bold'),
    { text: `${record.noun}: ${endingText(record, view.today)}`, look: 'warn' },
    cell(record.owner, 'muted'),
  ];
}

const DUE_TEXTS: Readonly<Record<string, string>> = {
  notice: 'notice is due',
  end: 'ends',
  service: 'service is due',
  warranty: 'warranty ends',
};

/** `ends in 12 days`, `notice is due in 3 days`. */
function endingText({ day, what }: Row, today: string): string {
  const text = DUE_TEXTS[String(what)] ?? '';
  return `${String(day) < today ? text.replace(' is ', ' was ') : text} ${relativeDay(String(day), today)}`;
}

function cell(value: Value | undefined, look?: CellLook): Cell {
  return { text: sanitize(plainText(value ?? null)), look };
}

/** `1st`, `2nd`, `3rd`, `11th`. */
function ordinal(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 20;
  return `${count}${(isTeen ? undefined : ['', 'st', 'nd', 'rd'][count % 10]) || 'th'}`;
}

/** How late, without the word: `6 days`. */
function lateText(date: string, today: string): string {
  const days = daysBetween(date, today);
  return days === 1 ? '1 day' : relativeDay(date, today).replace(/ ago$/, '');
}

/** The same as one list, for scripts. */
export function todayItems(lists: AgendaLists, view: Viewpoint): Item[] {
  const money = (row: Row) => humanText(row.amount ?? null, 'money', view);
  return [
    ...lists.tasks.map((row) =>
      item('task', `task:${row.id}`, row, row.due_at ?? row.due_date, row.subject, [row.about, row.there]),
    ),
    ...lists.meetings.map((row) =>
      item('meeting', `meeting:${row.id}`, row, row.starts_at ?? row.starts_on, row.subject, [
        row.about,
        row.place,
        row.there,
      ]),
    ),
    ...lists.callbacks.map((row) =>
      item('callback', `lead:${row.id}`, row, row.at, row.name, [row.phone, row.there]),
    ),
    ...lists.mails.map((row) => item('mail', `mail:${row.id}`, row, row.at, row.subject, [row.who])),
    ...lists.cases.map((row) =>
      item('case', `case:${row.id}`, row, row.at, row.subject, [row.about, row.priority]),
    ),
    ...lists.closing.map((row) => {
      const kind = String(row.close_date) < view.today ? 'slipped' : 'closing';
      return item(kind, `opp:${row.id}`, row, row.close_date, row.name, [row.stage, money(row)]);
    }),
    ...lists.stuck.map((row) => {
      const limitText = `${row.days} days in ${row.stage}, limit ${row.limit}`;
      return item('stuck', `opp:${row.id}`, row, row.since, row.name, [limitText, money(row)]);
    }),
    ...lists.ending.map((row) =>
      item('ending', `${row.noun}:${row.id}`, row, row.day, row.name, [
        row.account,
        endingText(row, view.today),
        money(row),
      ]),
    ),
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
