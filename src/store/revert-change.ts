import { describeChange } from '../domain/change-text.ts';
import { nounOfTagTable } from '../domain/custom-noun.ts';
import { type CrmError, conflict, isCrmError, refused } from '../domain/errors.ts';
import { MEANINGS } from '../domain/picklists.ts';
import { hasTable } from './archive/tables.ts';
import type { ChangeRow } from './change-journal.ts';
import type { DanglingRow, Engine } from './engine.ts';
import { type Change, laterChange, rowsOf } from './history.ts';
import { detachMails, endedMails } from './mail/queue.ts';
import { removeAttendees } from './meeting-attendees.ts';
import { isListed, isValueThere, picklistValuesOf, readPicklist, valuesAdded } from './picklists.ts';
import type { ProgressCallback } from './progress.ts';
import { recordLabel } from './record-label.ts';
import { type RawRow, sql } from './sql.ts';
import type { Tx } from './tx.ts';
import { addPicklistValue, removeFormerNames } from './write/picklist-values.ts';

/** States of a mail that are its end. */
const ENDS: ReadonlySet<string> = new Set(['sent', 'failed']);

/** Whether a server took a mail by this update, for some of its addresses at least, or refused it for good. */
function hasLeftBy({ before, after }: ChangeRow): boolean {
  return (
    ENDS.has(String(after?.state)) ||
    (after?.state === 'bounced' && before?.state === 'queued') ||
    typeof after?.remaining === 'string'
  );
}

/** What became of a mail, for an error. */
async function mailText(tx: Tx, id: number): Promise<string> {
  const row = await tx.read('message', id);
  return `mail ${id} to ${String(row?.recipient ?? '').replaceAll('"', '')} ${row?.state === 'failed' ? 'was refused' : 'has left'}`;
}

/** Where a mail is: a change of nothing else has nothing to undo once it has left. */
const MAIL_TABLES: ReadonlySet<string> = new Set(['message', 'message_file', 'activity']);

/** Rows between two progress reports. */
const ROWS_PER_READ = 256;

/** Reverts a change inside a transaction, or explains why it cannot. */
export class ChangeReverter {
  readonly #engine: Engine;
  readonly #kind: 'undo' | 'redo';
  readonly #target: Change;
  #rows: readonly ChangeRow[] = [];
  /** Mails that have left, which no undo takes back. */
  #sent: ReadonlySet<number> = new Set();

  constructor(engine: Engine, kind: 'undo' | 'redo', target: Change) {
    this.#engine = engine;
    this.#kind = kind;
    this.#target = target;
  }

