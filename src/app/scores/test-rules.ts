import { addDaysTo, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import { fieldsNamed } from '../../domain/filter/fields-named.ts';
import { discrimination, type ScoreCount } from '../../domain/score.ts';
import { daysToConvert, type RuleCount, ruleCount, scoreCounts } from '../../store/scores/points.ts';
import { type ScoreRule, scoreRules } from '../../store/scores/rules.ts';
import { pointParts, readRule } from '../../store/scores/score-field.ts';
import type { Deps } from '../deps.ts';

/** Without conversions to learn from, a lead is decided after so many days. */
const USUAL_DAYS = 30;

/** Fields that follow from a conversion: a rule that names one would know the outcome. */
const OUTCOMES: ReadonlySet<string> = new Set([
  'status',
  'converted_at',
  'account',
  'account_id',
  'contact',
  'contact_id',
  'opp',
  'opp_id',
  'reason',
  'lifecycle',
  'lifecycle_since',
  'updated_at',
  'next_attempt_at',
  'last_attempt_at',
  'attempts',
]);

/** How well the rules tell converted leads from others. */
export interface ScoreTest {
  /** Behaviour of so many days after the creation counts. */
  readonly days: number;
  readonly converted: number;
  readonly others: number;
  /** The chance that a converted lead has the higher score; null without leads of both kinds. */
  readonly auc: number | null;
  readonly counts: readonly ScoreCount[];
  readonly rules: readonly (ScoreRule & { readonly count: RuleCount })[];
  /** Rules that are left out, because they name what follows from a conversion, or cannot be read. */
  readonly leftOut: readonly { readonly rule: ScoreRule; readonly because: string }[];
}

/**
 * Tests the rules on leads that were created long enough ago for their outcome to be known. A lead has the score that it
 * had after the days that a conversion usually takes, or at its conversion if that was earlier.
 */
export async function testRules({ store: { db }, clock }: Deps): Promise<ScoreTest> {
  const days = Math.max(1, Math.ceil((await daysToConvert(db)) ?? USUAL_DAYS));
  const createdBefore = startOfDay(addDaysTo(toLocalDate(clock.now()), -days));
  const kept: ScoreRule[] = [];
  const leftOut: { rule: ScoreRule; because: string }[] = [];
  for (const rule of await scoreRules(db)) {
    const read = await readRule(db, rule).catch(() => null);
    const named = read
      ? [...fieldsNamed({ type: 'condition', condition: read.condition, of: 'bool' }, rule.noun)]
      : [];
    const outcome = named.find(({ noun, field }) => noun === 'lead' && OUTCOMES.has(field.name));
    if (!read) leftOut.push({ rule, because: 'it cannot be read' });
    else if (outcome)
      leftOut.push({ rule, because: `${outcome.field.name} follows from what became of the lead` });
    else kept.push(rule);
  }
  const tested = { createdBefore, days };
  const counts = await scoreCounts(db, await pointParts(db, kept), tested);
  const rules: ScoreTest['rules'][number][] = [];
  for (const rule of kept)
    rules.push({ ...rule, count: await ruleCount(db, await readRule(db, rule), tested) });
  return {
    days,
    converted: counts.reduce((sum, { converted }) => sum + converted, 0),
    others: counts.reduce((sum, { others }) => sum + others, 0),
    auc: discrimination(counts),
    counts,
    rules,
    leftOut,
  };
}
