import { checkTargets } from '../../app/call-queue/do-not-call.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { readTargets, TARGET_HELP } from './parse-targets.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'number', label: 'Number', type: 'phone', help: 'the number, E.164' },
  { name: 'blocked', label: 'Blocked', type: 'bool', help: 'whether it must not be called' },
  { name: 'reason', label: 'Reason', type: 'text', help: 'why' },
  { name: 'people', label: 'People', type: 'list', help: 'who has the number' },
];

export default command({
  summary: 'check whether numbers or people may be called; exit code 1 if not',
  examples: ['dnc check "+44 20 7946 0321"', 'dnc check lead:42 || echo "not this one"'],
  configure: (c) => c.argument('<whom...>', TARGET_HELP),
  async run({ args: [texts] }, ctx) {
    const checks = await checkTargets(await ctx.deps(), { targets: await readTargets(ctx, texts) });
    const answer = listAnswer(
      ctx,
      { noun: 'numbers', columns: COLUMNS },
      checks.map((check) => ({ id: check.number, ...check })),
    );
    return { ...answer, exitCode: checks.some(({ blocked }) => blocked) ? 1 : 0 };
  },
});
