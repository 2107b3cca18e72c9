import type { Field, Noun, Row } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { oppContacts, otherContactIds, otherOppIds } from '../../store/opp-contacts.ts';
import { records } from '../../store/records.ts';
import { stageHistory } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from '../deps.ts';

/** Activities that a record shows. */
const MAX_ACTIVITIES = 25;

/** What a group of related records is, for what is said when there are none. */
type RelatedKind = 'next' | 'timeline' | 'others';

interface Related {
  readonly kind: RelatedKind;
  readonly title: string;
  readonly noun: Noun;
  readonly columns: readonly string[];
  /** The field that ties the related records to the one shown, or how to find their numbers. */
  readonly by: string | ((db: Store['db'], id: number) => Promise<number[]>);
  readonly sort: readonly [field: string, descending: boolean];
  readonly limit?: number;
  readonly open?: true;
}

const next = (noun: Noun): Related => ({
  kind: 'next',
  title: 'Next',
  noun: 'task',
  columns: ['id', 'due_date', 'due_at', 'kind', 'subject', 'priority', 'owner'],
  by: `${noun}_id`,
  sort: ['due_date', false],
  open: true,
});

const timeline = (noun: Noun): Related => ({
  kind: 'timeline',
  title: 'Timeline',
  noun: 'activity',
  columns: ['id', 'at', 'type', 'outcome', 'subject', 'body', 'duration', 'user'],
  by: `${noun}_id`,
  sort: ['at', true],
  limit: MAX_ACTIVITIES,
});

const opps = (by: Related['by'], title = 'Opportunities'): Related => ({
  kind: 'others',
  title,
  noun: 'opp',
  columns: ['id', 'name', 'stage', 'amount', 'close_date', 'owner'],
  by,
  sort: ['close_date', false],
});

const RELATED: Readonly<Record<Noun, readonly Related[]>> = {
  lead: [next('lead'), timeline('lead')],
  account: [
    {
      kind: 'others',
      title: 'Contacts',
      noun: 'contact',
      columns: ['id', 'name', 'title', 'email', 'phone'],
      by: 'account_id',
      sort: ['name', false],
    },
    {
      kind: 'others',
      title: 'Also here',
      noun: 'contact',
      columns: ['id', 'name', 'title', 'account', 'email', 'phone'],
      by: otherContactIds,
      sort: ['name', false],
    },
    opps('account_id'),
    {
      kind: 'others',
      title: 'Subsidiaries',
      noun: 'account',
      columns: ['id', 'name', 'kind', 'city'],
      by: 'parent_id',
      sort: ['name', false],
    },
    {
      kind: 'others',
      title: 'Came from',
      noun: 'lead',
      columns: ['id', 'name', 'company', 'source', 'converted_at'],
      by: 'account_id',
      sort: ['converted_at', true],
    },
    next('account'),
    timeline('account'),
  ],
  contact: [
    opps('contact_id'),
    opps(otherOppIds, 'Also part of'),
    {
      kind: 'others',
      title: 'Came from',
      noun: 'lead',
      columns: ['id', 'name', 'company', 'source', 'converted_at'],
      by: 'contact_id',
      sort: ['converted_at', true],
    },
    next('contact'),
    timeline('contact'),
  ],
  opp: [
    {
      kind: 'others',
      title: 'Came from',
      noun: 'lead',
      columns: ['id', 'name', 'company', 'source', 'converted_at'],
      by: 'opp_id',
      sort: ['converted_at', true],
    },
    next('opp'),
    timeline('opp'),
  ],
  task: [],
  activity: [],
};

/** Records that belong to the one shown, as a table. */
export interface RelatedRecords {
  readonly kind: RelatedKind;
  readonly title: string;
  readonly columns: readonly RelatedColumn[];
  readonly rows: readonly Row[];
}

type RelatedColumn = Pick<Field, 'name' | 'label' | 'type'>;

/** What belongs to a record: people, deals, what is next, what was said. */
export async function relatedRecords({ store }: Deps, noun: Noun, id: number): Promise<RelatedRecords[]> {
  const found: RelatedRecords[] = [];
  if (noun === 'opp') found.push(await peopleOf(store, id), await stagesOf(store, id));
  for (const related of RELATED[noun]) found.push(await readRelated(store, related, id));
  return found;
}

async function readRelated(store: Store, related: Related, id: number): Promise<RelatedRecords> {
  const { fields } = store.db.nouns.get(related.noun);
  const columns = related.columns.map((name) => fieldNamed(fields, name));
  const ids = typeof related.by === 'string' ? undefined : await related.by(store.db, id);
  const rows: Row[] = [];
  const query = records(store.engine, {
    noun: related.noun,
    fields: columns,
    ...(ids ? { ids } : { where: tied(related, fields, id) }),
    sort: [{ field: fieldNamed(fields, related.sort[0]), descending: related.sort[1] }],
    limit: related.limit,
  });
  for await (const row of query) rows.push(row);
  return { kind: related.kind, title: related.title, columns, rows };
}

function tied({ by, open }: Related, fields: readonly Field[], id: number): Condition {
  const equals = (name: string, value: string | number): Condition => ({
    type: 'compare',
    field: fieldNamed(fields, name),
    op: '=',
    value,
  });
  return { type: 'and', parts: [equals(String(by), id), ...(open ? [equals('status', 'open')] : [])] };
}

function fieldNamed(fields: readonly Field[], name: string): Field {
  const found = fields.find((field) => field.name === name);
  if (!found) throw new Error(`there is no field ${name}`);
  return found;
}

const PEOPLE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'role', label: 'Role', type: 'text' },
];

async function peopleOf(store: Store, id: number): Promise<RelatedRecords> {
  return { kind: 'others', title: 'People', columns: PEOPLE_COLUMNS, rows: await oppContacts(store.db, id) };
}

const STAGE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'stage', label: 'Stage', type: 'text' },
  { name: 'entered_at', label: 'Entered', type: 'datetime' },
  { name: 'days', label: 'Days', type: 'integer' },
  { name: 'amount', label: 'Amount', type: 'money' },
  { name: 'user', label: 'User', type: 'text' },
];

async function stagesOf(store: Store, id: number): Promise<RelatedRecords> {
  return {
    kind: 'others',
    title: 'Stages',
    columns: STAGE_COLUMNS,
    rows: await stageHistory(store.db, id, store.act.now),
  };
}
