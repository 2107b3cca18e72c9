import { addTile, USUAL_DASHBOARD } from '../../app/dashboards/tiles.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';
import { checkLine, DASHBOARD_VERBS } from './tiles.ts';

export default command({
  summary: 'add a tile: a report or any other list',
  description:
    'Adds what a command lists to a dashboard of the team: a report, a saved report, a list of records, crm next. The ' +
    'command is quoted as one word. Periods and `me` are resolved when it is shown.',
  examples: [
    "dashboard add 'report won --period month --by owner' --title 'Won this month'",
    'dashboard add \'opp list --where "close < eom" --limit 10\' --on monday',
    "dashboard add 'next --all' --at 1",
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<command...>', 'the command in quotes, without crm')
      .option('--title <text>', 'what stands above it; default: what the command does')
      .option('--on <dashboard>', `the dashboard; default: ${USUAL_DASHBOARD}`)
      .option('--at <place>', 'its place, from 1 on; default: the last'),
  async run({ args: [words], options }, ctx) {
    const line = await checkLine(ctx, words);
    const dashboard = options.on ?? USUAL_DASHBOARD;
    const at = wholeNumber('at', options.at) ?? null;
    const id = await addTile(
      await ctx.deps(),
      { dashboard, line, title: options.title ?? null, at },
      DASHBOARD_VERBS,
    );
    const show = dashboard === USUAL_DASHBOARD ? 'crm dashboard' : `crm dashboard ${dashboard}`;
    return { type: 'changed', sentence: `Added tile ${id}   To see it: ${show}`, references: [id] };
  },
});
