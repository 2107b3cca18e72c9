import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import { LEAD_STATUS_KINDS } from '../../domain/lead-status.ts';
import type { WayOut } from '../../domain/way-out.ts';
import { partKind } from '../child-tables.ts';
import type { Engine } from '../engine.ts';
import { declaredField } from '../field-rows.ts';
import { leadStatuses } from '../leads.ts';
import { linksBetween } from '../links.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type RawRow, sql } from '../sql.ts';
import { FIXED_RULES } from './column-rules.ts';
import { rulesOfNoun } from './noun-rules.ts';
import type { Rule, RuleContext } from './rules.ts';

/** A value that no command would store. */
export interface ValueProblem {
  readonly column: string;
  /** The value and its problem in one line: `"notadate" is not a time …`. */
  readonly text: string;
}

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/** Checks rows against what commands would store. */
export class RowChecker implements RuleContext {
  readonly #db: Pick<Db, 'nouns'>;
  readonly #now: number;
  readonly #fields = new Map<string, Map<string, Field>>();
  readonly #rules = new Map<string, (column: string) => Rule | undefined>();

  /** `now` in milliseconds since the epoch, for filters with relative days. Checked rows may add nouns to those of `db`. */
  constructor(db: Pick<Db, 'nouns'>, now: number) {
    this.#db = db;
    this.#now = now;
  }

  /** Rows of `field` come before records with such fields. */
  #declare(row: RowOf<'field'>): void {
    const own = this.#fields.get(row.noun) ?? new Map<string, Field>();
    own.set(row.name, declaredField(row));
    this.#fields.set(row.noun, own);
  }

  /** The first invalid value of a row; null if there is none. */
  problemOf(table: string, row: RawRow): ValueProblem | null {
    const ruleOf = this.#rulesOf(table);
    for (const [column, value] of Object.entries(row)) {
      if (value === null) continue;
      const problem = ruleOf(column)?.(value, row, this) ?? null;
      if (problem !== null) return { column, text: `${JSON.stringify(value)} ${problem}` };
    }
    if (table === 'field') this.#declare(row as unknown as RowOf<'field'>);
    return null;
  }

  #rulesOf(table: string): (column: string) => Rule | undefined {
    let rules = this.#rules.get(table);
    if (!rules) {
      const definition = this.#db.nouns.find(table);
      const fixed: Readonly<Record<string, Rule>> =
        FIXED_RULES[partKind(table) as keyof typeof FIXED_RULES] ?? {};
      rules = definition ? rulesOfNoun(definition) : (column) => fixed[column];
      this.#rules.set(table, rules);
    }
    return rules;
  }

  isNoun(text: string): boolean {
    return this.#db.nouns.find(text) !== undefined;
  }

  fields(noun: string): ReadonlyMap<string, Field> {
    return this.#fields.get(noun) ?? NO_FIELDS;
  }

  filterProblem(noun: string, filter: string): string | null {
    const own = this.#db.nouns.find(noun)?.fields ?? [];
    const known = this.#db.nouns.find(noun)?.noun;
    const links = linksBetween(this.#db.nouns, (of) => [...this.fields(of).values()], 'any');
    const env = {
      now: this.#now,
      user: 'me',
      currency: 'USD',
      nouns: this.#db.nouns.names,
      linked: known && { noun: known, links },
    };
    try {
      parseFilter(filter, [...own, ...this.fields(noun).values()], env);
      return null;
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return error.message;
    }
  }
}

/** A problem of several rows together. */
interface WholeProblem {
  readonly text: string;
  /** What solves it; undefined if no command does. */
  readonly wayOut?: WayOut;
}

/** Violated rules that involve several rows. */
export async function wholeProblems(engine: Engine): Promise<WholeProblem[]> {
  const problems: WholeProblem[] = [];
  const [usual] = await sql<{ n: number }>`select count(*) as n from cadence where usual = 1`.all(engine);
  if (usual?.n !== 1)
    problems.push({
      text: `${usual?.n} cadences are the default one instead of exactly one`,
      wayOut: { type: 'choose-usual-cadence' },
    });
  const pipelines = await sql<Pick<RowOf<'pipeline'>, 'id' | 'name' | 'archived'>>`
    select id, name, archived from pipeline order by id`.all(engine);
  const stages = await sql<{ pipeline_id: number; kind: string }>`select pipeline_id, kind from stage`.all(
    engine,
  );
  if (!pipelines.some(({ archived }) => archived === 0))
    problems.push({ text: 'all pipelines are archived', wayOut: { type: 'unarchive-pipeline' } });
  for (const { id, name } of pipelines)
    for (const kind of ['open', 'won', 'lost'] as const)
      if (!stages.some((stage) => stage.pipeline_id === id && stage.kind === kind))
        problems.push({
          text: `the pipeline ${JSON.stringify(name)} has no ${kind} stage`,
          wayOut: { type: 'add-stage', pipeline: name, kind },
        });
  const statuses = await leadStatuses(engine);
  for (const kind of LEAD_STATUS_KINDS)
    if (!statuses.some((status) => status.kind === kind))
      problems.push({ text: `no lead status has the kind ${kind}` });
  const circle = await parentCircle(engine);
  if (circle !== null)
    problems.push({
      text: `account ${circle} is its own parent, directly or indirectly`,
      wayOut: { type: 'clear-parent', account: circle },
    });
  return problems;
}

/** An account that is its own ancestor; null if there is none. */
async function parentCircle(engine: Engine): Promise<number | null> {
  const parents = new Map<number, number>();
  for await (const { id, parent_id: parent } of engine.iterate(
    sql<{
      id: number;
      parent_id: number | null;
    }>`select id, parent_id from account where parent_id is not null`,
  ))
    parents.set(id as number, parent as number);
  const sound = new Set<number>();
  for (const start of parents.keys()) {
    const path = new Set<number>();
    for (let at: number | undefined = start; at !== undefined && !sound.has(at); at = parents.get(at)) {
      if (path.has(at)) return at;
      path.add(at);
    }
    for (const at of path) sound.add(at);
  }
  return null;
}
