import type { Row } from '../domain/field.ts';
import { addMinor, type Money } from '../domain/money.ts';
import type { StageKind } from '../domain/stages.ts';
import { bar } from './bars.ts';
import type { Column, RecordView, Section } from './column.ts';
import { countText } from './counts.ts';
import { humanText, type Viewpoint } from './values.ts';

/** Columns of the longest bar. */
const BAR_COLUMNS = 20;

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
  /** Header of the first column. */
  readonly label: string;
  readonly sums: readonly Sum[];
}

export interface PipelineLook extends Viewpoint {
  readonly utf8: boolean;
}

/** The report for a terminal: totals in a line, then each block with bars and totals. */
export function pipelineView(
  totals: readonly Sum[],
  blocks: readonly Block[],
  look: PipelineLook,
): RecordView {
  return {
    title: headlines(totals, look).join('   '),
    noun: 'pipeline',
    fields: [],
    sections: blocks.flatMap((block) => sections(block, look)),
  };
}

/** One headline each for open, won and lost, if any: `80 open  $1,200,000  weighted $400,000`. */
function headlines(sums: readonly Sum[], look: PipelineLook): string[] {
  return (['open', 'won', 'lost'] as const).flatMap((kind) => {
    const own = totalsOf(sums.filter((sum) => sum.stage?.kind === kind));
    const count = own.reduce((total, sum) => total + sum.count, 0);
    if (count === 0) return [];
    const amounts = (of: 'amount' | 'weighted') => own.map((sum) => money(sum[of], look)).join(' + ');
    const weighted = kind === 'open' ? `  weighted ${amounts('weighted')}` : '';
    return [`${countText(count)} ${kind}  ${amounts('amount')}${weighted}`];
  });
}

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

function sections(block: Block, look: PipelineLook): Section[] {
  const parts = [...new Set(block.sums.map(({ stage }) => stage?.pipeline ?? null))];
  return parts.map((pipeline) => ({
    title: pipeline === null || parts.length === 1 ? block.title : `${block.title}, ${pipeline}`,
    columns: columns(block.label),
    rows: rows(
      block.sums.filter(({ stage }) => (stage?.pipeline ?? null) === pipeline),
      look,
    ),
  }));
}

function rows(sums: readonly Sum[], look: PipelineLook): Row[] {
  // Without any amount, compare the counts.
  const bare = sums.every(({ amount }) => amount.minor === 0);
  const length = (sum: Sum) => (bare ? sum.count : Number(sum.amount.minor));
  const longest = (currency: string) =>
    Math.max(...sums.filter((sum) => sum.currency === currency).map(length));
  const lines = sums.map((sum) => ({
    group: sum.group ?? '(none)',
    count: sum.count,
    amount: sum.amount,
    weighted: sum.weighted,
    bar: bar(length(sum), longest(sum.currency), BAR_COLUMNS, look.utf8),
  }));
  if (sums.length < 2) return lines;
  return [...lines, ...totalsOf(sums).map((total) => ({ group: 'Total', ...total, bar: '' }))];
}

function columns(label: string): Column[] {
  return [
    { name: 'group', label, type: 'text' },
    { name: 'count', label: 'Count', type: 'integer' },
    { name: 'amount', label: 'Amount', type: 'money' },
    { name: 'weighted', label: 'Weighted', type: 'money' },
    { name: 'bar', label: '', type: 'text' },
  ];
}

function money(value: Money, look: PipelineLook): string {
  return humanText(value, 'money', look, false);
}
