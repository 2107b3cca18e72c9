import type { Noun, Row } from '../../domain/field.ts';
import { foreignIdHeader, isForeignIdHeader, type Mapping } from '../../formats/mapping.ts';
import type { UnreadableValue } from '../../formats/record.ts';
import { isNoReference } from '../../formats/values.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import type { ExternalRef } from '../../store/import/external-refs.ts';

/** A column of numbers of ours, of the records or of others. */
interface NumberColumn {
  readonly header: string;
  readonly index: number;
  readonly name: string;
  /** The relation that it is the number of; null for the record's own. */
  readonly relation: { readonly field: string; readonly noun: Noun } | null;
  /** Whether its header says that its ids are of another program. */
  readonly isNamedForeign: boolean;
}

const NUMBER = /^\d+(?:\.0+)?$/;
const EXTERNAL = 'external_id';

/** Whether an id is of another program. One that was rejected as a number of ours, as its row says, is none. */
function isForeign(id: string, column: NumberColumn, cells: readonly (string | null)[]): boolean {
  if (column.isNamedForeign) return true;
  const { name } = column;
  const isRejected = cells.some((cell) => cell?.startsWith('line ') && REASON.exec(cell)?.[1] === name);
  return !isRejected && !NUMBER.test(id);
}

const REASON = /^line \d+: (\w+): /;

/**
 * Reads columns such as `id` and `contact_id`, which have our numbers, as ids of another program if the first of them is no
 * number: `C0033`.
 */
export class PlainIds {
  readonly #columns: readonly NumberColumn[];
  /** Whether the ids of a column are of another program. */
  readonly #isForeign = new Map<NumberColumn, boolean>();

  constructor({ columns }: Mapping, spec: NounDefinition) {
    this.#columns = columns.flatMap(({ header, index, how, fields: [field] }): NumberColumn[] => {
      if (field?.access !== 'import' || field.type !== 'integer') return [];
      const isNamedForeign = how === 'synonym' && isForeignIdHeader(header, field);
      if (how !== 'exact' && !isNamedForeign) return [];
      const { name } = field;
      const column = { header, index, name, isNamedForeign };
      if (name === 'id') return hasField(spec, 'external_id') ? [{ ...column, relation: null }] : [];
      const relation = spec.fields.find((other) => `${other.name}_id` === name);
      const noun = relation?.target;
      if (!relation || noun === undefined || noun === 'user' || noun === 'pipeline' || noun === 'stage')
        return [];
      return [{ ...column, relation: { field: relation.name, noun } }];
    });
  }

  /** The headers under which ids are read as here, whichever of the rows are left; null if those of the file will do. */
  headersAgain(headers: readonly string[]): readonly string[] | null {
    const renamed = new Map(
      this.#columns
        .filter((column) => this.#isForeign.get(column))
        .map(({ index, relation }) => [index, relation ? foreignIdHeader(relation.field) : EXTERNAL]),
    );
    const again = headers.map((header, index) => {
      const name = renamed.get(index);
      return name === undefined || headers.includes(name) ? header : name;
    });
    return again.some((header, index) => header !== headers[index]) ? again : null;
  }

  /** Moves ids of another program out of the numbers in `values`. Gives back those of other records, and what is unreadable still. */
  take(
    cells: readonly (string | null)[],
    values: Row,
    unread: readonly UnreadableValue[],
  ): { readonly foreign: readonly ExternalRef[]; readonly unread: readonly UnreadableValue[] } {
    const foreign: ExternalRef[] = [];
    let left = unread;
    for (const column of this.#columns) {
      const text = cells[column.index]?.trim() ?? '';
      if (text === '' || isNoReference(text)) continue;
      if (!this.#isForeign.has(column)) this.#isForeign.set(column, isForeign(text, column, cells));
      if (!this.#isForeign.get(column)) continue;
      const { header, name, relation } = column;
      values[name] = null;
      left = left.filter(({ field }) => field.name !== name);
      if (relation) foreign.push({ header, ids: [text], targets: [relation] });
      else values.external_id ??= text;
    }
    return { foreign, unread: left };
  }
}
