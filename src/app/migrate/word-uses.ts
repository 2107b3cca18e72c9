import type { Field } from '../../domain/field.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { ImportedRow } from '../import/prepare-import.ts';
import { type CellTexts, cellTexts } from './deal-sums.ts';
import type { WordUse } from './migration.ts';

/** More different words are no choices. */
const MAX_WORDS_PER_FIELD = 100;

/** Notes what the words of a file became in fields with choices: stages, statuses, kinds. */
export class WordUses {
  readonly #fields: readonly Field[];
  readonly #textOf: CellTexts;
  readonly #columns: Mapping['columns'];
  readonly #uses = new Map<string, Map<string, { ours: string | null; rows: number }>>();

  constructor({ fields }: NounDefinition, mapping: Mapping) {
    this.#textOf = cellTexts(mapping);
    this.#columns = mapping.columns;
    this.#fields = fields.filter(
      ({ type, target, access }) =>
        access !== 'computed' && (type === 'choice' || target === 'stage' || target === 'pipeline'),
    );
  }

  add({ row, values, id }: ImportedRow): void {
    for (const { name } of this.#fields) {
      const [theirs] = this.#textOf(row.cells, name);
      if (theirs === undefined) continue;
      const uses = this.#uses.get(name) ?? new Map<string, { ours: string | null; rows: number }>();
      this.#uses.set(name, uses);
      const value = values[name];
      const known = uses.get(theirs);
      if (known) {
        known.rows++;
        if (id !== null && typeof value === 'string') known.ours = value;
      } else if (uses.size < MAX_WORDS_PER_FIELD)
        uses.set(theirs, {
          ours: id !== null && typeof value === 'string' ? value : this.#usual(name, theirs),
          rows: 1,
        });
    }
  }

  /** Blank for a word that says nothing in the program, such as the name of its usual pipeline; null for others. */
  #usual(field: string, theirs: string): '' | null {
    const says = this.#columns.some(
      ({ fields, known }) =>
        fields.some(({ name }) => name === field) && known?.words?.[theirs.trim().toLowerCase()] === '',
    );
    return says ? '' : null;
  }

  all(): WordUse[] {
    return [...this.#uses].flatMap(([field, uses]) =>
      [...uses].map(([theirs, use]) => ({ field, theirs, ...use })),
    );
  }
}
