import { editSequence, readSequence } from '../../app/sequences/sequences.ts';
import { command } from '../command.ts';
import { readSequenceText, WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'change a sequence: another text is a new version',
  description:
    'Without options it opens the text in your editor, or takes it from stdin. Who is in the sequence goes on with the ' +
    'version that it began with; who is enrolled from now on gets the new one.',
  examples: [
    `${WITH_SEQUENCE} && crm sequence edit fair -m '- day 0 email intro\n- +3d call "Did you see my mail?"'`,
    `${WITH_SEQUENCE} && crm sequence edit fair --name "spring fair"`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the sequence')
      .option('--name <name>', 'new name')
      .option('-m, --message <text>', 'new steps'),
  async run({ args: [name], options }, ctx) {
    const deps = await ctx.deps();
    const { sequence } = await readSequence(deps, name);
    const isWritten = options.message !== undefined || options.name === undefined;
    const text = isWritten ? await readSequenceText(ctx, options.message, `${sequence.text}\n`) : undefined;
    const { changeId, before, version, open } = await editSequence(deps, name, { name: options.name, text });
    const people = open === 1 ? '1 person goes' : `${open} people go`;
    return {
      type: 'changed',
      sentence:
        changeId === null
          ? ''
          : version === null
            ? `Renamed the sequence ${before.name}`
            : `Changed the sequence ${before.name}: version ${version}`,
      references: [options.name?.trim() ?? before.name],
      notes:
        changeId === null
          ? ['nothing changed']
          : version !== null && open > 0
            ? [`${people} on with the version that they have`]
            : [],
    };
  },
});
