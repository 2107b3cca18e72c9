import { columnLookup } from '../../formats/presets/columns.ts';
import type { DetectedPreset } from '../../formats/presets/detect.ts';
import type { Table } from '../../formats/table.ts';
import { externalIdsOfTasks } from '../../store/tasks.ts';
import type { Tx } from '../../store/tx.ts';
import { completedTasksIn, not, type RowFilter } from '../import/row-filter.ts';

/** A file of tasks, or one of its two parts: open tasks or completed activities. */
interface TaskFile {
  readonly table: Pick<Table, 'headers'>;
  readonly vendor: DetectedPreset | null;
  readonly part: 'due' | 'happened' | null;
}

/** The external source for ids of completed tasks: activities of the same program can have equal ids. */
export function completedTaskSource(system: string): string {
  return `${system} task`;
}

/**
 * Distinguishes open tasks from completed calls, e-mails and meetings in a file of tasks. A row that was imported as
 * one of these keeps its kind.
 */
export class KnownTasks {
  readonly #tx: Tx;
  readonly #ids = new Map<string, ReadonlySet<string>>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** The row filter of a part of a file; null if the file is not split. `system` is the source of its ids. */
  async filterOf({ part, table: { headers }, vendor }: TaskFile, system: string): Promise<RowFilter | null> {
    const happened = part === null ? null : completedTasksIn(headers);
    if (!happened) return null;
    const known = await this.#known(system);
    const columnOf = vendor && columnLookup(vendor.preset, vendor.layout);
    const id = headers.findIndex((header) => columnOf?.(header)?.field === 'external_id');
    const isOver: RowFilter = (cells) => happened(cells) && !known.has(cells[id]?.trim() ?? '');
    return part === 'happened' ? isOver : not(isOver);
  }

  /** Read before the migration creates its first task. */
  async #known(system: string): Promise<ReadonlySet<string>> {
    const kept = this.#ids.get(system);
    if (kept) return kept;
    const ids = await externalIdsOfTasks(this.#tx, system, completedTaskSource(system));
    this.#ids.set(system, ids);
    return ids;
  }
}
