import { isNounName } from '../../domain/custom-noun.ts';
import type { ChangeEvent, EventValues } from '../../domain/event.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { eventRules } from '../../nouns/events.ts';
import { isChanged } from '../../nouns/shared/events.ts';
import { isOwnTable } from '../archive/tables.ts';
import type { JournaledTable } from '../change-journal.ts';
import { partKind } from '../child-tables.ts';
import { DERIVED_COLUMNS, PART_FIELDS, PART_VALUES } from '../journaled-columns.ts';
import { wholeOf } from '../record-label.ts';
import type { Db, RawRow } from '../sql.ts';
import { CreatedParts } from './created-parts.ts';
import type { Entry, JournalEntries } from './journal-entries.ts';
import { rowNow, rowsAfterEntry } from './row-states.ts';
import { eventsOfRuns } from './sequence-events.ts';
import type { ShownValues } from './shown-values.ts';

/** Records that are read at once. */
const RECORDS_PER_READ = 500;

/** Child rows without an event of their own: the stage of a deal and the merging of records have events. */
const SILENT_PARTS: ReadonlySet<string> = new Set(['stage_history', 'lifecycle_history', 'former']);

/** What an event says beside its change. */
type EventContent = Pick<ChangeEvent, 'type' | 'ref' | 'title' | 'before' | 'after'>;

/** Reads what a change did to records. */
export class ChangeReader {
  readonly #db: Db;
  readonly #shown: ShownValues;

  constructor(db: Db, shown: ShownValues) {
    this.#db = db;
    this.#shown = shown;
  }

