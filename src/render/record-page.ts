import { labelledText, readLabelled } from '../domain/address-label.ts';
import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { durationText } from '../domain/duration.ts';
import type { Row, Value } from '../domain/field.ts';
import { sanitize, sanitizeLines } from '../domain/terminal-text.ts';
import type { Look } from './color.ts';
import { filledColumns, type RecordView, type Section } from './column.ts';
import { shortDay } from './days.ts';
import { factLines as factsInLines } from './parts/facts.ts';
import { headingLine } from './parts/heading.ts';
import { makePen, type Pen } from './parts/pen.ts';
import { ageText, timelineLines } from './parts/timeline.ts';
import { fitLine, justify, lineWidth, paintLine, type StyledLine } from './styled-line.ts';
import { pageColumns, type Surface } from './surface.ts';
import { layTable } from './table.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { columnText, humanText, viewOf } from './values.ts';
import { wrapWords } from './wrap.ts';

/** Indent of what stands below a heading. */
const INDENT = '  ';

/** From this width on facts stand in two columns. */
const MIN_TWO_COLUMNS = 96;

/** A fact longer than this takes the whole width. */
const MAX_SHORT_FACT = 36;

/** Lines of what was said that an entry of the timeline shows. */
const MAX_TEXT_LINES = 6;

/** What stands at the right of the title: where the record is, and how good. */
const BADGES: Readonly<Record<string, Look>> = {
  status: 'accent',
  stage: 'accent',
  rating: 'warn',
  score: 'good',
};

/** Fields that the head of the page shows. */
const IN_HEAD: ReadonlySet<string> = new Set(['name', 'phone', 'other_phones', 'phone_labels', 'email']);

/** Fields that sections of the page show, numbers of what other fields name, and moments that only programs read. */
const IN_SECTIONS = /^(?:other_contacts|related_contacts|\w+_ids|on_hold)$/;

/** The page of a record: who it is, what is next, what happened, what belongs to it, and all facts. */
export async function drawRecordPage(record: RecordView, on: Surface): Promise<string[]> {
  const columns = record.fields.map(({ column }) => column);
  const surface: Surface = { ...on, width: pageColumns(on.width), view: await viewOf(columns, on.view) };
  const { width, paint, env } = surface;
  const [, ref = '', title = record.title] = /^(\S+ \d+) {2}([\s\S]*)$/.exec(record.title) ?? [];
  const ruler = await rulerFor(textsOf(record, surface));
  const pen = makePen(env, paint, ruler);
  const page = headLines(record, { title, ref }, pen, surface).map((line) =>
    paintLine(line, paint).trimEnd(),
  );
  const heading = (text: string, count?: number) => {
    const right: StyledLine = count === undefined ? [] : [{ text: String(count), look: 'muted' }];
    return paintLine(headingLine(sanitize(text), width - 1, pen, { right }), paint);
  };
  const order = { top: 0, next: 1, meetings: 2, early: 3, timeline: 4, others: 5 } as const;
  const placeOf = ({ place, type = 'others' }: Section) => order[place ?? type];
  const sections = [...record.sections].sort((a, b) => placeOf(a) - placeOf(b));
  for (const section of sections) {
    const below = await sectionLines(section, record, pen, surface, on.width);
    if (below.length === 0) continue;
    const isCounted = section.type !== 'next' && section.rows.length > 0;
    page.push('', heading(section.title, isCounted ? section.rows.length : undefined));
    page.push(...below);
  }
  const facts = factLines(record, pen, surface);
  if (facts.length > 0) page.push('', heading('Facts'), ...facts.map((line) => paintLine(line, paint)));
  return page;
}

/** All texts of the page, for its ruler. */
function textsOf({ title, fields, sections }: RecordView, { view }: Surface): string[] {
  const values = [
    ...fields.map(({ column, value }) => columnText(column, value, view)),
    ...sections.flatMap(({ columns, rows }) =>
      rows.flatMap((row) => columns.map(({ name, type }) => humanText(row[name] ?? null, type, view))),
    ),
  ];
  return [title, ...values].map((text) => sanitize(text));
}

