import { personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { cameFrom, cases, documents, lines, nextAndTimeline, purchases, quotes } from '../shared/related.ts';
import { BY_OWNER, BY_SOURCE, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { oppColumns } from './columns.ts';
import { oppDerived } from './derived.ts';
import { oppEvents } from './events.ts';
import { oppFields } from './fields.ts';
import { oppLists } from './lists.ts';
import { oppMerge } from './merge.ts';
import { checkOpp, OPP_BY_HAND, overruledInOpp, stageRows } from './rules.ts';
import { oppVerbs } from './verbs.ts';

/** A deal in a pipeline. */
export const OPP = defineNoun(
  {
    noun: 'opp',
    plural: 'opportunities',
    longName: 'opportunity',
    aliases: ['opps', 'opportunity', 'opportunities', 'deal', 'deals'],
    summary: 'deals in the pipeline',
    passesOn: ['account_id', 'contact_id'],
    namesCampaign: true,
    verbs: oppVerbs,
  },
  () => ({
    defaultSort: 'close_date',
    match: {
      keys: [],
      content: ['name_key', 'account_id'],
      also: ['amount_minor', 'close_date', 'contact_id', 'notes'],
      apart: 'account_id',
    },
    listColumns: [
      'id',
      'name',
      'account',
      'stage',
      'amount',
      'currency',
      'probability',
      'close_date',
      'owner',
    ],
    fields: oppFields(),
    derived: oppDerived(),
    lists: oppLists(),
    columns: oppColumns,
    when: 'created_at',
    essential: ['time', 'amount'],
    owner: 'owner',
    title: 'name',
    names: [
      {
        column: 'name',
        key: { column: 'name_key', of: personKey },
        hint: '(select account.name from account where account.id = opp.account_id)',
      },
    ],
    naming: {
      missing: 'an opportunity needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    search: { title: ['name'], body: ['next_step', 'notes', 'lost_reason'] },
    children: [
      ...recordRows('opp'),
      {
        table: 'opp_contact',
        column: 'opp_id',
        onRemove: 'remove',
        uniqueBy: 'contact_id',
        keptFromTwin: ['role'],
        ordered: true,
      },
      {
        table: 'opp_competitor',
        column: 'opp_id',
        onRemove: 'remove',
        uniqueBy: 'lower(name)',
        ordered: true,
      },
      { table: 'opp_split', column: 'opp_id', onRemove: 'remove', uniqueBy: 'user_id', ordered: true },
      { table: 'stage_history', column: 'opp_id', onRemove: 'remove', history: 'entered_at' },
      { table: 'lead', column: 'opp_id', onRemove: 'unlink' },
      { table: 'case', column: 'opp_id', onRemove: 'unlink' },
      { table: 'purchase', column: 'opp_id', onRemove: 'unlink' },
      { table: 'purchase', column: 'renewal_id', onRemove: 'unlink' },
      { table: 'line', column: 'opp_id', onRemove: 'remove' },
      { table: 'quote', column: 'opp_id', onRemove: 'remove' },
      { table: 'review_answer', column: 'opp_id', onRemove: 'cascade' },
    ],
    rules: { facts: 'stages', check: checkOpp, overruled: overruledInOpp, rowsAfter: stageRows },
    rulesByHand: OPP_BY_HAND,
    merge: oppMerge,
    comparedAs: 'deals',
    events: oppEvents(),
    shortcuts: [
      shortcut('stage', 'stage', 'stage', 'in this stage'),
      shortcut('pipeline', 'name', 'pipeline', 'in this pipeline'),
      shortcut('status', 'status', 'status', 'open, won or lost'),
      BY_OWNER,
      BY_SOURCE,
      BY_TAG,
    ],
    flags: [{ option: 'open', help: 'only open ones', filter: 'status = open' }],
    headline: ['account', 'amount', 'probability', 'close_date'],
    facts: [
      'stage',
      'amount',
      'probability',
      'forecast',
      'forecast_amount',
      'close_date',
      'closed_on',
      'next_step',
      'type',
      'competitor',
      'lost_reason',
      'source',
      'owner',
      'tags',
    ],
    sections: [
      { type: 'people' },
      { type: 'splits' },
      { type: 'costs' },
      lines(),
      quotes(),
      { type: 'stages' },
      cases('opp_id'),
      purchases('opp'),
      cameFrom('opp'),
      documents('opp'),
      ...nextAndTimeline('opp'),
    ],
  }),
);
