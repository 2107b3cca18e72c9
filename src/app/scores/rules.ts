import { isCrmError, notFound, usage } from '../../domain/errors.ts';
import { halfLifeDays, MAX_SCORE, type ScorePart } from '../../domain/score.ts';
import { type ScoreRule, scoreCaps, scoreRules, setCap } from '../../store/scores/rules.ts';
import { readRule } from '../../store/scores/score-field.ts';
import type { Db } from '../../store/sql.ts';
import type { Deps } from '../deps.ts';

/** What a rule says, as it is typed; undefined for what is left as it is. */
export interface RuleText {
  readonly filter?: string | undefined;
  readonly points?: string | undefined;
  readonly name?: string | undefined;
  readonly noun?: string | undefined;
  readonly part?: ScorePart | undefined;
  readonly cap?: string | undefined;
  readonly halfLife?: string | undefined;
}

/** A rule, and why it gives nothing. */
export interface ListedRule extends ScoreRule {
  readonly problem: string | null;
}

/** All rules, and the most that the parts give. */
export async function listRules({
  store: { db },
}: Deps): Promise<{ readonly rules: readonly ListedRule[]; readonly caps: ReadonlyMap<ScorePart, number> }> {
  const rules: ListedRule[] = [];
  for (const rule of await scoreRules(db))
    rules.push({ ...rule, problem: await problemOf(() => readRule(db, rule)) });
  return { rules, caps: await scoreCaps(db) };
}

type RuleValues = Omit<ScoreRule, 'id'>;

const NEW_RULE: RuleValues = {
  name: '',
  noun: 'lead',
  filter: '',
  points: 0,
  part: 'fit',
  cap: null,
  half_life: null,
};

/** Longer names fit into no list. */
const MAX_NAME_CHARS = 60;

/** Adds a rule; returns its number. Throws `usage` for a filter that cannot be read. */
export async function addRule(deps: Deps, text: RuleText): Promise<number> {
  const part = text.part ?? (text.noun === 'activity' ? 'behaviour' : 'fit');
  const rule = await readRuleText(deps, NEW_RULE, { ...text, part });
  const { result } = await deps.store.change(
    (tx) => tx.insert('score_rule', { ...rule }),
    `added the score rule ${rule.name}`,
  );
  return result;
}

/** Changes a rule; returns whether anything changed. */
export async function editRule(deps: Deps, id: number, text: RuleText): Promise<boolean> {
  const { id: change } = await deps.store.change(
    async (tx) => {
      const { id: _, ...before } = await ruleNumbered(tx, id);
      const rule = await readRuleText(deps, before, text);
      await tx.update('score_rule', id, { ...rule });
      return rule;
    },
    (rule) => `changed the score rule ${rule.name}`,
  );
  return change !== null;
}

/** Sets the most that the rules of a part give together; a blank text takes the cap away. */
export async function capPart(deps: Deps, part: ScorePart, text: string): Promise<boolean> {
  const cap = readCap(text);
  const { id } = await deps.store.change(
    (tx) => setCap(tx, part, cap),
    cap === null ? `took the cap of ${part} away` : `capped ${part} at ${cap}`,
  );
  return id !== null;
}

/** Removes rules. Throws `not-found`. */
export async function removeRules(deps: Deps, ids: readonly number[]): Promise<void> {
  const rules: ScoreRule[] = [];
  for (const id of new Set(ids)) rules.push(await ruleNumbered(deps.store.db, id));
  await deps.store.change(
    async (tx) => {
      for (const { id } of rules) await tx.remove('score_rule', id);
    },
    `removed the score rule ${rules.map(({ name }) => name).join(', ')}`,
  );
}

async function ruleNumbered(db: Db, id: number): Promise<ScoreRule> {
  const found = (await scoreRules(db)).find((rule) => rule.id === id);
  if (!found)
    throw notFound(`there is no score rule ${id}`, { code: 'unknown-name', noun: 'score', near: null });
  return found;
}

async function readRuleText({ store }: Deps, before: RuleValues, text: RuleText): Promise<RuleValues> {
  const filter = text.filter?.trim() ?? before.filter;
  if (filter === '') throw usage('a score rule needs a filter', { code: 'score-without-filter' });
  const rule: RuleValues = {
    filter,
    noun: text.noun === undefined ? before.noun : text.noun === 'activity' ? 'activity' : 'lead',
    points: text.points === undefined ? before.points : readPoints(text.points),
    part: text.part ?? before.part,
    cap: text.cap === undefined ? before.cap : readCap(text.cap),
    half_life: text.halfLife === undefined ? before.half_life : readHalfLife(text.halfLife),
    name: text.name?.trim() || (text.filter === undefined ? before.name : '') || filter,
  };
  if (rule.half_life !== null && rule.noun === 'lead')
    throw usage('only points of activities become less with time', {
      code: 'half-life-of-leads',
      days: rule.half_life,
    });
  await readRule(store.db, rule);
  return { ...rule, name: [...rule.name].slice(0, MAX_NAME_CHARS).join('') };
}

function readPoints(text: string): number {
  const points = Number(text.trim().replace(/^\+/, ''));
  if (!/^\s*[-+]?\d{1,3}\s*$/.test(text) || points === 0 || Math.abs(points) > MAX_SCORE)
    throw usage(`points are a whole number from -${MAX_SCORE} to ${MAX_SCORE}, but not 0: "${text}"`);
  return points;
}

function readCap(text: string): number | null {
  if (text.trim() === '') return null;
  const cap = Number(text);
  if (!/^\s*\d{1,3}\s*$/.test(text) || cap < 1 || cap > MAX_SCORE)
    throw usage(
      `a cap is a whole number from 1 to ${MAX_SCORE}, not "${text}"`,
      'A blank text takes it away.',
    );
  return cap;
}

function readHalfLife(text: string): number | null {
  if (text.trim() === '') return null;
  const days = halfLifeDays(text);
  if (days === null) throw usage(`cannot read the half-life "${text}"`, 'Write it as 14d, 2w or 3mo.');
  return days;
}

async function problemOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (isCrmError(error)) return error.message;
    throw error;
  }
}
