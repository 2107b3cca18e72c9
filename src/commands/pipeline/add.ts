import { createPipeline } from '../../app/team/pipelines.ts';
import { readStages } from '../../domain/pipeline-stages.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add a pipeline with its stages',
  description:
    'Adds a pipeline. List the stages in order, each with its chance of winning in percent; won and lost are added if missing.',
  examples: [
    'pipeline add fundraising --stages "research:10, ask:40, pledged:80, won, lost"',
    'pipeline add grants --stages "idea:10, applied:30, granted:won, declined:lost"',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'name of the pipeline')
      .requiredOption('--stages <list>', 'name:chance, …, then the closed stages: won, lost, granted:won'),
  async run({ args: [text], options }, ctx) {
    const name = text.trim();
    const stages = readStages(options.stages);
    await createPipeline(await ctx.deps(), { name, stages });
    return {
      type: 'changed',
      sentence: `Added the pipeline ${name}: ${stages.map((stage) => stage.name).join(' → ')}`,
      references: [name],
    };
  },
});
