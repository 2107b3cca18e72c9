import { removeMembers } from '../../app/campaigns/members.ts';
import { command } from '../command.ts';
import { resolveRecord, resolveRecordsOfAnyNoun } from '../record/references.ts';

export default command({
  summary: 'take leads and contacts out of a campaign',
  description:
    'Leads that name the campaign as the one they came from stay: change that with crm lead edit --campaign.',
  examples: ['campaign join 1 42 && crm campaign leave 1 42'],
  configure: (c) =>
    c
      .argument('<campaign>', 'the campaign: number or name')
      .argument(
        '<ref...>',
        'leads and contacts: 42, contact:7, an e-mail or a name; - reads them from stdin',
      ),
  async run({ args: [campaignRef, refs] }, ctx) {
    const campaign = await resolveRecord(ctx, 'campaign', campaignRef);
    const records = await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).people, refs);
    const { changeId, changed } = await removeMembers(await ctx.deps(), { campaign, records });
    return {
      type: 'changed',
      sentence:
        changeId === null
          ? ''
          : `Took ${changed} ${changed === 1 ? 'member' : 'members'} out of ${campaign.title}`,
      references: [campaign.id],
      notes: changeId === null ? ['nothing changed: they were no members'] : [],
    };
  },
});
