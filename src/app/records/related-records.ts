import type { Field, Noun, Row } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordTotals, RelatedRecords, RelatedSection } from '../../nouns/shared/related.ts';
import { campaignMembers, campaignsOf } from '../../store/campaigns.ts';
import { furtherContacts, relatedContacts } from '../../store/contact-relations.ts';
import { dealCosts } from '../../store/deal-costs.ts';
import { dealSplits } from '../../store/deal-splits.ts';
import { meetingAttendees } from '../../store/meeting-attendees.ts';
import { linkedIds, oppContacts } from '../../store/opp-contacts.ts';
import { quoteLineRows } from '../../store/quotes.ts';
import { recordTotals } from '../../store/record-totals.ts';
import { records } from '../../store/records.ts';
import { sequencesOfPerson } from '../../store/sequences/of-person.ts';
import { stageHistory } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from '../deps.ts';

/** What belongs to the record shown, as a table. */
export interface RelatedTable {
  readonly type: RelatedRecords['type'];
  readonly title: string;
  readonly columns: readonly RelatedColumn[];
  readonly rows: readonly Row[];
  /** Where it stands on a page: at the top, or above the timeline. */
  readonly place?: 'top' | 'early';
}

type RelatedColumn = Pick<Field, 'name' | 'label' | 'type'>;

/** The related records of a record: people, deals, next steps, history. */
export async function relatedRecords(
  { store }: Deps,
  spec: NounDefinition,
  id: number,
): Promise<RelatedTable[]> {
  const found: RelatedTable[] = [];
  for (const section of store.db.nouns.sectionsOf(spec.noun))
    found.push(await readSection(store, spec.noun, section, id));
  return found;
}

/** The latest activities of a record, the latest first. */
export async function readTimeline(store: Store, noun: Noun, id: number): Promise<readonly Row[]> {
  const section = store.db.nouns.sectionsOf(noun).find(({ type }) => type === 'timeline');
  return section ? (await readSection(store, noun, section, id)).rows : [];
}

function readSection(store: Store, noun: Noun, section: RelatedSection, id: number): Promise<RelatedTable> {
  switch (section.type) {
    case 'totals':
      return totalsOf(store, { noun, id }, section);
    case 'people':
      return peopleOf(store, id);
    case 'costs':
      return costsOf(store, id);
    case 'splits':
      return splitsOf(store, id);
    case 'members':
      return membersOf(store, id);
    case 'campaigns':
      return campaignsOfPerson(store, { noun, id });
    case 'attendees':
      return attendeesOf(store, id);
    case 'sequences':
      return sequencesOf(store, { noun, id });
    case 'relations':
      return relationsOf(store, id);
    case 'further contacts':
      return furtherContactsOf(store, id);
    case 'quote lines':
      return quoteLinesOf(store, id);
    case 'stages':
      return stagesOf(store, id);
    default:
      return readRelated(store, noun, section, id);
  }
}

async function readRelated(
  store: Store,
  noun: Noun,
  related: RelatedRecords,
  id: number,
): Promise<RelatedTable> {
  const { type, title, by, alsoBy, limit } = related;
  const { fields } = store.db.nouns.get(related.noun);
  const columns = related.columns.map((name) => fieldNamed(fields, name));
  const linked = (link: Parameters<typeof linkedIds>[1]) =>
    linkedIds(store.db, link, { from: noun, id, to: related.noun });
  const rows: Row[] = [];
  const query = records(store.engine, {
    noun: related.noun,
    fields: columns,
    ...(typeof by === 'string'
      ? { where: tied(by, related, fields, id, alsoBy === undefined ? [] : await linked(alsoBy)) }
      : { ids: await linked(by.link) }),
    sort: [{ field: fieldNamed(fields, related.sort[0]), descending: related.sort[1] }],
    limit,
  });
  for await (const row of query) rows.push(row);
  return { type, title, columns, rows, ...(related.isEarly ? { place: 'early' } : {}) };
}

/** What the status of an open record is called, where it is not `open`. */
const OPEN_STATUS: Readonly<Record<string, string>> = { meeting: 'planned' };

function tied(
  by: string,
  { open, noun }: RelatedRecords,
  fields: readonly Field[],
  id: number,
  further: readonly number[],
): Condition {
  const equals = (name: string, value: string | number): Condition => ({
    type: 'compare',
    field: fieldNamed(fields, name),
    op: '=',
    value,
  });
  const own = equals(by, id);
  return {
    type: 'and',
    parts: [
      further.length === 0
        ? own
        : { type: 'or', parts: [own, { type: 'in', field: fieldNamed(fields, 'id'), values: further }] },
      ...(open ? [equals('status', OPEN_STATUS[noun] ?? 'open')] : []),
    ],
  };
}

function fieldNamed(fields: readonly Field[], name: string): Field {
  const found = fields.find((field) => field.name === name);
  if (!found) throw new Error(`there is no field ${name}`);
  return found;
}

const TOTALS_COLUMNS: readonly RelatedColumn[] = [
  { name: 'scope', label: 'Of', type: 'text' },
  { name: 'won', label: 'Won to date', type: 'money' },
  { name: 'won_deals', label: 'Deals won', type: 'integer' },
  { name: 'open', label: 'Open', type: 'money' },
  { name: 'open_deals', label: 'Open deals', type: 'integer' },
  { name: 'bought', label: 'Bought', type: 'money' },
  { name: 'purchases', label: 'Purchases', type: 'integer' },
  { name: 'last_contact', label: 'Last contact', type: 'datetime' },
  { name: 'through', label: 'Through', type: 'text' },
  { name: 'by', label: 'By', type: 'text' },
  { name: 'no_shows', label: 'No-shows', type: 'integer' },
];

