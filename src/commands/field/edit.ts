import { findCustomField } from '../../app/team/custom-fields.ts';
import { editCustomField } from '../../app/team/field-edit.ts';
import { readCustomType } from '../../domain/custom-field.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { nounNamed } from '../record/selection.ts';
import { addSettingOptions, settingsOf } from './options.ts';

/** Values that are named before the others are counted. */
const MAX_SHOWN = 20;

export default command({
  summary: 'change a custom field',
  description:
    'Changes a custom field and, where its type or choices change, the values of records with it, in one change that undo takes back. --dry-run lists the values that do not fit.',
  examples: [
    'field edit lead sites --label "Number of sites" --in-lists',
    'field edit lead sites --index',
    'field edit lead sites --type text --dry-run',
  ],
  configure: (c) =>
    addSettingOptions(
      c
        .argument('<noun>', 'noun of the field')
        .argument('<name>', 'the field')
        .option('--name <name>', 'rename it')
        .option('--type <type>', 'change the type; values that do not fit are listed')
        .option('--choices <a,b,c>', 'all choices, in their order')
        .option('--rename-choice <old=new>', 'rename a choice, also in records; may be repeated', repeat)
        .option('--past', 'days in the past: "mar 12" is the last one, not the next')
        .option('--no-past', 'days in the future')
        .option('--force', 'remove values that do not fit')
        .option('--dry-run', 'only say what would not fit'),
    ),
  async run({ args: [nounText, nameText], options }, ctx) {
    const { force, dryRun, renameChoice, type, ...changes } = options;
    if (Object.keys(changes).length === 0 && !type && !renameChoice)
      throw usage('nothing to change was given', 'Options: crm field edit --help');
    const nouns = await ctx.nouns();
    const noun = nounNamed(nouns, nounText);
    const deps = await ctx.deps();
    const { name: field } = await findCustomField(deps, noun, nameText);
    const result = await editCustomField(deps, {
      ...settingsOf(options),
      ...(type === undefined ? {} : { type: readCustomType(type, nouns.names).type }),
      noun,
      field,
      name: options.name,
      choices: options.choices,
      past: options.past,
      renamedChoices: (renameChoice as string[] | undefined) ?? [],
      force: force === true,
      isDryRun: dryRun === true,
    });
    const { misfits, kept, rewritten, changeId, name } = result;
    const records = rewritten === 1 ? '1 record' : `${rewritten} records`;
    const notes = [...listed('does not fit', misfits), ...listed('no number, kept as typed', kept)];
    if (dryRun)
      return {
        type: 'changed',
        sentence: `Nothing was changed: ${misfits.length === 0 ? 'all values fit' : `${misfits.length} would not fit`}`,
        references: [],
        notes,
      };
    return {
      type: 'changed',
      sentence:
        changeId === null
          ? ''
          : `Changed the field ${name} of ${noun}${rewritten === 0 ? '' : ` and ${records}`}   (crm undo takes it back)`,
      references: [name],
      notes: changeId === null ? ['nothing changed', ...notes] : notes,
    };
  },
});

function listed(what: string, values: readonly string[]): string[] {
  const left = values.length - MAX_SHOWN;
  const lines = values.slice(0, MAX_SHOWN).map((value) => `${what}: ${value}`);
  return left > 0 ? [...lines, `… and ${left} more`] : lines;
}
