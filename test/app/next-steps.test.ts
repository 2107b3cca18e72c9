import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { nextSteps } from '../../src/app/next/next-steps.ts';
import { addDaysTo, toLocalDate } from '../../src/domain/dates/calendar.ts';
import { WAITING_KINDS, type WaitingKind } from '../../src/domain/next/waiting.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import { openDeps } from '../support/deps.ts';
import { addUser, execute } from '../support/store.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

/** Two days after the clocks of Berlin went back. */
const NOW = '2026-10-27T09:00:00.000Z';
const TODAY = '2026-10-27';
const NAMES = ['ann', 'bob'];
const HOUR_MS = 3_600_000;
/** Just before or after midnight in Berlin, or noon. */
const momentAt = ({ days, hour }: Moment) =>
  new Date(Date.parse(`${addDaysTo(TODAY, days)}T00:00:00.000Z`) + hour * HOUR_MS).toISOString();
const dayAt = (days: number | null) => (days === null ? null : addDaysTo(TODAY, days));

interface Moment {
  readonly days: number;
  readonly hour: number;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const user = maybe(fc.nat(1));
const near = fc.noBias(fc.integer({ min: -20, max: 20 }));
const days = fc.oneof(near, fc.constantFrom(-1, 0, 7, 8), fc.constantFrom(-31, -30, 14, 15, 30, 31));
const moment = fc.record({ days, hour: fc.constantFrom(-1.5, -0.5, 12, 21.5, 22.5) });
const bit = fc.boolean();
const rarely = fc.constantFrom(false, false, false, true);
const many = { maxLength: 6, size: 'max' } as const;

const someWorld = fc.record({
  tasks: fc.array(
    fc.record({
      due: maybe(days),
      isOpen: bit,
      owner: user,
      deal: maybe(fc.nat(5)),
      lead: maybe(fc.nat(5)),
      kind: fc.constantFrom('todo', 'callback'),
    }),
    many,
  ),
  meetings: fc.array(
    fc.record({
      starts: maybe(days),
      isPlanned: bit,
      owner: user,
      guest: user,
      deal: maybe(fc.nat(5)),
      lead: maybe(fc.nat(5)),
    }),
    many,
  ),
  deals: fc.array(
    fc.record({
      stage: fc.nat(5),
      owner: user,
      closes: maybe(days),
      entered: moment,
      step: maybe(fc.constant('call')),
      isRenewal: rarely,
    }),
    many,
  ),
  leads: fc.array(
    fc.record({
      status: fc.constantFrom(
        'new',
        'new',
        'attempting',
        'qualified',
        'disqualified',
        'converted',
        'nurturing',
      ),
      owner: user,
      score: maybe(fc.constantFrom(59, 60, 90, 91)),
      created: moment,
      callback: fc.oneof(fc.constant(null), moment),
      attempts: fc.constantFrom(0, 0, 1),
      noCalls: rarely,
      noMails: bit,
      phone: fc.constantFrom(null, 'good', 'bad', 'suppressed', 'good'),
    }),
    many,
  ),
  contacts: fc.array(fc.record({ owner: user, noMails: rarely }), many),
  acts: fc.array(
    fc.record({
      type: fc.constantFrom('email', 'email', 'message', 'letter', 'form', 'call', 'meeting', 'note'),
      direction: fc.constantFrom('in', 'in', 'out', null),
      answered: bit,
      at: fc.record({ days: fc.constantFrom(-15, -14, -13, -1, 0), hour: fc.constantFrom(-1.5, -0.5, 12) }),
      person: fc.record({ noun: fc.constantFrom('lead', 'contact'), at: fc.nat(1) }),
      case: fc.oneof(fc.constant(null), fc.nat(5)),
    }),
    { maxLength: 14, size: 'max' },
  ),
  cases: fc.array(
    fc.record({ status: fc.constantFrom('open', 'waiting', 'solved'), owner: user, isAnswered: bit }),
    many,
  ),
  purchases: fc.array(
    fc.record({
      ends: maybe(days),
      notice: maybe(days),
      status: fc.constantFrom('active', 'active', 'ended'),
      owner: user,
      account: maybe(fc.nat(1)),
    }),
    many,
  ),
});
type World = typeof someWorld extends fc.Arbitrary<infer T> ? T : never;

/** The number of a record that is there; null for one that is not. */
const numberOf = (all: readonly unknown[], at: number | null) =>
  at === null || at >= all.length ? null : at + 1;

async function fill(deps: Deps, world: World, users: readonly number[], stages: readonly { id: number }[]) {
  const { engine } = deps.store;
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>) =>
    execute(
      engine,
      `insert into "${table}" (${Object.keys(row).join(', ')}) values (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      Object.values(row),
    );
  const dated = { created_at: NOW, updated_at: NOW };
  const ownerOf = (at: number | null) => (at === null ? null : (users[at] ?? null));
  const { tasks, meetings, deals, leads, contacts, acts, cases, purchases } = world;
  await engine.write(
    async () => {
      for (const table of [
        ...['meeting_attendee', 'activity', 'task', 'meeting', 'purchase', 'case', 'stage_history', 'phone'],
        ...['lead', 'opp', 'contact'],
      ])
        await execute(engine, `delete from "${table}"`);
      for (const [at, deal] of deals.entries()) {
        const stage = stages[deal.stage]?.id ?? null;
        await insert('opp', {
          ...{ id: at + 1, name: `Deal ${at}`, name_key: `deal ${at}`, pipeline_id: 1, stage_id: stage },
          ...{ owner_id: ownerOf(deal.owner), close_date: dayAt(deal.closes), next_step: deal.step },
          ...{ closed_on: deal.stage > 3 ? TODAY : null, type: deal.isRenewal ? 'renewal' : null },
          ...{ account_id: at < 2 ? at + 1 : null, currency: 'USD', ...dated },
        });
        await insert('stage_history', {
          opp_id: at + 1,
          stage_id: stage,
          entered_at: momentAt(deal.entered),
          currency: 'USD',
        });
      }
      for (const [at, lead] of leads.entries()) {
        await insert('lead', {
          ...{ id: at + 1, name: `Lead ${at}`, name_key: `lead ${at}`, status: lead.status },
          ...{ owner_id: ownerOf(lead.owner), score: lead.score, attempts: lead.attempts },
          ...{ next_attempt_at: lead.callback && momentAt(lead.callback) },
          ...{ do_not_call: Number(lead.noCalls), do_not_email: Number(lead.noMails) },
          ...{ created_at: momentAt(lead.created), updated_at: NOW },
        });
        if (lead.phone !== null)
          await insert('phone', {
            ...{ lead_id: at + 1, typed: '5550100', bad: Number(lead.phone === 'bad') },
            e164: lead.phone === 'suppressed' ? '+16085550199' : `+1608555010${at}`,
          });
      }
      for (const [at, contact] of contacts.entries())
        await insert('contact', {
          ...{ id: at + 1, name: `Contact ${at}`, name_key: `contact ${at}`, ...dated },
          ...{ owner_id: ownerOf(contact.owner), do_not_email: Number(contact.noMails) },
        });
      for (const [at, each] of cases.entries())
        await insert('case', {
          ...{ id: at + 1, subject: `Case ${at}`, name_key: `case ${at}`, status: each.status, ...dated },
          ...{ owner_id: ownerOf(each.owner), first_response_at: each.isAnswered ? NOW : null },
          solved_at: each.status === 'solved' ? NOW : null,
        });
      for (const [at, act] of acts.entries())
        await insert('activity', {
          ...{ id: at + 1, type: act.type, at: momentAt(act.at), direction: act.direction, ...dated },
          disposition: act.type === 'call' && act.answered ? 'answered' : null,
          lead_id: act.person.noun === 'lead' ? numberOf(leads, act.person.at) : null,
          contact_id: act.person.noun === 'contact' ? numberOf(contacts, act.person.at) : null,
          case_id: numberOf(cases, act.case),
        });
      for (const [at, task] of tasks.entries())
        await insert('task', {
          ...{ id: at + 1, subject: `Task ${at}`, kind: task.kind, status: task.isOpen ? 'open' : 'done' },
          ...{ due_date: dayAt(task.due), owner_id: ownerOf(task.owner), ...dated },
          ...{ opp_id: numberOf(deals, task.deal), lead_id: numberOf(leads, task.lead) },
        });
      for (const [at, meeting] of meetings.entries()) {
        await insert('meeting', {
          ...{ id: at + 1, subject: `Meeting ${at}`, status: meeting.isPlanned ? 'planned' : 'held' },
          ...{ starts_on: dayAt(meeting.starts), owner_id: ownerOf(meeting.owner), ...dated },
          ...{ opp_id: numberOf(deals, meeting.deal), lead_id: numberOf(leads, meeting.lead) },
        });
        if (meeting.guest !== null)
          await insert('meeting_attendee', { meeting_id: at + 1, user_id: ownerOf(meeting.guest) });
      }
      for (const [at, purchase] of purchases.entries())
        await insert('purchase', {
          ...{ id: at + 1, name: `Plan ${at}`, status: purchase.status, owner_id: ownerOf(purchase.owner) },
          ...{ ends_on: dayAt(purchase.ends), notice_on: dayAt(purchase.notice), ...dated },
          account_id: purchase.account === null ? null : purchase.account + 1,
        });
    },
    { isSynced: false },
  );
}

const LETTERS = ['email', 'message', 'letter', 'form'];
const LIMITS = [30, 21, 21, 14];

/** What waits for a user, or for everybody, record by record. */
function slowSteps(
  { tasks, meetings, deals, leads, contacts, acts, cases, purchases }: World,
  whose: number | null,
) {
  const found: Record<WaitingKind, string[]> = Object.fromEntries(
    WAITING_KINDS.map((kind) => [kind, []]),
  ) as never;
  const isTheirs = (owner: number | null) => whose === null || owner === null || owner === whose;
  const dayOf = (at: Moment) => toLocalDate(momentAt(at));
  const isWithin = (day: number | null, from: number, to: number) => day !== null && day >= from && day <= to;

  for (const [at, { due, isOpen, owner }] of tasks.entries())
    if (isOpen && due !== null && due <= 0 && isTheirs(owner)) found.task.push(`task:${at + 1}`);

  for (const [at, { starts, isPlanned, owner, guest }] of meetings.entries())
    if (isPlanned && starts !== null && starts <= 0 && (isTheirs(owner) || guest === whose))
      found.meeting.push(`meeting:${at + 1}`);

  for (const [at, deal] of deals.entries()) {
    const limit = LIMITS[deal.stage];
    if (limit === undefined || !isTheirs(deal.owner)) continue;
    const isPlanned =
      tasks.some((task) => task.deal === at && task.isOpen && (task.due === null || task.due <= 14)) ||
      meetings.some(
        (meeting) =>
          meeting.deal === at && meeting.isPlanned && (meeting.starts === null || meeting.starts >= 0),
      );
    const isOver = dayOf(deal.entered) < addDaysTo(TODAY, -limit);
    const closes = deal.closes ?? Number.POSITIVE_INFINITY;
    const kind =
      closes < 0
        ? 'slipped'
        : isPlanned
          ? null
          : closes <= 7
            ? 'closing'
            : isOver
              ? 'stuck'
              : deal.step === null
                ? 'no-step'
                : null;
    if (kind) found[kind].push(`opp:${at + 1}`);
  }

  for (const [at, lead] of leads.entries()) {
    if (!isTheirs(lead.owner)) continue;
    const own = tasks.filter((task) => task.lead === at && task.isOpen);
    const canBeCalled = lead.phone === 'good' && !lead.noCalls;
    const isOver = lead.status === 'converted' || lead.status === 'disqualified';
    if (
      lead.callback &&
      dayOf(lead.callback) <= TODAY &&
      canBeCalled &&
      !isOver &&
      !own.some(({ kind, due }) => kind === 'callback' && due !== null && due <= 0)
    )
      found.callback.push(`lead:${at + 1}`);
    const isNew = lead.status === 'new' || lead.status === 'attempting';
    const wasTouched = acts.some(
      ({ person, type }) => person.noun === 'lead' && person.at === at && type !== 'note' && type !== 'form',
    );
    if (
      isNew &&
      (lead.score ?? 0) >= 60 &&
      lead.attempts === 0 &&
      !lead.callback &&
      !wasTouched &&
      dayOf(lead.created) >= addDaysTo(TODAY, -30) &&
      (canBeCalled || !lead.noMails)
    )
      found['new-lead'].push(`lead:${at + 1}`);
    if (
      lead.status === 'qualified' &&
      own.length === 0 &&
      !meetings.some((meeting) => meeting.lead === at && meeting.isPlanned)
    )
      found.qualified.push(`lead:${at + 1}`);
  }

  const waitsFor = (noun: string, person: number) => {
    const own = acts
      .map((act, id) => ({ ...act, id, moment: momentAt(act.at) }))
      .filter((act) => act.person.noun === noun && act.person.at === person)
      .sort((a, b) => (a.moment < b.moment || (a.moment === b.moment && a.id < b.id) ? -1 : 1));
    const last = own.findLast(({ direction }) => direction === 'in');
    if (!last || !LETTERS.includes(last.type) || dayOf(last.at) < addDaysTo(TODAY, -14)) return false;
    const isAnswered = own.some(
      (act) =>
        act.id !== last.id &&
        act.moment >= last.moment &&
        (act.direction === 'out' || act.type === 'meeting' || (act.type === 'call' && act.answered)),
    );
    const about = last.case === null ? undefined : cases[last.case];
    return !isAnswered && (about === undefined || about.isAnswered);
  };
  for (const [at, { owner, noMails, status }] of leads.entries())
    if (
      isTheirs(owner) &&
      !noMails &&
      status !== 'converted' &&
      status !== 'disqualified' &&
      waitsFor('lead', at)
    )
      found.reply.push(`lead:${at + 1}`);
  for (const [at, { owner, noMails }] of contacts.entries())
    if (isTheirs(owner) && !noMails && waitsFor('contact', at)) found.reply.push(`contact:${at + 1}`);

  for (const [at, { status, owner, isAnswered }] of cases.entries())
    if (status === 'open' && !isAnswered && isTheirs(owner)) found.case.push(`case:${at + 1}`);

  for (const [at, { ends, notice, status, owner, account }] of purchases.entries()) {
    const isOffered = deals.some(
      (deal, index) => deal.isRenewal && deal.stage <= 3 && account !== null && index === account,
    );
    if (
      status === 'active' &&
      isTheirs(owner) &&
      !isOffered &&
      (isWithin(ends, 0, 30) || isWithin(notice, 0, 30))
    )
      found.renewal.push(`purchase:${at + 1}`);
  }
  return found;
}

test('what to do next is what a look at each record finds, for a user and for everybody', async () => {
  const deps = await openDeps({ now: NOW });
  const { engine } = deps.store;
  const { stages } = await pipelineNamed(deps.store.db);
  expect(stages.slice(0, 4).map(({ rottingDays }) => rottingDays)).toEqual(LIMITS);
  const users: number[] = [];
  for (const name of NAMES) users.push(await addUser(deps.store, name));
  for (const id of [1, 2])
    await execute(
      engine,
      'insert into account (id, name, name_key, created_at, updated_at) values (?, ?, ?, ?, ?)',
      [id, `Account ${id}`, `account ${id}`, NOW, NOW],
    );
  await execute(engine, "insert into suppression (e164, created_at) values ('+16085550199', ?)", [NOW]);
  await fc.assert(
    fc.asyncProperty(someWorld, maybe(fc.nat(1)), async (world, whose) => {
      await fill(deps, world, users, stages);
      const slow = slowSteps(world, whose);
      for (const kind of WAITING_KINDS) {
        const asked = { user: whose === null ? null : (NAMES[whose] ?? null), about: null, kind };
        const { steps, more } = await nextSteps(deps, { ...asked, limit: 100 });
        expect([kind, steps.map(({ ref }) => ref).sort()]).toEqual([kind, slow[kind].toSorted()]);
        expect(more).toEqual([]);
        const first = await nextSteps(deps, { ...asked, limit: 1 });
        expect(first.steps).toEqual(steps.slice(0, 1));
        expect(first.more).toEqual(steps.length > 1 ? [kind] : []);
      }
    }),
    { numRuns: 120 },
  );
});
