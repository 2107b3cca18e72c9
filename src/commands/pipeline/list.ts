import { listStages } from '../../app/team/pipelines.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the pipelines with their stages',
  examples: ['pipeline list', 'pipeline list --csv'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const rows = (await listStages(await ctx.deps())).map(({ pipeline, stage, opps }) => ({
      id: stage.name,
      pipeline: pipeline.name,
      position: stage.position,
      stage: stage.name,
      probability: stage.probability,
      forecast: stage.category,
      kind: stage.kind,
      rotting_days: stage.rottingDays,
      opps,
      archived: pipeline.archived,
    }));
    return listAnswer(
      ctx,
      {
        noun: 'pipelines',
        columns: [
          { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline' },
          { name: 'position', label: '#', type: 'integer', help: 'position of the stage, from 1' },
          { name: 'stage', label: 'Stage', type: 'text', help: 'the stage' },
          { name: 'probability', label: 'Chance', type: 'integer', help: 'chance of winning, in percent' },
          { name: 'forecast', label: 'Forecast', type: 'text', help: 'forecast category' },
          { name: 'kind', label: 'Kind', type: 'text', help: 'open, won or lost' },
          {
            name: 'rotting_days',
            label: 'Stuck after',
            type: 'integer',
            help: 'days after which a deal is stuck',
          },
          { name: 'opps', label: 'Opps', type: 'integer', help: 'opportunities in this stage' },
          { name: 'archived', label: 'Archived', type: 'bool', help: 'whether the pipeline is archived' },
        ],
      },
      rows,
    );
  },
});
