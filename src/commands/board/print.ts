import type { Context } from '../../context.ts';
import type { BoardFrame, BoardQuery, BoardSource, TableView } from '../../domain/board.ts';
import {
  type BoardView,
  type DealCard,
  daysInStage,
  isClosed,
  nextStepOf,
  stuckReasons,
} from '../../domain/board.ts';
import { toLocalDate } from '../../domain/dates.ts';
import type { Row, Value } from '../../domain/field.ts';
import type { Money } from '../../domain/money.ts';
import type { ActivityColumn, DealColumn, MonthColumn } from '../../domain/saved-view.ts';
import { targetOfMonth } from '../../domain/target.ts';
import { pause } from '../../io/pause.ts';
import { cardTexts } from '../../render/board/card.ts';
import { type ForecastMonth, forecastLines, forecastMonths } from '../../render/board/forecast.ts';
import { headLines } from '../../render/board/heading.ts';
import { plainBoard } from '../../render/board/plain.ts';
import { tableLines } from '../../render/board/table.ts';
import { makePen, type Pen } from '../../render/parts/pen.ts';
import { paintLine, type StyledLine } from '../../render/styled-line.ts';
import { rulerFor } from '../../render/text-width.ts';
import { type ListColumn, printList } from '../listing.ts';

/** What to print, and how wide. */
interface Print {
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** In columns. */
  readonly width: number;
}

/** Cards printed per lane; the rest are counted. */
const CARDS_PER_LANE = 10;
/** Rows of a table view. */
const MAX_ROWS = 50;
/** More rows than there are. */
const EVERY_ROW = 2 ** 31 - 1;
/** Milliseconds between checks for changes. */
const LOOK_INTERVAL_MS = 250;

/** Prints the board or another view once: as text or, with `--format`, as the rows of that view. */
export async function printBoard(ctx: Context, source: BoardSource, print: Print): Promise<void> {
  const columns = ctx.settings.columns ?? print.query.columns ?? undefined;
  const isAsked = ctx.settings.format !== undefined || ctx.settings.columns !== undefined;
  if (!isAsked || ctx.settings.format === 'table')
    return ctx.print.text(await source.atOneMoment(() => textOf(ctx, source, print)));
  const rows = await source.atOneMoment(() => rowsOf(source, print, ctx.clock.now()));
  const { noun, columns: all, empty } = listOf(print.view);
  await printList({ ...ctx, settings: { ...ctx.settings, columns } }, { noun, columns: all, empty }, rows);
}

/** The rows of a view as a list. */
function listOf(view: BoardView): {
  readonly noun: string;
  readonly columns: readonly ListColumn[];
  readonly empty: string;
} {
  if (view === 'forecast') return { noun: 'months', columns: columnsOf(MONTHS), empty: EMPTY_TEXTS.forecast };
  if (view === 'activity')
    return { noun: 'activities', columns: columnsOf(ACTIVITIES), empty: EMPTY_TEXTS.activity };
  return { noun: 'opportunities', columns: columnsOf(DEALS), empty: 'no matching opportunities' };
}

/** The columns of a view by name, in their order. */
type ColumnsByName<Name extends string> = Readonly<Record<Name, Omit<ListColumn, 'name'>>>;

const columnsOf = <Name extends string>(listed: ColumnsByName<Name>): readonly ListColumn[] =>
  Object.entries<Omit<ListColumn, 'name'>>(listed).map(([name, column]) => ({ name, ...column }));

/** Prints the board, and again after each change, until interrupted. */
export async function watchBoard(ctx: Context, source: BoardSource, print: Print): Promise<void> {
  let shown = '';
  let version = -1;
  while (!ctx.io.signal.aborted) {
    const current = await source.version();
    if (current !== version) {
      version = current;
      const text = await source.atOneMoment(() => textOf(ctx, source, print));
      if (text !== shown) ctx.io.stdout.write(shown === '' ? text : `\n${text}`, 'styles');
      shown = text;
    }
    await ctx.io.stdout.drain();
    await pause(LOOK_INTERVAL_MS, ctx.io.signal);
  }
  throw ctx.io.signal.reason;
}

