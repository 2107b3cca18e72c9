import type { Noun } from '../../domain/field.ts';
import { IdSet } from '../id-set.ts';

/** Lines that are named; the others are counted. */
const LINES_NAMED = 5;
/** Names that are told. */
const NAMES_TOLD = 1000;
/** Created relations that are named. */
const RELATED_NAMED = 3;

/** Cells of one field with one fate. */
export interface CellNote {
  /**
   * `replaced`: a later row of the same record has another value. `kept`: the record keeps what it has. `overruled`: its
   * stage or status decides the field. `respelled`: its picklist spells the value so. `unread`: the field cannot hold it.
   * `shared`: another person has that profile too.
   */
  readonly type: 'replaced' | 'kept' | 'overruled' | 'respelled' | 'unread' | 'shared';
  readonly field: string;
  cells: number;
  /** The first lines of the rows that decide so. */
  readonly lines: number[];
  /** The number of these rows. */
  count: number;
}

/** Rows that are not imported. `nobody`: they name no one; `deleted`: their records are deleted in their program. */
export interface LeftRows {
  readonly type: 'nobody' | 'deleted' | 'part' | 'order';
  readonly lines: number[];
  count: number;
}

/** What is made because rows name it, beside records: users, and pipelines with their stages. */
export type RelatedKind = Noun | 'user' | 'pipeline' | 'stage';

/** Records and the like that were created because rows name them, with the names of the first. */
export interface RelatedNote {
  readonly noun: RelatedKind;
  readonly names: string[];
  count: number;
}

/** Records of one name that rows created, with their first lines. */
export interface Namesake {
  readonly name: string;
  readonly lines: number[];
  count: number;
}

/** Cells that are in no field after the import, and records that were created beside others of the same name. */
export class ImportNotes {
  readonly #cells = new Map<string, CellNote>();
  /** Lines of cells that are respelled, by field: a row that waits is read again. */
  readonly #respelled = new Map<string, IdSet>();
  readonly #leftRows = new Map<LeftRows['type'], LeftRows>();
  readonly #related = new Map<RelatedKind, RelatedNote>();
  readonly #namesakes = new Map<number, Namesake>();
  /** Names of which no lines are kept. */
  moreNamesakes = 0;

  /** A row in a line decides the fate of a number of cells. */
  addCell(type: CellNote['type'], field: string, line: number, cells = 1): void {
    const key = `${type} ${field}`;
    const note = this.#cells.get(key) ?? { type, field, cells: 0, lines: [], count: 0 };
    this.#cells.set(key, note);
    note.cells += cells;
    addLine(note, line);
  }

  /** A picklist spells the cell of a row in its own way; counts once, also if the row is read again. */
  addRespelled(field: string, line: number): void {
    const lines = this.#respelled.get(field) ?? new IdSet();
    this.#respelled.set(field, lines);
    if (lines.has(line)) return;
    lines.add(line);
    this.addCell('respelled', field, line);
  }

  /** A record or the like of that name is created because a row names it. */
  addRelated(noun: RelatedKind, name: string | null): void {
    const note = this.#related.get(noun) ?? { noun, names: [], count: 0 };
    this.#related.set(noun, note);
    note.count++;
    if (name !== null && note.names.length < RELATED_NAMED) note.names.push(name);
  }

  /** A row is not imported. */
  addLeftRow(type: LeftRows['type'], line: number): void {
    const left = this.#leftRows.get(type) ?? { type, lines: [], count: 0 };
    this.#leftRows.set(type, left);
    addLine(left, line);
  }

  /** A row created a record of a name, given with its hash, that a row in line `first` has created one of. */
  addNamesake(key: number, name: string, first: number, line: number): void {
    let known = this.#namesakes.get(key);
    if (!known) {
      if (this.#namesakes.size === NAMES_TOLD) {
        this.moreNamesakes++;
        return;
      }
      known = { name, lines: [], count: 0 };
      this.#namesakes.set(key, known);
      addLine(known, first);
    }
    addLine(known, line);
  }

  get cells(): readonly CellNote[] {
    return [...this.#cells.values()];
  }

  get leftRows(): readonly LeftRows[] {
    return [...this.#leftRows.values()];
  }

  get related(): readonly RelatedNote[] {
    return [...this.#related.values()];
  }

  get namesakes(): readonly Namesake[] {
    return [...this.#namesakes.values()];
  }
}

function addLine(to: { readonly lines: number[]; count: number }, line: number): void {
  to.count++;
  if (to.lines.length < LINES_NAMED) to.lines.push(line);
}
