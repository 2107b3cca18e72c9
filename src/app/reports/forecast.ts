import { addDaysTo } from '../../domain/dates/calendar.ts';
import {
  addUnitsTo,
  type FiscalCalendar,
  type FiscalUnit,
  startOfUnit,
  unitName,
} from '../../domain/dates/fiscal.ts';
import { addMinor, type Minor, type Money, subtractMinor } from '../../domain/money.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { FORECAST_CATEGORIES, type ForecastCategory } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { comparesUsers } from '../../store/reports/deal-credit.ts';
import { type ExpenseSum, forecastExpenses } from '../../store/reports/expenses.ts';
import {
  type ForecastPlace,
  type ForecastQuestion,
  type ForecastSum,
  forecastDeals,
  forecastExchange,
  forecastSums,
  TOTAL_KEY,
} from '../../store/reports/forecast.ts';
import type { Key } from '../../store/reports/question.ts';
import { slippedDeals } from '../../store/reports/slipped.ts';
import type { Deps } from '../deps.ts';
import type { Selection } from '../records/selection.ts';
import { ownerFilters } from '../team/owners.ts';
import { type Expectation, forecastGoals, inCurrency, latestExpectation } from './forecast-goals.ts';
import { groupName, type Report, readQuestion } from './question.ts';

/** What a forecast is to show. */
export interface ForecastInput {
  /** Of deals of all owners. */
  readonly selection: Selection;
  readonly period: ClosedPeriod;
  /** A field, or month, quarter or year. */
  readonly by: string;
  /** The user or team whose targets and parts of deals count, `me`; undefined for everybody. */
  readonly owner: string | undefined;
  /** Whether all of the period together is asked for too, which can need a query of its own. */
  readonly hasTotals: boolean;
  /** The monthly target of everybody where none is set. */
  readonly usualTarget: Money | null;
  /** Whether sums and targets are all that is asked for: no expenses, no words of people, nothing that slipped. */
  readonly onlySums?: boolean;
}

/** A row of a forecast, in one currency. */
export interface ForecastRow {
  readonly group: Key;
  /** The period: of the row if it is a time, else of the report; else why it is in none. */
  readonly place: ForecastPlace;
  readonly period: ClosedPeriod | null;
  readonly currency: string;
  readonly count: number;
  readonly amounts: Readonly<Record<ForecastCategory, Money>>;
  readonly weighted: Money;
  /** The total with what people expect of deals in place of their amounts. */
  readonly expected: Money;
  /** The expenses of its deals. */
  readonly cost: Money;
  readonly target: Money | null;
  /** The last word of the users that count; null if nobody said anything. */
  readonly call: Expectation | null;
}

/** A forecast of a period. */
export interface Forecast extends Report<ForecastRow> {
  /** All of the period together, for each currency; empty if it was not asked for. */
  readonly totals: readonly ForecastRow[];
  readonly slipped: { readonly deals: number; readonly pushes: number; readonly days: number };
  readonly question: ForecastQuestion;
  /** Expenses that could not be counted: their currency, that of their deals, and the one that has no rate. */
  readonly uncounted: readonly { readonly paid: string; readonly deals: string; readonly unrated: string }[];
}

/** The deals of the selection whose owner is the one that is asked for. */
export function ownSelection({ selection, owner }: ForecastInput): Selection {
  return { ...selection, filters: [...selection.filters, ...ownerFilters(owner)] };
}