/** Who or what it is, where it stands, and how to reach them. */
function headLines(
  record: RecordView,
  { title, ref }: { readonly title: string; readonly ref: string },
  { ruler }: Pen,
  surface: Surface,
): StyledLine[] {
  const { width, view } = surface;
  const [name = title, ...rest] = title.split(' · ');
  const parts = wrapWords(sanitize(name), width - 1, Number.POSITIVE_INFINITY, ruler);
  const ends: StyledLine = [{ text: ref === '' ? '' : `  ${ref}`, look: 'muted' }];
  const before = withEnd(
    parts.map((text): StyledLine => [{ text, look: 'bold' }]),
    [ends],
    width - 1,
    ruler,
  );
  const line = before.pop() ?? [];
  const standing = badges(record, surface);
  const about = headlineOf(record, rest.join(' · '), view);
  const labels = labelsOf(record);
  const contact = ['phone', 'other_phones', 'email'].flatMap((field, at): StyledLine[] => {
    const found = record.fields.find(({ column }) => column.name === field);
    const looks: Look[][] = [['bold', 'accent'], ['muted'], []];
    const look = looks[at] ?? [];
    if (!found) return [];
    return [found.value].flat().flatMap((value): StyledLine[] => {
      const text = sanitize(
        columnText({ ...found.column, type: at < 2 ? 'phone' : 'email' }, value ?? null, view),
      );
      const said = typeof value === 'string' ? labels.get(value) : undefined;
      if (text === '') return [];
      return [
        [{ text, look }, ...(said === undefined ? [] : [{ text: ` ${said}`, look: 'muted' as const }])],
      ];
    });
  });
  const fits = lineWidth(line, ruler) + lineWidth(standing, ruler) + 4 < width;
  const clock = clockLines(record, width, ruler);
  return [
    ...before,
    ...(fits
      ? [justify(line, standing, width - 1, ruler)]
      : [line, ...(standing.length > 0 ? [standing] : [])]),
    ...(about === '' ? [] : wrapWords(about, width - 1, Number.POSITIVE_INFINITY, ruler)).map(
      (text): StyledLine => [{ text, look: 'muted' }],
    ),
    ...(contact.length > 0 || clock.length > 0 ? [[]] : []),
    ...factsInLines(contact, width, ruler),
    ...clock,
  ];
}

/** What time it is there, where that is, and whether these are their calling hours. */
function clockLines({ isPerson, clock, fields }: RecordView, width: number, ruler: Ruler): StyledLine[] {
  if (!clock || !isPerson) return [];
  const where = ['city', 'region']
    .map((name) => fields.find(({ column }) => column.name === name)?.value)
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  const said = `${clock.now}${where === '' ? '' : `, ${sanitize(where)}`}; ${clock.hours}`;
  return wrapWords(said, width - 1, Number.POSITIVE_INFINITY, ruler).map(
    (text): StyledLine => [{ text, look: clock.isOpen ? 'good' : 'warn' }],
  );
}

/** Fields of what is planned with people, which may live by another clock. */
const PLANNED: ReadonlySet<string> = new Set(['next_attempt_at', 'due_at', 'starts_at', 'ends_at']);

/** What their clock shows at a moment: ` (15:00 there)`. */
function bothClocks({ clock }: RecordView, when: string | null): string {
  const there = when === null ? '' : (clock?.at(when) ?? '');
  return there === '' ? '' : ` (${there})`;
}

/** What the record is about in one line; `said` follows its name in its title. */
function headlineOf({ headline = [], fields }: RecordView, said: string, view: Surface['view']): string {
  const told = headline.flatMap((name): string[] => {
    const found = fields.find(({ column }) => column.name === name);
    const text = humanText(found?.value ?? null, found?.column.type ?? 'text', view)
      .replace(/ {2}\(\w+:\d+\)$/, '')
      .trim();
    if (text === '') return [];
    return [name === 'probability' ? `${text} %` : name === 'close_date' ? `closes ${text}` : text];
  });
  return sanitize([...(said === '' || told.includes(said) ? [] : [said]), ...told].join(' · '));
}

/** What is said of addresses: `mobile`, `work bad`. */
function labelsOf({ fields }: RecordView): ReadonlyMap<string, string> {
  const entries = fields.flatMap(({ column, value }) =>
    /^(?:email|phone)_labels$/.test(column.name) && Array.isArray(value) ? value : [],
  );
  return new Map(
    entries.flatMap((entry) => {
      const { address, label } = readLabelled(entry) ?? { address: '', label: null };
      return label ? [[address, labelledText(label, '').replace(/: $/, '')] as const] : [];
    }),
  );
}

function badges({ fields }: RecordView, { view }: Surface): StyledLine {
  const hasStage = fields.some(({ column, value }) => column.name === 'stage' && value !== null);
  const shown = fields.flatMap(({ column, value }): StyledLine[] => {
    const text = sanitize(humanText(value, column.type, view));
    const look = BADGES[column.name];
    if (look === undefined || text === '' || (column.name === 'status' && hasStage)) return [];
    const word: StyledLine = column.name === 'score' ? [{ text: 'score ', look: 'muted' }] : [];
    return [[...word, { text, look: ['bold', look] }]];
  });
  return shown.flatMap((line, at) => (at === 0 ? line : [{ text: '   ' }, ...line]));
}

