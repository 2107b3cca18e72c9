import type { Context } from '../../context.ts';
import { type Moment, readMoment, refusePassed } from '../../domain/dates.ts';

/** A day or moment to come. Throws `usage` for one that has passed. */
export async function readFuture(ctx: Context, text: string): Promise<Moment> {
  const now = ctx.clock.now();
  const moment = await readMoment(text, now);
  refusePassed(moment, text, now);
  return moment;
}