async function totalsOf(store: Store, record: RecordRef, section: RecordTotals): Promise<RelatedTable> {
  const rows = await recordTotals(store.db, record, section);
  // Without sales there is nothing to add up but talks: what is next comes first.
  return {
    type: 'others',
    title: 'Totals',
    columns: TOTALS_COLUMNS,
    rows,
    place: section.sales ? 'top' : 'early',
  };
}

const PEOPLE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'role', label: 'Role', type: 'text' },
];

async function peopleOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await oppContacts(store.db, id);
  return { type: 'others', title: 'People', columns: PEOPLE_COLUMNS, rows, place: 'early' };
}

const SHARE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'user', label: 'User', type: 'text' },
  { name: 'share', label: 'Share', type: 'text' },
  { name: 'amount', label: 'Amount', type: 'money' },
];

async function splitsOf(store: Store, id: number): Promise<RelatedTable> {
  return { type: 'others', title: 'Shares', columns: SHARE_COLUMNS, rows: await dealSplits(store.db, id) };
}

const COST_COLUMNS: readonly RelatedColumn[] = [
  { name: 'amount', label: 'Amount', type: 'money' },
  { name: 'cost', label: 'Cost', type: 'money' },
  { name: 'margin', label: 'Margin', type: 'money' },
  { name: 'percent', label: '%', type: 'integer' },
];

async function costsOf(store: Store, id: number): Promise<RelatedTable> {
  return { type: 'others', title: 'Margin', columns: COST_COLUMNS, rows: await dealCosts(store.db, id) };
}

const FURTHER_CONTACT_COLUMNS: readonly RelatedColumn[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'account', label: 'Account', type: 'text' },
  { name: 'from', label: 'Since', type: 'date' },
  { name: 'to', label: 'Until', type: 'date' },
];

async function furtherContactsOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await furtherContacts(store.db, id);
  return { type: 'others', title: 'Also here', columns: FURTHER_CONTACT_COLUMNS, rows };
}

const MEMBER_COLUMNS: readonly RelatedColumn[] = [
  { name: 'record', label: 'Record', type: 'text' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'status', label: 'Status', type: 'text' },
  { name: 'since', label: 'Since', type: 'datetime' },
];

async function membersOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await campaignMembers(store.db, id);
  return { type: 'others', title: 'Members', columns: MEMBER_COLUMNS, rows };
}

const CAMPAIGN_COLUMNS: readonly RelatedColumn[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'status', label: 'Status', type: 'text' },
  { name: 'since', label: 'Since', type: 'datetime' },
];

async function campaignsOfPerson(store: Store, person: RecordRef): Promise<RelatedTable> {
  const rows = await campaignsOf(store.db, person);
  return { type: 'others', title: 'Campaigns', columns: CAMPAIGN_COLUMNS, rows };
}

const ATTENDEE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'record', label: 'Record', type: 'text' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'email', label: 'E-mail', type: 'email' },
  { name: 'phone', label: 'Phone', type: 'phone' },
];

async function attendeesOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await meetingAttendees(store.db, id);
  return { type: 'others', title: 'People', columns: ATTENDEE_COLUMNS, rows };
}

const SEQUENCE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'state', label: 'State', type: 'text' },
  { name: 'step', label: 'Step', type: 'integer' },
  { name: 'kind', label: 'Next', type: 'text' },
  { name: 'due_at', label: 'Due', type: 'datetime' },
  { name: 'reason', label: 'Reason', type: 'text' },
];

async function sequencesOf(store: Store, person: RecordRef): Promise<RelatedTable> {
  const rows = await sequencesOfPerson(store.db, person);
  return { type: 'others', title: 'Sequences', columns: SEQUENCE_COLUMNS, rows };
}

const QUOTE_LINE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'quantity', label: 'Quantity', type: 'number' },
  { name: 'price', label: 'Price', type: 'money' },
  { name: 'discount', label: 'Discount %', type: 'number' },
  { name: 'discount_amount', label: 'Discount amount', type: 'money' },
  { name: 'recurring', label: 'Recurring', type: 'text' },
  { name: 'term', label: 'Term', type: 'integer' },
  { name: 'starts_on', label: 'Starts on', type: 'date' },
  { name: 'amount', label: 'Amount', type: 'money' },
];

async function quoteLinesOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await quoteLineRows(store.db, id);
  return { type: 'others', title: 'Lines', columns: QUOTE_LINE_COLUMNS, rows };
}

const RELATION_COLUMNS: readonly RelatedColumn[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'relation', label: 'Relation', type: 'text' },
  { name: 'title', label: 'Title', type: 'text' },
  { name: 'account', label: 'Account', type: 'text' },
];

async function relationsOf(store: Store, id: number): Promise<RelatedTable> {
  const rows = await relatedContacts(store.db, id);
  return { type: 'others', title: 'Relations', columns: RELATION_COLUMNS, rows };
}

const STAGE_COLUMNS: readonly RelatedColumn[] = [
  { name: 'stage', label: 'Stage', type: 'text' },
  { name: 'entered_at', label: 'Entered', type: 'datetime' },
  { name: 'days', label: 'Days', type: 'integer' },
  { name: 'amount', label: 'Amount', type: 'money' },
  { name: 'user', label: 'User', type: 'text' },
];

async function stagesOf(store: Store, id: number): Promise<RelatedTable> {
  return {
    type: 'others',
    title: 'Stages',
    columns: STAGE_COLUMNS,
    rows: await stageHistory(store.db, id, store.act.now),
  };
}