async function sectionLines(
  { type, columns, rows, empty }: Section,
  record: RecordView,
  pen: Pen,
  surface: Surface,
  tableWidth: number,
): Promise<string[]> {
  const { width, paint, view } = surface;
  const room = width - INDENT.length - 1;
  const paintAll = (lines: readonly StyledLine[]) =>
    lines.map((line) => (INDENT + paintLine(line, paint)).trimEnd());
  if (type === 'next') {
    const steps = stepsOf(rows, record.sections.find((section) => section.type === 'meetings')?.rows ?? []);
    return paintAll([
      ...nextStep(record, pen),
      ...nextTry(record, pen, surface),
      ...nextLines(steps, record, empty, pen, surface),
    ]);
  }
  // They stand among the next steps.
  if (type === 'meetings') return [];
  if (rows.length === 0) return empty === undefined ? [] : paintAll([[{ text: empty, look: 'muted' }]]);
  if (type === 'timeline') {
    const entries = rows.map((row) => entryOf(row, surface));
    const options = { isAiry: true, maxTextLines: MAX_TEXT_LINES };
    return paintAll(timelineLines(entries, room, Number.POSITIVE_INFINITY, pen, options).map(withoutEnd));
  }
  const table = await layTable(
    filledColumns(columns, rows),
    rows,
    view,
    tableWidth - INDENT.length - 1,
    paint,
  );
  return [table.header, ...table.lines].map((line) => INDENT + line);
}

