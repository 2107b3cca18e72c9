import type { Kysely } from 'kysely';
import { conflict, notFound, refused } from '../domain/errors.ts';
import type { Engine, RawRow } from './engine.ts';
import type { Schema } from './schema.ts';
import { reindex } from './search-index.ts';
import { type ChangeRow, type Recorded, Tx } from './tx.ts';

/** A change set as `crm history` lists it. */
export interface Change {
  readonly id: number;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly at: string;
  readonly user: string;
  readonly command: string;
  readonly summary: string;
  readonly undoneBy: number | null;
}

/** What a change did: its number, null when nothing was different afterwards, and what the work returned. */
export interface Changed<T> {
  readonly id: number | null;
  readonly result: T;
}

/** Who acts, when and with which command line. */
export interface Act {
  readonly user: string;
  /** UTC ISO 8601. */
  readonly now: string;
  /** The command as typed, without values of options that are not part of it. */
  readonly command: string;
}

/** The one door for writes: a transaction, its change set, and the way back. */
export class Changes {
  readonly #engine: Engine;
  readonly #db: Kysely<Schema>;
  /** Writes of one process take turns: they share a connection. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#db = engine.db;
  }

  /**
   * Runs `work` in one transaction and keeps what it wrote as one change set. When it throws, nothing has
   * happened. `summary` is what the history says of it.
   */
  change<T>(
    act: Act,
    work: (tx: Tx) => Promise<T>,
    summary: string | ((result: T) => string) = '',
  ): Promise<Changed<T>> {
    return this.#write(act, 'do', work, summary);
  }

  /**
   * Undoes a change set: the user's latest, or the one named. Throws `conflict` when something later touched the
   * same values, naming it; `refused` when there is nothing to undo.
   */
  async undo(act: Act, id?: number): Promise<{ undone: Change; id: number }> {
    const target = id === undefined ? await this.#latest(act.user, ['do', 'redo']) : await this.get(id);
    if (!target) {
      throw refused(`there is nothing to undo for ${act.user}`, 'See everything: crm history');
    }
    if (target.undoneBy !== null) {
      throw refused(
        `change ${target.id} is undone already, by change ${target.undoneBy}`,
        'Bring it back: crm redo',
      );
    }
    if (target.kind === 'undo')
      throw refused(`change ${target.id} is an undo itself`, `Bring it back: crm redo ${target.id}`);
    return this.#reverse(act, 'undo', target);
  }

  /** Takes an undo back: the user's latest or the one named (by its own number or that of what it undid). */
  async redo(act: Act, id?: number): Promise<{ undone: Change; id: number }> {
    let target: Change | undefined;
    if (id === undefined) target = await this.#latest(act.user, ['undo']);
    else {
      target = await this.get(id);
      if (target.kind !== 'undo' && target.undoneBy !== null) target = await this.get(target.undoneBy);
    }
    if (!target) throw refused(`there is nothing to redo for ${act.user}`, 'See everything: crm history');
    if (target.kind !== 'undo') throw refused(`change ${target.id} is not undone`);
    if (target.undoneBy !== null)
      throw refused(`change ${target.id} is redone already, by change ${target.undoneBy}`);
    return this.#reverse(act, 'redo', target);
  }

  /** One change set. Throws `not-found`. */
  async get(id: number): Promise<Change> {
    const row = await this.#db.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound(`there is no change ${id}`, 'See all: crm history');
    return toChange(row);
  }

  /** Change sets, newest first. */
  async list(options: { limit: number; offset?: number; user?: string }): Promise<Change[]> {
    let query = this.#db.selectFrom('change').selectAll().orderBy('id', 'desc').limit(options.limit);
    if (options.offset) query = query.offset(options.offset);
    if (options.user !== undefined) query = query.where('user_name', '=', options.user);
    return (await query.execute()).map(toChange);
  }

