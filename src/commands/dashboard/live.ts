import type { ShownTile } from '../../app/dashboards/tiles.ts';
import { screenSettings } from '../../config/screen-settings.ts';
import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { paintOf } from '../../render/color.ts';
import { drawDashboard } from '../../render/dashboard.ts';
import { databaseWatch, openScreenContext, requireScreen } from '../screen-context.ts';
import { answerTiles } from './tiles.ts';

/** Keeps a dashboard on the screen until the person leaves; returns the exit code. */
export async function openLive(
  ctx: Context,
  { title, tiles }: { readonly title: string; readonly tiles: readonly ShownTile[] },
): Promise<number> {
  requireScreen(ctx, '--live', 'Elsewhere: crm dashboard --json, or -o page.html');
  const { deps, now } = await openScreenContext(ctx);
  const store = await ctx.store();
  // From here on it reads what others write.
  await store.engine.endRead();
  const { openDashboard } = await import('../../render/tui/dashboard/open.ts');
  const { code, error } = await openDashboard(
    {
      title,
      now,
      async lines(width) {
        const at = now();
        const draw = drawDashboard(await answerTiles(ctx, tiles, 'table', { clock: { now }, deps }));
        return draw({
          width,
          paint: paintOf(ctx.io, ctx.io.stdout),
          view: { today: toLocalDate(at), currency: ctx.config.get('currency') },
          now: at,
          env: ctx.io.env,
        });
      },
      version: () => store.engine.version(),
      ...databaseWatch(store),
    },
    screenSettings(ctx.config),
    ctx.io,
  );
  if (error !== undefined) throw error;
  return code;
}