/** Says what a period will bring: what is won, and what is open by how sure it is. */
export async function reportForecast(deps: Deps, input: ForecastInput): Promise<Forecast> {
  const { engine } = deps.store;
  const { period, selection } = input;
  const { where, by, today, calendar } = await readQuestion(deps, OPP, { selection, period, by: input.by });
  if (by === null) throw new Error('a forecast has groups');
  const goals = await forecastGoals(deps, input);
  const question: ForecastQuestion = { where, users: goals.names, period, by, today, calendar };
  const sums = await forecastSums(engine, question);
  const times = by.type === 'time' ? timesIn(by.unit, period, calendar) : new Map<Key, ClosedPeriod>();
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  const ofPeriod = currenciesOfPeriod(sums, currencies, deps.currency);
  const { onlySums = false } = input;
  const expensesOf = async (asked: ForecastQuestion) =>
    onlySums ? [] : inRowCurrencies(await forecastExpenses(engine, asked), currencies, deps.currency);
  const callOf = (of: ClosedPeriod, names: readonly string[] | null, currency: string) =>
    onlySums ? null : latestExpectation(deps, of, names, currency);
  const expenses = await expensesOf(question);
  const row = async (group: Key, place: ForecastPlace, currency: string, own: readonly ForecastSum[]) => {
    const of = place !== 'period' ? null : by.type === 'time' ? (times.get(group) ?? null) : period;
    const isOf = by.type === 'field' && comparesUsers(by.field);
    const goalOwner =
      isOf && group !== null ? { name: String(group), isTeam: by.field.name !== 'owner' } : null;
    const names = !isOf ? goals.names : goalOwner ? await goals.usersOf(goalOwner) : [];
    // Nobody has no target.
    const isAll = by.type === 'time' || goalOwner !== null;
    return {
      ...added(own, currency),
      cost: costOf(
        expenses.filter((each) => each.group === group && each.place === place),
        currency,
      ),
      group,
      place,
      period: of,
      target: of && isAll ? inCurrency(goals.target(goalOwner, of), currency) : null,
      call: of && isAll ? await callOf(of, names, currency) : null,
    };
  };
  const rows: ForecastRow[] = [];
  for (const { group, place, currency, own } of partsOf(sums, question, [...times.keys()], {
    all: currencies,
    ofPeriod,
  }))
    rows.push(await row(group, place, currency, own));
  // A deal can be in several groups, and counts once in the totals.
  const isRepeated =
    input.hasTotals && by.type === 'field' && (by.field.type === 'list' || by.field.name === 'owner');
  const once: ForecastQuestion = isRepeated ? { ...question, by: { type: 'time', unit: 'year' } } : question;
  const sumsOnce = isRepeated ? await forecastSums(engine, once) : sums;
  const expensesOnce = isRepeated ? await expensesOf(once) : expenses;
  const totals: ForecastRow[] = [];
  for (const currency of input.hasTotals ? ofPeriod : []) {
    const own = sumsOnce.filter((sum) => sum.place === 'period' && sum.currency === currency);
    totals.push({
      ...added(own, currency),
      cost: costOf(
        expensesOnce.filter(({ place }) => place === 'period'),
        currency,
      ),
      group: null,
      place: 'period',
      period,
      target: inCurrency(goals.target(null, period), currency),
      call: await callOf(period, goals.names, currency),
    });
  }
  const { where: owned } = await readQuestion(deps, OPP, { selection: ownSelection(input), period });
  const slipped = onlySums ? [] : await slippedDeals(engine, owned, period);
  const isEmpty = sums.length === 0 && rows.every(({ target, call }) => target === null && call === null);
  return {
    group: groupName({ by }),
    rows: isEmpty ? [] : rows,
    totals,
    question,
    slipped: {
      deals: slipped.length,
      pushes: slipped.reduce((sum, { pushes }) => sum + pushes, 0),
      days: slipped.reduce((sum, { days }) => sum + days, 0),
    },
    uncounted: uncountedOf(expenses, deps.currency),
    exchange: await forecastExchange(engine, question, currencies),
    evidence: () => forecastDeals(engine, question),
  };
}

/** An expense in the currency of the row that its deal is in; null where there is no rate. */
interface RowExpense extends Pick<ExpenseSum, 'group' | 'place' | 'currency' | 'paid'> {
  readonly minor: number | null;
}

function inRowCurrencies(
  expenses: readonly ExpenseSum[],
  currencies: readonly string[],
  base: string,
): RowExpense[] {
  return expenses.map(({ minor, inBase, ...expense }) => {
    const currency = currencies.includes(expense.currency) ? expense.currency : base;
    return {
      ...expense,
      currency,
      minor: expense.paid === currency ? minor : currency === base ? inBase : null,
    };
  });
}

/** Amounts stay in a currency other than that of the base where it has no rate, whatever was paid. */
function uncountedOf(expenses: readonly RowExpense[], base: string): Forecast['uncounted'] {
  const pairs = new Map(
    expenses
      .filter(({ minor }) => minor === null)
      .map(({ paid, currency: deals }) => [`${paid} ${deals}`, { paid, deals }]),
  );
  return [...pairs.values()].map((each) => ({
    ...each,
    unrated: each.deals === base ? each.paid : each.deals,
  }));
}

