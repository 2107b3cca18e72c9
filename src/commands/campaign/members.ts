import { listMembers } from '../../app/campaigns/members.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { resolveRecord } from '../record/references.ts';
import { wholeNumber } from '../record/selection.ts';

/** Members that are listed without `--limit`. */
const DEFAULT_LIMIT = 1000;

export default command({
  summary: 'who is in a campaign, and what they did',
  description:
    'Lists members, those who did something last first. The status source is that of leads which name the campaign as the one they came from.',
  examples: ['campaign members "spring expo"', 'campaign members 1 -f csv'],
  lists: true,
  configure: (c) =>
    c
      .argument('<campaign>', 'the campaign: number or name')
      .option('--limit <n>', `maximum number of members; default: ${DEFAULT_LIMIT}`),
  async run({ args: [ref], options: { limit } }, ctx) {
    const campaign = await resolveRecord(ctx, 'campaign', ref);
    const most = wholeNumber('limit', limit) ?? DEFAULT_LIMIT;
    const rows = await listMembers(await ctx.deps(), campaign.id, most);
    return listAnswer(
      ctx,
      {
        noun: 'members',
        columns: [
          { name: 'record', label: 'Record', type: 'text', help: 'the lead or contact' },
          { name: 'name', label: 'Name', type: 'text', help: 'who it is' },
          { name: 'company', label: 'Company', type: 'text', help: 'the company or account' },
          { name: 'status', label: 'Status', type: 'text', help: 'what they did' },
          { name: 'responded', label: 'Responded', type: 'bool', help: 'whether that counts as a response' },
          {
            name: 'since',
            label: 'Since',
            type: 'datetime',
            help: 'since when; of responses, since the first',
          },
          { name: 'reason', label: 'Left out', type: 'text', help: 'why crm campaign send left them out' },
        ],
        empty: `${campaign.title} has no members: crm campaign join ${campaign.id} <ref>`,
      },
      rows.map((row) => ({ ...row, id: row.record ?? null })),
    );
  },
});
