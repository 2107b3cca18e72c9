import type { Noun } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { DealFacts, ProductFacts, RuleFacts, StageFacts } from '../../nouns/shared/rules.ts';
import { outcomeOf } from '../calls/outcomes.ts';
import { caseStatuses, caseStatusFacts } from '../cases.ts';
import { leadStatuses, newLeadStatus } from '../leads.ts';
import { bookPrices } from '../prices.ts';
import { type Bound, type RawRow, sql } from '../sql.ts';
import { stageOf } from '../stages.ts';
import type { Tx } from '../tx.ts';
import type { Values } from './values.ts';

/** Reads the facts that the rules of a noun need to check these columns. */
export async function readRuleFacts(
  tx: Tx,
  { noun, rules: { facts } }: NounDefinition,
  columns: Readonly<Record<string, unknown>>,
  before: RawRow | null = null,
): Promise<RuleFacts> {
  const needsStatuses = facts === 'lead statuses' && (before === null || columns.status !== undefined);
  const statuses = needsStatuses ? await leadStatuses(tx) : [];
  const needsCaseStatuses = facts === 'case statuses' && (before === null || columns.status !== undefined);
  const ofCases = needsCaseStatuses ? await caseStatuses(tx) : [];
  const result =
    facts === 'call results' && typeof columns.outcome === 'string'
      ? await outcomeOf(tx, columns.outcome)
      : undefined;
  const parents =
    facts === 'parents'
      ? await ancestorsOf(tx, columns.parent_id as Bound | undefined, { noun, column: 'parent_id' })
      : new Map();
  const managers =
    facts === 'managers'
      ? await ancestorsOf(tx, columns.reports_to_id as Bound | undefined, MANAGERS)
      : new Map();
  const stages = new Map<number, StageFacts>();
  const needsStages =
    typeof columns.stage_id === 'number' || typeof columns.forecast_amount_minor === 'number';
  if (facts === 'stages' && needsStages)
    for (const id of [columns.stage_id, before?.stage_id])
      if (typeof id === 'number') stages.set(id, await stageOf(tx, id));
  const ofLine = facts === 'products and deals';
  const productId = columns.product_id ?? (ofLine ? before?.product_id : undefined);
  const product =
    (facts === 'products' || ofLine) && typeof productId === 'number'
      ? await tx.read('product', productId)
      : undefined;
  const purchase =
    facts === 'case statuses' && before === null && typeof columns.purchase_id === 'number'
      ? await tx.read('purchase', columns.purchase_id)
      : undefined;
  const asset =
    facts === 'case statuses' && before === null && typeof columns.asset_id === 'number'
      ? await tx.read('asset', columns.asset_id)
      : undefined;
  const dealId = columns.opp_id ?? before?.opp_id;
  const deal = ofLine && typeof dealId === 'number' ? await tx.read('opp', dealId) : undefined;
  const prices =
    before === null && typeof deal?.pricebook_id === 'number' && typeof productId === 'number'
      ? await bookPrices(
          tx,
          sql`price.pricebook_id = ${deal.pricebook_id} and price.product_id = ${productId}`,
        )
      : [];
  return {
    now: tx.now,
    userId: tx.userId,
    leadStatusKind: (name) =>
      statuses.find((status) => status.name.toLowerCase() === name.toLowerCase())?.kind,
    newLeadStatus: newLeadStatus(statuses),
    ...caseStatusFacts(ofCases),
    callResult: () => result,
    parentOf: (id) => parents.get(id) ?? null,
    managerOf: (id) => managers.get(id) ?? null,
    purchase: () => (purchase ? ofPurchase(purchase) : undefined),
    asset: () => (asset ? ofAsset(asset) : undefined),
    deal: () => (deal ? dealFacts(deal) : undefined),
    product: () => (product ? productFacts(product) : undefined),
    bookPrices: () => prices,
    stage: (id) => stages.get(id) as StageFacts,
  };
}

/** What the row of a purchase says to cases about it. */
function ofPurchase({ name, account_id, contact_id, opp_id }: RawRow): Values {
  return givenOf({ product: name, account_id, contact_id, opp_id });
}

/** What the row of an asset says to cases about it. */
const ofAsset = ({ product_id: model_id, purchase_id, account_id, contact_id }: RawRow): Values =>
  givenOf({ model_id, purchase_id, account_id, contact_id });

const givenOf = (values: Readonly<Record<string, Bound | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as Values;

/** What the row of a deal says to its lines. */
export function dealFacts({ id, currency, amount_minor: minor, has_lines, pricebook_id }: RawRow): DealFacts {
  return {
    id: id as number,
    currency: currency as string,
    hasAmount: minor !== null || has_lines === 1,
    pricebookId: pricebook_id as number | null,
  };
}

/** What the row of a product says to those who buy it. */
export function productFacts({ name, price_minor: minor, currency, recurring }: RawRow): ProductFacts {
  const price = minor === null ? null : { minor: minor as number, currency: currency as string };
  return { name: name as string, price, recurring: recurring as string | null };
}

/** A noun whose records are below others of it, and the column that says so. */
interface Hierarchy {
  readonly noun: Noun;
  readonly column: string;
}

const PARENTS: Hierarchy = { noun: 'account', column: 'parent_id' };
const MANAGERS: Hierarchy = { noun: 'contact', column: 'reports_to_id' };

/** Those above a record, from this one up, by number: by default the parents of accounts. */
export async function ancestorsOf(
  tx: Tx,
  parentId: Bound | undefined,
  { noun, column }: Hierarchy = PARENTS,
): Promise<Map<Bound, Bound>> {
  const parents = new Map<Bound, Bound>();
  for (let id = parentId ?? null; id !== null && !parents.has(id); id = parents.get(id) ?? null)
    parents.set(id, (await tx.read(noun, id as number))?.[column] ?? null);
  return parents;
}
