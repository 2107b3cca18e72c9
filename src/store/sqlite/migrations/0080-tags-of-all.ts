import { addOwner } from './add-owner.ts';
import type { Migration } from './migration.ts';
import { retireCustomField } from './retire-custom-field.ts';

/** Records of every noun can have tags; those of tasks and activities are in the views for other programs. */
export const addTagsOfAll: Migration = (db) => {
  addOwner(db, 'tagging', ...NOUNS);
  for (const noun of NOUNS) {
    db.exec(`create unique index tagging_${noun} on tagging (${noun}_id, tag) where ${noun}_id is not null`);
    retireCustomField(db, noun, 'tags');
  }
  for (const [name, select] of Object.entries(VIEWS)) db.exec(`create view ${name} as\n${select.trim()};`);
};

const NOUNS = [
  ...[
    'line',
    'quote',
    'campaign',
    'product',
    'pricebook',
    'price',
    'purchase',
    'contract',
    'asset',
    'expense',
  ],
  ...['doc', 'task', 'meeting', 'activity'],
];

const named = (table: string, id: string) => `(select t.name from "${table}" t where t.id = ${id})`;

/** The records that an activity or a task belongs to. */
const parties = (table: string) =>
  ['lead', 'contact', 'account', 'opp']
    .map((noun) => `${table}.${noun}_id, ${named(noun, `${table}.${noun}_id`)} as ${noun}`)
    .join(',\n  ');

/** The columns that both end with. */
const ending = (
  noun: string,
) => `(select group_concat(tag, '; ') from (select tag from tagging v where v.${noun}_id = ${noun}.id order by tag)) as tags,
  ${noun}.custom, nullif(${noun}.external_source, '') as external_source, ${noun}.external_id,
  ${noun}.created_at, ${noun}.updated_at`;

const VIEWS = {
  v_activity: `
select activity.id, activity.type, activity.at, ${named('user', 'activity.user_id')} as user, activity.direction,
  activity.disposition, activity.outcome, activity.duration as duration_seconds, activity.subject, activity.body,
  ${parties('activity')},
  ${ending('activity')}
from activity`,
  v_task: `
select task.id, task.subject, task.kind, task.status, task.priority, task.due_date, task.due_at, task.done_at,
  task.every, ${named('user', 'task.owner_id')} as owner,
  ${parties('task')}, task.notes,
  ${ending('task')}
from task`,
};