  /**
   * Writes the previous values. New rows are removed first, so that restored ones find their names and numbers free;
   * references are checked at the end. Throws `conflict`.
   */
  async run(tx: Tx, between: ProgressCallback): Promise<void> {
    await this.#engine.deferForeignKeys();
    this.#rows = await rowsOf(tx, this.#target.id);
    const rows = this.#rows.toReversed();
    await this.#requireTables(tx);
    await this.#findSent(tx);
    if (this.#sent.size > 0) await detachMails(tx, this.#sent, this.#rows);
    const all = rows.reduce((sum, { id, lastId }) => sum + lastId - id + 1, 0);
    let done = 0;
    const pause = () => (++done % ROWS_PER_READ === 0 ? between(done, all) : undefined);
    const isValue = ({ table }: ChangeRow) => table === 'picklist_value';
    for (const row of rows) {
      if (row.op !== 'insert') continue;
      if (isValue(row)) await removeFormerNames(tx, row.id, row.lastId);
      else await this.#remove(tx, row, pause);
    }
    for (const row of rows) {
      if (row.op !== 'update') continue;
      await this.#revert(tx, row);
      await pause();
    }
    // Records have their former values by now, so it shows which values are still in use.
    for (const row of rows) if (row.op === 'insert' && isValue(row)) await this.#removeValues(tx, row);
    for (const row of rows) {
      if (row.op !== 'delete') continue;
      await this.#restore(tx, row);
      await pause();
    }
    await this.#relist(tx, rows);
  }

  /** How many mails of the change have left, and stay. */
  get keptMails(): number {
    return this.#sent.size;
  }

  /** Finds the mails that have left. Throws `refused` if the change is nothing but them, or says what became of one. */
  async #findSent(tx: Tx): Promise<void> {
    const ended = this.#rows.find((row) => row.table === 'message' && row.op === 'update' && hasLeftBy(row));
    if (ended)
      throw refused(`${this.#refusalPrefix}: ${await mailText(tx, ended.id)}, which cannot be taken back`);
    const runs = this.#rows.filter(({ table, op }) => table === 'message' && op === 'insert');
    if (runs.length === 0) return;
    const sent = new Set<number>();
    for (const { id, lastId } of runs)
      for (const each of await endedMails(tx, id, lastId, this.#target.at)) sent.add(each);
    const count = runs.reduce((sum, { id, lastId }) => sum + lastId - id + 1, 0);
    const [first] = sent;
    const hasOther = this.#rows.some(({ table, op }) => op === 'insert' && !MAIL_TABLES.has(table));
    if (first !== undefined && sent.size === count && !hasOther)
      throw refused(
        `${this.#refusalPrefix}: ${count === 1 ? await mailText(tx, first) : `its ${count} mails have left`}, which cannot be taken back`,
      );
    this.#sent = sent;
  }

  /** Whether a row belongs to a mail that has left. */
  async #isOfSent(tx: Tx, table: string, id: number): Promise<boolean> {
    if (this.#sent.size === 0) return false;
    if (table === 'message') return this.#sent.has(id);
    return (
      table === 'message_file' && this.#sent.has(Number((await tx.read('message_file', id))?.message_id))
    );
  }

  /** The record that still needs what the undo removed: the reason why the commit failed. */
  async explain(tx: Tx, dangling: DanglingRow): Promise<unknown> {
    const row = { table: dangling.table as ChangeRow['table'], id: dangling.id, lastId: dangling.id };
    const parent = `${dangling.parent} ${dangling.parentId}`;
    const child = await recordLabel(tx, row.table, row.id);
    const restored = this.#rows.some(
      ({ table, id, lastId }) => table === row.table && id <= row.id && row.id <= lastId,
    );
    if (restored) {
      const gone = { table: dangling.parent as ChangeRow['table'], id: dangling.parentId };
      return this.#conflictWith(
        `${child} needs ${parent}, which was removed later`,
        await laterChange(tx, this.#target.id, { ...gone, lastId: gone.id }),
      );
    }
    return this.#conflictWith(
      `${child}, which came later, needs ${parent}`,
      await laterChange(tx, this.#target.id, row),
    );
  }

  /** Throws `conflict` for records of a noun of the team that is gone, with its tables, unless this brings it back. */
  async #requireTables(tx: Tx): Promise<void> {
    const restored = this.#rows.flatMap(({ table, op, before }) =>
      table === 'noun' && op === 'delete' ? [before?.name] : [],
    );
    const nounOf = (table: string) => nounOfTagTable(table) ?? table;
    const lost = this.#rows.find(
      ({ table }) => !hasTable(tx.nouns, table) && !restored.includes(nounOf(table)),
    );
    if (!lost) return;
    const name = nounOf(lost.table);
    throw this.#conflictWith(`the noun ${name} was removed later`, await this.#removalOfNoun(tx, name));
  }

  async #removalOfNoun(tx: Tx, name: string): Promise<{ change: Change } | undefined> {
    const nameBefore = sql`${(dialect) => dialect.jsonValue(sql.ref('before'), '$."name"')}`;
    const row = await sql<{ row_id: number }>`
      select row_id from change_row where tbl = 'noun' and op = 'delete' and ${nameBefore} = ${name}
      order by id desc limit 1`.first(tx);
    if (!row) return undefined;
    return laterChange(tx, this.#target.id, { table: 'noun', id: row.row_id, lastId: row.row_id });
  }

  /** A row without the relations that its noun no longer has. Throws `conflict` where it had one. */
  async #withoutLostColumns(tx: Tx, { table, id, before }: ChangeRow): Promise<RawRow> {
    if (!tx.nouns.find(table)?.custom) return before ?? {};
    const columns = new Set((await this.#engine.catalog.columns(table)).map(({ name }) => name));
    const lost = Object.entries(before ?? {}).filter(([column]) => !columns.has(column));
    const held = lost.find(([, value]) => value !== null);
    if (held)
      throw this.#conflictWith(
        `${table} ${id} had a ${held[0].replace(/_id$/, '')}, a relation that was removed later`,
        undefined,
      );
    return Object.fromEntries(Object.entries(before ?? {}).filter(([column]) => columns.has(column)));
  }

  async #remove(tx: Tx, row: ChangeRow, pause: () => Promise<void> | undefined): Promise<void> {
    if (
      this.#sent.size > 0 &&
      (row.table === 'message' || row.table === 'message_file') &&
      row.lastId > row.id
    ) {
      for (let id = row.lastId; id >= row.id; id--) await this.#remove(tx, { ...row, id, lastId: id }, pause);
      return;
    }
    if (await this.#isOfSent(tx, row.table, row.id)) return;
    const later = await laterChange(tx, this.#target.id, row);
    if (later)
      throw this.#conflictWith(
        `${await recordLabel(tx, row.table, later.recordId)} was changed later`,
        later,
      );
    if (row.table === 'meeting') await removeAttendees(tx, row.id, row.lastId);
    for (let id = row.lastId; id >= row.id; id--) {
      if (row.table === 'noun') await this.#removeNoun(tx, id);
      else await tx.remove(row.table, id);
      await pause();
    }
  }

  async #removeNoun(tx: Tx, id: number): Promise<void> {
    try {
      await tx.remove('noun', id);
    } catch (error) {
      if (isCrmError(error) && error.kind === 'conflict') throw this.#conflictWith(error.message, undefined);
      throw error;
    }
  }

  /**
   * Removes values of picklists that the change added. Those that came with records stay where later records have them,
   * or later changes of the list. One that replaced a value of its name makes room for that.
   */
  async #removeValues(tx: Tx, row: ChangeRow): Promise<void> {
    const isOfList = this.#rows.every(({ table }) => table === 'picklist' || table === 'picklist_value');
    const later = await laterChange(tx, this.#target.id, row);
    if (later && !isOfList) return;
    if (later)
      throw this.#conflictWith(
        `${await recordLabel(tx, row.table, later.recordId)} was changed later`,
        later,
      );
    const values = await valuesAdded(tx, row.id, row.lastId);
    for (const { id, name, list, isUsed } of values.toReversed()) {
      const isReplaced = this.#rows.some(
        ({ op, table, before }) =>
          op === 'delete' && table === 'picklist_value' && before?.list === list && before.name === name,
      );
      if (!isUsed || isReplaced) await tx.remove('picklist_value', id);
      else if (isOfList || MEANINGS[list])
        throw this.#conflictWith(`records have "${name}" of the picklist ${list}`, undefined);
    }
  }

  /** Lists the values that records have again. Throws `conflict` for one that a closed list does not have any longer. */
  async #relist(tx: Tx, rows: readonly ChangeRow[]): Promise<void> {
    for (const { picklist, name } of picklistValuesOf(tx.nouns, rows)) {
      if (await isListed(tx, picklist, name)) continue;
      if ((await readPicklist(tx, picklist)).closed)
        throw this.#conflictWith(`"${name}" is not in the picklist ${picklist} any longer`, undefined);
      await addPicklistValue(tx, picklist, name, null);
    }
  }

  async #restore(tx: Tx, row: ChangeRow): Promise<void> {
    if (row.table === 'picklist_value' && (await isValueThere(tx, row.before))) return;
    if (await tx.read(row.table, row.id)) {
      throw this.#conflictWith(
        `the number ${row.id} of ${row.table} is in use again`,
        await laterChange(tx, this.#target.id, row),
      );
    }
    const values = await this.#withoutLostColumns(tx, row);
    await this.#unlessTaken(tx, row, () => tx.reinsert(row.table, values));
  }

  /** Restores a row unless another one has its unique values now. */
  async #unlessTaken(tx: Tx, row: ChangeRow, write: () => Promise<void>): Promise<void> {
    try {
      await tx.attempt(write);
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'conflict') throw error;
      const label = await recordLabel(tx, row.table, row.id);
      throw this.#conflictWith(`${label} cannot be restored, ${error.message}`, undefined);
    }
  }

  async #revert(tx: Tx, row: ChangeRow): Promise<void> {
    const { before, after } = row;
    if (!before || !after) return;
    const current = await tx.read(row.table, row.id);
    const changed = Object.keys(after).filter(
      (column) => column !== 'updated_at' && current?.[column] !== after[column],
    );
    if (!current || changed.length > 0) {
      const label = await recordLabel(tx, row.table, row.id);
      throw this.#conflictWith(
        current ? `${label} was changed later (${changed.join(', ')})` : `${label} was removed later`,
        await laterChange(tx, this.#target.id, row),
      );
    }
    const { updated_at: touchedAt, ...values } = before;
    // Something else of the record changed since: keep its time.
    const untouched = touchedAt !== undefined && current.updated_at === after.updated_at;
    const restored = untouched ? before : values;
    if (Object.keys(restored).length === 0) return;
    await this.#unlessTaken(tx, row, () => tx.overwrite(row.table, row.id, restored));
  }

  get #refusalPrefix(): string {
    return `cannot ${this.#kind} change ${this.#target.id}`;
  }

  #conflictWith(what: string, later: { change: Change } | undefined): CrmError {
    if (!later) return conflict(`${this.#refusalPrefix}: ${what}`, { code: 'changed-later', by: null });
    const { id, kind } = later.change;
    return conflict(`${this.#refusalPrefix}: ${what}, by change ${id} (${describeChange(later.change)})`, {
      code: 'changed-later',
      by: { id, isUndo: kind === 'undo' },
    });
  }
}
