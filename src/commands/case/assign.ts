import { assignCases } from '../../app/cases/cases.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { casesAnswer, REFERENCE } from './answer.ts';

export default command({
  summary: 'assign cases to a user',
  examples: ['case assign 1 --to ann', 'case list --status open -f ids | crm case assign - --to me'],
  configure: (c) =>
    c.argument('<ref...>', REFERENCE).requiredOption('--to <user>', 'name of the user, or me'),
  async run({ args: [refs], options: { to } }, ctx) {
    const cases = await resolveRecords(ctx, 'case', refs);
    const result = await assignCases(await ctx.deps(), { cases, to });
    const name = to === 'me' ? ctx.user : to;
    return casesAnswer(cases, result, { done: `Assigned to ${name}`, already: `already belongs to ${name}` });
  },
});
