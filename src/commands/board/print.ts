import type { Context } from '../../context.ts';
import type { BoardFrame, BoardQuery, BoardSource } from '../../domain/board.ts';
import { type BoardView, type DealCard, daysInStage, nextStepOf, stuckReasons } from '../../domain/board.ts';
import { toLocalDate } from '../../domain/dates.ts';
import type { Row } from '../../domain/field.ts';
import { pause } from '../../io/pause.ts';
import { cardTexts } from '../../render/board/card.ts';
import { forecastLines } from '../../render/board/forecast.ts';
import { headLine } from '../../render/board/heading.ts';
import { plainBoard } from '../../render/board/plain.ts';
import { tableLines } from '../../render/board/table.ts';
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
const PRINTED = 10;
/** Rows of a table view. */
const ROWS = 50;
/** Milliseconds between checks for changes. */
const LOOK = 250;

/** Prints the board or another view once: as text or, with `--format`, as rows. */
export async function printBoard(ctx: Context, source: BoardSource, print: Print): Promise<void> {
  const isAsked = ctx.settings.format !== undefined || ctx.settings.columns !== undefined;
  if (!isAsked || ctx.settings.format === 'table')
    return ctx.print.text(await source.atOneMoment(() => textOf(ctx, source, print)));
  await printList(
    ctx,
    { noun: 'opportunities', columns: COLUMNS, empty: 'no matching opportunities' },
    (await source.atOneMoment(() => everyCard(source, print))).map((card) => toRow(card, ctx.clock.now())),
  );
}

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
    await pause(LOOK, ctx.io.signal);
  }
  throw ctx.io.signal.reason;
}

async function textOf(ctx: Context, source: BoardSource, { view, query, width }: Print): Promise<string> {
  const frame = await source.frame(query);
  const paint = ctx.print.paint();
  if (frame.lanes.every(({ count }) => count === 0) && query.filter === '') return emptyText(frame);
  if (view === 'board') {
    const lanes = [];
    for (const lane of frame.lanes)
      lanes.push({ ...lane, cards: await source.cards(query, lane.key, { limit: PRINTED, offset: 0 }) });
    return plainBoard(frame.head, lanes, width, frame.view, paint);
  }
  const { head, lines } = await tableOf(source, { view, query, width }, frame);
  const ruler = await rulerFor([frame.head.pipeline]);
  const all: StyledLine[] = [headLine(frame.head, width, frame.view, ruler), [], head, ...lines];
  const none = lines.length === 0 ? `${EMPTY_TEXTS[view]}\n` : '';
  return all.map((line) => `${paintLine(line, paint).trimEnd()}\n`).join('') + none;
}

const EMPTY_TEXTS = {
  forecast: 'no deals to close',
  list: 'no matching open opportunities',
  stuck: 'no deal is stuck',
  activity: 'no recent activity',
} as const;

async function tableOf(source: BoardSource, { view, query, width }: Print, frame: BoardFrame) {
  if (view === 'forecast') {
    const ruler = await rulerFor([]);
    return forecastLines(await source.forecast(query), frame.head.target, width, frame.view, ruler);
  }
  const name = view === 'board' ? 'list' : view;
  const cards = await source.rows(query, name, { limit: ROWS, offset: 0 });
  return tableLines(name, cards, width, frame.view, await rulerFor(cards.flatMap(cardTexts)));
}

function emptyText({ head }: BoardFrame): string {
  return `${head.pipeline}: no opportunities yet\n\nAdd one:  crm opp add "Renewal" --account Acme --amount 12k\nOr try it on a made-up company:  crm demo\n`;
}

async function everyCard(source: BoardSource, { view, query }: Print): Promise<DealCard[]> {
  const all = { limit: -1, offset: 0 };
  if (view !== 'board' && view !== 'forecast') return source.rows(query, view, all);
  const { lanes } = await source.frame(query);
  const cards: DealCard[] = [];
  for (const lane of lanes) cards.push(...(await source.cards(query, lane.key, all)));
  return cards;
}

const COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Opp', type: 'integer', help: 'number of the opportunity' },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the deal' },
  { name: 'account', label: 'Account', type: 'text', help: 'the customer' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'user it belongs to' },
  { name: 'stage', label: 'Stage', type: 'text', help: 'current stage' },
  { name: 'amount', label: 'Amount', type: 'money', help: 'value of the deal' },
  { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the amount' },
  { name: 'closes', label: 'Closes', type: 'date', help: 'expected or, once closed, actual close date' },
  { name: 'days', label: 'Days', type: 'integer', help: 'days in the stage' },
  { name: 'next', label: 'Next', type: 'text', help: 'closed, overdue, today, planned or none' },
  { name: 'next_step', label: 'Next step', type: 'text', help: 'what happens next' },
  { name: 'stuck', label: 'Stuck', type: 'text', help: 'why it is stuck, if it is' },
];

function toRow(card: DealCard, now: number): Row {
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
    next: nextStepOf(card, today),
    next_step: nextStep,
    stuck: stuckReasons(card, today).join('; ') || null,
  };
}
