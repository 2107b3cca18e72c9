import type { Context } from '../../context.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { leadToConvert } from '../../store/conversion/lead.ts';
import {
  proposeTargets,
  type Question,
  type TargetChoice,
  type TargetChoices,
} from '../../store/conversion/targets.ts';
import type { Db } from '../../store/engine.ts';
import { getLeadState } from '../../store/leads.ts';

/** Asks the person at the terminal until it is clear which account and which contact a lead becomes. */
export async function askConversionTargets(
  ctx: Context,
  db: Db,
  leadId: number,
  wishes: TargetChoices,
): Promise<TargetChoices> {
  rejectUnconvertible(await getLeadState(db, leadId));
  const lead = await leadToConvert(db, leadId);
  let wanted = wishes;
  for (;;) {
    const { question } = await proposeTargets(db, lead, wanted);
    if (!question) return wanted;
    wanted = { ...wanted, [question.noun]: await asked(ctx, question) };
  }
}

async function asked(ctx: Context, { noun, candidates, why }: Question): Promise<TargetChoice> {
  ctx.print.note(why);
  const choices = candidates.map(({ id, title }) => ({
    name: `${noun} ${id}  ${title}`,
    value: { kind: 'use', id } as TargetChoice,
  }));
  return ctx.prompt.choose<TargetChoice>(`Which ${noun} is it?`, [
    ...choices,
    { name: `none of these: make a new ${noun}`, value: { kind: 'new' } },
  ]);
}
