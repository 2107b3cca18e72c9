import { FISCAL_UNITS } from '../../domain/dates/fiscal.ts';
import type { Moment } from '../../domain/dates/moment.ts';
import type { Field } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { PIPELINE_GROUPINGS, STAGE_KINDS } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Exchange } from '../../store/exchange.ts';
import { type HistoryGaps, historyGaps } from '../../store/reports/deals-then.ts';
import {
  type PipelineGroup,
  type PipelineScope,
  type PipelineSum,
  pipelineDeals,
  pipelineExchange,
  pipelineSums,
  withEmptyStages,
} from '../../store/reports/pipeline.ts';
import type { Evidence } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';
import { ownerFilters, ownersNamed } from '../team/owners.ts';
import { readPastMoment } from './past-day.ts';
import { readGroupField } from './question.ts';

/** Which opportunities to add up. */
export interface PipelineInput {
  readonly selection: Selection;
  /** A user, a team or `me`: the parts of deals that count for them; all deals as they are without. */
  readonly owner?: string | undefined;
  /** A usual group or a field; by stage without it. */
  readonly by: string | undefined;
  /** Whether only open ones count. */
  readonly onlyOpen: boolean;
  /** Whether empty stages are left out, because the filter selects some stages. */
  readonly hasStageFilter: boolean;
  /** Whether to add up by owner and by month too, if asked for by stage. */
  readonly withOthers: boolean;
  /** As they stood then, instead of now. */
  readonly asOf: Moment | undefined;
  /** With a time before, to see what changed since. */
  readonly compare: Moment | undefined;
}

/** Opportunities, added up. */
export interface PipelineReport {
  /** Name of the group: `stage`, or the name of a field. */
  readonly by: string;
  readonly byStage: readonly PipelineSum[];
  /** By what was asked for. */
  readonly sums: readonly PipelineChange[];
  /** By owner and by month of closing, if there are several. */
  readonly byOwner: readonly PipelineSum[];
  readonly byMonth: readonly PipelineSum[];
  /** How amounts in several currencies are added up; null if they are in one. */
  readonly exchange: Exchange | null;
  /** The day that the sums are of, and the earlier one they are compared with, with what is not known of them. */
  readonly past: readonly { readonly day: string; readonly gaps: HistoryGaps }[];
  readonly evidence: () => Evidence;
}

/** A sum, and what it was before; null if nothing is compared. */
export interface PipelineChange extends PipelineSum {
  readonly before: Pick<PipelineSum, 'count' | 'amount' | 'weighted'> | null;
}

/** Adds up opportunities and their amounts, as they are and weighted by the chance of winning. */
export async function reportPipeline(deps: Deps, input: PipelineInput): Promise<PipelineReport> {
  const { engine } = deps.store;
  const { selection, owner, withOthers, asOf, compare } = input;
  const users = owner === undefined ? undefined : (await ownersNamed(deps, owner)).users;
  const fields = await fieldsOf(deps.store, OPP);
  const by = await readPipelineGroup(deps, fields, input.by ?? 'stage');
  const then = asOf ? await readPastMoment(deps, '--as-of', asOf) : null;
  const before = compare ? await readPastMoment(deps, '--compare', compare) : null;
  const matching = (...filters: readonly string[]) =>
    readSelection(deps, 'opp', fields, { ...selection, filters: [...selection.filters, ...filters] });
  const where = await matching(...(input.onlyOpen ? ['status = open'] : []));
  const scope: PipelineScope = { where, past: then, users };
  const byStage = await sumsOf(deps, 'stage', scope, input);
  const sums = by === 'stage' ? byStage : await pipelineSums(engine, by, scope);
  const byOther = async (other: PipelineGroup) => {
    const others = withOthers && by === 'stage' ? await pipelineSums(engine, other, scope) : [];
    return new Set(others.map(({ group }) => group)).size > 1 ? others : [];
  };
  const earlier = before ? await sumsOf(deps, by, { where, past: before, users }, input) : null;
  return {
    by: typeof by === 'string' ? by : 'unit' in by ? by.unit : by.name,
    byStage,
    sums: earlier ? compared(sums, earlier) : sums.map((sum) => ({ ...sum, before: null })),
    byOwner: await byOther('owner'),
    byMonth: await byOther('month'),
    exchange: await pipelineExchange(engine, scope, byStage),
    past: await gapsOf(deps, [then, before], await matching(...ownerFilters(owner))),
    evidence: () => pipelineDeals(engine, by, scope),
  };
}

/** One of the usual groups, a unit of time, or a field. Throws `usage` with the nearest. */
async function readPipelineGroup(deps: Deps, fields: readonly Field[], text: string): Promise<PipelineGroup> {
  const name = text.trim().toLowerCase();
  const usual = PIPELINE_GROUPINGS.find((each) => each === name);
  if (usual) return usual;
  const unit = FISCAL_UNITS.find((each) => each === name);
  if (unit) return { unit, calendar: deps.calendar };
  return readGroupField(deps, OPP, { fields, text, others: [...PIPELINE_GROUPINGS, 'quarter', 'year'] });
}

async function sumsOf(
  { store: { engine }, currency }: Deps,
  by: PipelineGroup,
  scope: PipelineScope,
  { hasStageFilter, onlyOpen }: PipelineInput,
): Promise<PipelineSum[]> {
  const sums = await pipelineSums(engine, by, scope);
  if (by !== 'stage' || hasStageFilter) return sums;
  const [first] = sums;
  const hasBase = sums.some((sum) => sum.currency === currency);
  const shown = hasBase ? currency : (first?.currency ?? currency);
  return withEmptyStages(engine, sums, onlyOpen ? ['open'] : STAGE_KINDS, shown);
}

/** The sums of both times side by side; groups that are gone follow the others. */
function compared(now: readonly PipelineSum[], before: readonly PipelineSum[]): PipelineChange[] {
  const keyOf = ({ group, stage, currency }: PipelineSum) =>
    JSON.stringify([group, stage?.pipeline ?? null, currency]);
  const earlier = new Map(before.map((sum) => [keyOf(sum), sum]));
  const zeroOf = ({ currency }: PipelineSum) => {
    const zero = { minor: 0, currency };
    return { count: 0, amount: zero, weighted: zero };
  };
  const known = new Set(now.map(keyOf));
  return [
    ...now.map((sum) => ({ ...sum, before: earlier.get(keyOf(sum)) ?? zeroOf(sum) })),
    ...before.filter((sum) => !known.has(keyOf(sum))).map((sum) => ({ ...sum, ...zeroOf(sum), before: sum })),
  ];
}

async function gapsOf(
  { store: { engine } }: Deps,
  moments: readonly (Parameters<typeof historyGaps>[1] | null)[],
  where: Condition | undefined,
): Promise<PipelineReport['past']> {
  const found: PipelineReport['past'][number][] = [];
  for (const moment of moments)
    if (moment) found.push({ day: moment.day, gaps: await historyGaps(engine, moment, where) });
  return found;
}
