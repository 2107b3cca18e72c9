import { CAMPAIGN } from '../../nouns/campaign/definition.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { campaignReport, MODEL_HELP } from '../report/campaigns.ts';
import { addReportOptions } from '../report/report-options.ts';

export default command({
  summary: 'what one campaign cost and brought',
  description: 'The row of crm report campaigns for one campaign and its parts.',
  examples: ['campaign report "spring expo"', 'campaign report 1 --model u-shaped --period year'],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c.argument('<campaign>', 'the campaign: number or name').option('--model <model>', MODEL_HELP),
      { ...CAMPAIGN, shortcuts: [] },
      { by: { why: 'it is about one campaign' }, compares: true, when: 'won' },
    ),
  async run({ args: [ref], options }: { args: [string]; options: SelectionOptions }, ctx) {
    const campaign = await resolveRecord(ctx, 'campaign', ref);
    const where = [options.where, `id = ${campaign.id}`].filter((part) => typeof part === 'string');
    return campaignReport(ctx, { ...options, where: where.map((part) => `(${part})`).join(' and ') });
  },
});