async function textOf(ctx: Context, source: BoardSource, { view, query, width }: Print): Promise<string> {
  const frame = await source.frame(query);
  const paint = ctx.print.paint();
  const { head } = frame;
  if (frame.lanes.every(({ count }) => count === 0) && query.filter === '') return emptyText(frame);
  if (view === 'board') {
    const lanes = [];
    for (const lane of frame.lanes) {
      const isCollapsed = query.collapsesClosed && isClosed(lane);
      const page = { limit: CARDS_PER_LANE, offset: 0 };
      lanes.push({
        ...lane,
        isCollapsed,
        cards: isCollapsed ? [] : await source.cards(query, lane.key, page),
      });
    }
    const ruler = await rulerFor([
      head.pipeline,
      ...lanes.flatMap((lane) => [lane.title, ...lane.cards.flatMap(cardTexts)]),
    ]);
    return plainBoard(head, lanes, width, frame.view, makePen(ctx.io.env, paint, ruler), paint);
  }
  const cards = view === 'forecast' ? [] : await source.rows(query, view, { limit: MAX_ROWS, offset: 0 });
  const pen = makePen(ctx.io.env, paint, await rulerFor([head.pipeline, ...cards.flatMap(cardTexts)]));
  const lines =
    view === 'forecast'
      ? forecastLines(await source.forecast(query), width, {
          targets: head.targets,
          view: frame.view,
          pen,
          isRoomy: true,
        })
      : tableOf(view, cards, width, { frame, columns: query.columns, pen });
  const all: StyledLine[] = [...headLines(head, width, frame.view, pen), [], ...lines];
  const none = lines.length === 0 ? `${EMPTY_TEXTS[view]}\n` : '';
  return all.map((line) => `${paintLine(line, paint).trimEnd()}\n`).join('') + none;
}

function tableOf(
  view: TableView,
  cards: readonly DealCard[],
  width: number,
  { frame, columns, pen }: { frame: BoardFrame; columns: BoardQuery['columns']; pen: Pen },
): readonly StyledLine[] {
  if (cards.length === 0) return [];
  const stages = frame.lanes.flatMap(({ stage }) => (stage?.kind === 'open' ? [stage] : []));
  const { head, lines } = tableLines(view, cards, width, { view: frame.view, pen, stages, columns });
  return [head, ...lines];
}

const EMPTY_TEXTS = {
  forecast: 'no deals to close',
  list: 'no matching open opportunities',
  stuck: 'no deal is stuck',
  activity: 'no recent activity',
} as const;

function emptyText({ head }: BoardFrame): string {
  return `${head.pipeline}: no opportunities yet\n\nAdd one:  crm opp add "Renewal" --account Acme --amount 12k\nOr try it on a made-up company:  crm demo\n`;
}

async function rowsOf(source: BoardSource, { view, query }: Print, now: number): Promise<Row[]> {
  if (view === 'forecast') {
    const { targets } = (await source.frame(query)).head;
    return forecastMonths(await source.forecast(query)).map((month) =>
      monthRow(month, targetOfMonth(targets, month.month)),
    );
  }
  const cards = await everyCard(source, { view, query });
  return cards.map((card) => (view === 'activity' ? activityRow(card) : toRow(card, now)));
}

async function everyCard(
  source: BoardSource,
  { view, query }: { view: Exclude<BoardView, 'forecast'>; query: BoardQuery },
): Promise<DealCard[]> {
  const all = { limit: EVERY_ROW, offset: 0 };
  if (view !== 'board') return source.rows(query, view, all);
  const { lanes } = await source.frame(query);
  const cards: DealCard[] = [];
  for (const lane of lanes) cards.push(...(await source.cards(query, lane.key, all)));
  return cards;
}

