import { describeTargets, unblockTargets } from '../../app/call-queue/do-not-call.ts';
import { command } from '../command.ts';
import { readTargets, refsOf, TARGET_HELP } from './parse-targets.ts';

export default command({
  summary: 'remove numbers or people from the do-not-call list',
  examples: ['dnc add "+44 20 7946 0999" && crm dnc remove "+44 20 7946 0999"'],
  configure: (c) => c.argument('<whom...>', TARGET_HELP),
  async run({ args: [texts] }, ctx) {
    const targets = await readTargets(ctx, texts);
    await unblockTargets(await ctx.deps(), { targets });
    return {
      type: 'changed',
      sentence: `Removed from the do-not-call list: ${describeTargets(targets)}`,
      references: refsOf(targets),
    };
  },
});
