import { picklistKey } from '../../domain/picklists.ts';
import { defineNoun } from '../definition.ts';
import { memberRows, recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { campaignColumns } from './columns.ts';
import { campaignFields } from './fields.ts';
import { campaignMerge } from './merge.ts';
import { checkCampaign } from './rules.ts';
import { campaignVerbs } from './verbs.ts';

/** What is done to win many at once: a fair, a mailing, a webinar. */
export const CAMPAIGN = defineNoun(
  {
    noun: 'campaign',
    plural: 'campaigns',
    aliases: ['campaigns'],
    summary: 'fairs, mailings, webinars: who took part, what they cost and brought',
    verbs: campaignVerbs,
  },
  () => ({
    defaultSort: '-starts_on',
    match: { keys: [], content: ['name_key'], also: ['type', 'starts_on', 'ends_on', 'cost_minor', 'notes'] },
    listColumns: [
      'id',
      'name',
      'type',
      'status',
      'starts_on',
      'ends_on',
      'cost',
      'currency',
      'budget',
      'parent',
      'owner',
    ],
    fields: campaignFields(),
    columns: campaignColumns,
    when: 'starts_on',
    essential: [],
    owner: 'owner',
    title: 'name',
    names: [{ column: 'name', key: { column: 'name_key', of: picklistKey }, hint: 'starts_on' }],
    naming: {
      missing: 'a campaign needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: picklistKey(name) } : null;
      },
    },
    search: { title: ['name'], body: ['notes'] },
    children: [
      memberRows('campaign'),
      { table: 'campaign', column: 'parent_id', onRemove: 'refuse' },
      { table: 'message', column: 'campaign_id', onRemove: 'unlink' },
      ...recordRows('campaign'),
    ],
    merge: campaignMerge,
    rules: { facts: 'parents', check: checkCampaign },
    shortcuts: [
      shortcut('type', 'type', 'type', 'of this type'),
      shortcut('status', 'status', 'status', 'planned, active or done'),
      BY_OWNER,
      BY_TAG,
    ],
    sections: [
      { type: 'members' },
      {
        type: 'others',
        title: 'Parts',
        noun: 'campaign',
        columns: ['id', 'name', 'type', 'status', 'starts_on', 'cost'],
        by: 'parent_id',
        sort: ['starts_on', false],
      },
      documents('campaign'),
    ],
  }),
);
