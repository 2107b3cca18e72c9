import { moveCases } from '../../app/cases/cases.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { casesAnswer, REFERENCE } from './answer.ts';

export default command({
  summary: 'mark as solved, with how',
  examples: ['case solve 1 --resolution "replaced the meter"', 'case solve 2 3'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('-r, --resolution <text>', 'how it was solved')
      .option('--close', 'close it: the customer has nothing to confirm'),
  async run({ args: [refs], options: { resolution, close } }, ctx) {
    const cases = await resolveRecords(ctx, 'case', refs);
    const kind = close ? 'closed' : 'solved';
    const result = await moveCases(await ctx.deps(), { cases, kind, resolution });
    return casesAnswer(cases, result, {
      done: close ? 'Closed' : 'Solved',
      already: `was already ${kind}`,
    });
  },
});