const MONTHS: ColumnsByName<MonthColumn> = {
  month: { label: 'Month', type: 'text', help: 'month of closing; blank for deals without a date' },
  currency: { label: 'Currency', type: 'text', help: 'ISO 4217 code of the amounts' },
  won: { label: 'Won', type: 'money', help: 'won in the month' },
  commit: { label: 'Commit', type: 'money', help: 'open deals that are committed' },
  best_case: { label: 'Best case', type: 'money', help: 'open deals that may well be won' },
  pipeline: { label: 'Pipeline', type: 'money', help: 'the other open deals' },
  total: { label: 'Total', type: 'money', help: 'all of these' },
  weighted: { label: 'Weighted', type: 'money', help: 'amounts times probabilities' },
  target: { label: 'Target', type: 'money', help: 'monthly target, if one is set in this currency' },
  deals: { label: 'Deals', type: 'integer', help: 'number of deals' },
};

function monthRow(month: ForecastMonth, target: Money | null): Row & Record<MonthColumn, Value> {
  const [won, commit, best_case, pipeline] = month.amounts;
  const { total, weighted, currency, counts } = month;
  return {
    id: `${month.month ?? ''} ${currency}`.trim(),
    month: month.month,
    currency,
    won,
    commit,
    best_case,
    pipeline,
    total,
    weighted,
    target: target?.currency === currency ? target : null,
    deals: counts.won + counts.open,
  };
}

const ACTIVITIES: ColumnsByName<ActivityColumn> = {
  at: { label: 'At', type: 'datetime', help: 'when it was done' },
  who: { label: 'Who', type: 'text', help: 'user who did it' },
  what: { label: 'What', type: 'text', help: 'kind, outcome and text' },
  opp: { label: 'Opp', type: 'integer', help: 'number of the opportunity' },
  name: { label: 'Name', type: 'text', help: 'name of the deal' },
  account: { label: 'Account', type: 'text', help: 'the customer' },
  stage: { label: 'Stage', type: 'text', help: 'current stage' },
  amount: { label: 'Amount', type: 'money', help: 'value of the deal' },
  currency: { label: 'Currency', type: 'text', help: 'ISO 4217 code of the amount' },
};

function activityRow({
  key,
  id,
  name,
  account,
  stage,
  amount,
  lastActivity,
}: DealCard): Row & Record<ActivityColumn, Value> {
  return {
    id: key.split(' ')[1] ?? key,
    at: lastActivity?.at ?? null,
    who: lastActivity?.who ?? null,
    what: lastActivity?.what ?? null,
    opp: id,
    name,
    account,
    stage,
    amount,
    currency: amount?.currency ?? null,
  };
}

const DEALS: ColumnsByName<DealColumn> = {
  id: { label: 'Opp', type: 'integer', help: 'number of the opportunity' },
  name: { label: 'Name', type: 'text', help: 'name of the deal' },
  account: { label: 'Account', type: 'text', help: 'the customer' },
  owner: { label: 'Owner', type: 'text', help: 'user it belongs to' },
  stage: { label: 'Stage', type: 'text', help: 'current stage' },
  amount: { label: 'Amount', type: 'money', help: 'value of the deal' },
  currency: { label: 'Currency', type: 'text', help: 'ISO 4217 code of the amount' },
  closes: { label: 'Closes', type: 'date', help: 'expected or, once closed, actual close date' },
  days: { label: 'Days', type: 'integer', help: 'days in the stage' },
  next: { label: 'Next', type: 'text', help: 'closed, overdue, today, planned or none' },
  next_step: { label: 'Next step', type: 'text', help: 'what happens next' },
  stuck: { label: 'Stuck', type: 'text', help: 'why it is stuck, if it is' },
  probability: { label: 'Probability', type: 'integer', help: 'chance of winning it, in percent' },
};

function toRow(card: DealCard, now: number): Row & Record<DealColumn, Value> {
  const today = toLocalDate(now);
  const { id, name, account, owner, stage, amount, closes, nextStep } = card;
  return {
    id,
    name,
    account,
    owner,
    stage,
    amount,
    currency: amount?.currency ?? null,
    closes,
    days: daysInStage(card, today),
    probability: card.probability,
    next: nextStepOf(card, today),
    next_step: nextStep,
    stuck: stuckReasons(card, today).join('; ') || null,
  };
}
