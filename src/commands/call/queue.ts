import { listQueue } from '../../app/call-queue/queue.ts';
import { callReason, shortCallReason } from '../../domain/calling/call-reason.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import type { Row } from '../../domain/field.ts';
import { dialText } from '../../domain/phones/phone.ts';
import type { QueueStatus } from '../../store/calls/queue.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { wholeNumber } from '../record/selection.ts';
import { holdStatuses, holdSummary } from './hold-summary.ts';
import { addQueueFilter, queueRequest, timeThere } from './queue-options.ts';

/** Default number of leads. */
const DEFAULT_LEADS = 20;

const COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Lead', type: 'integer', help: 'number of the lead' },
  { name: 'phone', label: 'Phone', type: 'phone', help: 'the number to dial' },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the lead' },
  { name: 'company', label: 'Company', type: 'text', yields: true, help: 'company of the lead' },
  { name: 'time_there', label: 'There', type: 'text', help: "the lead's local time" },
  { name: 'why', label: 'Why', type: 'text', help: 'reason for its position' },
  { name: 'zone', label: 'Zone', type: 'text', help: "the lead's time zone, if known" },
];

const COUNT_COLUMNS: readonly ListColumn[] = [
  { name: 'standing', label: 'Standing', type: 'text', help: 'ahead, or why the leads are held back' },
  { name: 'leads', label: 'Leads', type: 'integer', help: 'number of leads' },
];

export default command({
  summary: 'who to call, in order, and who is held back and why',
  description:
    'Lists the leads that `call next` gives you, in order, and counts the leads that are held back. ' +
    'Each lead counts once, for its first reason. `--columns id,name,why` shows the full reasons.',
  examples: ['call queue', 'call queue --mine --limit 50', 'call queue --counts --json'],
  lists: true,
  configure: (c) =>
    addQueueFilter(c)
      .option('--limit <n>', `maximum number of leads; default: ${DEFAULT_LEADS}`)
      .option('--counts', 'only the counts, as a list'),
  async run({ options }, ctx) {
    const request = await queueRequest(ctx, options);
    const limit = options.counts ? 0 : (wholeNumber('limit', options.limit) ?? DEFAULT_LEADS);
    const queue = await listQueue(await ctx.deps(), { request, limit });
    const count = (status: QueueStatus) => queue.counts.get(status) ?? 0;
    if (options.counts) {
      const statuses: QueueStatus[] = ['ahead', ...holdStatuses()];
      return listAnswer(
        ctx,
        { noun: 'standings', columns: COUNT_COLUMNS },
        statuses.map((status) => ({ id: status, standing: status, leads: count(status) })),
      );
    }
    // Short enough for a window of 80 columns, unless columns are chosen.
    const isShort = ctx.print.format === 'table' && ctx.settings.columns === undefined;
    const { clock } = request.times;
    const rows = queue.leads.map((lead): Row => {
      const { attempts = 0, ...name } = queue.names.get(lead.leadId) ?? {};
      const reasons = { ...lead, attempts: attempts as number };
      return {
        ...name,
        id: lead.leadId,
        phone: dialText(lead.phone, lead.extension),
        time_there: timeThere(request, lead.place),
        zone: lead.place.zone || null,
        why: isShort
          ? shortCallReason(reasons, toLocalDate(request.now), lead.place, clock)
          : callReason(reasons, lead.place, clock),
      };
    });
    const view = {
      noun: 'leads',
      columns: isShort ? COLUMNS.map((column) => ({ ...column, whole: column.name === 'why' })) : COLUMNS,
      empty: 'nobody to call now',
      total: count('ahead'),
    };
    const claimed = queue.claims.map(
      ({ leadId, user, until }) =>
        `lead ${leadId} is being called by ${user}, claimed until ${toLocalTime(until)}`,
    );
    const notes = ctx.print.format === 'table' ? [...claimed, ...holdSummary(ctx, queue)] : [];
    return { ...listAnswer(ctx, view, rows), notes };
  },
});
