import type { Field, Noun, Row } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { Column, Section } from '../../render/column.ts';
import { oppContacts, otherContactIds, otherOppIds } from '../../store/opp-contacts.ts';
import { records } from '../../store/records.ts';
import { stageHistory } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import { pickFields, toColumn } from './fields.ts';

/** How much of what was said a record shows. */
const TIMELINE = 25;

interface Related {
  readonly title: string;
  readonly noun: Noun;
  readonly columns: readonly string[];
  /** The field that ties the related records to the one shown, or how to find their numbers. */
  readonly by: string | ((db: Store['db'], id: number) => Promise<number[]>);
  readonly sort: readonly [field: string, descending: boolean];
  readonly limit?: number;
  readonly open?: true;
  /** Said when there are none; `#` stands for the number of the record shown. */
  readonly empty?: string;
}

const next = (noun: Noun): Related => ({
  title: 'Next',
  noun: 'task',
  columns: ['id', 'due_date', 'due_at', 'kind', 'subject', 'priority', 'owner'],
  by: `${noun}_id`,
  sort: ['due_date', false],
  open: true,
  empty: `nothing planned: crm task add "…" --${noun} #`,
});

const timeline = (noun: Noun): Related => ({
  title: 'Timeline',
  noun: 'activity',
  columns: ['id', 'at', 'type', 'outcome', 'subject', 'body', 'duration', 'user'],
  by: `${noun}_id`,
  sort: ['at', true],
  limit: TIMELINE,
  empty: 'nothing was said yet',
});

const opps = (by: Related['by'], title = 'Opportunities'): Related => ({
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
      title: 'Contacts',
      noun: 'contact',
      columns: ['id', 'name', 'title', 'email', 'phone'],
      by: 'account_id',
      sort: ['name', false],
    },
    {
      title: 'Also here',
      noun: 'contact',
      columns: ['id', 'name', 'title', 'account', 'email', 'phone'],
      by: otherContactIds,
      sort: ['name', false],
    },
    opps('account_id'),
    {
      title: 'Subsidiaries',
      noun: 'account',
      columns: ['id', 'name', 'kind', 'city'],
      by: 'parent_id',
      sort: ['name', false],
    },
    {
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

/** What belongs to a record: people, deals, what is next, what was said. */
export async function sectionsOf(store: Store, noun: Noun, id: number): Promise<Section[]> {
  const sections: Section[] = [];
  if (noun === 'opp') sections.push(await peopleOf(store, id), await stagesOf(store, id));
  for (const related of RELATED[noun]) sections.push(await section(store, related, id));
  return sections;
}

async function section(store: Store, related: Related, id: number): Promise<Section> {
  const { fields } = store.db.nouns.get(related.noun);
  const shown = pickFields(related.columns, fields);
  const [sortBy] = pickFields([related.sort[0]], fields) as [Field];
  const ids = typeof related.by === 'string' ? undefined : await related.by(store.db, id);
  const rows: Row[] = [];
  const query = records(store.engine, {
    noun: related.noun,
    fields: shown,
    ...(ids ? { ids } : { where: tied(related, fields, id) }),
    sort: [{ field: sortBy, descending: related.sort[1] }],
    limit: related.limit,
  });
  for await (const row of query) rows.push(row);
  return {
    title: related.title,
    columns: shown.map(toColumn),
    rows,
    ...(related.empty ? { empty: related.empty.replace('#', String(id)) } : {}),
  };
}

function tied({ by, open }: Related, fields: readonly Field[], id: number): Condition {
  const equals = (name: string, value: string | number): Condition => {
    const [field] = pickFields([name], fields) as [Field];
    return { type: 'compare', field, op: '=', value };
  };
  return { type: 'and', parts: [equals(String(by), id), ...(open ? [equals('status', 'open')] : [])] };
}

const PEOPLE_COLUMNS: readonly Column[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'role', label: 'Role', type: 'text' },
];

async function peopleOf(store: Store, id: number): Promise<Section> {
  return { title: 'People', columns: PEOPLE_COLUMNS, rows: await oppContacts(store.db, id) };
}

const STAGE_COLUMNS: readonly Column[] = [
  { name: 'stage', label: 'Stage', type: 'text' },
  { name: 'entered_at', label: 'Entered', type: 'datetime' },
  { name: 'days', label: 'Days', type: 'integer' },
  { name: 'amount', label: 'Amount', type: 'money' },
  { name: 'user', label: 'User', type: 'text' },
];

async function stagesOf(store: Store, id: number): Promise<Section> {
  return { title: 'Stages', columns: STAGE_COLUMNS, rows: await stageHistory(store.db, id, store.act.now) };
}
