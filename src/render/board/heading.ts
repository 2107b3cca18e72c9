import type { BoardHead, Lane, Sum } from '../../domain/board.ts';
import { rateText } from '../../domain/exchange-rate.ts';
import type { Money } from '../../domain/money.ts';
import { targetOfMonth } from '../../domain/target.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import { counted, countText } from '../counts.ts';
import { shareLine } from '../parts/bars.ts';
import type { Pen } from '../parts/pen.ts';
import { justify, lineWidth, type Span, type StyledLine } from '../styled-line.ts';
import { stageHue } from '../theme.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, monthName, roundedAmount, sumsText } from './words.ts';

/** From this width on, words and amounts are whole. */
const WIDE = 100;
/** More currencies than this are only counted. */
const MAX_CURRENCIES = 3;

/** Lines on top: one for each currency. */
export function headHeight({ open }: BoardHead): number {
  return Math.max(1, Math.min(MAX_CURRENCIES, open.length));
}

/** The top lines: what is open in each currency, and the month against its target. */
export function headLines(head: BoardHead, width: number, view: Viewpoint, pen: Pen): StyledLine[] {
  const isWide = width >= WIDE;
  const say = (money: Money) =>
    isWide && head.open.length < 2 ? amountText(money, view) : roundedAmount(money, view, !isWide);
  const name: Span = { text: sanitize(head.pipeline), look: ['bold', 'accent'] };
  const indent = { text: ' '.repeat(pen.ruler.width(name.text)) };
  const none: Sum = sumOf(0, view.currency);
  const sums = head.open.length > 0 ? head.open : [none];
  const shown = sums.slice(0, headHeight(head));
  // The figures of all currencies stand below one another.
  const aligned = (texts: readonly string[]): readonly string[] => {
    const widths = texts.map((text) => pen.ruler.width(text));
    const widest = Math.max(...widths);
    return texts.map((text, at) => ' '.repeat(widest - (widths[at] ?? 0)) + text);
  };
  const amounts = aligned(shown.map(({ amount }) => say(amount)));
  const weighted = aligned(shown.map((sum) => say(sum.weighted)));
  const counts = aligned(shown.map(({ count }) => countText(count)));
  const isSingle = shown.every(({ count }) => count === 1);
  return shown.map((sum, at) => {
    const more = at === MAX_CURRENCIES - 1 && sums.length > MAX_CURRENCIES;
    const word = sum.count !== 1 ? 'deals' : isSingle ? 'deal' : 'deal ';
    const deals = `${counts[at]} ${word}`;
    const left: StyledLine = [
      at === 0 ? name : indent,
      { text: '   ' },
      { text: amounts[at] ?? '', look: 'bold' },
      { text: isWide ? ' open in ' : ' open', look: 'muted' },
      ...(isWide ? [{ text: deals }] : []),
      { text: isWide ? '   weighted ' : '  w ', look: 'muted' },
      { text: weighted[at] ?? '', look: 'bold' },
      ...(more
        ? [
            {
              text: `   + ${counted(sums.length - MAX_CURRENCIES, 'currency', 'currencies')}`,
              look: 'muted' as const,
            },
          ]
        : []),
    ];
    const room = width - lineWidth(left, pen.ruler) - 3;
    const month = monthLine(head, { currency: sum.amount.currency, isFurther: at > 0 }, room, view, pen);
    const converted = at === 0 ? ratesLine(head, room - lineWidth(month, pen.ruler), pen) : [];
    return justify([...left, ...converted], month, width, pen.ruler);
  });
}

/** That amounts in other currencies were converted, and by which rates, as far as there is room. */
function ratesLine({ rates }: BoardHead, room: number, { ruler, isAscii }: Pen): StyledLine {
  if (rates.length === 0) return [];
  const each = rates.map((rate) => `${rate.currency} ${rateText(rate)}`);
  const texts = [
    `   at ${each.join(', ')}`,
    `   ${rates.map(({ currency }) => currency).join(', ')} converted`,
    '   converted',
    isAscii ? ' ~' : ' ≈',
  ];
  const text = texts.find((one) => ruler.width(one) <= room) ?? '';
  return [{ text, look: 'muted' }];
}

