import { type Attainment, reportAttainment } from '../../app/reports/attainment.ts';
import type { FiscalCalendar } from '../../domain/dates/fiscal.ts';
import type { Row } from '../../domain/field.ts';
import { reachedPercent, targetPeriodText } from '../../domain/target.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { periodNamed } from '../parse-args.ts';
import { CREDIT_HELP } from '../report/credit-help.ts';
import { adoptTargetSettings } from '../target-settings.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'ID', type: 'integer', help: 'number of the target' },
  { name: 'period', label: 'Period', type: 'text', help: 'the month, quarter or year' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'the user or team whose it is; empty for everybody' },
  { name: 'measure', label: 'Measure', type: 'text', help: 'what it counts' },
  { name: 'target', label: 'Target', type: 'money', help: 'what is to be reached' },
  { name: 'reached', label: 'Reached', type: 'money', help: 'what is reached so far' },
  { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of an amount' },
  { name: 'percent', label: '%', type: 'integer', help: 'the part that is reached, in whole percent' },
];

export default command({
  summary: 'list the targets, and how far each is reached',
  description:
    'Deals count by the day they were won and their owner, calls out to anybody and meetings held by who made them: the ' +
    'figures of report leaderboard and of report calls --with-contacts. What was won in another currency than that of ' +
    `the target counts only if a rate turns it into that: crm rate set. ${CREDIT_HELP}`,
  examples: ['target list', 'target list --period quarter', 'target list --owner me --csv'],
  lists: true,
  configure: (c) =>
    c
      .option('--period <period>', 'only targets of this time: month, 2026, 2026-Q4, "last 90 days"')
      .option('--owner <user>', 'only targets of this user or team; me for your own'),
  async run({ options: { period, owner } }, ctx) {
    await adoptTargetSettings(ctx);
    const rows = await reportAttainment(await ctx.deps(), {
      period: period === undefined ? undefined : periodNamed(ctx, period),
      owner,
      conversationSeconds: Number(ctx.config.get('conversation_seconds')),
    });
    const isChosen = period !== undefined || owner !== undefined;
    const empty = isChosen
      ? 'no such targets; see all: crm target list'
      : 'no targets yet: crm target set 50k --period month';
    const team = ctx.print.format === 'table' ? '(team)' : null;
    return {
      ...listAnswer(
        ctx,
        { noun: 'targets', columns: COLUMNS, empty },
        rows.map((row) => toRow(row, team, ctx.calendar)),
      ),
      notes: rows.flatMap(({ target, apart }) =>
        apart.length === 0 ? [] : [`not counted in target ${target.id}: what was won in ${apart.join(', ')}`],
      ),
    };
  },
});

function toRow({ target, reached }: Attainment, team: string | null, calendar: FiscalCalendar): Row {
  const { id, period, owner, measure, wanted, currency } = target;
  const figure = (value: number | bigint) => (currency === null ? Number(value) : { minor: value, currency });
  return {
    id,
    period: targetPeriodText(period, calendar),
    owner: owner ?? team,
    measure,
    target: figure(wanted),
    reached: figure(reached),
    currency,
    percent: reachedPercent(target, reached),
  };
}
