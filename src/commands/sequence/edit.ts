import type { MigratedCounts } from '../../app/sequences/migrate-runs.ts';
import { editSequence, readSequence, type SequenceEdit } from '../../app/sequences/sequences.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { command } from '../command.ts';
import { readSequenceText, sequenceTextFrom, WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'change a sequence: another text is a new version',
  description:
    'Without options it opens the text in your editor, or takes it from stdin. Who is in the sequence goes on with the ' +
    'version that it began with; who is enrolled from now on gets the new one. With --migrate those within get it too: each ' +
    'goes on after the last step of it that is behind them, so nothing is done twice. Without another text --migrate moves ' +
    'them to the latest version.',
  examples: [
    `${WITH_SEQUENCE} && crm sequence edit fair -m '- day 0 email intro\n- +3d call "Did you see my mail?"' --migrate`,
    `${WITH_SEQUENCE} && crm sequence edit fair --name "spring fair"`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the sequence')
      .option('--name <name>', 'new name')
      .option('-m, --message <text>', 'new steps')
      .option('--from <source>', 'the steps of another sequence, or of a file')
      .option('--migrate', 'who is in it goes on with the new version'),
  async run({ args: [name], options }, ctx) {
    const deps = await ctx.deps();
    const { sequence } = await readSequence(deps, name);
    const { migrate = false } = options;
    const isWritten = options.message !== undefined || (options.name === undefined && !migrate);
    const text =
      options.from !== undefined
        ? await sequenceTextFrom(ctx, options.from, options.message)
        : isWritten
          ? await readSequenceText(ctx, options.message, `${sequence.text}\n`)
          : undefined;
    const edit = await editSequence(deps, name, { name: options.name, text, migrate });
    return {
      type: 'changed',
      sentence: sentenceOf(edit),
      references: [options.name?.trim() ?? edit.before.name],
      notes: notesOf(edit),
    };
  },
});

function sentenceOf({ changeId, before, version, migrated }: SequenceEdit): string {
  if (changeId === null) return '';
  if (version !== null) return `Changed the sequence ${before.name}: version ${version}`;
  return migrated && migrated.moved > 0
    ? `Moved ${peopleText(migrated.moved)} to version ${before.version} of ${before.name}${endText(migrated)}`
    : `Renamed the sequence ${before.name}`;
}

function notesOf({ changeId, before, version, open, migrated }: SequenceEdit): readonly string[] {
  if (changeId === null)
    return [migrated ? `nobody is in an earlier version of ${before.name}` : 'nothing changed'];
  if (version === null) return [];
  if (migrated && migrated.moved > 0)
    return [`${goOn(migrated.moved)} with the new version${endText(migrated)}`];
  if (open === 0) return [];
  return [
    `${goOn(open)} with the version that they have   Move them too: crm sequence edit ${shellQuote(before.name)} --migrate`,
  ];
}

function endText({ moved, finished }: MigratedCounts): string {
  if (finished === 0) return '';
  return `; ${finished === moved ? 'that' : `for ${finished} that`} is its end`;
}

const peopleText = (count: number) => (count === 1 ? '1 person' : `${count} people`);

const goOn = (count: number) => (count === 1 ? '1 person goes on' : `${count} people go on`);
