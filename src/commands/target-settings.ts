import type { Context } from '../context.ts';

/** Makes targets of the settings `target` and `daily_dials` where that has not been done, and says so. */
export async function adoptTargetSettings(ctx: Context): Promise<void> {
  const { target, daily_dials: dailyDials } = ctx.config.values;
  if (target === undefined && dailyDials === undefined) return;
  const deps = await ctx.deps();
  const { readonly, isDraft } = deps.store.engine;
  if (readonly || isDraft) return;
  const { adoptTargetSettings: adopt } = await import('../app/team/target-settings.ts');
  for (const { setting, periods } of await adopt(deps, { target, dailyDials })) {
    const years = periods.join(' and ');
    ctx.print.note(
      `the setting ${setting} has become the target of ${years}: crm target list, crm target set`,
    );
  }
}
