import { toLocalDate } from '../domain/dates/calendar.ts';
import { todayItems, todayView } from '../render/today.ts';
import { type Agenda, agenda } from '../store/today.ts';
import { command } from './command.ts';
import { type ListColumn, printList } from './listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'kind', label: 'Kind', type: 'text', help: 'task, callback, closing, slipped or standing' },
  { name: 'id', label: 'Ref', type: 'text', help: 'the record, as other commands take it' },
  { name: 'when', label: 'When', type: 'text', help: 'day or time it is due; since when it stands still' },
  { name: 'title', label: 'Title', type: 'text', help: 'what it is' },
  { name: 'detail', label: 'Detail', type: 'text', help: 'whom to call, what it is about, what it is worth' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'whose it is' },
];

export default command({
  summary: 'what waits for you: tasks, callbacks, deals to close or move',
  description:
    "Shows what is yours or nobody's: tasks overdue and due, leads to call back, opportunities that close within a " +
    'week or should have, and those that stand in a stage longer than is usual for it.',
  examples: ['today', 'today --all', 'today -f ids'],
  configure: (c) => c.option('-a, --all', "everybody's"),
  async run({ options }, ctx) {
    const store = await ctx.store();
    const view = { today: toLocalDate(ctx.clock.now()), currency: ctx.config.get('currency') };
    const due = await agenda(store, options.all ? null : ctx.user);
    if (ctx.print.format !== 'table' || ctx.settings.columns) {
      return printList(ctx, { noun: 'due', columns: COLUMNS }, todayItems(due, view));
    }
    if (count(due) > 0) return ctx.print.record(todayView(due, view));
    const others = options.all ? 0 : count(await agenda(store, null));
    ctx.print.note(
      others > 0
        ? `nothing waits for ${ctx.user}; for others ${others}: crm today --all`
        : 'nothing is due: a good day to call somebody new',
    );
  },
});

function count(due: Agenda): number {
  return due.tasks.length + due.callbacks.length + due.closing.length + due.standing.length;
}
