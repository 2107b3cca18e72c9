import type { NounDefinition } from '../../nouns/definition.ts';
import { isChildTable } from '../child-tables.ts';
import type { Engine } from '../engine.ts';
import { IdSet } from '../id-set.ts';
import type { RawRow } from '../sql.ts';
import type { CatchUp, Projection } from './projection.ts';

/** Keeps the search index in step with the records. */
export class SearchProjection implements Projection {
  readonly #engine: Pick<Engine, 'nouns'>;
  #touched = new Map<string, IdSet>();
  #fresh = new Map<string, IdSet>();

  /** The nouns of the engine may change in the transaction. */
  constructor(engine: Pick<Engine, 'nouns'>) {
    this.#engine = engine;
  }

  markCreated(table: string, first: number, last: number): void {
    if (this.#engine.nouns.find(table)) idsOf(this.#fresh, table).addRun(first, last);
  }

  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void {
    // Most changes of a record do not affect its searched text.
    const definition = this.#engine.nouns.find(table);
    if (definition && !Object.keys(after).some((column) => isSearched(definition, column))) return;
    this.markWritten(table, id, before);
    this.markWritten(table, id, after);
  }

  markWritten(table: string, id: number, row: RawRow): void {
    if (this.#engine.nouns.find(table)) this.markDirty(table, id);
    if (!isChildTable(table)) return;
    for (const parent of this.#engine.nouns.names) {
      const parentId = row[`${parent}_id`];
      if (typeof parentId === 'number') this.markDirty(parent, parentId);
    }
  }

  markDirty(table: string, id: number): void {
    if (!this.#fresh.get(table)?.has(id)) idsOf(this.#touched, table).add(id);
  }

  async catchUp(engine: Engine, { isForNew, report }: CatchUp): Promise<void> {
    const behind = { fresh: this.#fresh, touched: isForNew ? new Map<string, IdSet>() : this.#touched };
    this.#fresh = new Map();
    if (!isForNew) this.#touched = new Map();
    await engine.search.update(behind, report);
  }
}

/** Whether a column is part of the searched text. */
function isSearched({ search }: NounDefinition, column: string): boolean {
  return column === 'custom' || search.title.includes(column) || search.body.includes(column);
}

function idsOf(all: Map<string, IdSet>, table: string): IdSet {
  let ids = all.get(table);
  if (!ids) {
    ids = new IdSet();
    all.set(table, ids);
  }
  return ids;
}
