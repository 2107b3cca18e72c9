import { addMembers } from '../../app/campaigns/members.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord, resolveRecordsOfAnyNoun } from '../record/references.ts';

export default command({
  summary: 'make leads and contacts members of a campaign, or say what they did',
  description:
    'Members have a status: invited, sent, responded, attended, or one of your own (crm picklist show member-status). Who is ' +
    'a member already gets the new status. A lead and the contact it became are one member.',
  examples: [
    'campaign join "spring expo" 42 contact:7',
    'campaign join 1 42 --status attended',
    "lead list --where 'status = new' -f ids | crm campaign join 1 -",
  ],
  configure: (c) =>
    c
      .argument('<campaign>', 'the campaign: number or name')
      .argument('<ref...>', 'leads and contacts: 42, contact:7, an e-mail or a name; - reads them from stdin')
      .option('--status <status>', 'what they did; default: invited'),
  async run({ args: [campaignRef, refs], options: { status = 'invited' } }, ctx) {
    const campaign = await resolveRecord(ctx, 'campaign', campaignRef);
    const records = await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).people, refs);
    const { changeId, changed } = await addMembers(await ctx.deps(), { campaign, records, status });
    const who =
      changed === 1 && records[0] && records.length === 1 ? recordText(records[0]) : `${changed} members`;
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `${who} of ${campaign.title}: ${status}`,
      references: [campaign.id],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
