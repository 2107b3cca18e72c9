import { changeText } from '../domain/change-text.ts';
import { refused } from '../domain/errors.ts';
import type { ChangeKind } from '../domain/event.ts';
import type { ChangeContext, ChangeListener, CommittedChange } from './change-listener.ts';
import { writeConsequences } from './consequences/consequences.ts';
import type { DanglingRow, Engine, WriteOptions } from './engine.ts';
import { type Change, changeNumbered, endOfChain, latestChange } from './history.ts';
import { noProgress, type ProgressCallback } from './progress.ts';
import { CallQueueProjection } from './projections/call-queue-projection.ts';
import { CaseClockProjection } from './projections/case-clock-projection.ts';
import { FieldIndexes } from './projections/field-indexes.ts';
import { type Projection, Projections } from './projections/projection.ts';
import { SearchProjection } from './projections/search-projection.ts';
import type { ChangeReverter } from './revert-change.ts';
import { type Bound, sql } from './sql.ts';
import { Tx } from './tx.ts';

/** The result of a change: its number, null if nothing changed, and the result of the work. */
export interface ChangeOutcome<T> {
  readonly id: number | null;
  readonly result: T;
}

/** The undone or redone change, and the number of the new change. */
export interface ReversalOutcome {
  readonly undone: Change;
  readonly id: number;
  /** How many mails of it have left, and stay. */
  readonly keptMails: number;
}

/** Progress of a long undo: rows reverted, then records indexed. An exception from a callback aborts it. */
export interface UndoProgress {
  readonly reverted: ProgressCallback;
  readonly indexed: ProgressCallback;
}

const noUndoProgress: UndoProgress = { reverted: noProgress, indexed: noProgress };

/** A transaction, with hooks for special changes. */
interface Work<T> {
  readonly kind: ChangeKind;
  readonly run: (tx: Tx) => Promise<T>;
  readonly summary: string | ((result: T) => string);
  /** Runs after the change has its number. */
  readonly finish?: (changeId: number, result: T) => Promise<void>;
  /** What to throw when a row would point nowhere. */
  readonly explainDangling?: (tx: Tx, row: DanglingRow) => Promise<unknown>;
}

/** The only way to write: a transaction with its journal, and undo and redo. */
export class Changes {
  readonly #engine: Engine;
  readonly #listeners: readonly ChangeListener[];
  /** Writes and snapshot reads of one process take turns: they share a connection. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, listeners: readonly ChangeListener[] = []) {
    this.#engine = engine;
    this.#listeners = listeners;
  }

  /**
   * Runs `work` in one transaction and journals its writes as one change. If it throws, nothing is written. `summary`
   * is for the history.
   */
  change<T>(
    act: ChangeContext,
    work: (tx: Tx) => Promise<T>,
    summary: string | ((result: T) => string) = '',
  ): Promise<ChangeOutcome<T>> {
    return this.#write(act, { kind: 'do', run: work, summary });
  }

