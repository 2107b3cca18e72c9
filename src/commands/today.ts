import {
  countLeadsToCall,
  MAX_LEADS_COUNTED,
  MOST_OF_OTHERS,
  readAppointments,
  readToday,
  type TimedAppointment,
} from '../app/today.ts';
import { isoTime, toLocalDate } from '../domain/dates/calendar.ts';
import { formatDay } from '../domain/dates/format-day.ts';
import type { Row } from '../domain/field.ts';
import { type CalendarEvent, icsText } from '../render/ics.ts';
import { drawToday, todayItems } from '../render/today.ts';
import type { FailedWork } from '../store/worker/failures.ts';
import { queueRequest } from './call/queue-options.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { wayOutText } from './way-out.ts';

const COLUMNS: readonly ListColumn[] = [
  {
    name: 'kind',
    label: 'Kind',
    type: 'text',
    help: 'task, meeting, callback, mail, case, closing, slipped, stuck, ending or failed',
  },
  { name: 'id', label: 'Ref', type: 'text', help: 'reference of the record' },
  { name: 'when', label: 'When', type: 'text', help: 'when it is due; for stuck deals, since when' },
  { name: 'title', label: 'Title', type: 'text', help: 'name or subject' },
  { name: 'detail', label: 'Detail', type: 'text', help: 'who to call, the related record, the amount' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'user it belongs to' },
];

/** Minutes that a timed task or callback takes in a calendar. */
const LASTS = { task: 30, meeting: 60, callback: 15 } as const;

export default command({
  summary: 'what is due: tasks, meetings, callbacks, deals to close or move',
  description:
    'Shows what is due for you or has no owner: overdue tasks and tasks of today, meetings, leads to call back, mails to answer, late cases, opportunities that close within a ' +
    'week or should have closed, stuck ones, and purchases that end within a month; then the number of leads in your call ' +
    'queue, and what went wrong in the background. With --ics, everything planned from today on, for a calendar program.',
  examples: ['today', 'today --all', 'today -f ids', 'today --ics > crm.ics'],
  lists: true,
  configure: (c) =>
    c
      .option('-a, --all', "everybody's")
      .option('--ics', 'write tasks, meetings and callbacks as iCalendar')
      .option('--fail-if-due', 'exit code 1 if anything is due'),
  async run({ options }, ctx) {
    const deps = await ctx.deps();
    const ofAll = options.all === true;
    const view = { today: toLocalDate(ctx.clock.now()), currency: deps.currency };
    const today = await readToday(deps, { ofAll });
    const exitCode = options.failIfDue && today.count > 0 ? 1 : 0;
    if (options.ics) {
      const events = (await readAppointments(deps, { ofAll })).map(toEvent);
      return { type: 'raw', text: icsText(events, isoTime(ctx.clock.now())), exitCode };
    }
    if (ctx.print.format !== 'table' || ctx.settings.columns)
      return {
        ...listAnswer(ctx, { noun: 'due', columns: COLUMNS }, [
          ...todayItems(today.agenda, view),
          ...today.failures.map(failureItem),
        ]),
        exitCode,
      };
    const leads = await countLeadsToCall(deps, await queueRequest(ctx, {}));
    const failures = today.failures.map(
      ({ what, problem, wayOut }) => `${what} failed: ${problem}   (${wayOutText(wayOut)})`,
    );
    const queue = leads > 0 ? [`The call queue has ${leadsText(leads)} for you now: crm call next`] : [];
    return today.count > 0
      ? {
          type: 'drawing',
          draw: drawToday(today.agenda, { stages: today.stages, showsOwners: ofAll }),
          notes: queue,
          warnings: failures,
          exitCode,
        }
      : {
          type: 'none',
          notes: [nothingText(ctx.user, today.countOfOthers), ...queue],
          warnings: failures,
          exitCode,
        };
  },
});

/** Something that went wrong in the background, as a line of the list. */
function failureItem({ what, at, problem, wayOut }: FailedWork): Row {
  return {
    kind: 'failed',
    id: what.replace(' ', ':'),
    when: at,
    title: what,
    detail: `${problem} · ${wayOutText(wayOut)}`,
    owner: null,
  };
}

function nothingText(user: string, others: number): string {
  return others > 0
    ? `nothing waits for ${user}; for others ${others === MOST_OF_OTHERS ? `${others} or more` : others}: crm today --all`
    : 'nothing is due: a good day to call somebody new';
}

function leadsText(leads: number): string {
  if (leads >= MAX_LEADS_COUNTED) return `${MAX_LEADS_COUNTED} leads or more`;
  return leads === 1 ? '1 lead' : `${leads} leads`;
}

/** Minutes of a meeting whose end is known. */
function lengthOf(when: string, until: string | null): number | null {
  return until === null || when.length === 10 ? null : (Date.parse(until) - Date.parse(when)) / 60_000;
}

function toEvent({ ref, kind, when, until, title, detail, there, guests }: TimedAppointment): CalendarEvent {
  const clocks = there === '' ? null : `${formatDay(when)} (${there})`;
  const lines = [detail, clocks].filter((line) => line !== null).join('\n');
  const minutes = lengthOf(when, until) ?? LASTS[kind];
  return { key: ref.replace(':', '-'), when, minutes, title, detail: lines || null, guests };
}
