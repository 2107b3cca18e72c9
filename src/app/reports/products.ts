import { PURCHASE } from '../../nouns/purchase/definition.ts';
import { countedPurchases, type ProductSum, productSums } from '../../store/reports/products.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** What was bought in a period, by product or another field of purchases. */
export async function reportProducts(deps: Deps, input: ReportInput): Promise<Report<ProductSum>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, PURCHASE, { ...input, by: input.by ?? 'product' });
  return {
    group: groupName(question),
    rows: await productSums(engine, question),
    evidence: () => countedPurchases(engine, question),
  };
}
