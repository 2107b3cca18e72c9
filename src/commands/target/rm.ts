import { inWords, removeTargets } from '../../app/team/targets.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove targets',
  examples: ['target set 50k && crm target rm 1'],
  configure: (c) => c.argument('<number...>', 'numbers of targets: crm target list'),
  async run({ args: [numbers] }, ctx) {
    const removed = await removeTargets(await ctx.deps(), numbers.map(readNumber));
    return {
      type: 'changed',
      sentence: removed
        .map((target) => `Removed the target of ${inWords(target, ctx.calendar)}   (crm undo restores it)`)
        .join('\n'),
      references: removed.map(({ id }) => id),
    };
  },
});

function readNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text.trim())) return Number(text);
  throw usage(`"${text}" is not the number of a target`, 'See all: crm target list');
}
