import { isoTime, readMoment } from '../../domain/dates.ts';
import { isCrmError, refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { RuleAction } from '../../domain/rules/rule.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { records } from '../../store/records.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { matchingIds, ownersOf, recordsWithOpenTask, rowsNumbered } from '../../store/rules/rule-records.ts';
import { noteRun, type StoredRule } from '../../store/rules/stored-rules.ts';
import type { RawRow } from '../../store/sql.ts';
import { tagRecords } from '../../store/tags.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import { userNamed } from '../../store/users.ts';
import { insertRecord, updateRecords } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { assignRecords } from './assign-records.ts';
import type { CompiledRule } from './compile-rule.ts';

/** Records that are looked up at once. */
const RECORDS_PER_READ = 1000;

/** References that the log names. */
const RUNS_SHOWN = 5;

/** A rule that is applied. */
interface RuleAtWork {
  readonly stored: StoredRule;
  readonly compiled: CompiledRule;
  /** Gets the records that the rule makes, if they are of its noun. */
  readonly done: Set<number>;
  /** Records that a rule has given to somebody in this change (`lead:42`): the first one counts. */
  readonly assigned: Set<string>;
}

/**
 * Does all that a rule says to records that it is for, and notes it in its log.
 */
export async function actOn(deps: Deps, tx: Tx, rule: RuleAtWork, ids: readonly number[]): Promise<void> {
  const { stored, compiled, done } = rule;
  const work = new RuleWork(deps, tx, rule);
  for (const action of compiled.rule.actions) await work.act(action, ids, done);
  await work.setValues(ids);
  const { noun } = compiled.definition;
  const first = ids.slice(0, RUNS_SHOWN).map((id) => `${noun}:${id}`);
  await noteRun(tx, { ruleId: stored.id, records: ids.length, first, problem: work.problem });
}

/** All records that meet the condition of a rule, in order. */
export async function allMatching(
  { store: { engine } }: Deps,
  { definition: { noun }, where }: Pick<CompiledRule, 'definition' | 'where'>,
): Promise<number[]> {
  const found: number[] = [];
  for await (const row of records(engine, { noun, fields: [], where })) found.push(row.id as number);
  return found.sort((one, other) => one - other);
}

/** Those of the records that meet the condition of a rule. */
export async function matching(
  { store: { db } }: Deps,
  { definition, where }: Pick<CompiledRule, 'definition' | 'where'>,
  ids: readonly number[],
): Promise<number[]> {
  if (!where) return [...ids];
  const found: number[] = [];
  const sorted = ids.toSorted((one, other) => one - other);
  for (let at = 0; at < sorted.length; at += RECORDS_PER_READ)
    found.push(...(await matchingIds(db, definition, where, sorted.slice(at, at + RECORDS_PER_READ))));
  return found.sort((one, other) => one - other);
}

/** Those of the records that can still change: not a converted lead. */
export async function openRecords(
  tx: Tx,
  { noun, rules }: NounDefinition,
  ids: readonly number[],
): Promise<number[]> {
  const { checkChildren, closedBy = 'id' } = rules;
  if (!checkChildren) return [...ids];
  const closed = new Set<number>();
  for (let at = 0; at < ids.length; at += RECORDS_PER_READ) {
    for (const row of await rowsNumbered(tx, noun, ids.slice(at, at + RECORDS_PER_READ), closedBy)) {
      try {
        checkChildren(row);
      } catch (error) {
        if (!isCrmError(error)) throw error;
        closed.add(row.id as number);
      }
    }
  }
  return ids.filter((id) => !closed.has(id));
}

/** Does what a rule says. */
class RuleWork {
  readonly #deps: Deps;
  readonly #tx: Tx;
  readonly #compiled: CompiledRule;
  readonly #stored: StoredRule;
  readonly #assigned: Set<string>;
  #problem: string | null = null;

  constructor(deps: Deps, tx: Tx, { compiled, stored, assigned }: RuleAtWork) {
    this.#deps = deps;
    this.#tx = tx;
    this.#compiled = compiled;
    this.#stored = stored;
    this.#assigned = assigned;
  }

  /** What could not be done. */
  get problem(): string | null {
    return this.#problem;
  }

  get #noun(): Noun {
    return this.#compiled.definition.noun;
  }

  /** Does one action to records; `done` gets those that it makes, if they are of the rule's noun. */
  async act(action: RuleAction, ids: readonly number[], done: Set<number>): Promise<void> {
    switch (action.type) {
      case 'assign':
        return this.#assign(ids, action);
      case 'tag':
        await tagRecords(this.#tx, this.#noun, ids, action.tag);
        return;
      case 'task':
        return this.#addTasks(ids, action, done);
      case 'note':
        return this.#addNotes(ids, action.text, done);
      case 'refuse':
        throw await this.#refusal(action.reason, ids);
      case 'set':
    }
  }

  /** Sets the fields of all actions that set one. */
  async setValues(ids: readonly number[]): Promise<void> {
    const { values, definition } = this.#compiled;
    if (Object.keys(values).length === 0) return;
    const resolved = await resolveRelations(this.#deps.store, definition, values, this.#deps);
    await updateRecords(this.#tx, this.#noun, ids, resolved, this.#deps);
  }

  /** Gives away what no earlier rule has given away in this change. */
  async #assign(ids: readonly number[], action: Extract<RuleAction, { type: 'assign' }>): Promise<void> {
    const given = this.#assigned;
    const free = ids.filter((id) => !given.has(`${this.#noun}:${id}`));
    const { definition } = this.#compiled;
    const { problem, owners } = await assignRecords(this.#tx, definition, this.#stored.id, free, action);
    for (const id of owners.keys()) given.add(`${this.#noun}:${id}`);
    this.#problem ??= problem;
  }

  /** A task is for the user that the rule names, else for the owner of its record. */
  async #addTasks(
    all: readonly number[],
    { subject, due, priority, owner, isUnlessOpen }: Extract<RuleAction, { type: 'task' }>,
    done: Set<number>,
  ): Promise<void> {
    const busy = isUnlessOpen ? await recordsWithOpenTask(this.#tx, `${this.#noun}_id`, all) : new Set();
    const ids = all.filter((id) => !busy.has(id));
    const moment =
      due === null
        ? null
        : readMoment(due, Date.parse(this.#tx.now), { ...this.#deps.timeSettings, isAhead: true });
    const named = owner === null ? null : (await userNamed(this.#tx, owner)).id;
    const column = `${this.#compiled.definition.owner}_id`;
    const owners = new Map<number, number | null>();
    if (named === null)
      for (const row of await ownersOf(this.#tx, this.#noun, 'id', column, ids))
        owners.set(row.id, row.owner);
    const values = {
      subject,
      ...(moment ? { due_date: moment.date, due_at: moment.at === null ? null : isoTime(moment.at) } : {}),
      ...(priority === null ? {} : { priority: priority.toLowerCase() }),
    };
    await this.#addEach('task', values, ids, done, (id) => ({
      owner_id: named ?? owners.get(id) ?? this.#tx.userId,
    }));
  }

  #addNotes(ids: readonly number[], body: string, done: Set<number>): Promise<void> {
    const values = { type: 'note', at: this.#tx.now, user_id: this.#tx.userId, body };
    return this.#addEach('activity', values, ids, done, () => ({}));
  }

  /** Adds a record of a noun to each of the records: the first as any record is added, the others like it. */
  async #addEach(
    noun: Noun,
    values: Values,
    [first, ...others]: readonly number[],
    done: Set<number>,
    own: (id: number) => RawRow,
  ): Promise<void> {
    if (first === undefined) return;
    const link = `${this.#noun}_id`;
    const id = await insertRecord(this.#tx, noun, { ...values, ...own(first), [link]: first }, this.#deps);
    const model = (await this.#tx.read(noun, id)) as RawRow;
    const rows = others.map((of, at) => ({ ...model, ...own(of), [link]: of, id: id + 1 + at }));
    const columns = ['id', ...Object.keys(model).filter((name) => name !== 'id')];
    if (rows.length > 0)
      await this.#tx.insertMany(
        noun,
        columns,
        rows.flatMap((row: RawRow) => columns.map((name) => row[name] ?? null)),
      );
    if (noun === this.#noun) for (let each = id; each <= id + rows.length; each++) done.add(each);
  }

  async #refusal(reason: string, ids: readonly number[]): Promise<Error> {
    const [record] = await readTitles(this.#tx, this.#noun, ids.slice(0, 1));
    return refused(reason, {
      code: 'refused-by-rule',
      rule: this.#stored.id,
      record: record ?? { noun: this.#noun, id: ids[0] as number, title: '' },
      others: ids.length - 1,
    });
  }
}
