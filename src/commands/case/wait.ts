import { moveCases } from '../../app/cases/cases.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { casesAnswer, REFERENCE } from './answer.ts';

export default command({
  summary: 'wait for the customer',
  examples: ['case wait 1', 'case list --status waiting'],
  configure: (c) => c.argument('<ref...>', REFERENCE),
  async run({ args: [refs] }, ctx) {
    const cases = await resolveRecords(ctx, 'case', refs);
    const result = await moveCases(await ctx.deps(), { cases, kind: 'waiting' });
    return casesAnswer(cases, result, { done: 'Waiting', already: 'was already waiting' });
  },
});
