import { claimNamed, claimNext, listQueue } from '../../app/call-queue/queue.ts';
import { callReason } from '../../domain/calling/call-reason.ts';
import { notFound } from '../../domain/errors.ts';
import type { FieldType, Row, Value } from '../../domain/field.ts';
import { loadPhoneGrouping } from '../../domain/phones/grouping.ts';
import { dialText } from '../../domain/phones/phone.ts';
import type { Column } from '../../render/column.ts';
import type { LeadCard } from '../../store/calls/card.ts';
import type { ClaimedLead, QueueRequest } from '../../store/calls/claim-next.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';
import { holdSummary } from './hold-summary.ts';
import { addQueueFilter, queueRequest, timeThere } from './queue-options.ts';

export default command({
  summary: 'take the next lead to call, or the one you name',
  description:
    'Gives you the next lead to call: first callbacks that are due, then by score, then leads never tried, then ' +
    'those tried longest ago. Skips leads on the do-not-call list, outside calling hours, recently tried, at their ' +
    'attempt limit, owned by others, or being called by a colleague. The lead stays claimed for you for some ' +
    'time (setting claim_minutes), until you log the call, or until `call skip` or `call release`. `crm call` alone ' +
    'does the same. In this terminal the words of a call then mean this lead: crm vm, crm cb thu 3pm, crm note …',
  examples: [
    'call next',
    'call 42',
    "call next --where 'attempts = 0'",
    'call log "$(crm call next -f ids)" -o voicemail',
  ],
  configure: (c) =>
    addQueueFilter(c).argument('[lead]', 'a lead by number, e-mail, phone or name, instead of the next one'),
  async run({ args: [ref], options }, ctx) {
    const deps = await ctx.deps();
    const request = await queueRequest(ctx, options);
    const terms = { minutes: Number(ctx.config.get('claim_minutes')), terminal: ctx.io.terminalName() };
    const next =
      ref === undefined
        ? await claimNext(deps, { request, ...terms })
        : await claimNamed(deps, { leadId: (await resolveRecord(ctx, 'lead', ref)).id, ...terms });
    if (!next)
      throw notFound('nobody to call now', ...holdSummary(ctx, await listQueue(deps, { request, limit: 0 })));
    const { claimed, card, otherClaims } = next;
    ctx.noteStored('a lead is claimed for you', [claimed.leadId]);
    return {
      type: 'records',
      records: [await cardView(claimed, card, request)],
      notes:
        otherClaims.length === 0
          ? []
          : [
              `also kept for you: lead ${otherClaims.join(', ')}; log the call, or give back: crm call release`,
            ],
    };
  },
});

const column = (name: string, label: string, type: FieldType = 'text'): Column => ({ name, label, type });

const FIELDS: readonly Column[] = [
  column('id', 'Lead', 'integer'),
  column('call', 'Call', 'phone'),
  column('why', 'Why'),
  column('time_there', 'Local time'),
  column('zone', 'Zone'),
  column('name', 'Name'),
  column('title', 'Title'),
  column('company', 'Company'),
  column('status', 'Status'),
  column('attempts', 'Attempts', 'integer'),
  column('score', 'Score', 'integer'),
  column('rating', 'Rating'),
  column('email', 'Email', 'email'),
  column('website', 'Website', 'url'),
  column('city', 'City'),
  column('country', 'Country'),
  column('source', 'Source'),
  column('campaign', 'Campaign'),
  column('tags', 'Tags', 'list'),
  column('notes', 'Notes'),
  column('kept_until', 'Claimed until', 'datetime'),
];

const SAID_COLUMNS: readonly Column[] = [
  column('at', 'At', 'datetime'),
  column('type', 'Type'),
  column('outcome', 'Outcome'),
  column('duration', 'Duration', 'duration'),
  column('said', 'Said'),
  column('user', 'User'),
];

async function cardView(claimed: ClaimedLead, { lead, history }: LeadCard, request: QueueRequest) {
  const phone = dialText(claimed.phone, claimed.extension);
  const values: Row = {
    ...lead,
    call: phone,
    why: callReason({ ...claimed, attempts: lead.attempts as number }, claimed.place, request.times.clock),
    time_there: timeThere(request, claimed.place),
    zone: claimed.place.zone || null,
    kept_until: claimed.until,
  };
  const company = lead.company !== null && lead.company !== lead.name ? ` · ${lead.company}` : '';
  const groupPhone = await loadPhoneGrouping();
  return {
    title: `lead ${claimed.leadId}  ${lead.name}${company}  ${groupPhone(phone)}`,
    noun: 'lead',
    fields: FIELDS.map((each) => ({ column: each, value: (values[each.name] ?? null) as Value })),
    sections: [{ title: 'History', columns: SAID_COLUMNS, rows: history }],
  };
}
