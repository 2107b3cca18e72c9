import { notFound } from '../domain/errors.ts';
import type { Condition } from '../domain/filter/ast.ts';
import { findNearest } from '../domain/suggest.ts';
import type { Db } from './sql.ts';
import { pipelines } from './stages.ts';
import { teams } from './teams.ts';
import { users } from './users.ts';

/** What a field may point to whose names are few and known. */
const CHECKED_TARGETS = ['stage', 'pipeline', 'user'] as const;
type CheckedTarget = (typeof CHECKED_TARGETS)[number];

/**
 * Throws `not-found` if a filter names an unknown stage, pipeline or user, because an empty list would look like an
 * answer. `me` is the acting user, who may be new.
 */
export async function checkFilterNames(db: Db, condition: Condition, me: string): Promise<void> {
  for (const [target, asked] of asks(condition)) {
    const wanted = asked.filter((name) => target !== 'user' || name !== me);
    if (wanted.length === 0) continue;
    const names = await namesOf(db, target);
    const unknown = wanted.find((name) => !names.some((known) => same(known, name)));
    if (unknown === undefined) continue;
    const [near = null] = findNearest(unknown, names);
    throw notFound(`unknown ${target} "${unknown}"`, { code: 'unknown-name', noun: target, near });
  }
}

const same = (a: string, b: string) => a.toLowerCase() === b.trim().toLowerCase();

/** The names that a condition compares with for equality, by target. */
function asks(condition: Condition): [CheckedTarget, string[]][] {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(asks);
    case 'not':
      return asks(condition.part);
    case 'any':
      return asks(condition.where);
    case 'empty':
    case 'group':
    case 'values':
    // Its names were checked when it was saved.
    case 'segment':
      return [];
    default: {
      const target = CHECKED_TARGETS.find((known) => known === condition.field.target);
      if (target === undefined || condition.field.type !== 'ref') return [];
      if (condition.type === 'compare' && condition.op !== '=' && condition.op !== '!=') return [];
      const values = condition.type === 'in' ? condition.values : [condition.value];
      return [[target, values.map(String)]];
    }
  }
}

async function namesOf(db: Db, target: CheckedTarget): Promise<string[]> {
  if (target === 'user')
    return [
      ...(await users(db)).flatMap(({ name, fullName, email }) =>
        [name, fullName, email].filter((text) => text !== null),
      ),
      ...(await teams(db)).map(({ name }) => name),
    ];
  const all = await pipelines(db);
  if (target === 'pipeline') return all.map((pipeline) => pipeline.name);
  return [...new Set(all.flatMap((pipeline) => pipeline.stages.map((stage) => stage.name)))];
}
