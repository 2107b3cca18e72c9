import { explainScore } from '../../app/scores/explain.ts';
import { MAX_SCORE } from '../../domain/score.ts';
import { rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { resolveRecord } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { NO_RULES } from './list.ts';

export default command({
  summary: 'why a lead has its score, point by point',
  examples: ['score explain 42', "score add 'source = referral' 20 && crm score explain 42 --json"],
  lists: true,
  configure: (c) => c.argument('<ref>', REFERENCE),
  async run({ args: [ref] }, ctx) {
    const lead = await resolveRecord(ctx, 'lead', ref);
    const { typed, computed, rules, caps } = await explainScore(await ctx.deps(), lead.id);
    const capNotes = [...caps].map(([part, cap]) => `${part} gives at most ${cap}`);
    const total =
      rules.length === 0 && typed === null
        ? []
        : [
            typed === null
              ? `score ${computed}: all points together, from 0 to ${MAX_SCORE}`
              : `score ${typed}: it is typed, and goes before the ${computed} of the rules   (crm lead edit ${lead.id} --score '' takes it away)`,
          ];
    return {
      ...listAnswer(
        ctx,
        {
          noun: 'rules',
          columns: [
            { name: 'id', label: 'Rule', type: 'integer', help: 'number of the rule' },
            { name: 'name', label: 'Name', type: 'text', help: 'its name' },
            { name: 'part', label: 'Part', type: 'text', help: 'fit or behaviour' },
            {
              name: 'points',
              label: 'Gives',
              type: 'integer',
              help: 'what it gives at most once, or for each activity',
            },
            { name: 'given', label: 'Points', type: 'number', help: 'what this lead has by it' },
            { name: 'filter', label: 'Filter', type: 'text', help: 'which leads or activities' },
          ],
          empty: NO_RULES,
        },
        rules.map(({ id, name, part, points, given, filter }) => ({
          id,
          name,
          part,
          points,
          given: given === null ? null : rounded(given),
          filter: name === filter ? null : filter,
        })),
      ),
      notes: [...capNotes, ...total],
    };
  },
});
