import { addMinor, type Money } from '../domain/money.ts';
import type { StageKind } from '../domain/stages.ts';
import { sanitize } from '../domain/terminal-text.ts';
import type { Look } from './color.ts';
import type { Column } from './column.ts';
import { countText } from './counts.ts';
import { monthText } from './days.ts';
import { COLUMN_GAP } from './fit.ts';
import type { Cell } from './grid.ts';
import { weightedBar } from './parts/bars.ts';
import { factLines } from './parts/facts.ts';
import { makePen, type Pen } from './parts/pen.ts';
import { paintLine, type StyledLine } from './styled-line.ts';
import type { Drawing, Surface } from './surface.ts';
import { layCells } from './table.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { stageHue } from './theme.ts';
import { humanText, type Viewpoint } from './values.ts';

/** Columns of the longest bar, and of the shortest that is worth its place. */
const [MAX_BAR, MIN_BAR] = [48, 8];

/** Columns of a bar that has room for the words above it. */
const MIN_LEGEND = 34;

/** A sum of the report; see `PipelineSum` in the store. */
interface Sum {
  readonly group: string | null;
  readonly stage: { readonly pipeline: string; readonly kind: StageKind } | null;
  readonly currency: string;
  readonly count: number;
  readonly amount: Money;
  readonly weighted: Money;
}

/** Sums under a title; sums by stage are grouped by pipeline. */
export interface Block {
  readonly title: string;
  readonly sums: readonly Sum[];
  /** Whether the groups are months, `YYYY-MM`. */
  readonly areMonths?: boolean;
}

/** What was won in the present month, by currency, and the target of a month. */
export interface MonthWon {
  readonly sums: readonly Money[];
  readonly target: Money | null;
}

/** The report for a terminal: totals in a line, then each block with shares, bars and totals. */
export function drawPipeline(totals: readonly Sum[], blocks: readonly Block[], month?: MonthWon): Drawing {
  return async (surface) => {
    const { view, width, paint } = surface;
    const parts = blocks.flatMap(partsOf);
    const ruler = await rulerFor(parts.flatMap(names));
    const nameWidth = Math.max(...parts.flatMap(names).map((name) => ruler.width(name)));
    const facts = [...headlines(totals, view), ...(month ? [monthLine(month, view)] : [])];
    const lines = factLines(facts, width, ruler).map((line) => paintLine(line, paint));
    for (const part of parts) lines.push('', ...(await blockLines(part, nameWidth, ruler, surface)));
    return lines;
  };
}

/** `won this month $139,700 of $250,000`. */
function monthLine({ sums, target }: MonthWon, view: Viewpoint): StyledLine {
  const zero = { minor: 0, currency: target?.currency ?? view.currency };
  const won = (sums.length > 0 ? sums : [zero]).map((sum) => moneyText(sum, view)).join(' + ');
  return [
    muted('won this month '),
    { text: won, look: ['bold', 'good'] },
    muted(target === null ? '' : ` of ${moneyText(target, view)}`),
  ];
}

const names = ({ title, sums }: Block) => [title, ...sums.map(({ group }) => sanitize(group ?? ''))];

/** What is open, won and lost: `$1,200,000 open in 80 deals   weighted $400,000`. */
function headlines(sums: readonly Sum[], view: Viewpoint): StyledLine[] {
  const looks = { open: 'bold', won: ['bold', 'good'], lost: 'bold' } as const;
  return (['open', 'won', 'lost'] as const).flatMap((kind): StyledLine[] => {
    const own = totalsOf(sums.filter((sum) => sum.stage?.kind === kind));
    const count = own.reduce((total, sum) => total + sum.count, 0);
    if (count === 0) return [];
    const amounts = (of: 'amount' | 'weighted') => own.map((sum) => moneyText(sum[of], view)).join(' + ');
    const all: StyledLine = [
      { text: amounts('amount'), look: looks[kind] },
      muted(` ${kind} in `),
      { text: countText(count) },
      muted(count === 1 ? ' deal' : ' deals'),
    ];
    return kind === 'open' ? [all, [muted('weighted '), { text: amounts('weighted'), look: 'bold' }]] : [all];
  });
}

const muted = (text: string) => ({ text, look: 'muted' }) as const;

/** The sum of each currency, in order of first occurrence. */
export function totalsOf(sums: readonly Sum[]): Omit<Sum, 'group' | 'stage'>[] {
  const currencies = [...new Set(sums.filter(({ count }) => count > 0).map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    return {
      currency,
      count: own.reduce((total, { count }) => total + count, 0),
      amount: { minor: addMinor(...own.map(({ amount }) => amount.minor)), currency },
      weighted: { minor: addMinor(...own.map(({ weighted }) => weighted.minor)), currency },
    };
  });
}

/** A block for each pipeline that its stages are of. */
function partsOf(block: Block): Block[] {
  const pipelines = [...new Set(block.sums.map(({ stage }) => stage?.pipeline ?? null))];
  return pipelines.map((pipeline) => ({
    ...block,
    title:
      pipeline === null || pipelines.length === 1 ? block.title : `${block.title}, ${sanitize(pipeline)}`,
    sums: block.sums.filter(({ stage }) => (stage?.pipeline ?? null) === pipeline),
  }));
}