/** The same as a sentence, for screen readers. */
export function spokenHead(
  { pipeline, open, month, won, closing, targets, rates }: BoardHead,
  view: Viewpoint,
): string {
  const target = targetOfMonth(targets, month);
  const count = open.reduce((sum, each) => sum + each.count, 0);
  const at =
    rates.length === 0
      ? ''
      : `; converted at ${rates.map((rate) => `${rate.currency} ${rateText(rate)}`).join(', ')}`;
  const against = target === null ? '' : ` of ${amountText(target, view)}`;
  return (
    `${sanitize(pipeline)}: ${sumsText(open, 'amount', view)} open in ${counted(count, 'deal')}, weighted ` +
    `${sumsText(open, 'weighted', view)}; ${monthName(month)}: ${sumsText(won, 'amount', view)}${against} won, ` +
    `${sumsText(closing, 'amount', view)} to close${at}`
  );
}

const sumOf = (minor: number, currency: string): Sum => ({
  count: 0,
  amount: { minor, currency },
  weighted: { minor, currency },
});

/** Columns of the line of a month: as many as there are, at most and at least these. */
const LINE = { most: 22, least: 8 } as const;

/** The month: what is won and would close, against its target if one is set in this currency. */
function monthLine(
  { month, closing, won, targets }: BoardHead,
  { currency, isFurther }: { readonly currency: string; readonly isFurther: boolean },
  room: number,
  view: Viewpoint,
  pen: Pen,
): StyledLine {
  const target = targetOfMonth(targets, month);
  const of = (sums: readonly Sum[]) =>
    sums.find(({ amount }) => amount.currency === currency)?.amount ?? { minor: 0, currency };
  const [done, toCome] = [of(won), of(closing)];
  // A currency in which nothing closes needs no month, but for the first.
  if (isFurther && Number(done.minor) === 0 && Number(toCome.minor) === 0) return [];
  const title = { text: monthName(month), look: 'muted' } as const;
  const doneText = { text: roundedAmount(done, view), look: ['bold', 'good'] } as const;
  if (target?.currency !== currency) {
    const line: StyledLine = [
      title,
      { text: '  ' },
      doneText,
      { text: ' won, ', look: 'muted' },
      { text: roundedAmount(toCome, view) },
      { text: ' to close', look: 'muted' },
    ];
    return shortenedTo(line, room, pen);
  }
  const goal = Number(target.minor);
  const percent = goal === 0 ? 100 : Math.floor((Number(done.minor) / goal) * 100);
  const figures: StyledLine = [
    { text: ' ' },
    doneText,
    { text: ' of ', look: 'muted' },
    { text: roundedAmount(target, view) },
    { text: `  ${percent} %`, look: percent >= 100 ? ['bold', 'good'] : 'bold' },
  ];
  const fixed = lineWidth([title, ...figures], pen.ruler) + 2;
  const columns = Math.min(LINE.most, room - fixed);
  if (columns < LINE.least) return shortenedTo([title, { text: ' ' }, ...figures], room, pen);
  const bar = shareLine({ done: Number(done.minor), toCome: Number(toCome.minor), max: goal }, columns, pen);
  return [title, { text: '  ' }, ...bar, ...figures];
}

/** The line where it fits, else with a short name of the month in front, which its first span is. */
function shortenedTo([title, ...rest]: StyledLine, room: number, { ruler }: Pen): StyledLine {
  const long = title ? [title, ...rest] : rest;
  if (lineWidth(long, ruler) <= room || !title) return long;
  const short = [{ ...title, text: title.text.slice(0, 3) }, ...rest];
  return lineWidth(short, ruler) <= room ? short : rest.slice(1);
}

/** Where a lane stands among those beside it. */
export interface LanePlace {
  readonly isCurrent: boolean;
  /** The hue of its stage. */
  readonly look: Look;
  /** The largest amount of all lanes, in minor units of `currency`, which fills the line. */
  readonly most: number;
  readonly currency: string;
}

/** The hue of a lane: that of its stage. */
export function laneLook({ stage }: Lane, lanes: readonly Lane[]): Look {
  if (stage?.kind === 'won') return 'good';
  if (stage?.kind === 'lost') return 'muted';
  const open = lanes.filter((lane) => lane.stage?.kind === 'open');
  const at = open.findIndex((lane) => lane.stage?.id === stage?.id);
  return at < 0 ? 'accent' : stageHue(at, open.length);
}

