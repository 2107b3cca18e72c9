import { stepLead } from '../../app/leads/status-changes.ts';
import { insertRecord } from '../../store/write/record.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepLeads } from './step.ts';

export default command({
  summary: 'say that a lead is worth a sale; crm lead convert comes next',
  examples: ['lead qualify 42', 'lead qualify 42 --note "budget agreed, decides in May"'],
  configure: (c) =>
    c.argument('<ref...>', REFERENCE).option('--note <text>', 'what speaks for it, kept as a note'),
  async run({ args: [refs], options: { note } }, ctx) {
    await stepLeads(ctx, await resolveRecords(ctx, 'lead', refs), {
      done: 'Qualified',
      already: 'is qualified already',
      async take(tx, lead) {
        const changed = await stepLead(tx, lead.id, 'qualified', { reason: null }, ctx);
        if (note === undefined || note.trim() === '') return changed;
        const values = { type: 'note', at: tx.now, user_id: tx.userId, lead_id: lead.id, body: note };
        await insertRecord(tx, 'activity', values, ctx);
        return true;
      },
    });
  },
});
