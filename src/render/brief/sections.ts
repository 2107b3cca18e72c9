import type { Brief, BriefFact, BriefWord } from '../../domain/brief.ts';
import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import type { Row, Value } from '../../domain/field.ts';
import type { Look } from '../color.ts';
import { counted } from '../counts.ts';
import { shortDay } from '../days.ts';
import { humanText, type Viewpoint } from '../values.ts';

/** A line of the page: when, what, and what else is known of it. */
export interface BriefLine {
  readonly when: string;
  readonly text: string;
  readonly facts: readonly string[];
  /** A command to type. */
  readonly command?: string;
  readonly look?: Look;
}

export interface BriefSection {
  readonly title: string;
  readonly lines: readonly BriefLine[];
}

/** What stands below the title: where the record stands, and whose it is. */
export function briefFacts(facts: readonly BriefFact[], view: Viewpoint): { label: string; text: string }[] {
  return facts.map(({ name, label, type, value }) => ({
    label: label.toLowerCase(),
    text: name === 'probability' ? `${value}%` : humanText(value, type, view, false),
  }));
}

/** The sections of the page in the order in which they are read; empty ones are left out. */
export function briefSections(brief: Brief, view: Viewpoint): BriefSection[] {
  const sections: BriefSection[] = [
    { title: brief.record.noun === 'lead' ? 'Reach' : 'People', lines: peopleLines(brief, view) },
    { title: 'History', lines: historyLines(brief, view) },
    { title: 'Last words', lines: brief.words.map((word) => wordLine(word, view)) },
    { title: 'Planned', lines: planLines(brief, view) },
    { title: brief.record.noun === 'opp' ? 'Other deals' : 'Deals', lines: dealLines(brief, view) },
    { title: 'Cases', lines: caseLines(brief, view) },
    { title: 'Has bought', lines: purchaseLines(brief, view) },
    {
      title: 'What is next',
      lines: brief.next.map(({ title, reason, command }) => ({
        when: '',
        text: title,
        facts: [reason],
        command,
      })),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function peopleLines({ people, record }: Brief, view: Viewpoint): BriefLine[] {
  return people.map(({ id, name, title, role, phone, email, there, last_at, do_not_call }) => ({
    when: '',
    text: name,
    facts: [
      role ?? '',
      title ?? '',
      do_not_call === 1 ? 'do not call' : humanText(phone, 'phone', view),
      email ?? '',
      there,
      last_at === null ? 'no contact yet' : `last contact ${relativeDay(toLocalDate(last_at), view.today)}`,
      record.noun === 'lead' ? '' : `contact ${id}`,
    ].filter(Boolean),
    ...(do_not_call === 1 ? { look: 'bad' as const } : {}),
  }));
}

function historyLines({ contacts, stages, totals }: Brief, view: Viewpoint): BriefLine[] {
  const { calls, reached, emails, meetings, first_at, last_at } = contacts;
  const counts = [
    calls > 0 ? `${counted(calls, 'call')}, ${reached} answered` : '',
    emails > 0 ? counted(emails, 'e-mail') : '',
    meetings > 0 ? counted(meetings, 'meeting') : '',
  ].filter(Boolean);
  const between =
    first_at === null || last_at === null
      ? []
      : [
          `first ${shortDay(toLocalDate(first_at), view.today)}`,
          `last ${relativeDay(toLocalDate(last_at), view.today)}`,
        ];
  const way = stages.map(
    ({ stage, days }) => `${stage}${typeof days === 'number' ? ` ${counted(days, 'day')}` : ''}`,
  );
  return [
    {
      when: '',
      text: counts.length > 0 ? counts.join(', ') : 'no contact yet',
      facts: between,
      ...(counts.length > 0 ? {} : { look: 'warn' as const }),
    },
    ...(way.length > 0 ? [{ when: '', text: way.join(' → '), facts: [] }] : []),
    ...totals.flatMap((row) => totalLine(row, view)),
  ];
}

function totalLine(row: Row, view: Viewpoint): BriefLine[] {
  const money = (name: string) => humanText(row[name] ?? null, 'money', view, false);
  const sum = (word: string, amount: string, count: string, one: string) => {
    if (!row[count]) return '';
    const many = counted(Number(row[count]), one);
    return money(amount) === '' ? `${word} ${many} without an amount` : `${word} ${money(amount)} in ${many}`;
  };
  const facts = [
    sum('won', 'won', 'won_deals', 'deal'),
    sum('open', 'open', 'open_deals', 'deal'),
    sum('bought', 'bought', 'purchases', 'purchase'),
    row.no_shows ? counted(Number(row.no_shows), 'no-show') : '',
  ].filter(Boolean);
  if (facts.length === 0) return [];
  return [
    {
      when: '',
      text: `${row.scope === 'with subsidiaries' ? 'with subsidiaries: ' : ''}${facts.join(', ')}`,
      facts: [],
    },
  ];
}

function wordLine(
  { at, type, direction, outcome, subject, body, user, person }: BriefWord,
  view: Viewpoint,
): BriefLine {
  const said = [subject, body].filter((text) => text !== null && text !== '').join('. ');
  const from = direction === 'in' ? 'from' : 'with';
  return {
    when: shortDay(toLocalDate(at), view.today),
    text: said,
    facts: [
      `${type}${outcome === null ? '' : `, ${outcome}`}${person === null ? '' : ` ${from} ${person}`}`,
      user ?? '',
    ].filter(Boolean),
  };
}

function planLines({ plans }: Brief, view: Viewpoint): BriefLine[] {
  return plans.map(({ noun, id, subject, at, place, owner }) => {
    const day = at === null ? null : dayOf(at);
    const isLate = day !== null && day < view.today;
    return {
      when:
        day === null
          ? 'no date'
          : isLate
            ? `late ${counted(daysBetween(day, view.today), 'day')}`
            : relativeDay(day, view.today),
      text: subject,
      facts: [
        at !== null && at.length > 10 ? toLocalTime(at) : '',
        place ?? '',
        owner ?? '',
        `${noun} ${id}`,
      ].filter(Boolean),
      ...(isLate ? { look: 'bad' as const } : {}),
    };
  });
}

function dealLines({ deals }: Brief, view: Viewpoint): BriefLine[] {
  return deals.map(({ id, name, stage, kind, amount_minor: minor, currency, day, next_step, owner }) => ({
    when: day === null ? '' : shortDay(day, view.today),
    text: name,
    facts: [
      stage,
      minor === null ? '' : humanText({ minor, currency }, 'money', view, false),
      next_step === null ? '' : `next: ${next_step}`,
      owner ?? '',
      `opp ${id}`,
    ].filter(Boolean),
    ...(kind === 'open' ? {} : { look: kind === 'won' ? ('good' as const) : ('muted' as const) }),
  }));
}

function caseLines({ cases }: Brief, view: Viewpoint): BriefLine[] {
  return cases.map(({ id, subject, status, priority, created_at, owner }) => ({
    when: shortDay(toLocalDate(created_at), view.today),
    text: subject,
    facts: [status, priority === 'normal' ? '' : priority, owner ?? '', `case ${id}`].filter(Boolean),
    ...(priority === 'urgent' || priority === 'high' ? { look: 'warn' as const } : {}),
  }));
}

function purchaseLines({ purchases }: Brief, view: Viewpoint): BriefLine[] {
  return purchases.map(({ id, name, amount_minor: minor, currency, bought_on, ends_on }) => ({
    when: bought_on === null ? '' : shortDay(bought_on, view.today),
    text: name,
    facts: [
      minor === null || currency === null ? '' : humanText({ minor, currency }, 'money', view, false),
      ends_on === null ? '' : `ends ${relativeDay(ends_on, view.today)}`,
      `purchase ${id}`,
    ].filter(Boolean),
  }));
}

const dayOf = (at: string): string => (at.length > 10 ? toLocalDate(at) : at);

/** The parts of the page as JSON has them. */
export function briefJson(brief: Brief, moneyText: (value: Value) => unknown): unknown {
  const facts = (list: readonly BriefFact[]) =>
    Object.fromEntries(list.map(({ name, value }) => [name, moneyText(value)]));
  const { record, account, facts: own, totals, stages, ...others } = brief;
  const row = (each: Row) =>
    Object.fromEntries(Object.entries(each).map(([name, value]) => [name, moneyText(value)]));
  return {
    ...record,
    facts: facts(own),
    account: account && { ...account.record, facts: facts(account.facts) },
    ...others,
    totals: totals.map(row),
    stages: stages.map(row),
  };
}
