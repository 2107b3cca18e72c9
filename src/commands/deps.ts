import type { Deps } from '../app/deps.ts';
import type { Context } from '../context.ts';
import type { Store } from '../store/store.ts';
import { withProgress } from './progress.ts';

/** What use cases may know of a command's world, on this database. */
export function depsOf(ctx: Context, store: Store): Deps {
  return {
    store,
    clock: ctx.clock,
    timeSettings: ctx.timeSettings,
    user: ctx.user,
    currency: ctx.config.get('currency'),
    readPhone: ctx.readPhone,
    phoneReader: ctx.phoneReader,
    withProgress: (label, outcome, work) => withProgress(ctx, label, outcome, work),
  };
}
