import { toLocalDate } from '../../domain/dates.ts';
import { conflict, refused } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import type { Money } from '../../domain/money.ts';
import { openStage } from '../../domain/stages.ts';
import type {
  ColumnValues,
  FollowingRow,
  RuleFacts,
  RulesByHand,
  StageFacts,
  WrittenRecord,
} from '../shared/rules.ts';

/** A deal that enters a stage takes over what follows from it, and one with lines has the sum of these as amount. Throws `conflict` for a stage of another pipeline. */
export function checkOpp(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  if (before?.has_lines === 1) {
    delete columns.amount_minor;
    delete columns.currency;
  }
  checkForecastAmount(facts, before, columns);
  const { stage_id: stageId } = columns;
  if (typeof stageId !== 'number' || stageId === before?.stage_id) return;
  const stage = facts.stage(stageId);
  if (before) moveToStage(before, columns, stage, facts.now);
  else if (stage.kind !== 'open') columns.closed_on ??= columns.close_date ?? toLocalDate(facts.now);
}

/**
 * Only an open deal has a forecast amount, in its own currency: a deal without an amount takes that over, and one that gets
 * another currency loses what was forecast.
 */
function checkForecastAmount(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const after = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [expected, currency] = [after('forecast_amount_currency'), after('currency')];
  if (expected === null) return;
  const isGiven = typeof columns.forecast_amount_currency === 'string';
  const isToCheck = isGiven || typeof columns.stage_id === 'number';
  if (isToCheck && facts.stage(after('stage_id') as number).kind !== 'open')
    Object.assign(columns, NO_FORECAST_AMOUNT);
  else if (expected === currency) return;
  else if (!isGiven) Object.assign(columns, NO_FORECAST_AMOUNT);
  else if (after('amount_minor') === null) columns.currency = expected;
  else
    throw conflict(`the deal is in ${currency}, and the forecast amount in ${expected}`, {
      code: 'forecast-currency',
      currency: currency as string,
    });
}

const NO_FORECAST_AMOUNT = { forecast_amount_minor: null, forecast_amount_currency: null };

function moveToStage(before: ColumnValues, columns: ColumnValues, to: StageFacts, now: string): void {
  if (to.pipelineId !== (columns.pipeline_id ?? before.pipeline_id)) {
    if (columns.pipeline_id !== undefined)
      throw conflict(`the stage "${to.name}" is not in that pipeline`, { code: 'stage-of-other-pipeline' });
    columns.pipeline_id = to.pipelineId;
  }
  if (to.kind === 'open') {
    columns.closed_on = null;
    columns.lost_reason ??= null;
  } else columns.closed_on ??= toLocalDate(now);
  if (to.kind === 'won') columns.lost_reason = null;
}

/** A deal with lines has their sum as amount, a closed one the chance and the forecast of its stage, and an open one no day of closing. */
export function overruledInOpp(
  facts: RuleFacts,
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): string[] {
  const { probability, forecast } = given;
  const isGiven = (value: Value | undefined) => value !== undefined && value !== null;
  const fields = ['closed_on', 'lost_reason'].filter((name) => isGiven(given[name]) && record[name] === null);
  if (isGiven(given.forecast_amount) && record.forecast_amount_minor === null) fields.push('forecast_amount');
  if (isGiven(given.amount) && isOtherSum(record, given.amount)) fields.push('amount');
  if (!isGiven(probability) && !isGiven(forecast)) return fields;
  const stage = facts.stage(record.stage_id as number);
  if (stage.kind === 'open') return fields;
  if (isGiven(probability) && probability !== stage.probability) fields.push('probability');
  if (isGiven(forecast) && forecast !== stage.category) fields.push('forecast');
  return fields;
}

/** Whether a deal has lines and they come to something else than this amount. */
function isOtherSum(record: ColumnValues, amount: Value | undefined): boolean {
  if (record.has_lines !== 1 || amount === undefined) return false;
  const { minor, currency } = (amount ?? {}) as Partial<Money>;
  return minor !== record.amount_minor || currency !== record.currency;
}