  /** What the entries of a change say, in order. */
  async *read(entries: JournalEntries): AsyncIterable<EventContent> {
    const parts = await CreatedParts.read(this.#db, entries);
    for await (const entry of entries.all()) {
      const definition = this.#db.nouns.find(entry.table);
      // What was done in a step is told by the run.
      if (entry.table === 'sequence_touch') continue;
      if (entry.table === 'sequence_run') yield* eventsOfRuns(this.#db, entry);
      else if (partKind(entry.table) in PART_VALUES) yield* this.#ofPart(entry, parts);
      else if (entry.op === 'insert') yield* this.#ofCreated(entry, definition, parts);
      else if (entry.op === 'update') yield* this.#ofUpdated(entry, definition);
      else yield this.#ofDeleted(entry, parts.mergedInto(entry.table, entry.id));
    }
  }

  async *#ofCreated(
    { table, id, lastId, entry }: Entry,
    definition: NounDefinition | undefined,
    parts: CreatedParts,
  ): AsyncIterable<EventContent> {
    for (let from = id; from <= lastId; from += RECORDS_PER_READ) {
      const to = Math.min(lastId, from + RECORDS_PER_READ - 1);
      const rows = await rowsAfterEntry(this.#db, table, { from, to, entry });
      const own = definition ? await parts.valuesOf(definition.noun, from, to) : null;
      for (const [number, row] of rows) {
        const after = { ...this.#shown.filled(table, row), ...own?.get(number) };
        for (const type of definition?.events?.created?.of(row) ?? [`${table}.created`])
          yield { type, ref: `${table}:${number}`, title: titleOf(row, definition), before: null, after };
      }
    }
  }

  async *#ofUpdated(
    { table, id, before, after }: Entry,
    definition: NounDefinition | undefined,
  ): AsyncIterable<EventContent> {
    if (!before || !after) return;
    const written = Object.keys(after).filter(
      (column) => !DERIVED_COLUMNS.has(column) && isChanged(column, before, after),
    );
    if (written.length === 0) return;
    const whole = (await rowNow(this.#db, table, id)) ?? before;
    const about = (type: string, columns: readonly string[]): EventContent => {
      const [old, now] = [before, after].map((row) =>
        this.#shown.all(table, pick(row, columns), { ...whole, ...row }),
      );
      return { type, ref: `${table}:${id}`, title: titleOf(whole, definition), ...differences(old, now) };
    };
    const reported = new Set<string>();
    for (const { name, columns, happened } of rulesOf(definition, table)) {
      if (!happened(before, after, this.#shown)) continue;
      for (const column of columns) reported.add(column);
      yield about(
        `${table}.${name}`,
        columns.filter((column) => written.includes(column)),
      );
    }
    const others = written.filter((column) => !reported.has(column));
    if (others.length > 0) yield about(`${table}.updated`, others);
  }

  #ofDeleted({ table, id, before }: Entry, mergedInto: string | null): EventContent {
    const row = before ?? {};
    return {
      type: mergedInto === null ? `${table}.deleted` : `${table}.merged`,
      ref: `${table}:${id}`,
      title: titleOf(row, this.#db.nouns.find(table)),
      before: this.#shown.filled(table, row),
      after: mergedInto === null ? null : { merged_into: mergedInto },
    };
  }

  /** E-mails, phones, tags and relations are values of their record. */
  async *#ofPart(entry: Entry, parts: CreatedParts): AsyncIterable<EventContent> {
    if (SILENT_PARTS.has(entry.table)) return;
    const kind = partKind(entry.table);
    const column = PART_VALUES[kind] as string;
    const field = PART_FIELDS[kind] ?? entry.table;
    for (const row of await this.#partRows(entry)) {
      const whole = wholeOf(this.#db.nouns, entry.table, row);
      if (!whole || parts.isCreatedOrRemoved(whole.table, whole.id)) continue;
      const about = (values: RawRow): EventValues => {
        const shown = this.#shown.all(entry.table, values);
        const name = (key: string) => (key === column ? field : `${field}_${key}`);
        return Object.fromEntries(Object.entries(shown).map(([key, value]) => [name(key), value]));
      };
      const value = { [column]: row[column] ?? null };
      let values: Pick<EventContent, 'before' | 'after'>;
      if (entry.op === 'insert') values = { before: null, after: about(value) };
      else if (entry.op === 'delete') values = { before: about(value), after: null };
      else {
        const { before, after } = differences(about(entry.before ?? {}), about(entry.after ?? {}));
        if (Object.keys(after ?? {}).length === 0) continue;
        values = { before: { ...about(value), ...before }, after: { ...about(value), ...after } };
      }
      const title = await this.#currentTitle(whole);
      yield { type: `${whole.table}.updated`, ref: `${whole.table}:${whole.id}`, title, ...values };
    }
  }

  async #partRows({ table, id, lastId, op, before, entry }: Entry): Promise<RawRow[]> {
    if (op === 'delete') return [before ?? {}];
    const rows: RawRow[] = [];
    for (let from = id; from <= lastId; from += RECORDS_PER_READ) {
      const to = Math.min(lastId, from + RECORDS_PER_READ - 1);
      rows.push(...(await rowsAfterEntry(this.#db, table, { from, to, entry })).values());
    }
    return rows;
  }

  async #currentTitle({ table, id }: { table: JournaledTable; id: number }): Promise<string | null> {
    const row = await rowNow(this.#db, table, id);
    return row ? titleOf(row, this.#db.nouns.find(table)) : null;
  }
}

/** What can happen to rows of a table. Those of a noun that is gone had owners. */
function rulesOf(
  definition: NounDefinition | undefined,
  table: JournaledTable,
): ReturnType<typeof eventRules> {
  if (definition) return eventRules(definition);
  return isNounName(table) && !isOwnTable(table) ? eventRules({ owner: 'owner' }) : [];
}

/** What a row is called. */
function titleOf(row: RawRow, definition: NounDefinition | undefined): string | null {
  const title = row[definition?.custom?.title ?? 'name'] ?? row.subject ?? null;
  return title === null ? null : String(title);
}

function pick(row: RawRow, columns: readonly string[]): RawRow {
  return Object.fromEntries(
    columns.filter((column) => column in row).map((column) => [column, row[column] ?? null]),
  );
}

/** The values that differ; what one side alone has is null on the other. */
function differences(
  before: EventValues = {},
  after: EventValues = {},
): Pick<EventContent, 'before' | 'after'> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  const sideOf = (values: EventValues) =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: sideOf(before), after: sideOf(after) };
}
