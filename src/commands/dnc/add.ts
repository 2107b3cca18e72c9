import { blockNumber, blockPerson } from '../../store/calls/do-not-call.ts';
import { command } from '../command.ts';
import { readTargets, refsOf, TARGET_HELP, targetsText } from './parse-targets.ts';

export default command({
  summary: 'put numbers or people on the do-not-call list',
  description:
    'Puts numbers on the do-not-call list, or people with all their numbers. From then on the call queue never gives ' +
    'them, whoever has the number, and a call to them is logged only with a reason.',
  examples: ['dnc add "+44 20 7946 0999" --reason "asked by letter"', 'dnc add lead:42'],
  createsDatabase: true,
  configure: (c) => c.argument('<whom...>', TARGET_HELP).option('--reason <text>', 'why'),
  async run({ args: [texts], options }, ctx) {
    const whom = await readTargets(ctx, texts);
    const reason = options.reason?.trim() || null;
    const { result: changed } = await (await ctx.store()).change(
      async (tx) => {
        let fresh = 0;
        for (const one of whom) {
          const added =
            one.kind === 'number'
              ? await blockNumber(tx, one.e164, reason, null)
              : await blockPerson(tx, one.party, reason);
          if (added) fresh++;
        }
        return fresh;
      },
      `put ${targetsText(whom)} on the do-not-call list`,
    );
    if (changed < whom.length) ctx.print.note(`${whom.length - changed} on the list already`);
    ctx.print.made(changed === 0 ? '' : `No longer to be called: ${targetsText(whom)}`, refsOf(whom));
  },
});