/** The line without the blanks at its end. */
function withoutEnd(line: StyledLine): StyledLine {
  const last = line.at(-1);
  if (!last) return line;
  const text = last.text.trimEnd();
  return text === '' ? withoutEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

/** `due in 2 days`, `late 7 days`. */
function dueText(date: string, today: string): string {
  if (date >= today) return `due ${relativeDay(date, today)}`;
  const days = daysBetween(date, today);
  return days === 1 ? 'late 1 day' : `late ${relativeDay(date, today).replace(/ ago$/, '')}`;
}

/** What is to happen next with a deal, in its own words. */
function nextStep({ noun, fields }: RecordView, { signs }: Pen): StyledLine[] {
  const text = fields.find(({ column }) => noun === 'opp' && column.name === 'next_step')?.value;
  return typeof text === 'string'
    ? [[{ text: `${signs.planned} `, look: 'accent' }, { text: sanitize(text) }]]
    : [];
}

/** When a lead is to be called next. */
function nextTry(record: RecordView, { signs, ruler }: Pen, { view, now, width }: Surface): StyledLine[] {
  const fieldValue = (name: string): Value =>
    record.fields.find(({ column }) => column.name === name)?.value ?? null;
  const at = fieldValue('next_attempt_at');
  if (typeof at !== 'string') return [];
  const isLate = Date.parse(at) < now;
  const date = toLocalDate(at);
  const attempts = Number(fieldValue('attempts') ?? 0);
  const tried: StyledLine[] =
    attempts > 0
      ? [[{ text: `  tried ${attempts === 1 ? 'once' : `${attempts} times`}`, look: 'muted' }]]
      : [];
  const line: StyledLine = [
    { text: `${isLate ? signs.late : signs.planned} `, look: isLate ? 'bad' : 'accent' },
    { text: `call ${relativeDay(date, view.today)} ${toLocalTime(at)}` },
    { text: bothClocks(record, at), look: 'muted' },
  ];
  return withEnd([line], tried, width - INDENT.length - 1, ruler);
}

/** An open task or a planned meeting. */
interface Step {
  readonly noun: 'task' | 'meeting';
  readonly row: Row;
  readonly date: string | null;
  readonly at: string | null;
}

/** What is planned, in the order of time; what has no day is last. */
function stepsOf(tasks: readonly Row[], meetings: readonly Row[]): Step[] {
  const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
  const steps: Step[] = [
    ...tasks.map((row) => ({ noun: 'task', row, date: text(row.due_date), at: text(row.due_at) }) as const),
    ...meetings.map(
      (row) => ({ noun: 'meeting', row, date: text(row.starts_on), at: text(row.starts_at) }) as const,
    ),
  ];
  // A blank stands before every time, and a tilde after every day.
  const when = ({ date, at }: Step) => `${date ?? '~'} ${at ?? ''}`;
  return steps.sort((a, b) => (when(a) < when(b) ? -1 : Number(when(a) > when(b))));
}

function nextLines(
  steps: readonly Step[],
  record: RecordView,
  empty: string | undefined,
  { signs, ruler }: Pen,
  { view, width }: Surface,
): StyledLine[] {
  const room = width - INDENT.length - 1;
  if (steps.length === 0)
    return empty === undefined ? [] : [[{ text: `${signs.none} ${empty}`, look: 'warn' }]];
  return steps.flatMap(({ noun, row, date, at }): StyledLine[] => {
    const isLate = date !== null && date < view.today;
    const time = at === null ? '' : ` ${toLocalTime(at)}${bothClocks(record, at)}`;
    const sign = isLate ? signs.late : date === view.today ? signs.today : signs.planned;
    const when =
      date === null
        ? 'no date'
        : `${noun === 'meeting' ? relativeDay(date, view.today) : dueText(date, view.today)}${time}`;
    const said = [row.subject, row.place].filter(Boolean).join(' · ');
    const lines = wrapWords(sanitize(said), room - 2, Number.POSITIVE_INFINITY, ruler).map(
      (text, line): StyledLine => [
        { text: line === 0 ? `${sign} ` : '  ', look: isLate ? 'bad' : 'accent' },
        { text },
      ],
    );
    const facts: StyledLine[] = [
      [{ text: `  ${when}`, look: isLate ? 'bad' : 'muted' }],
      [{ text: `  ${noun} ${row.id}`, look: 'muted' }],
      ...(row.owner ? [[{ text: `  ${sanitize(String(row.owner))}`, look: 'muted' } as const]] : []),
    ];
    return withEnd(lines, facts, room, ruler);
  });
}

/** The lines with what belongs to their end: on the last one, or in lines below it where that is full. */
function withEnd(
  lines: readonly StyledLine[],
  end: readonly StyledLine[],
  width: number,
  ruler: Ruler,
): StyledLine[] {
  const last = lines.at(-1) ?? [];
  const whole = [...last, ...end.flat()];
  if (lineWidth(whole, ruler) <= width) return [...lines.slice(0, -1), whole];
  const below: StyledLine[] = [];
  for (const part of end) {
    const line = [...(below.at(-1) ?? []), ...part];
    if (below.length > 0 && lineWidth(line, ruler) <= width) below[below.length - 1] = line;
    else below.push(part);
  }
  return [...lines, ...below];
}

function entryOf(row: Row, { view, now }: Surface) {
  const text = (name: string) =>
    sanitizeLines(String(row[name] ?? ''))
      .join(' ')
      .trim();
  const at = String(row.at);
  const kind = text('type');
  const day = `${shortDay(toLocalDate(at), view.today)} ${toLocalTime(at)}`;
  const duration = typeof row.duration === 'number' ? durationText(row.duration) : '';
  const said = [text('subject'), text('body')].filter((part) => part !== '');
  return {
    age: ageText(Math.max(0, now - Date.parse(at))),
    kind,
    look: kind === 'event' ? ('muted' as const) : ('accent' as const),
    what: text('outcome'),
    facts: [duration, text('user'), day].filter((fact) => fact !== ''),
    text: said.join('. '),
  };
}

/** All fields with a value: short ones in two columns where there is room, long ones below them. */
function factLines(record: RecordView, { ruler }: Pen, { width, view }: Surface): StyledLine[] {
  const pairs = record.fields
    .filter(
      ({ column: { name } }) => BADGES[name] === undefined && !IN_HEAD.has(name) && !IN_SECTIONS.test(name),
    )
    .map(({ column, value }) => ({
      label: sanitize(column.label),
      lines: sanitizeLines(
        humanText(value, column.type, view).trimEnd() +
          (PLANNED.has(column.name) && typeof value === 'string' ? bothClocks(record, value) : ''),
      ),
    }))
    .filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  const labelWidth = pairs.reduce((widest, { label }) => Math.max(widest, ruler.width(label)), 0);
  const room = width - INDENT.length - 1;
  const start = INDENT.length + labelWidth + 2;
  const valueWidth = Math.max(10, room - labelWidth - 2);
  const line = (label: string, text: string): StyledLine => [
    { text: INDENT },
    { text: label + ' '.repeat(labelWidth - ruler.width(label) + 2), look: 'muted' },
    { text },
  ];
  const isShort = ({ lines }: (typeof pairs)[number]) =>
    lines.length === 1 &&
    ruler.width(lines[0] ?? '') <= Math.min(MAX_SHORT_FACT, Math.floor(width / 2) - start);
  const short = width >= MIN_TWO_COLUMNS ? pairs.filter(isShort) : [];
  const half = Math.ceil(short.length / 2);
  const columns = short.slice(0, half).map(({ label, lines }, at): StyledLine => {
    const left = line(label, lines[0] ?? '');
    const right = short[at + half];
    if (!right) return left;
    return [...fitLine(left, Math.floor(width / 2), ruler), ...line(right.label, right.lines[0] ?? '')];
  });
  const long = pairs.filter((pair) => !short.includes(pair));
  return [
    ...columns,
    ...long.flatMap(({ label, lines }) =>
      lines
        .flatMap((each) => wrapWords(each, valueWidth, Number.POSITIVE_INFINITY, ruler))
        .map((each, at) => line(at === 0 ? label : '', each)),
    ),
  ].filter((each) => lineWidth(each, ruler) > 0);
}
