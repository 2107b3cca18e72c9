import { editPipeline, type PipelineStep } from '../../app/team/pipelines.ts';
import { usage } from '../../domain/errors.ts';
import { readProbability, readStage } from '../../domain/pipeline-stages.ts';
import type { StagePlace } from '../../store/pipelines.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';

export default command({
  summary: 'change a pipeline and its stages',
  description: 'Changes a pipeline. Several changes at once are all-or-nothing.',
  examples: [
    'pipeline edit sales --add-stage demo:30 --after qualification',
    'pipeline edit sales --rename-stage negotiation=contract --rotting contract=10',
    'pipeline edit sales --probability proposal=60',
  ],
  configure: (c) =>
    c
      .argument('<pipeline>', 'name of the pipeline')
      .option('--add-stage <name:chance>', 'add a stage; give its place with --after or --before')
      .option('--move-stage <stage>', 'move a stage; give its place with --after or --before')
      .option('--after <stage>', 'place of the added or moved stage')
      .option('--before <stage>', 'place of the added or moved stage')
      .option('--rename-stage <old=new>', 'rename a stage; may be repeated', repeat)
      .option('--probability <stage=percent>', 'chance of winning in a stage; may be repeated', repeat)
      .option(
        '--rotting <stage=days>',
        'days after which a deal in a stage is stuck, 0 for never; may be repeated',
        repeat,
      )
      .option('--remove-stage <stage>', 'remove a stage that never had a deal; may be repeated', repeat)
      .option('--rename <name>', 'rename the pipeline')
      .option('--archive', 'archive the pipeline')
      .option('--unarchive', 'use the pipeline again'),
  async run({ args: [text], options }, ctx) {
    const steps = stepsOf(options);
    if (steps.length === 0) throw usage('nothing to change was given', 'Options: crm pipeline edit --help');
    const { changeId, name } = await editPipeline(await ctx.deps(), { pipeline: text, steps });
    const now = options.rename?.trim() ?? name;
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the pipeline ${now}`,
      references: [now],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});

interface EditOptions {
  addStage?: string | undefined;
  moveStage?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
  renameStage?: string[] | undefined;
  probability?: string[] | undefined;
  rotting?: string[] | undefined;
  removeStage?: string[] | undefined;
  rename?: string | undefined;
  archive?: true | undefined;
  unarchive?: true | undefined;
}

/** The steps that the options ask for, in an order in which a new name can be used at once. */
function stepsOf(options: EditOptions): PipelineStep[] {
  if (options.archive && options.unarchive) throw usage('--archive and --unarchive exclude each other');
  const { addStage: added, moveStage: moved } = options;
  const place = placeOf(options);
  const steps: PipelineStep[] = [];
  for (const pair of options.renameStage ?? []) {
    const [stage, name] = pairOf('--rename-stage', pair);
    steps.push({ type: 'edit-stage', stage, patch: { name } });
  }
  if (added !== undefined) steps.push({ type: 'add-stage', stage: readStage(added), place });
  if (moved !== undefined) {
    if (!place) throw usage('the place is missing', 'Give it with --after <stage> or --before <stage>');
    steps.push({ type: 'move-stage', stage: moved, place });
  }
  for (const pair of options.probability ?? []) {
    const [stage, chance] = pairOf('--probability', pair);
    steps.push({ type: 'edit-stage', stage, patch: { probability: readProbability(chance) } });
  }
  for (const pair of options.rotting ?? []) {
    const [stage, text] = pairOf('--rotting', pair);
    steps.push({ type: 'edit-stage', stage, patch: { rottingDays: readDays(text) } });
  }
  for (const stage of options.removeStage ?? []) steps.push({ type: 'remove-stage', stage });
  if (options.archive || options.unarchive)
    steps.push({ type: 'archive', archived: options.archive === true });
  // Last, because every step finds the pipeline by its old name.
  if (options.rename !== undefined) steps.push({ type: 'rename', name: options.rename.trim() });
  return steps;
}

function placeOf({ addStage, moveStage, after, before }: EditOptions): StagePlace | null {
  if (after === undefined && before === undefined) return null;
  if (after !== undefined && before !== undefined) throw usage('--after and --before exclude each other');
  if ((addStage === undefined) === (moveStage === undefined))
    throw usage('--after and --before go with --add-stage or --move-stage');
  return after === undefined ? { side: 'before', stage: before as string } : { side: 'after', stage: after };
}

function pairOf(option: string, pair: string): [string, string] {
  const at = pair.indexOf('=');
  const [stage, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (at < 1 || stage === '' || value === '') throw usage(`${option} needs stage=value, not "${pair}"`);
  return [stage, value];
}

function readDays(text: string): number | null {
  const [, digits] = /^(\d{1,4})\s*(?:d|days?)?$/.exec(text) ?? [];
  if (digits === undefined && text !== 'never')
    throw usage(`"${text}" is not a number of days`, 'Give a whole number; 0 for never');
  return Number(digits ?? 0) || null;
}
