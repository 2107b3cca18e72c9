import { blockTargets, describeTargets } from '../../app/call-queue/do-not-call.ts';
import { command } from '../command.ts';
import { readTargets, refsOf, TARGET_HELP } from './parse-targets.ts';

export default command({
  summary: 'put numbers or people on the do-not-call list',
  description:
    'Puts numbers on the do-not-call list, or people with all their numbers. From then on the call queue never gives ' +
    'them, whoever has the number, and a call to them is logged only with a reason.',
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
      sentence: changed === 0 ? '' : `No longer to be called: ${describeTargets(targets)}`,
      references: refsOf(targets),
      notes: unchanged > 0 ? [`${unchanged} on the list already`] : [],
    };
  },
});
