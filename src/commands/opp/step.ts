import type { OppStep } from '../../app/opps/stage-changes.ts';
import type { Context } from '../../context.ts';
import type { Named } from '../../store/references.ts';
import type { Tx } from '../../store/tx.ts';
import { forEachRecord } from '../record/for-each-record.ts';

/** A step that one or many opportunities take together. */
interface Step<S extends OppStep> {
  /** Returns null when there was nothing to do. */
  readonly take: (tx: Tx, opp: Named) => Promise<S | null>;
  /** Said then: `is open already`. */
  readonly already?: string;
}

/** Takes the step with all the opportunities named, or with none; says of each from where to where. */
export async function stepOpps<S extends OppStep>(
  ctx: Context,
  named: readonly Named[],
  { take, already = 'stays as it is' }: Step<S>,
): Promise<S[]> {
  if (named.length === 0) return [];
  const store = await ctx.store();
  const { result } = await store.change(
    async (tx) => {
      const steps: S[] = [];
      await forEachRecord(ctx, tx, named, async (opp) => {
        const step = await take(tx, opp);
        if (step) steps.push(step);
      });
      return steps;
    },
    (steps) =>
      steps[0] && steps.length === 1
        ? `opp ${describeStep(steps[0])}`
        : `moved ${steps.length} opportunities`,
  );
  const moved = new Set(result.map((step) => step.opp.id));
  for (const opp of named) if (!moved.has(opp.id)) ctx.print.note(`opp ${opp.id} ${already}`);
  ctx.print.made(
    result.map((step) => `Opp ${describeStep(step)}`).join('\n'),
    named.map((opp) => opp.id),
  );
  return result;
}

/** `7  Acme renewal: proposal → negotiation (75 %)`; a closed one has no chance to speak of. */
export function describeStep({ opp, from, to, probability }: OppStep): string {
  const chance = to.kind === 'open' ? ` (${probability} %)` : '';
  return `${opp.id}  ${opp.name}: ${from.name} → ${to.name}${chance}`;
}
