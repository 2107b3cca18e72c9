import { qualifyLeads } from '../../app/leads/steps.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'mark a lead as qualified; the next step is crm lead convert',
  examples: ['lead qualify 42', 'lead qualify 42 --note "budget agreed, decides in May"'],
  configure: (c) => c.argument('<ref...>', REFERENCE).option('--note <text>', 'the reason, saved as a note'),
  async run({ args: [refs], options: { note } }, ctx) {
    const leads = await resolveRecords(ctx, 'lead', refs);
    const result = await qualifyLeads(await ctx.deps(), { leads, note });
    return stepsAnswer(leads, result, { done: 'Qualified', already: 'is already qualified' });
  },
});
