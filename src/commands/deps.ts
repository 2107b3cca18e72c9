import type { Deps } from '../app/deps.ts';
import type { Context } from '../context.ts';
import { isoTime } from '../domain/dates.ts';
import { openDatabase } from '../store/sqlite/open.ts';
import { Store } from '../store/store.ts';
import { withProgress } from './progress.ts';

/** The dependencies of use cases for a command, with this database; the time is that of the command unless given. */
export function depsOf(ctx: Context, store: Store, clock = ctx.clock): Deps {
  return {
    store,
    clock,
    get timeSettings() {
      return ctx.timeSettings;
    },
    get calendar() {
      return ctx.calendar;
    },
    get callingTimes() {
      return ctx.callingTimes;
    },
    user: ctx.user,
    currency: ctx.config.get('currency'),
    readPhone: ctx.readPhone,
    readPhones: ctx.readPhones,
    phoneReader: ctx.phoneReader,
    withProgress: (label, outcome, work) => withProgress(ctx, label, outcome, work),
  };
}

/** Opens another database than the command's own, creating it where there is none; `command` goes into its history. */
export async function openOther(ctx: Context, path: string, command: string): Promise<Deps> {
  const now = isoTime(ctx.clock.now());
  const engine = await openDatabase({ path, ...ctx.schema, now, lockWait: ctx.lockWait });
  return depsOf(ctx, new Store(engine, { user: ctx.user, now, command }));
}
