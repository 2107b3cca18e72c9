import { forEachRecord } from '../../app/for-each-record.ts';
import { describeRecords } from '../../app/records/describe.ts';
import type { Context } from '../../context.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Named } from '../../store/references.ts';
import type { Tx } from '../../store/tx.ts';

/** A step that one or many leads take together. */
interface Step {
  /** `Qualified`, as the sentence begins. */
  readonly done: string;
  /** What follows the lead in the sentence: ` until 2026-05-01 09:00`. */
  readonly detail?: string;
  /** Said of a lead for which there was nothing to do: `is qualified already`. */
  readonly already: string;
  /** Returns whether anything was different. */
  readonly take: (tx: Tx, lead: Named) => Promise<boolean>;
}

/** Takes the step with all the leads named, or with none. */
export async function stepLeads(ctx: Context, named: readonly Named[], step: Step): Promise<void> {
  const { done, detail = '', already, take } = step;
  if (named.length === 0) return;
  const store = await ctx.store();
  const { result } = await store.change(
    async (tx) => {
      const changed: Named[] = [];
      await forEachRecord(await ctx.deps(), tx, named, async (lead) => {
        if (await take(tx, lead)) changed.push(lead);
      });
      return changed;
    },
    (changed) => `${done.toLowerCase()} ${describeRecords(LEAD, changed)}${detail}`,
  );
  const changed = new Set(result);
  for (const lead of named) if (!changed.has(lead)) ctx.print.note(`lead ${lead.id} ${already}`);
  ctx.print.made(
    result.length === 0 ? '' : `${done} ${describeRecords(LEAD, result)}${detail}`,
    named.map((lead) => lead.id),
  );
}
