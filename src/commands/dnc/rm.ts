import { notFound } from '../../domain/errors.ts';
import { unblockNumber, unblockPerson } from '../../store/calls/do-not-call.ts';
import { command } from '../command.ts';
import { readTargets, refsOf, TARGET_HELP, targetsText } from './parse-targets.ts';

export default command({
  summary: 'take numbers or people off the do-not-call list',
  examples: ['dnc add "+44 20 7946 0999" && crm dnc remove "+44 20 7946 0999"'],
  configure: (c) => c.argument('<whom...>', TARGET_HELP),
  async run({ args: [texts] }, ctx) {
    const whom = await readTargets(ctx, texts);
    await (await ctx.store()).change(
      async (tx) => {
        for (const one of whom) {
          const removed =
            one.kind === 'number' ? await unblockNumber(tx, one.e164) : await unblockPerson(tx, one.party);
          if (!removed)
            throw notFound(
              `${one.kind === 'number' ? one.e164 : one.text} is not on the do-not-call list`,
              'See it: crm dnc list',
            );
        }
      },
      `took ${targetsText(whom)} off the do-not-call list`,
    );
    ctx.print.made(`May be called again: ${targetsText(whom)}`, refsOf(whom));
  },
});