/** Throws `refused` for an amount that is not the sum of the lines of a deal that has some. */
export function requireSumOfLines(deal: ColumnValues, amount: Value | undefined): void {
  if (isOtherSum(deal, amount))
    throw refused(`the amount of opp ${deal.id} is the sum of its lines`, {
      code: 'amount-of-lines',
      id: deal.id as number,
    });
}

/**
 * The stage history says that a deal came into its stage, with what it was worth then; the timelines of a deal that
 * moved, of its contact and its account say so too.
 */
export function stageRows(facts: RuleFacts, { before, after, values }: WrittenRecord): FollowingRow[] {
  if (after.stage_id === before?.stage_id) return [];
  const at = (values.stage_since ?? (before ? null : after.created_at) ?? facts.now) as string;
  const entry = {
    opp_id: after.id ?? null,
    stage_id: after.stage_id ?? null,
    entered_at: at,
    user_id: facts.userId,
    amount_minor: after.amount_minor ?? null,
    currency: after.currency ?? null,
  };
  const rows: FollowingRow[] = [{ table: 'stage_history', row: entry }];
  if (before) rows.push({ table: 'activity', row: stageEvent(facts, before, after, at) });
  return rows;
}

function stageEvent(facts: RuleFacts, before: ColumnValues, after: ColumnValues, at: string): ColumnValues {
  const [from, to] = [before, after].map(({ stage_id }) => facts.stage(stage_id as number)) as [
    StageFacts,
    StageFacts,
  ];
  const reason = to.kind === 'lost' && after.lost_reason !== null ? `: ${after.lost_reason}` : '';
  return {
    type: 'event',
    at,
    user_id: facts.userId,
    subject: `${after.name}: ${from.name} → ${to.name}${reason}`,
    opp_id: after.id ?? null,
    contact_id: after.contact_id ?? null,
    account_id: after.account_id ?? null,
  };
}

/**
 * An edit may only move a deal between open stages: closing and reopening need more data. A closed one has no
 * probability or forecast of its own.
 */
export const OPP_BY_HAND: RulesByHand = {
  defaults: ({ currency }) => ({ currency }),
  checkNew: (facts, values) => rejectClosedChance(facts.stage(values.stage_id as number), values, null),
  makesCustomers: (facts, values) => facts.stage(values.stage_id as number).kind === 'won',
  checkEdit(facts, before, values) {
    const id = before.id as number;
    requireSumOfLines(before, values.amount);
    const stage = facts.stage(before.stage_id as number);
    if (typeof values.stage_id === 'number' && values.stage_id !== stage.id)
      openStage({ id, stage, closedOn: before.closed_on as string | null }, facts.stage(values.stage_id));
    rejectClosedChance(stage, values, id);
  },
};

/** Throws `refused` for a probability or forecast that a closed stage does not have; `id` is null for a new deal. */
function rejectClosedChance(
  { kind, name, probability, category }: StageFacts,
  given: Readonly<Record<string, Value>>,
  id: number | null,
): void {
  if (kind === 'open') return;
  const opp = id === null ? 'the deal' : `opp ${id}`;
  if (given.forecast_amount !== undefined && given.forecast_amount !== null)
    throw refused(`${opp} is in "${name}", where nothing is left to forecast`, { code: 'opp-closed', id });
  const detail = { code: 'opp-closed', id } as const;
  const isOther = (value: Value | undefined, own: Value) =>
    value !== undefined && value !== null && value !== own;
  if (isOther(given.probability, probability))
    throw refused(`${opp} is in "${name}", where the probability is always ${probability} %`, detail);
  if (isOther(given.forecast, category))
    throw refused(`${opp} is in "${name}", where the forecast is always "${category}"`, detail);
}