  /**
   * Undoes a change: the user's latest or the one named, including its latest redo. Throws `conflict` with the later
   * change that depends on it; `refused` if there is nothing to undo.
   */
  undo(act: ChangeContext, id?: number, followed?: UndoProgress): Promise<ReversalOutcome> {
    return this.#reverse(act, 'undo', followed, async () => {
      const named = await this.#named(act, id, ['do', 'redo']);
      if (!named) throw refused(`nothing to undo for ${act.user}`, { code: 'nothing-to-revert' });
      if (named.kind === 'undo')
        throw refused(`change ${named.id} is an undo`, { code: 'change-is-undo', id: named.id });
      const target = await endOfChain(this.#engine, named);
      if (target.kind !== 'undo') return target;
      throw refused(`change ${named.id} is already undone, by change ${target.id}`, {
        code: 'change-undone',
        id: named.id,
      });
    });
  }

  /** Redoes an undone change: the user's latest, or the one whose number or undo number is given. */
  redo(act: ChangeContext, id?: number, followed?: UndoProgress): Promise<ReversalOutcome> {
    return this.#reverse(act, 'redo', followed, async () => {
      const named = await this.#named(act, id, ['undo']);
      if (!named) throw refused(`nothing to redo for ${act.user}`, { code: 'nothing-to-revert' });
      const target = await endOfChain(this.#engine, named);
      if (target.kind === 'undo') return target;
      const already = named.undoneBy === null ? 'not undone' : `already redone, by change ${target.id}`;
      throw refused(`change ${named.id} is ${already}`, { code: 'change-not-undone', id: target.id });
    });
  }

  #named(
    act: ChangeContext,
    id: number | undefined,
    kinds: readonly Change['kind'][],
  ): Promise<Change | undefined> {
    return id === undefined ? latestChange(this.#engine, act.user, kinds) : changeNumbered(this.#engine, id);
  }

  /** `find` selects the change inside the transaction, because another process may be reverting it too. */
  async #reverse(
    act: ChangeContext,
    kind: 'undo' | 'redo',
    { reverted: taken, indexed }: UndoProgress = noUndoProgress,
    find: () => Promise<Change>,
  ): Promise<ReversalOutcome> {
    // Few commands go back, and all others would wait for it.
    const { ChangeReverter: Reverter } = await import('./revert-change.ts');
    let reversal: ChangeReverter | undefined;
    const { id, result: target } = await this.#write(act, {
      kind,
      run: async (tx) => {
        const found = await find();
        reversal = new Reverter(this.#engine, kind, found);
        await reversal.run(tx, taken);
        await tx.updateProjections(indexed);
        return found;
      },
      summary: changeText,
      finish: async (changeId, { id: undone }) => {
        await this.#engine.run(sql`update change set undone_by = ${changeId} where id = ${undone}`);
      },
      explainDangling: (tx, row) => reversal?.explain(tx, row) ?? Promise.resolve(undefined),
    });
    if (id === null) throw refused(`change ${target.id} has nothing to undo`);
    return { undone: target, id, keptMails: reversal?.keptMails ?? 0 };
  }

  /**
   * Runs `work` in one transaction outside the history, for data such as claims. Passes the number of the acting
   * user. A power failure may lose it unless it is synced.
   */
  runUnjournaled<T>(
    act: ChangeContext,
    work: (userId: number) => Promise<T>,
    { isSynced }: Pick<WriteOptions, 'isSynced'> = { isSynced: false },
  ): Promise<T> {
    return this.#takeTurn(() =>
      this.#engine.write(async () => work(await this.#ensureUser(act)), { isSynced }),
    );
  }

  /** Runs a read-only `work` on one snapshot. `work` must not write, because writes wait for it. */
  read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#engine.isReading) return work();
    return this.#takeTurn(async () => {
      await this.#engine.beginRead();
      try {
        return await work();
      } finally {
        await this.#engine.endRead();
      }
    });
  }

  #write<T>(act: ChangeContext, work: Work<T>): Promise<ChangeOutcome<T>> {
    return this.#takeTurn(async () => {
      const open: Tx[] = [];
      try {
        const { result, committed } = await this.#engine.write(
          async () => {
            const projections = new Projections(followers(this.#engine, act.callbackRetryMs));
            const userId = await this.#ensureUser(act);
            const tx = new Tx(this.#engine, projections, act.now, userId, () => this.#mayGrow(work.kind));
            open.unshift(tx);
            return this.#finish(tx, projections, act, work);
          },
          {
            isSynced: true,
            explainDangling: async (row) => work.explainDangling?.(open[0] as Tx, row),
          },
        );
        if (committed) {
          await this.#engine.publish();
          for (const listener of this.#listeners) listener.afterCommit?.(committed);
        }
        return { id: committed?.id ?? null, result };
      } finally {
        for (const tx of open) tx.end();
      }
    });
  }

  /** Whether a listener may add something to changes of a kind. */
  async #mayGrow(kind: ChangeKind): Promise<boolean> {
    for (const listener of this.#listeners) if (await listener.mayAdd?.(this.#engine, kind)) return true;
    return false;
  }

  /** Does what is asked, what listeners add to it, what the history keeps of it and what follows from it. */
  async #finish<T>(
    tx: Tx,
    projections: Projection,
    act: ChangeContext,
    { kind, run, summary: summarize, finish }: Work<T>,
  ): Promise<{ result: T; committed: CommittedChange | null }> {
    const result = await run(tx);
    await writeConsequences(tx, kind);
    const { length } = tx.rows;
    for (const listener of this.#listeners) await listener.beforeCommit?.(tx, { kind, context: act });
    if (tx.rows.length !== length) await writeConsequences(tx, kind);
    tx.seal();
    const summary = typeof summarize === 'string' ? summarize : summarize(result);
    const id = await this.#record(tx, act, kind, summary);
    if (id !== null) await finish?.(id, result);
    const now = Date.parse(act.now);
    await projections.catchUp(this.#engine, { now, isForNew: false, report: noProgress });
    return { result, committed: id === null ? null : { id, kind, context: act, summary, rows: tx.rows } };
  }

  /** Runs `work` after all earlier work is done. */
  #takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** The acting user, stored at the first write outside of any change, so that no undo removes it. */
  async #ensureUser(act: ChangeContext): Promise<number> {
    const [found] = await sql<{ id: number }>`select id from "user" where name = ${act.user}`.all(
      this.#engine,
    );
    if (found) return found.id as number;
    const { id } = await this.#engine.run(
      sql`insert into "user" (name, created_at, updated_at) values (${act.user}, ${act.now}, ${act.now})`,
    );
    return id;
  }

  async #record(tx: Tx, act: ChangeContext, kind: Change['kind'], summary: string): Promise<number | null> {
    if (tx.rows.length === 0) return null;
    const { id } = await this.#engine.run(
      sql`insert into change (kind, at, user_name, command, summary) values (${kind}, ${act.now}, ${act.user}, ${act.command}, ${summary})`,
    );
    const values: Bound[] = [];
    for (const { table, id: rowId, lastId, op, before, after } of tx.rows)
      values.push(
        id,
        table,
        rowId,
        lastId,
        op,
        before && JSON.stringify(before),
        after && JSON.stringify(after),
      );
    await this.#engine.bulk.insert('change_row', CHANGE_ROW_COLUMNS, values);
    return id;
  }
}

const CHANGE_ROW_COLUMNS = ['change_id', 'tbl', 'row_id', 'last_id', 'op', 'before', 'after'] as const;

/** What is kept in step with every change. */
const followers = (engine: Engine, callbackRetryMs?: number): Projection[] => [
  new SearchProjection(engine),
  new CallQueueProjection(callbackRetryMs),
  new CaseClockProjection(),
  new FieldIndexes(),
];
