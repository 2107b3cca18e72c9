import type { Brief, BriefFact, BriefPerson, BriefPlan } from '../../domain/brief.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { notFound } from '../../domain/errors.ts';
import type { Noun, Row } from '../../domain/field.ts';
import type { NamedRecord, RecordRef } from '../../domain/record-ref.ts';
import { nameColumn } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { contactCounts, lastWords, leadAsPerson, peopleToMeet } from '../../store/brief/contacts.ts';
import {
  activePurchases,
  customerDeals,
  meetingToPrepare,
  openCases,
  openPlans,
} from '../../store/brief/matters.ts';
import { type Circle, circleOf, type Scope } from '../../store/next/circle.ts';
import { recordTotals } from '../../store/record-totals.ts';
import { stageHistory } from '../../store/stages.ts';
import { readTitles } from '../../store/titles.ts';
import { timesThere } from '../both-clocks.ts';
import type { Deps } from '../deps.ts';
import { nextSteps } from '../next/next-steps.ts';
import { FIELDS_SHOWN, fieldsOf } from '../records/fields.ts';
import { readRecord } from '../records/read.ts';

/** Nouns that a page can be read of: a meeting is about a record of one of the others. */
export const briefNouns = (nouns: Nouns): Noun[] => [...nouns.subjectsOf('meeting'), 'meeting'];

/** How many of each are on the page. */
const MAX_ROWS = { people: 8, words: 6, plans: 10, deals: 6, cases: 5, purchases: 6, next: 5 } as const;

/** The page to read before a meeting with the people of a record. */
export async function readBrief(deps: Deps, found: NamedRecord): Promise<Brief> {
  const { store } = deps;
  const { record, meeting } =
    found.noun === 'meeting' ? await ofMeeting(deps, found.id) : { record: found, meeting: null };
  const circle = await circleOf(store.db, record);
  const scope = (limit: number): Scope => ({ user: null, circle, limit, now: store.act.now });
  const { facts, row } = await factsOf(deps, record);
  const account = await accountOf(deps, record, circle);
  // The people and deals of a customer count from their own pages on; a case or a contact is asked about its account.
  const customer = account ? { ...circle, account: [account.record.id] } : circle;
  return {
    record,
    meeting,
    facts,
    account,
    notes: typeof row.notes === 'string' ? row.notes : null,
    people: await withTimes(
      deps,
      record.noun === 'lead'
        ? await leadAsPerson(store.db, circle)
        : await peopleToMeet(store.db, record, circle, MAX_ROWS.people),
    ),
    contacts: await contactCounts(store.db, scope(1)),
    stages: record.noun === 'opp' ? (await stageHistory(store.db, record.id, store.act.now)).reverse() : [],
    totals: await totalsOf(deps, record, account?.record ?? null),
    words: await lastWords(store.db, scope(MAX_ROWS.words)),
    plans: await openPlans(store.db, scope(MAX_ROWS.plans)),
    deals: await customerDeals(store.db, record, customer, MAX_ROWS.deals),
    cases: (await openCases(store.db, scope(MAX_ROWS.cases))).filter(
      ({ id }) => record.noun !== 'case' || id !== record.id,
    ),
    purchases: await activePurchases(store.db, customer, MAX_ROWS.purchases),
    next: (await nextSteps(deps, { user: null, about: record, kind: null, limit: MAX_ROWS.next })).steps,
  };
}

/** The page for the user's next meeting. Throws `not-found` where none is planned. */
export async function nextMeeting({ store, clock, user }: Deps): Promise<NamedRecord> {
  const meeting = await meetingToPrepare(store.db, { user, today: toLocalDate(clock.now()) });
  if (!meeting) throw notFound('you have no meeting to prepare for', { code: 'no-meeting-to-prepare' });
  return { noun: 'meeting', id: meeting.id, title: meeting.subject };
}

async function ofMeeting({ store }: Deps, id: number): Promise<{ record: NamedRecord; meeting: BriefPlan }> {
  const meeting = await meetingToPrepare(store.db, { id });
  const { about_noun = null, about_id = null } = meeting ?? {};
  const [record] =
    about_noun !== null && about_id !== null ? await readTitles(store.db, about_noun, [about_id]) : [];
  if (!meeting || !record)
    throw notFound(`meeting ${id} is about no record`, { code: 'meeting-about-nothing', id });
  const { noun, subject, at, place, owner } = meeting;
  return { record, meeting: { noun, id, subject, at, place, owner } };
}

async function factsOf(deps: Deps, { noun, id }: RecordRef): Promise<{ facts: BriefFact[]; row: Row }> {
  const spec = deps.store.db.nouns.get(noun);
  const names = spec.facts ?? spec.listColumns.filter((name) => name !== 'id' && name !== nameColumn(spec));
  const all = await fieldsOf(deps.store, spec, FIELDS_SHOWN);
  const shown = [
    ...names.flatMap((name) => all.find((field) => field.name === name) ?? []),
    ...all.filter(({ custom }) => custom),
  ];
  const notes = all.filter(({ name }) => name === 'notes');
  const found = await readRecord(deps, spec, { id, fields: [...shown, ...notes], withRelated: false });
  const row = found?.row ?? {};
  const facts = shown.map(
    ({ name, label, type }): BriefFact => ({ name, label, type, value: row[name] ?? null }),
  );
  return { facts: facts.filter(({ value }) => isSaid(value)), row };
}

function isSaid(value: BriefFact['value']): boolean {
  return value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
}

/** The customer that a deal, a person or a case belongs to. */
async function accountOf(
  deps: Deps,
  { noun, id }: RecordRef,
  { account }: Circle,
): Promise<Brief['account']> {
  if (noun === 'account' || noun === 'lead') return null;
  const spec = deps.store.db.nouns.get(noun);
  const fields = spec.fields.filter(({ name }) => name === 'account_id');
  const read = account.length > 0 ? null : await readRecord(deps, spec, { id, fields, withRelated: false });
  const number = account[0] ?? read?.row.account_id;
  if (typeof number !== 'number') return null;
  const [record] = await readTitles(deps.store.db, 'account', [number]);
  return record ? { record, facts: (await factsOf(deps, record)).facts } : null;
}

async function totalsOf({ store }: Deps, record: NamedRecord, account: NamedRecord | null): Promise<Row[]> {
  const of = account ?? record;
  const section = store.db.nouns.get(of.noun).sections.find(({ type }) => type === 'totals');
  return section?.type === 'totals' && section.sales ? recordTotals(store.db, of, section) : [];
}

/** With the time where each of them is. */
async function withTimes(deps: Deps, people: readonly BriefPerson[]): Promise<Brief['people']> {
  const now = deps.store.act.now;
  const there = await timesThere(
    deps,
    people.map(({ noun, id }) => ({ noun: noun as Noun, id, when: now })),
  );
  return people.map((person, at) => ({ ...person, there: there[at] ?? '' }));
}
