import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { ComputedField, PointPart, PointRule } from '../../domain/filter/ast.ts';
import { SCORE_PARTS } from '../../domain/score.ts';
import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { customFields } from '../fields.ts';
import type { Db } from '../sql.ts';
import { type ScoreRule, scoreCaps, scoreRules } from './rules.ts';

/** The fields of leads, with the score that rules give in place of the typed one alone; as they are without rules. */
export async function withScore(
  db: Db,
  own: readonly Field[],
  custom: readonly Field[],
): Promise<readonly Field[]> {
  const rules = await scoreRules(db);
  if (rules.length === 0) return [...own, ...custom];
  const parts = await pointParts(db, rules);
  const now = new Date(db.acting.now).toISOString();
  const scored = (typed: Field): ComputedField => ({
    ...typed,
    expression: { type: 'score', typed, parts, now, of: 'number' },
  });
  return [...own.map((field) => (field.name === 'score' ? scored(field) : field)), ...custom];
}

/** The rules by part, ready to be computed. One that cannot be read gives nothing: `crm score list` says so. */
export async function pointParts(db: Db, rules: readonly ScoreRule[]): Promise<PointPart[]> {
  const caps = await scoreCaps(db);
  const read = await Promise.all(rules.map(async (rule) => ({ rule, read: await readOrNull(db, rule) })));
  return SCORE_PARTS.map((part) => ({
    cap: caps.get(part) ?? null,
    rules: read.flatMap((each) => (each.rule.part === part && each.read ? [each.read] : [])),
  }));
}

async function readOrNull(db: Db, rule: ScoreRule): Promise<PointRule | null> {
  try {
    return await readRule(db, rule);
  } catch (error) {
    if (isCrmError(error)) return null;
    throw error;
  }
}

/** A rule with its filter read. Throws `usage` for one that names what is not there. */
export async function readRule(
  db: Db,
  { noun, filter, points, cap, half_life }: Omit<ScoreRule, 'id' | 'name' | 'part'>,
): Promise<PointRule> {
  const [{ parseFilter }, { readLinks }] = await Promise.all([
    import('../../domain/filter/parse.ts'),
    import('../formulas.ts'),
  ]);
  const definition = noun === 'lead' ? LEAD : ACTIVITY;
  const fields = [...definition.fields, ...(await customFields(db, noun))];
  const { now, user, currency } = db.acting;
  const links = await readLinks(db);
  const condition = parseFilter(filter, fields, {
    now,
    user,
    currency,
    nouns: db.nouns.names,
    linked: { noun, links },
  });
  return { noun, condition, points, cap, halfLife: half_life };
}
