import { blockTargets, describeTargets } from '../../app/call-queue/do-not-call.ts';
import { command } from '../command.ts';
import { readTargets, refsOf, TARGET_HELP } from './parse-targets.ts';

export default command({
  summary: 'add numbers or people to the do-not-call list',
  description:
    'Adds numbers to the do-not-call list, or people with all their numbers. From then on the call queue leaves out ' +
    'every record with such a number, and calls to them can be logged only with a reason.',
  examples: ['dnc add "+44 20 7946 0999" --reason "asked by letter"', 'dnc add lead:42'],
  createsDatabase: true,
  configure: (c) => c.argument('<whom...>', TARGET_HELP).option('--reason <text>', 'why'),
  async run({ args: [texts], options }, ctx) {
    const targets = await readTargets(ctx, texts);
    const reason = options.reason?.trim() || null;
    const { changed } = await blockTargets(await ctx.deps(), { targets, reason });
    const unchanged = targets.length - changed;
    return {
      type: 'changed',
      sentence: changed === 0 ? '' : `Added to the do-not-call list: ${describeTargets(targets)}`,
      references: refsOf(targets),
      notes: unchanged > 0 ? [`${unchanged} already on the list`] : [],
    };
  },
});
