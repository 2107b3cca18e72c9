import { readSequence } from '../../app/sequences/sequences.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { sequenceRow } from './columns.ts';
import { WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'show a sequence as it is written, with its versions',
  examples: [`${WITH_SEQUENCE} && crm sequence show fair`],
  configure: (c) =>
    c.argument('<name>', 'the sequence').option('--version-number <number>', 'an earlier version of it'),
  async run({ args: [name], options: { versionNumber } }, ctx) {
    const { sequence, versions } = await readSequence(await ctx.deps(), name);
    const wanted = versionNumber ?? String(sequence.version);
    const shown = versions.find(({ number }) => String(number) === wanted.trim());
    if (!shown)
      throw usage(
        `the sequence ${sequence.name} has no version "${wanted}"`,
        `Its versions: ${versions.map(({ number }) => number).join(', ')}`,
      );
    const { plan: _, counts, ...kept } = sequence;
    const { startsPerDay } = kept;
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl')
      return {
        type: 'raw',
        text: `${JSON.stringify({ ...sequenceRow(sequence), ...kept, text: shown.text, versions })}\n`,
      };
    const { active, paused, finished, stopped } = counts;
    return {
      type: 'text',
      text: `${shown.text}\n`,
      notes: [
        `${sequence.name}, version ${shown.number} of ${formatDay(shown.createdAt)}` +
          (versions.length === 1 ? '' : `; ${versions.length} versions`),
        `${active} active, ${paused} paused, ${finished} finished, ${stopped} stopped` +
          (startsPerDay === null ? '' : `; ${startsPerDay} begin on a day at most`),
      ],
    };
  },
});
