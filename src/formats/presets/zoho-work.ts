import { droppedColumns, type Layout, link } from './preset.ts';

/** Columns of every module. */
export const BASE = {
  'Record Id': 'external_id',
  'Created Time': 'created_at',
  ...droppedColumns(
    'Created By|Created By.id|Modified By|Modified By.id|Modified Time|Last Activity Time|Change Log Time|Locked|' +
      'Unsubscribed Mode|Unsubscribed Time|Last Enriched Time|Enrich Status|Exchange Rate|Connected To.module|' +
      'Connected To.id|Currency.id',
  ),
};

/** The id of a record's owner is beside the name. */
export const owner = (name: string) => ({ [`${name}.id`]: link('owner', 'user') });

/** One column names the related record of any kind. */
const RELATED = [...link('account'), ...link('opp'), ...link('lead')];

const TASK: Layout = {
  subject: 'task',
  signatures: [
    ['Record Id', 'Task Owner.id'],
    ['Task Owner.id', 'Due Date'],
    ['Record Id', 'Due Date', 'Related To.id'],
  ],
  columns: {
    ...BASE,
    Description: 'notes',
    'Task Owner': 'owner',
    Subject: 'subject',
    'Due Date': 'due_date',
    Status: 'status',
    Priority: 'priority',
    'Closed Time': 'done_at',
    'Contact Name': 'contact',
    'Related To': '-',
  },
  links: { ...owner('Task Owner'), 'Related To.id': RELATED, 'Contact Name.id': link('contact') },
  words: {
    status: {
      'not started': 'open',
      deferred: 'open',
      'in progress': 'open',
      completed: 'done',
      'waiting for input': 'open',
    },
    priority: { highest: 'high', lowest: 'low' },
  },
};

const CALL: Layout = {
  subject: 'activity',
  signatures: [
    ['Call Owner.id', 'Call Start Time'],
    ['Record Id', 'Call Start Time'],
  ],
  columns: {
    ...BASE,
    Description: 'body',
    'Call Owner': 'user',
    Subject: 'subject',
    'Call Start Time': 'at',
    'Call Type': 'direction',
    'Call Status': '-',
    'Call Result': 'outcome',
    'Call Duration (in seconds)': 'duration',
    'Contact Name': 'contact',
    'Related To': '-',
  },
  links: { 'Call Owner.id': link('user'), 'Related To.id': RELATED, 'Contact Name.id': link('contact') },
  words: { direction: { inbound: 'in', outbound: 'out', missed: 'in' } },
  defaults: { type: 'call' },
};

const NOTE: Layout = {
  subject: 'activity',
  signatures: [
    ['Note Content', 'Note Owner.id'],
    ['Record Id', 'Note Content'],
  ],
  columns: {
    ...BASE,
    'Note Owner': 'user',
    'Note Title': 'subject',
    'Note Content': 'body',
    'Created Time': 'at',
  },
  links: {
    'Note Owner.id': link('user'),
    Associated_Id: [...link('account'), ...link('contact'), ...link('opp'), ...link('lead')],
    'Parent ID.id': [...link('account'), ...link('contact'), ...link('opp'), ...link('lead')],
  },
  defaults: { type: 'note' },
};

/** Tasks, calls and notes. */
export const WORK_LAYOUTS: readonly Layout[] = [TASK, CALL, NOTE];
