import type { Context } from '../context.ts';
import { isoTime, toLocalDate } from '../domain/dates/calendar.ts';
import { type CalendarEvent, icsText } from '../render/ics.ts';
import { todayItems, todayView } from '../render/today.ts';
import { type Appointment, appointments } from '../store/appointments.ts';
import { countQueue } from '../store/calls/claim-next.ts';
import type { Store } from '../store/store.ts';
import { type Agenda, agenda } from '../store/today.ts';
import { queueRequest } from './call/queue-options.ts';
import { command } from './command.ts';
import { type ListColumn, printList } from './listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'kind', label: 'Kind', type: 'text', help: 'task, callback, closing, slipped or stuck' },
  { name: 'id', label: 'Ref', type: 'text', help: 'the record, as other commands take it' },
  { name: 'when', label: 'When', type: 'text', help: 'day or time it is due; since when it stands still' },
  { name: 'title', label: 'Title', type: 'text', help: 'what it is' },
  { name: 'detail', label: 'Detail', type: 'text', help: 'whom to call, what it is about, what it is worth' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'whose it is' },
];

/** Leads to call are counted up to this many. */
const COUNTED = 100;

/** How long a calendar shows a task or a callback that has a time, in minutes. */
const LASTS = { task: 30, callback: 15 } as const;

export default command({
  summary: 'what waits for you: tasks, callbacks, deals to close or move',
  description:
    "Shows what is yours or nobody's: tasks overdue and due, leads to call back, opportunities that close within a " +
    'week or should have, and those that stand in a stage longer than is usual for it; then how many leads the call ' +
    'queue has for you. With --ics all that is planned, today and later, for a calendar program.',
  examples: ['today', 'today --all', 'today -f ids', 'today --ics > crm.ics'],
  configure: (c) =>
    c
      .option('-a, --all', "everybody's")
      .option('--ics', 'write tasks and callbacks as an iCalendar')
      .option('--fail-if-due', 'exit code 1 when there is anything'),
  async run({ options }, ctx) {
    const store = await ctx.store();
    const whose = options.all ? null : ctx.user;
    const view = { today: toLocalDate(ctx.clock.now()), currency: ctx.config.get('currency') };
    const due = await agenda(store, whose);
    const code = options.failIfDue && count(due) > 0 ? 1 : 0;
    if (options.ics) {
      const events = (await appointments(store, whose)).map(toEvent);
      ctx.io.stdout.write(icsText(events, isoTime(ctx.clock.now())));
      return code;
    }
    if (ctx.print.format !== 'table' || ctx.settings.columns) {
      await printList(ctx, { noun: 'due', columns: COLUMNS }, todayItems(due, view));
      return code;
    }
    if (count(due) > 0) await ctx.print.record(todayView(due, view));
    else await noteNothing(ctx, store, whose);
    await noteQueue(ctx, store);
    return code;
  },
});

async function noteNothing(ctx: Context, store: Store, whose: string | null): Promise<void> {
  const others = whose === null ? 0 : count(await agenda(store, null));
  ctx.print.note(
    others > 0
      ? `nothing waits for ${ctx.user}; for others ${others}: crm today --all`
      : 'nothing is due: a good day to call somebody new',
  );
}

async function noteQueue(ctx: Context, store: Store): Promise<void> {
  const leads = await countQueue(store, await queueRequest(ctx, {}), COUNTED);
  if (!leads) return;
  const many = leads >= COUNTED ? `${COUNTED} leads or more` : leads === 1 ? '1 lead' : `${leads} leads`;
  ctx.print.note(`The call queue has ${many} for you now: crm call next`);
}

function toEvent({ ref, kind, when, title, detail }: Appointment): CalendarEvent {
  return { key: ref.replace(':', '-'), when, minutes: LASTS[kind], title, detail };
}

function count(due: Agenda): number {
  return due.tasks.length + due.callbacks.length + due.closing.length + due.stuck.length;
}
