import { type CampaignRow, reportCampaigns } from '../../app/reports/campaigns.ts';
import type { Context } from '../../context.ts';
import { oneOf } from '../../domain/one-of.ts';
import { ATTRIBUTION_MODELS } from '../../domain/reports/attribution.ts';
import { CAMPAIGN } from '../../nouns/campaign/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { notApplicable, percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, decimal, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export const MODEL_HELP = `how the amount of a deal is shared: ${ATTRIBUTION_MODELS.join(', ')}; default: even`;

export default command({
  summary: 'what campaigns cost and brought',
  description:
    'Lists campaigns with their members, the responses, and what won deals brought: the amount of a deal is shared among the ' +
    'campaigns that its people responded to before it was won, and that the deal names itself. --model says how: all to the first or the last, ' +
    'even, or u-shaped (40 % each to the first and the last). The shares sum exactly to the amount. Parts count for their parent, each ' +
    'person once.',
  examples: [
    'report campaigns',
    'report campaigns --model first --period year',
    'report campaigns --type event --json',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(c.option('--model <model>', MODEL_HELP), CAMPAIGN, {
      by: '',
      compares: true,
      when: 'won',
    }),
  run: ({ options }: { options: SelectionOptions }, ctx) => campaignReport(ctx, options),
});

/** The report of the campaigns that the options choose. */
export async function campaignReport(ctx: Context, options: SelectionOptions): Promise<Answer> {
  const { model: typed, ...others } = options;
  const model = oneOf('there is no model', typeof typed === 'string' ? typed : 'even', ATTRIBUTION_MODELS);
  const input = reportInput(ctx, CAMPAIGN, others);
  return partedAnswer(ctx, options, input, [], async (asked) => {
    const report = await reportCampaigns(await ctx.deps(), { ...asked, model });
    return {
      noun: CAMPAIGN,
      columns: [
        integer('id', 'ID', 'number of the campaign'),
        { name: 'name', label: 'Campaign', type: 'text', help: 'its name' },
        integer('members', 'Members', 'people in it or in its parts'),
        integer('responses', 'Responses', 'of these, those who responded'),
        decimal('rate', '%', 'responses in percent of members'),
        integer('deals', 'Won', 'won deals that it has a share in'),
        { ...AMOUNT, help: 'its share of their amounts' },
        { ...AMOUNT, name: 'cost', label: 'Cost', help: 'what it and its parts have cost' },
        decimal('return', 'Return %', 'amount less cost, in percent of the cost; n/a without a cost'),
        CURRENCY,
      ],
      rows: report.rows.map((row) => rowOf(row, notApplicable(ctx.print.format))),
      report,
      period: input.period,
      present: ['members', 'responses', 'rate', 'cost'],
      bars: 'amount',
      definition:
        'Members: leads and contacts that joined, and leads that name the campaign; a lead and the contact it became are one. ' +
        'Responses: members whose status counts as one (crm picklist show member-status), and leads that name the campaign. ' +
        `Amount: shares of deals won in the period, by the model ${model}.`,
      empty: 'no campaigns: crm campaign add',
    };
  });
}

function rowOf(
  { id, name, members, responses, cost, deals, amount, gain, isFirst }: CampaignRow,
  none: string | null,
) {
  const counts = {
    members,
    responses,
    rate: percent(members === 0 ? null : responses / members),
    cost,
  };
  return {
    id,
    name,
    ...(isFirst ? counts : { members: null, responses: null, rate: null, cost: null }),
    deals,
    amount,
    return: percent(gain) ?? none,
    currency: amount?.currency ?? cost?.currency ?? null,
  };
}
