import { usage } from '../../domain/errors.ts';
import { readProbability, readStage } from '../../domain/pipeline-stages.ts';
import {
  addStage,
  archivePipeline,
  editStage,
  moveStage,
  type Place,
  removeStage,
  renamePipeline,
} from '../../store/pipelines.ts';
import { type Pipeline, pipelineNamed } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';

type Step = (tx: Tx, pipeline: Pipeline) => Promise<void>;

export default command({
  summary: 'change a pipeline and its stages',
  description: 'Changes a pipeline. Several changes at once are made together or not at all.',
  examples: [
    'pipeline edit sales --add-stage demo:30 --after qualification',
    'pipeline edit sales --rename-stage negotiation=contract --rotting contract=10',
    'pipeline edit sales --probability proposal=60',
  ],
  configure: (c) =>
    c
      .argument('<pipeline>', 'the name of the pipeline')
      .option('--add-stage <name:chance>', 'a stage more; says where with --after or --before')
      .option('--move-stage <stage>', 'to another place; says where with --after or --before')
      .option('--after <stage>', 'where the stage added or moved goes')
      .option('--before <stage>', 'where the stage added or moved goes')
      .option('--rename-stage <old=new>', 'another name for a stage; may be repeated', repeat)
      .option('--probability <stage=percent>', 'the chance of a stage; may be repeated', repeat)
      .option(
        '--rotting <stage=days>',
        'when a deal in a stage counts as stuck, 0 for never; may be repeated',
        repeat,
      )
      .option('--remove-stage <stage>', 'a stage that no deal was ever in; may be repeated', repeat)
      .option('--rename <name>', 'another name for the pipeline')
      .option('--archive', 'out of use')
      .option('--unarchive', 'in use again'),
  async run({ args: [text], options }, ctx) {
    const steps = stepsOf(options);
    if (steps.length === 0) throw usage('nothing to change is named', 'Options: crm pipeline edit --help');
    const store = await ctx.store();
    const { name } = await pipelineNamed(store.db, text);
    const { id } = await store.change(
      async (tx) => {
        // Each step sees what the one before it made.
        for (const step of steps) await step(tx, await pipelineNamed(tx, name));
      },
      () => `edited the pipeline ${name}`,
    );
    if (id === null) ctx.print.note('nothing was different');
    const now = options.rename?.trim() ?? name;
    ctx.print.made(id === null ? '' : `Changed the pipeline ${now}`, [now]);
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

/** What the options ask for, in an order in which a new name can be used at once. */
function stepsOf(options: EditOptions): Step[] {
  if (options.archive && options.unarchive) throw usage('--archive and --unarchive exclude each other');
  const { addStage: added, moveStage: moved } = options;
  const place = placeOf(options);
  const steps: Step[] = [];
  for (const pair of options.renameStage ?? []) {
    const [stage, name] = pairOf('--rename-stage', pair);
    steps.push((tx, pipeline) => editStage(tx, pipeline, stage, { name }));
  }
  if (added !== undefined) {
    const draft = readStage(added);
    steps.push((tx, pipeline) => addStage(tx, pipeline, draft, place));
  }
  if (moved !== undefined) {
    if (!place) throw usage('where to?', 'Say it with --after <stage> or --before <stage>');
    steps.push((tx, pipeline) => moveStage(tx, pipeline, moved, place));
  }
  for (const pair of options.probability ?? []) {
    const [stage, chance] = pairOf('--probability', pair);
    const probability = readProbability(chance);
    steps.push((tx, pipeline) => editStage(tx, pipeline, stage, { probability }));
  }
  for (const pair of options.rotting ?? []) {
    const [stage, text] = pairOf('--rotting', pair);
    const rottingDays = readDays(text);
    steps.push((tx, pipeline) => editStage(tx, pipeline, stage, { rottingDays }));
  }
  for (const stage of options.removeStage ?? [])
    steps.push((tx, pipeline) => removeStage(tx, pipeline, stage));
  if (options.archive || options.unarchive)
    steps.push((tx, pipeline) => archivePipeline(tx, pipeline, options.archive === true));
  // Last, as every step finds the pipeline by the name it had.
  if (options.rename !== undefined) {
    const name = nonBlank(options.rename);
    steps.push((tx, pipeline) => renamePipeline(tx, pipeline, name));
  }
  return steps;
}

function placeOf({ addStage, moveStage, after, before }: EditOptions): Place | null {
  if (after === undefined && before === undefined) return null;
  if (after !== undefined && before !== undefined) throw usage('--after and --before exclude each other');
  if ((addStage === undefined) === (moveStage === undefined))
    throw usage('--after and --before say where one stage goes: use them with --add-stage or --move-stage');
  return after === undefined ? { side: 'before', stage: before as string } : { side: 'after', stage: after };
}

function pairOf(option: string, pair: string): [string, string] {
  const at = pair.indexOf('=');
  const [stage, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (at < 1 || stage === '' || value === '') throw usage(`${option} takes stage=value, not "${pair}"`);
  return [stage, value];
}

function readDays(text: string): number | null {
  const [, digits] = /^(\d{1,4})\s*(?:d|days?)?$/.exec(text) ?? [];
  if (digits === undefined && text !== 'never')
    throw usage(`cannot read "${text}" as days`, 'Give a whole number; 0 for never');
  return Number(digits ?? 0) || null;
}

function nonBlank(text: string): string {
  if (text.trim() === '') throw usage('the name of a pipeline cannot be blank');
  return text.trim();
}
