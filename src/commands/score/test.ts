import { testRules } from '../../app/scores/test-rules.ts';
import type { ScoreCount } from '../../domain/score.ts';
import { bar } from '../../render/bars.ts';
import { counted, percent, percentText, rounded } from '../../render/counts.ts';
import { isUtf8 } from '../../render/locale.ts';
import { command } from '../command.ts';
import { BAR_COLUMN, type ListColumn, listAnswer } from '../listing.ts';
import { NO_RULES } from './list.ts';

/** With fewer converted leads, the figures say little. */
const FEW_LEADS = 30;

const BAND_POINTS = 10;
const BAR_WIDTH = 20;

const RATES: readonly ListColumn[] = [
  { name: 'leads', label: 'Leads', type: 'integer', help: 'number of leads' },
  { name: 'converted', label: 'Converted', type: 'integer', help: 'how many of them were converted' },
  { name: 'rate', label: '%', type: 'number', help: 'these in percent' },
  { name: 'lift', label: 'Lift', type: 'number', help: 'times as often as all leads' },
];

export default command({
  summary: 'how well the rules tell converted leads from others',
  description:
    'Takes leads that are old enough for their outcome to be known, with the score that they had after the days that a ' +
    'conversion usually takes, or at their conversion if that was earlier: nothing that happened later counts. Shows by ' +
    'score, or with --by rule for each rule, how many were converted. Fields of leads are taken as they are now; rules ' +
    'that name what follows from a conversion are left out.',
  examples: [
    "score add 'source = referral' 40 && crm score test",
    "score add 'rating = hot' 40 && crm score test --by rule",
  ],
  lists: true,
  configure: (c) => c.option('--by <what>', 'score or rule; default: score'),
  async run({ options }, ctx) {
    const test = await testRules(await ctx.deps());
    const all = test.converted + test.others;
    const base = all === 0 ? null : test.converted / all;
    const rates = (leads: number, converted: number) => ({
      leads,
      converted,
      rate: percent(leads === 0 ? null : converted / leads),
      lift: leads === 0 || !base ? null : rounded(converted / leads / base),
    });
    const notes = [
      ...(all === 0
        ? [`no lead is old enough: at least ${counted(test.days, 'day')}`]
        : [
            `${counted(all, 'lead')} of at least ${counted(test.days, 'day')}, ${percentText(base)} converted`,
            test.auc === null
              ? 'there are no leads of both kinds, so nothing can be told apart'
              : `a converted lead has the higher score in ${percentText(test.auc)} of pairs; 50% is chance`,
          ]),
      ...(test.converted > 0 && test.converted < FEW_LEADS
        ? [`only ${counted(test.converted, 'converted lead')}: the figures say little`]
        : []),
      ...test.leftOut.map(({ rule, because }) => `rule ${rule.id} (${rule.name}) is left out: ${because}`),
    ];
    const hasRules = test.rules.length + test.leftOut.length > 0;
    const isTable = ctx.print.format === 'table' && !ctx.settings.columns;
    const byRule = options.by === 'rule';
    const rows = byRule
      ? test.rules.map(({ id, name, points, count }) => ({
          id,
          rule: name,
          points,
          ...rates(count.leads, count.converted),
        }))
      : bandsOf(test.counts).map(({ band, converted, others }) => ({
          id: band,
          score: band,
          ...rates(converted + others, converted),
        }));
    const most = Math.max(...rows.map(({ rate }) => rate ?? 0));
    const head: ListColumn[] = byRule
      ? [
          { name: 'id', label: 'Rule', type: 'integer', help: 'number of the rule' },
          { name: 'rule', label: 'Name', type: 'text', help: 'its name' },
          { name: 'points', label: 'Points', type: 'integer', help: 'what it gives' },
        ]
      : [{ name: 'score', label: 'Score', type: 'text', help: 'from and to' }];
    return {
      ...listAnswer(
        ctx,
        {
          noun: 'scores',
          columns: [...head, ...RATES, ...(isTable ? [BAR_COLUMN] : [])],
          empty: hasRules ? 'no leads yet: crm lead import' : NO_RULES,
        },
        hasRules
          ? rows.map((row) => ({
              ...row,
              bar: isTable ? bar(row.rate ?? 0, most, BAR_WIDTH, isUtf8(ctx.io.env)) : null,
            }))
          : [],
      ),
      notes: hasRules ? notes : [],
    };
  },
});

/** The counts in bands of scores, the highest first. */
function bandsOf(counts: readonly ScoreCount[]): { band: string; converted: number; others: number }[] {
  const bands = new Map<number, { converted: number; others: number }>();
  for (const { score, converted, others } of counts) {
    const start = Math.min(90, Math.floor(score / BAND_POINTS) * BAND_POINTS);
    const band = bands.get(start) ?? { converted: 0, others: 0 };
    bands.set(start, { converted: band.converted + converted, others: band.others + others });
  }
  return [...bands]
    .sort(([a], [b]) => b - a)
    .map(([start, band]) => ({
      band: start === 90 ? '90-100' : `${start}-${start + BAND_POINTS - 1}`,
      ...band,
    }));
}
