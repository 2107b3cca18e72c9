import { escalateCases } from '../../app/cases/cases.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { casesAnswer, REFERENCE } from './answer.ts';

export default command({
  summary: 'make cases urgent, and give them to somebody else',
  examples: ['case escalate 1', 'case escalate 2 --to ann'],
  configure: (c) =>
    c.argument('<ref...>', REFERENCE).option('--to <user>', 'name of the user who takes them, or me'),
  async run({ args: [refs], options: { to } }, ctx) {
    const cases = await resolveRecords(ctx, 'case', refs);
    const result = await escalateCases(await ctx.deps(), { cases, to });
    return casesAnswer(cases, result, { done: 'Escalated', already: 'was already urgent' });
  },
});
