import { forecastHistory } from '../../app/forecast/calls.ts';
import { targetPeriodText } from '../../domain/target.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { periodNamed } from '../parse-args.ts';

export default command({
  summary: 'list what was said to be expected, the latest first',
  examples: ['forecast history', 'forecast history me quarter --csv'],
  lists: true,
  configure: (c) =>
    c
      .argument('[owner]', 'only of this user or team; me for your own')
      .argument('[period]', 'only of this time: quarter, 2026-Q4, month'),
  async run({ args: [owner, period] }, ctx) {
    const rows = await forecastHistory(
      await ctx.deps(),
      owner,
      period === undefined ? undefined : periodNamed(ctx, period),
    );
    return listAnswer(
      ctx,
      {
        noun: 'forecasts',
        empty: 'nothing was said yet: crm forecast submit quarter --commit 180k',
        columns: [
          { name: 'at', label: 'At', type: 'datetime', help: 'when it was said' },
          { name: 'user', label: 'User', type: 'text', help: 'who said it' },
          { name: 'period', label: 'Period', type: 'text', help: 'of which time' },
          { name: 'commit', label: 'Commit', type: 'money', help: 'what they close at least' },
          { name: 'best', label: 'Best', type: 'money', help: 'what they close at best' },
          { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the amounts' },
          { name: 'note', label: 'Note', type: 'text', help: 'why' },
        ],
      },
      rows.map((call) => ({
        id: call.id,
        at: call.at,
        user: call.user,
        period: targetPeriodText({ from: call.from_day, to: call.to_day }, ctx.calendar),
        commit: { minor: call.commit_minor, currency: call.currency },
        best: call.best_minor === null ? null : { minor: call.best_minor, currency: call.currency },
        currency: call.currency,
        note: call.note,
      })),
    );
  },
});
