import { closeOpp } from '../../app/opps/stage-changes.ts';
import type { Context } from '../../context.ts';
import { readDate, toLocalDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepOpps } from './step.ts';

export default command({
  summary: 'close an opportunity as won',
  description: 'Closes an opportunity as won. Its account becomes a customer if it was a prospect.',
  examples: ['opp win 7', 'opp win 8 --amount 12k --on yesterday'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--amount <amount>', 'what it came to in the end')
      .option('--on <date>', 'the day it was won; today unless told'),
  async run({ args: [refs], options }, ctx) {
    const on = await closingDay(ctx, options.on);
    const amount =
      options.amount === undefined ? {} : { amount: parseMoney(options.amount, ctx.config.get('currency')) };
    const opps = await resolveRecords(ctx, 'opp', refs);
    if (opps.length > 1 && options.amount !== undefined)
      throw usage('--amount is for one opportunity at a time', 'Win the others by themselves.');
    const steps = await stepOpps(ctx, opps, {
      take: (tx, opp) => closeOpp(tx, opp.id, { kind: 'won', on, values: amount }, ctx),
      already: 'was won already',
    });
    for (const { customer } of steps)
      if (customer) ctx.print.note(`account ${customer.id}  ${customer.name} is a customer now`);
  },
});

/** The day a deal was closed; null when none was said. Throws `usage` for one to come. */
export async function closingDay(ctx: Context, text: string | undefined): Promise<string | null> {
  if (text === undefined) return null;
  const day = await readDate(text, ctx.clock.now());
  if (day > toLocalDate(ctx.clock.now())) throw usage(`"${text}" is still to come: ${day}`);
  return day;
}
