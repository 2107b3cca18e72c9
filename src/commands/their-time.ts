import { type TheirTime, theirTime } from '../app/their-time.ts';
import type { Context } from '../context.ts';
import { isoTime, type Moment } from '../domain/dates.ts';
import type { NamedRecord } from '../domain/record-ref.ts';

/** The time of the people of these records, for a command that plans something with them. */
export async function timeOf(
  ctx: Context,
  parties: readonly Pick<NamedRecord, 'noun' | 'id'>[],
): Promise<TheirTime> {
  return theirTime(await ctx.deps(), parties);
}

/** The same, looked up when it is first asked for: most calls plan nothing. */
export function timeWhenAsked(
  ctx: Context,
  parties: readonly Pick<NamedRecord, 'noun' | 'id'>[],
): () => Promise<TheirTime> {
  let time: Promise<TheirTime> | undefined;
  return () => {
    time ??= timeOf(ctx, parties);
    return time;
  };
}

/** The same command, where times are read as those of somebody. */
export function readingFor(ctx: Context, { settings }: TheirTime): Context {
  return Object.create(ctx, { timeSettings: { value: settings } }) as Context;
}

/** Warns, before anything is stored, of a time at which they should not be called. */
export async function warnOf(ctx: Context, time: TheirTime, when: Moment | string | null): Promise<void> {
  if (when === null) return;
  const problem = time.problem(typeof when === 'string' ? when : whenText(when));
  if (problem !== null) await ctx.print.warn(problem);
}

/** The day, or the moment, UTC ISO 8601. */
function whenText({ date, at }: Moment): string {
  return at === null ? date : isoTime(at);
}