/**
 * The places of lanes, those of collapsed ones after the others: the longest line is the one with the largest amount of
 * the open stages, or of all where there is none, in the currency that most deals have.
 */
export function lanePlaces(
  open: readonly Lane[],
  current: number,
  collapsed: readonly Lane[] = [],
): LanePlace[] {
  const lanes = [...open, ...collapsed];
  const counts = new Map<string, number>();
  for (const { count, amount } of lanes.flatMap(({ sums }) => sums))
    counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + count);
  const [currency = ''] = [...counts].toSorted((one, other) => other[1] - one[1])[0] ?? [];
  const closed = (lane: Lane) => lane.stage !== null && lane.stage.kind !== 'open';
  const compared = open.some((lane) => !closed(lane)) ? open.filter((lane) => !closed(lane)) : open;
  const most = Math.max(1, ...compared.map((lane) => amountIn(lane, currency)));
  return lanes.map((lane, at) => ({
    isCurrent: at === current,
    look: laneLook(lane, lanes),
    most,
    currency,
  }));
}

const amountIn = ({ sums }: Lane, currency: string): number =>
  Number(sums.find(({ amount }) => amount.currency === currency)?.amount.minor ?? 0);

/** What stands on top of a lane: its name and count, its amounts, and its share as a line; short in two lines. */
export function laneHead(
  lane: Lane,
  place: LanePlace,
  width: number,
  view: Viewpoint,
  pen: Pen,
  isShort = false,
): StyledLine[] {
  const { ruler } = pen;
  const { isCurrent, look } = place;
  const title: Span = {
    text: titleCase(sanitize(lane.title)),
    look: isCurrent ? ['bold', 'underline', look] : ['bold', look],
  };
  const count: Span = { text: countText(lane.count), look: isShort ? 'muted' : [] };
  const sums = sumsOf(lane, view);
  const several = sums.length > 1;
  const share = shareLine(
    { done: Math.min(amountIn(lane, place.currency), place.most), max: place.most },
    width,
    pen,
    {
      done: look,
    },
  );
  const rounded = sums
    .slice(0, 2)
    .map(({ amount }) => roundedAmount(amount, view, true))
    .join(' + ');
  const amount: Span = { text: rounded + (sums.length > 2 ? ' + …' : ''), look: 'bold' };
  if (isShort) return [justify([title], [count, { text: ' ' }, amount], width, ruler), share];
  const whole: Span = several ? amount : { text: amountText(sums[0]?.amount ?? null, view), look: 'bold' };
  const isOpen = lane.stage?.kind === 'open';
  const weighted = sums.map((sum) => roundedAmount(sum.weighted, view, true)).join(' + ');
  const chance: StyledLine = isOpen
    ? several
      ? [{ text: `${lane.stage?.probability} %`, look: 'muted' }]
      : [{ text: `${lane.stage?.probability} % ${pen.signs.planned} `, look: 'muted' }, { text: weighted }]
    : [];
  return [justify([title], [count], width, ruler), justify([whole], chance, width, ruler), share];
}

/** The sums of a lane that say something: nothing in one currency only where there is nothing in any. */
function sumsOf({ sums }: Lane, view: Viewpoint): readonly Sum[] {
  const some = sums.filter(({ amount }) => Number(amount.minor) !== 0);
  return some.length > 0 ? some : [sums[0] ?? sumOf(0, view.currency)];
}

/** What is seen of a collapsed lane: its name and count, an amount for each currency, a blank line. */
export function collapsedHead(
  lane: Lane,
  lanes: readonly Lane[],
  width: number,
  view: Viewpoint,
  { ruler }: Pen,
): StyledLine[] {
  const title: Span = { text: titleCase(sanitize(lane.title)), look: ['bold', laneLook(lane, lanes)] };
  const sums = sumsOf(lane, view);
  return [
    justify([title], [{ text: countText(lane.count) }], width, ruler),
    ...sums
      .slice(0, MAX_CURRENCIES)
      .map(({ amount }): StyledLine => [{ text: roundedAmount(amount, view), look: 'bold' }]),
    [],
  ];
}

/** A stage's name as a title: `prospecting` is written `Prospecting`. */
export const titleCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
