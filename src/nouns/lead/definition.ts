import { companyKey, personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import {
  addressRows,
  attendeeRows,
  lifecycleHistory,
  memberRows,
  recordRows,
  sequenceRows,
} from '../shared/children.ts';
import { lifecycleRows, overruledLifecycle } from '../shared/lifecycle.ts';
import { attended, documents, nextAndTimeline } from '../shared/related.ts';
import { BY_OWNER, BY_SOURCE, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { leadColumns } from './columns.ts';
import { leadEvents } from './events.ts';
import { leadFields } from './fields.ts';
import { leadMerge } from './merge.ts';
import { checkLead, LEAD_BY_HAND, nameLead, rejectConvertedLead } from './rules.ts';
import { leadVerbs } from './verbs.ts';

/** A person or company who may want what we sell, not yet in the pipeline. */
export const LEAD = defineNoun(
  {
    noun: 'lead',
    plural: 'leads',
    aliases: ['leads'],
    isPerson: true,
    namesCampaign: true,
    summary: 'people and companies who may want what you sell',
    verbs: leadVerbs,
  },
  () => ({
    defaultSort: '-created_at',
    match: {
      keys: ['e-mail', 'phone'],
      content: ['name_key'],
      also: ['company_key', 'title', 'city', 'notes'],
      company: 'company_key',
    },
    listColumns: ['id', 'name', 'company', 'status', 'phone', 'email', 'source', 'owner', 'next_attempt_at'],
    fields: leadFields(),
    derived: [
      {
        name: 'age',
        label: 'Age',
        help: 'days from its creation until today, or until it was converted',
        expression: 'days_between(created_at, coalesce(date(converted_at), today))',
      },
    ],
    becomes: ['account', 'contact', 'opp'],
    columns: leadColumns,
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: `name || case when company is not null and company <> name then ' · ' || company else '' end`,
    names: [
      { column: 'name', key: { column: 'name_key', of: personKey }, hint: 'company' },
      { column: 'company', key: { column: 'company_key', of: companyKey }, hint: 'name' },
    ],
    naming: {
      missing: 'a lead needs a name, a company, an e-mail address or a phone number',
      compute: nameLead,
    },
    search: { title: ['name', 'company'], body: ['title', 'notes', 'city', 'website'], weight: 2 },
    children: [
      ...addressRows('lead'),
      ...recordRows('lead'),
      memberRows('lead'),
      attendeeRows('lead'),
      ...sequenceRows('lead'),
      lifecycleHistory('lead'),
      { table: 'call_hold', column: 'lead_id', onRemove: 'cascade' },
    ],
    rules: {
      facts: 'lead statuses',
      check: checkLead,
      checkChildren: rejectConvertedLead,
      closedBy: 'converted_at',
      overruled: (_, record, given) => overruledLifecycle(record, given),
      rowsAfter: lifecycleRows('lead'),
    },
    rulesByHand: LEAD_BY_HAND,
    merge: leadMerge,
    comparedAs: 'people',
    events: leadEvents(),
    shortcuts: [shortcut('status', 'status', 'status', 'with this status'), BY_OWNER, BY_SOURCE, BY_TAG],
    headline: ['title', 'city', 'country'],
    facts: [
      'status',
      'rating',
      'score',
      'company',
      'title',
      'industry',
      'employees',
      'city',
      'country',
      'source',
      'campaign',
      'owner',
      'next_attempt_at',
      'attempts',
      'tags',
    ],
    sections: [
      { type: 'totals' },
      { type: 'campaigns' },
      { type: 'sequences' },
      attended(),
      documents('lead'),
      ...nextAndTimeline('lead'),
    ],
    sameBy: 'e-mail or phone',
  }),
);