  /** Change sets that touched a record, newest first. */
  async ofRecord(table: Recorded, id: number, limit: number): Promise<Change[]> {
    const rows = await this.#db
      .selectFrom('change')
      .selectAll()
      .where('id', 'in', (q) =>
        q
          .selectFrom('change_row')
          .select('change_id')
          .where('tbl', '=', table)
          .where('last_id', '>=', id)
          .where('row_id', '<=', id),
      )
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toChange);
  }

  /** What a change set wrote, record by record, in order. */
  async rows(id: number): Promise<ChangeRow[]> {
    const rows = await this.#db
      .selectFrom('change_row')
      .selectAll()
      .where('change_id', '=', id)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      table: row.tbl as Recorded,
      id: row.row_id,
      lastId: row.last_id,
      op: row.op as ChangeRow['op'],
      before: row.before === null ? null : (JSON.parse(row.before) as RawRow),
      after: row.after === null ? null : (JSON.parse(row.after) as RawRow),
    }));
  }

  async #latest(user: string, kinds: readonly Change['kind'][]): Promise<Change | undefined> {
    const row = await this.#db
      .selectFrom('change')
      .selectAll()
      .where('user_name', '=', user)
      .where('kind', 'in', kinds)
      .where('undone_by', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toChange(row);
  }

  #write<T>(
    act: Act,
    kind: Change['kind'],
    work: (tx: Tx) => Promise<T>,
    summary: string | ((result: T) => string),
    finish?: (changeId: number) => Promise<void>,
  ): Promise<Changed<T>> {
    const turn = this.#turn.then(async () => {
      await this.#engine.begin();
      try {
        const tx = new Tx(this.#engine, act.now, await this.#ensureUser(act));
        const result = await work(tx);
        const id = await this.#record(tx, act, kind, typeof summary === 'string' ? summary : summary(result));
        if (id !== null) await finish?.(id);
        await reindex(this.#engine, tx.touched);
        await this.#engine.commit();
        return { id, result };
      } catch (error) {
        await this.#engine.rollback();
        throw error;
      }
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** The acting user, made on the first write: not part of any change set, so that no undo removes it. */
  async #ensureUser(act: Act): Promise<number> {
    const [found] = await this.#engine.all('select id from user where name = ?', [act.user]);
    if (found) return found.id as number;
    const { id } = await this.#engine.run(
      'insert into user (name, created_at, updated_at) values (?, ?, ?)',
      [act.user, act.now, act.now],
    );
    return id;
  }

  async #record(tx: Tx, act: Act, kind: Change['kind'], summary: string): Promise<number | null> {
    if (tx.rows.length === 0) return null;
    const { id } = await this.#engine.run(
      'insert into change (kind, at, user_name, command, summary) values (?, ?, ?, ?, ?)',
      [kind, act.now, act.user, act.command, summary],
    );
    for (const row of tx.rows) {
      await this.#engine.run(
        'insert into change_row (change_id, tbl, row_id, last_id, op, before, after) values (?, ?, ?, ?, ?, ?, ?)',
        [
          id,
          row.table,
          row.id,
          row.lastId,
          row.op,
          row.before && JSON.stringify(row.before),
          row.after && JSON.stringify(row.after),
        ],
      );
    }
    return id;
  }

  async #reverse(act: Act, kind: 'undo' | 'redo', target: Change): Promise<{ undone: Change; id: number }> {
    const rows = await this.rows(target.id);
    const { id } = await this.#write(
      act,
      kind,
      async (tx) => {
        await this.#engine.deferForeignKeys();
        for (const row of rows.reverse()) await this.#takeBack(tx, target, row);
        const dangling = await this.#dangling(rows);
        if (dangling) throw dangling;
      },
      target.summary || target.command,
      async (changeId) => {
        await this.#engine.run('update change set undone_by = ? where id = ?', [changeId, target.id]);
      },
    );
    if (id === null) throw refused(`change ${target.id} left nothing to take back`);
    return { undone: target, id };
  }

  async #takeBack(tx: Tx, target: Change, row: ChangeRow): Promise<void> {
    if (row.op === 'insert') {
      await this.#refuseIfTouchedLater(target, row);
      for (let id = row.lastId; id >= row.id; id--) await tx.remove(row.table, id);
      return;
    }
    const current = await tx.read(row.table, row.id);
    if (row.op === 'delete') {
      if (current)
        throw conflict(`${row.table} ${row.id} is in use again`, `See it: crm ${row.table} show ${row.id}`);
      await tx.restore(row.table, row.before ?? {});
      return;
    }
    const { before, after } = row;
    if (!before || !after) return;
    if (!current) throw await this.#standsInTheWay(target, row, 'removed');
    const changed = Object.keys(after).filter(
      (column) => current[column] !== after[column] && column !== 'updated_at',
    );
    if (changed.length > 0) throw await this.#standsInTheWay(target, row, `changed (${changed.join(', ')})`);
    const { updated_at: touchedAt, ...values } = before;
    // Something else of the record was changed since: its time stays.
    const restored = current.updated_at === after.updated_at && touchedAt !== undefined ? before : values;
    await tx.revert(row.table, row.id, restored);
  }

  async #refuseIfTouchedLater(target: Change, row: ChangeRow): Promise<void> {
    const later = await this.#laterLive(target.id, row);
    if (later) {
      throw conflict(
        `cannot undo change ${target.id}: ${row.table} ${later.recordId} was changed later, by change ${later.change.id} (${later.change.command})`,
        `Undo that first: crm undo ${later.change.id}`,
      );
    }
  }

  async #standsInTheWay(target: Change, row: ChangeRow, what: string) {
    const later = await this.#laterLive(target.id, row);
    return conflict(
      `cannot undo change ${target.id}: ${row.table} ${row.id} was ${what} later${later ? `, by change ${later.change.id} (${later.change.command})` : ''}`,
      ...(later ? [`Undo that first: crm undo ${later.change.id}`] : []),
    );
  }

  /** The newest change set after `target` that touched the records of `row` and has not been taken back itself. */
  async #laterLive(
    target: number,
    row: ChangeRow,
  ): Promise<{ change: Change; recordId: number } | undefined> {
    const rows = await this.#db
      .selectFrom('change_row')
      .innerJoin('change', 'change.id', 'change_row.change_id')
      .selectAll('change')
      .select('change_row.row_id')
      .where('change_row.tbl', '=', row.table)
      .where('change_row.last_id', '>=', row.id)
      .where('change_row.row_id', '<=', row.lastId)
      .where('change.id', '>', target)
      .orderBy('change.id', 'desc')
      .execute();
    // A change and the undo that took it back cancel out, whichever way the chain of undo and redo ends.
    const cancelled = new Set<number>();
    for (const candidate of rows) {
      if (cancelled.has(candidate.id)) continue;
      const undid = rows.find((other) => other.undone_by === candidate.id);
      if (undid) {
        cancelled.add(candidate.id).add(undid.id);
        continue;
      }
      return { change: toChange(candidate), recordId: Math.max(candidate.row_id, row.id) };
    }
    return undefined;
  }

  /** Says which record still needs what a reversal would remove. */
  async #dangling(rows: readonly ChangeRow[]) {
    if (rows.every((row) => row.op === 'update')) return undefined;
    const [first] = await this.#engine.danglingRows();
    if (!first) return undefined;
    return conflict(
      `${first.table} ${first.id} was added later and belongs to a ${first.parent} this would remove`,
      'See what was done: crm history',
    );
  }
}

function toChange(row: {
  id: number;
  kind: string;
  at: string;
  user_name: string;
  command: string;
  summary: string;
  undone_by: number | null;
}): Change {
  return {
    id: row.id,
    kind: row.kind as Change['kind'],
    at: row.at,
    user: row.user_name,
    command: row.command,
    summary: row.summary,
    undoneBy: row.undone_by,
  };
}
