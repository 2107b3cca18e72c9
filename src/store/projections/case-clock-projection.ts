import type { Engine } from '../engine.ts';
import { IdSet } from '../id-set.ts';
import { type RawRow, sql } from '../sql.ts';
import type { CatchUp, Projection } from './projection.ts';

/** Keeps when cases are due in step with cases and service levels. */
export class CaseClockProjection implements Projection {
  #cases = new IdSet();
  #levels = new Set<string>();

  markCreated(table: string, first: number, last: number): void {
    if (table === 'case') this.#cases.addRun(first, last);
  }

  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void {
    this.markWritten(table, id, before);
    this.markWritten(table, id, after);
  }

  markWritten(table: string, id: number, row: RawRow): void {
    this.markDirty(table, id);
    if (table === 'sla' && typeof row.name === 'string') this.#levels.add(row.name);
  }

  markDirty(table: string, id: number): void {
    if (table === 'case') this.#cases.add(id);
  }

  async catchUp(engine: Engine, { isForNew }: CatchUp): Promise<void> {
    // A case may be touched again before the change is over.
    if (isForNew || this.#cases.size + this.#levels.size === 0) return;
    const cases = this.#cases;
    const levels = this.#levels;
    this.#cases = new IdSet();
    this.#levels = new Set();
    for (const name of levels) {
      const rows = await sql<{ id: number }>`select id from "case" where sla = ${name}`.all(engine);
      for (const { id } of rows) cases.add(id);
    }
    const { refreshCaseClocks } = await import('./case-clocks.ts');
    await refreshCaseClocks(engine, cases);
  }
}
