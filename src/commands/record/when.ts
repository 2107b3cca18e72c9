import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { type Moment, readMoment } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';

/** A day or moment to come. Throws `usage` for one that has passed. */
export async function readFuture(ctx: Context, text: string): Promise<Moment> {
  const now = ctx.clock.now();
  const moment = await readMoment(text, now);
  const passed = moment.at === null ? moment.date < toLocalDate(now) : moment.at < now;
  if (passed) throw usage(`"${text}" has passed`, 'Give a time to come: "tue 3pm", tomorrow, +3d');
  return moment;
}