function costOf(expenses: readonly RowExpense[], currency: string): Money {
  const own = expenses.filter((each) => each.currency === currency);
  return { minor: addMinor(...own.map(({ minor }) => minor ?? 0)), currency };
}

/** The currencies of the rows of a period: those of its deals, and the base currency, which targets are in. */
function currenciesOfPeriod(
  sums: readonly ForecastSum[],
  currencies: readonly string[],
  base: string,
): readonly string[] {
  const own = new Set(sums.filter(({ place }) => place === 'period').map(({ currency }) => currency));
  const shown = currencies.filter((currency) => currency === base || own.has(currency));
  return shown.length > 0 ? shown : [base];
}

/** The groups of the rows in order, empty periods included; then what is in no period. */
function partsOf(
  sums: readonly ForecastSum[],
  { by }: ForecastQuestion,
  times: readonly Key[],
  currencies: { readonly all: readonly string[]; readonly ofPeriod: readonly string[] },
) {
  const known = sums.filter(({ place }) => place === 'period').map(({ group }) => group);
  const groups = [...new Set<Key>([...times, ...known])];
  if (by.type === 'time') groups.sort();
  const select = (group: Key, place: ForecastPlace, currency: string) =>
    sums.filter((sum) => sum.group === group && sum.place === place && sum.currency === currency);
  const isTime = by.type === 'time';
  const places: readonly ForecastPlace[] = ['overdue', 'no date'];
  return [
    ...groups.flatMap((group) =>
      currencies.ofPeriod.map((currency) => ({
        group,
        place: 'period' as const,
        currency,
        own: select(group, 'period', currency),
      })),
    ),
    ...places.flatMap((place) =>
      [...new Set(sums.filter((sum) => sum.place === place).map(({ group }) => group))].flatMap((group) =>
        currencies.all.map((currency) => ({ group, place, currency, own: select(group, place, currency) })),
      ),
    ),
  ].filter(({ own, place }) => own.length > 0 || (isTime && place === 'period'));
}

/** Periods that a report shows at most where they are empty. */
const MAX_PERIODS = 120;

/** The days of the period in each unit that has some, by its name. */
function timesIn(
  unit: FiscalUnit,
  { from, to }: ClosedPeriod,
  calendar: FiscalCalendar,
): Map<Key, ClosedPeriod> {
  const found = new Map<Key, ClosedPeriod>();
  if (unit === 'day' || unit === 'week') return found;
  for (let day = startOfUnit(unit, from, calendar); day <= to && found.size < MAX_PERIODS; ) {
    const next = addUnitsTo(unit, day, 1);
    const last = addDaysTo(next, -1);
    found.set(unitName(unit, day, calendar), { from: day < from ? from : day, to: last > to ? to : last });
    day = next;
  }
  return found;
}

function added(sums: readonly ForecastSum[], currency: string) {
  const money = (minors: readonly Minor[]): Money => ({ minor: addMinor(0, ...minors), currency });
  const counted = sums.filter(({ category }) => category !== 'omitted');
  const of = (category: ForecastCategory) =>
    money(sums.filter((sum) => sum.category === category).map(({ amount }) => amount.minor));
  return {
    currency,
    count: counted.reduce((sum, { count }) => sum + count, 0),
    amounts: Object.fromEntries(FORECAST_CATEGORIES.map((category) => [category, of(category)])) as Record<
      ForecastCategory,
      Money
    >,
    weighted: money(counted.map(({ weighted }) => weighted.minor)),
    expected: money(counted.map(({ expected }) => expected.minor)),
  };
}

/** All that is counted, in minor units. */
export function totalOf({ amounts }: Pick<ForecastRow, 'amounts'>): Minor {
  return addMinor(
    amounts.pipeline.minor,
    amounts['best case'].minor,
    amounts.commit.minor,
    amounts.closed.minor,
  );
}

/** What the row lacks of its target: negative above it; null without one. */
export function gapOf({ target, amounts }: ForecastRow): Money | null {
  return target && { minor: subtractMinor(target.minor, amounts.closed.minor), currency: target.currency };
}

/** What tells the rows of a forecast apart. */
export function forecastKey(
  { group, place }: Pick<ForecastRow, 'group' | 'place'>,
  isTotal: boolean,
): string {
  if (isTotal) return TOTAL_KEY;
  return place === 'period' ? `${group ?? ''}` : `${group ?? ''} ${place}`;
}