const COLUMNS: readonly Column[] = [
  { name: 'group', label: '', type: 'text' },
  { name: 'count', label: '', type: 'integer' },
  { name: 'amount', label: '', type: 'money' },
  { name: 'share', label: '', type: 'integer' },
  { name: 'weighted', label: '', type: 'money' },
  { name: 'bar', label: '', type: 'text', whole: true },
];

async function blockLines(
  { title, sums, areMonths }: Block,
  nameWidth: number,
  ruler: Ruler,
  { width, paint, view, env }: Surface,
): Promise<string[]> {
  const totals = totalsOf(sums);
  const pen = makePen(env, paint, ruler);
  const heads: Cell[] = [
    { text: title + ' '.repeat(nameWidth - ruler.width(title)), look: 'bold' },
    ...['count', 'amount', '%', 'weighted'].map((text): Cell => ({ text, look: 'muted' })),
  ];
  const rows = sums.map((sum, at) => [
    groupCell(sum, at, sums, areMonths === true),
    ...figures(sum, totals, view),
  ]);
  const last = totals.map((total) =>
    [{ text: 'Total' }, ...figures(total, totals, view)].map((cell, at) =>
      at === SHARE_CELL ? cell : { ...cell, look: 'bold' as const },
    ),
  );
  const tables = [heads, ...rows, ...last];
  const natural = heads.map((_, at) =>
    Math.max(...tables.map((cells) => ruler.width(cells[at]?.text ?? ''))),
  );
  const table = natural.reduce((sum, each) => sum + each + COLUMN_GAP, 0);
  const room = Math.min(MAX_BAR, width - table - 1);
  const bars = room < MIN_BAR ? [] : barCells(sums, room, pen);
  const lines = await layCells(
    COLUMNS,
    tables.map((cells, at) => {
      const bar = at === 0 && room >= MIN_LEGEND ? legend(pen) : bars[at - 1];
      return bar ? [...cells, bar] : cells;
    }),
    width,
    paint,
  );
  if (sums.length < 2) return lines.slice(0, sums.length + 1);
  const rule = paint.text(pen.signs.rule.repeat(Math.min(table - COLUMN_GAP, width)), 'faint');
  return [...lines.slice(0, sums.length + 1), rule, ...lines.slice(sums.length + 1)];
}

/** The place of the share among the cells of a row. */
const SHARE_CELL = 3;

function groupCell({ group, stage }: Sum, at: number, sums: readonly Sum[], isMonth: boolean): Cell {
  if (group === null) return { text: '(none)', look: 'muted' };
  const text = isMonth ? monthText(group) : sanitize(group);
  return { text, look: stage ? stageLook(stage.kind, at, sums) : undefined };
}

/** The hue of a stage: by its place among the open ones. */
function stageLook(kind: StageKind, at: number, sums: readonly Sum[]): Look {
  if (kind !== 'open') return kind === 'won' ? 'good' : 'muted';
  const open = [...new Set(sums.filter(({ stage }) => stage?.kind === 'open').map(({ group }) => group))];
  return stageHue(open.indexOf(sums[at]?.group ?? null), open.length);
}

function figures(
  { currency, count, amount, weighted }: Omit<Sum, 'group' | 'stage'>,
  totals: readonly Omit<Sum, 'group' | 'stage'>[],
  view: Viewpoint,
): Cell[] {
  const total = Number(totals.find((each) => each.currency === currency)?.amount.minor ?? 0);
  const share = total > 0 ? String(Math.round((Number(amount.minor) / total) * 100)) : '';
  return [
    { text: countText(count) },
    { text: moneyText(amount, view), look: 'bold' },
    { text: share, look: 'muted' },
    { text: moneyText(weighted, view) },
  ];
}

/** The amount of each sum beside the greatest one of its currency; without any amount, the counts. */
function barCells(sums: readonly Sum[], width: number, pen: Pen): Cell[] {
  const isBare = sums.every(({ amount }) => amount.minor === 0);
  const length = (sum: Sum) => (isBare ? sum.count : Number(sum.amount.minor));
  return sums.map((sum, at): Cell => {
    const max = Math.max(...sums.filter(({ currency }) => currency === sum.currency).map(length));
    const strong = isBare ? sum.count : Number(sum.weighted.minor);
    const look = sum.stage ? stageLook(sum.stage.kind, at, sums) : 'stage2';
    const spans = weightedBar({ strong, whole: length(sum), max, look }, width, pen);
    return { text: spans.map(({ text }) => text).join(''), spans };
  });
}

function legend(pen: Pen): Cell {
  const spans: StyledLine = [
    { text: pen.block(0).repeat(2), look: 'stage2' },
    muted(' weighted  '),
    { text: pen.block(3).repeat(2), look: 'pipeline' },
    muted(' the rest'),
  ];
  return { text: spans.map(({ text }) => text).join(''), spans };
}

function moneyText(value: Money, view: Viewpoint): string {
  return humanText(value, 'money', view, false);
}
