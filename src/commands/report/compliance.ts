import {
  checkCompliance,
  findCompliance,
  listCompliance,
  type RuleResult,
} from '../../app/compliance/rules.ts';
import type { Selection } from '../../app/records/selection.ts';
import { ownersNamed } from '../../app/team/owners.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { percent, percentText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { NO_COMPLIANCE_RULES } from '../compliance/list.ts';
import { type SelectionOptions, selectionOf } from '../record/selection.ts';
import { decimal, groupText, integer } from './columns.ts';
import { ownerOf } from './credit-help.ts';
import { reportAnswer } from './report-answer.ts';
import { periodOf, refuse } from './report-options.ts';

export default command({
  summary: 'who keeps the rules of the team, out of how many records',
  description:
    'Checks the rules of crm compliance: for each owner, how many records a rule is about and how many of them break it. ' +
    'With --by rule, all owners together. --fail-over 5% ends with exit code 1 if more than 5 percent of the records of a ' +
    'rule break it, for cron. --explain names the records of one rule.',
  examples: [
    "compliance add 'open deals have a next step' --of 'status = open' --where 'next_step is empty' && crm report compliance",
    "compliance add 'deals have amounts' --where 'amount is empty' && crm report compliance --by rule --fail-over 5%",
  ],
  lists: true,
  configure: (c) => {
    refuse(c, ['compare'], 'it is about the records as they are now');
    return c
      .option('-w, --where <filter>', 'of the records that the rules are about, only these')
      .option('--segment <name>', 'a saved filter: crm segment list')
      .option('--pipeline <name>', 'only deals in this pipeline')
      .option('--since <date>', 'only records of this day or later, as in their lists')
      .option('--until <date>', 'only records of this day or earlier')
      .option('--period <period>', 'instead of both: month, last quarter, 2026, 2026-Q2, "last 90 days"')
      .option('--rule <rule>', 'only this rule, by number or name')
      .option('--owner <user>', 'only records of this user or team')
      .option('--mine', 'only your own')
      .option('--by <what>', 'owner or rule; default: owner')
      .option('--fail-over <percent>', 'exit code 1 if more of the records of a rule break it')
      .option('--explain', 'say what the figures mean, and which records are in them');
  },
  async run({ options }: { options: SelectionOptions }, ctx): Promise<Answer> {
    const deps = await ctx.deps();
    const by = String(options.by ?? 'owner').toLowerCase();
    if (by !== 'owner' && by !== 'rule')
      throw usage('this report is by owner already', 'All owners of a rule together: --by rule');
    const most = readPercent(options.failOver);
    const rules =
      typeof options.rule === 'string'
        ? [await findCompliance(deps, options.rule)]
        : await listCompliance(deps);
    const owner = ownerOf(options);
    const owners = owner === undefined ? null : (await ownersNamed(deps, owner)).users;
    const results = await checkCompliance(deps, {
      rules,
      owners,
      selected: (definition) => selectedOf(ctx, definition, options),
    });
    const [first] = results;
    if (options.explain && results.length > 1)
      throw usage('--explain is about one rule', `For example: --rule ${first?.rule.id} --explain`);
    const nouns = deps.store.db.nouns;
    const noun = nouns.get(nouns.find(first?.rule.noun ?? '')?.noun ?? 'opp');
    const failed = most === null ? [] : results.filter((result) => (shareOf(result) ?? 0) > most);
    const answer = await reportAnswer(ctx, options, {
      noun,
      columns: [
        { name: 'rule', label: 'Rule', type: 'text', help: 'the rule' },
        ...(by === 'owner'
          ? [{ name: 'owner', label: 'Owner', type: 'text', help: 'owner of the records' } as const]
          : []),
        integer('severity', 'Severity', '1 is the most severe'),
        integer('checked', 'Records', 'records that the rule is about'),
        integer('broken', 'Broken', 'how many of them break it'),
        decimal('share', '%', 'these in percent'),
      ],
      rows: by === 'rule' ? results.map(ruleRow) : results.flatMap((result) => ownerRows(ctx, result)),
      report: {
        group: null,
        rows: [],
        evidence:
          first?.evidence && results.length === 1
            ? first.evidence
            : () => ({ statement: '', records: async () => [] }),
      },
      bars: 'broken',
      definition: first
        ? `${first.rule.name}: of ${noun.plural}${first.rule.scope === null ? '' : ` with ${first.rule.scope}`}, those with ${first.rule.filter}.`
        : NO_COMPLIANCE_RULES,
      empty: rules.length === 0 ? NO_COMPLIANCE_RULES : 'no records that the rules are about',
      notes: failed.map(
        ({ rule, ...result }) =>
          `over ${options.failOver}: ${rule.name}, ${percentText(shareOf({ rule, ...result }))}`,
      ),
    });
    const problems = results.flatMap(({ rule, problem }) =>
      problem === null ? [] : [`rule ${rule.id} (${rule.name}) was not checked: ${problem}`],
    );
    return { ...answer, warnings: problems, ...(failed.length > 0 ? { exitCode: 1 } : {}) };
  },
});

/** The records of a noun that the options select. */
function selectedOf(ctx: Context, noun: NounDefinition, options: SelectionOptions): Selection {
  const { where, segment, since, until, pipeline } = options;
  const hasPipeline = noun.shortcuts.some(({ option }) => option === 'pipeline');
  if (pipeline !== undefined && !hasPipeline) throw usage(`${noun.plural} are in no pipeline: deals are`);
  const { from, to } = periodOf(ctx, options) ?? { from: null, to: null };
  const isNamed = options.period !== undefined;
  const days = isNamed ? { since: from, until: to } : { since, until };
  return selectionOf(ctx, noun, { where, segment, pipeline, ...days } as SelectionOptions);
}

const total = ({ counts }: RuleResult, of: 'checked' | 'broken'): number =>
  counts.reduce((sum, count) => sum + count[of], 0);

/** The share of records that break a rule; null where it is about none. */
function shareOf(result: RuleResult): number | null {
  const checked = total(result, 'checked');
  return checked === 0 ? null : total(result, 'broken') / checked;
}

function ruleRow(result: RuleResult) {
  const { id, name, severity } = result.rule;
  return {
    id,
    rule: name,
    severity,
    checked: total(result, 'checked'),
    broken: total(result, 'broken'),
    share: percent(shareOf(result)),
  };
}

function ownerRows(ctx: Context, { rule, counts }: RuleResult) {
  return counts.map(({ owner, checked, broken }) => ({
    id: owner,
    rule: rule.name,
    owner: groupText(ctx, owner),
    severity: rule.severity,
    checked,
    broken,
    share: percent(broken / checked),
  }));
}

/** Reads `5%` or `5` as a share; null for none. */
function readPercent(text: unknown): number | null {
  if (text === undefined) return null;
  const [, number] = /^\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*$/.exec(String(text)) ?? [];
  if (number === undefined || Number(number) > 100)
    throw usage(`--fail-over is a percentage from 0 to 100, not "${text}"`, 'For example: --fail-over 5%');
  return Number(number) / 100;
}
