import { fieldTypeOfCustom } from '../../domain/custom-field.ts';
import type { FieldType, Noun } from '../../domain/field.ts';
import type { Engine, FieldIndex } from '../engine.ts';
import { fieldRows, type StoredField } from '../field-rows.ts';
import type { Projection } from './projection.ts';

/** Keeps the indexes on custom fields in step with what the fields say. */
export class FieldIndexes implements Projection {
  #isBehind = false;

  markCreated(table: string): void {
    this.#note(table);
  }

  markUpdated(table: string): void {
    this.#note(table);
  }

  markWritten(table: string): void {
    this.#note(table);
  }

  markDirty(): void {}

  #note(table: string): void {
    if (table === 'field') this.#isBehind = true;
  }

  async catchUp(engine: Engine): Promise<void> {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    const rows = await fieldRows(engine);
    await engine.catalog.indexFields(rows.filter(({ noun }) => engine.nouns.find(noun)).flatMap(indexesOf));
  }
}

/** What an index has of a custom field: its parts in the JSON of a record, and whether their case counts. */
export function indexedValue(name: string, type: FieldType): Pick<FieldIndex, 'paths' | 'ignoresCase'> {
  return {
    paths: (type === 'money' ? ['.minor', '.currency'] : ['']).map((part) => `$."${name}"${part}`),
    ignoresCase: ['text', 'choice', 'email', 'url', 'phone'].includes(type),
  };
}

/** The indexes of a field: a lookup always has one, as its records are looked for from the other side. */
function indexesOf({ noun, name, type, indexed, is_unique }: StoredField): FieldIndex[] {
  const shape = fieldTypeOfCustom(type);
  const index = { noun: noun as Noun, field: name, ...indexedValue(name, shape) };
  return [
    ...(indexed === 1 || type === 'lookup' ? [{ ...index, isUnique: false }] : []),
    ...(is_unique === 1 ? [{ ...index, isUnique: true }] : []),
  ];
}
