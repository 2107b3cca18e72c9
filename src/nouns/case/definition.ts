import { personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { documents, nextAndTimeline } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { caseColumns } from './columns.ts';
import { caseEvents } from './events.ts';
import { caseFields } from './fields.ts';
import { caseMerge } from './merge.ts';
import { CASE_BY_HAND, checkCase, overruledInCase } from './rules.ts';
import { caseVerbs } from './verbs.ts';

/** What a customer has trouble with after the sale. */
export const CASE = defineNoun(
  {
    noun: 'case',
    plural: 'cases',
    aliases: ['cases', 'ticket', 'tickets'],
    summary: 'what customers have trouble with, until it is solved',
    passesOn: ['account_id', 'contact_id', 'opp_id'],
    verbs: caseVerbs,
  },
  () => ({
    defaultSort: '-created_at',
    match: { keys: [], content: ['name_key', 'contact_id', 'account_id'], also: ['notes'] },
    listColumns: [
      'id',
      'subject',
      'status',
      'priority',
      'contact',
      'account',
      'owner',
      'due_at',
      'created_at',
    ],
    fields: caseFields(),
    columns: caseColumns,
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: 'subject',
    // The same trouble comes again: prefer the case that is not over.
    names: [
      {
        column: 'subject',
        key: { column: 'name_key', of: personKey },
        hint: 'substr(created_at, 1, 10)',
        preferred: 'solved_at is null',
      },
    ],
    naming: {
      missing: 'a case needs a subject',
      compute(columns) {
        const subject = textOf(columns.subject);
        return subject ? { subject, name_key: personKey(subject) } : null;
      },
    },
    search: { title: ['subject'], body: ['product', 'resolution', 'notes'] },
    children: [...recordRows('case'), { table: 'case', column: 'follows_id', onRemove: 'unlink' }],
    merge: caseMerge,
    rulesByHand: CASE_BY_HAND,
    rules: { facts: 'case statuses', check: checkCase, overruled: overruledInCase },
    events: caseEvents(),
    flags: [
      {
        option: 'breaching',
        help: 'only overdue ones: not answered or not solved in time, the longest first',
        filter: 'due_at < now',
        sort: 'due_at',
      },
    ],
    shortcuts: [
      shortcut('status', 'status', 'status', 'with this status'),
      shortcut('priority', 'priority', 'priority', 'urgent, high, normal or low'),
      BY_OWNER,
      BY_TAG,
    ],
    headline: ['priority', 'account', 'contact'],
    facts: [
      'status',
      'priority',
      'kind',
      'product',
      'channel',
      'created_at',
      'first_response_at',
      'owner',
      'tags',
    ],
    sections: [
      {
        type: 'others',
        title: 'Continued by',
        noun: 'case',
        columns: ['id', 'subject', 'status', 'priority', 'owner'],
        by: 'follows_id',
        sort: ['created_at', false],
      },
      documents('case'),
      ...nextAndTimeline('case'),
    ],
  }),
);
