import type { Noun, Row } from '../../domain/field.ts';
import { keyWithoutDot, MEANINGS, type PicklistName, picklistKey } from '../../domain/picklists.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { ListRows } from '../../nouns/shared/list-rows.ts';
import { readPicklist } from '../picklists.ts';
import type { RawRow } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { addPicklistValue, notListed } from '../write/picklist-values.ts';
import { type ListsOfRecord, NO_LISTS } from './working-record.ts';
import type { Draft } from './working-set.ts';

/** A list as rows of an import see it. */
interface KnownList {
  readonly takesNew: boolean;
  /** The kind of values that rows add. */
  readonly newKind: string | null;
  /** Current names, by every spelling that was asked for. */
  readonly bySpelling: Map<string, string>;
  /** Current names, by keys. */
  readonly byKey: Map<string, string>;
  readonly listed: Set<string>;
  /** Values of accepted rows that are not in the list yet. */
  readonly added: Set<string>;
}

/** A word in `7 (champion)`, or `Jane Doe (champion)`. */
const WITH_WORD = /^(.*) \(([^()]*)\)$/s;

/**
 * Spells the values of picklists in the rows of an import as the lists do, each different text once, and adds new values
 * to the lists.
 */
export class PicklistResolver {
  readonly #tx: Tx;
  readonly #nouns: Nouns;
  readonly #noun: Noun;
  /** Whether every spelling is a value of its own, as in our own exports. */
  readonly #isExact: boolean;
  readonly #lists = new Map<PicklistName, KnownList>();
  /** The fields of a noun with values of lists. */
  readonly #fields = new Map<Noun, (readonly [name: string, list: KnownList, picklist: PicklistName])[]>();

  private constructor(tx: Tx, noun: Noun, isExact: boolean) {
    this.#tx = tx;
    this.#nouns = tx.nouns;
    this.#noun = noun;
    this.#isExact = isExact;
  }

  /** `createsValues` says that closed lists take new values too. */
  static async open(
    tx: Tx,
    noun: Noun,
    { own, createsValues }: { readonly own: boolean; readonly createsValues: boolean },
  ): Promise<PicklistResolver> {
    const resolver = new PicklistResolver(tx, noun, own);
    for (const { fields, lists = [] } of tx.nouns) {
      for (const { picklist } of fields) if (picklist) await resolver.#load(picklist, createsValues);
      for (const { picklist } of lists) if (picklist) await resolver.#load(picklist.name, createsValues);
    }
    return resolver;
  }

  async #load(name: PicklistName, createsValues: boolean): Promise<void> {
    if (this.#lists.has(name)) return;
    const { values, closed } = await readPicklist(this.#tx, name);
    const list: KnownList = {
      takesNew: createsValues || !closed,
      newKind: MEANINGS[name]?.[0] ?? null,
      bySpelling: new Map(),
      byKey: new Map(),
      listed: new Set(values.map((value) => value.name)),
      added: new Set(),
    };
    const know = (name: string, current: string) => {
      list.bySpelling.set(name, current);
      const key = picklistKey(name);
      if (!list.byKey.has(key)) list.byKey.set(key, current);
    };
    for (const value of values) know(value.name, value.name);
    for (const value of values) for (const formerName of value.formerNames) know(formerName, value.name);
    this.#lists.set(name, list);
  }

  /** Respells the values of a row; calls `onChange` for each that changes. Throws `refused` for one that is not listed. */
  spell(row: Row, onChange: (field: string) => void): void {
    for (const [name, list, picklist] of this.#fieldsOf(this.#noun)) {
      const text = row[name];
      if (typeof text !== 'string') continue;
      const spelled = this.#spelling(list, picklist, text);
      if (spelled === text) continue;
      row[name] = spelled;
      onChange(name);
    }
    for (const list of this.#nouns.get(this.#noun).lists ?? []) this.#spellList(row, list);
  }

  #spellList(row: Row, { field, picklist, target }: ListRows): void {
    const entries = row[field];
    if (!picklist || !Array.isArray(entries)) return;
    const known = this.#lists.get(picklist.name) as KnownList;
    row[field] = (entries as readonly string[]).map((entry) => {
      if (!target) return this.#spelling(known, picklist.name, entry);
      const [, name, word] = WITH_WORD.exec(entry) ?? [];
      return word === undefined ? entry : `${name} (${this.#spelling(known, picklist.name, word)})`;
    });
  }

  #spelling(list: KnownList, picklist: PicklistName, text: string): string {
    const known = list.bySpelling.get(text);
    if (known !== undefined) return known;
    const current = this.#isExact
      ? undefined
      : (list.byKey.get(picklistKey(text)) ?? list.byKey.get(keyWithoutDot(text)));
    if (current === undefined && !list.takesNew) throw notListed(picklist, text, [...list.byKey.values()]);
    list.bySpelling.set(text, current ?? text);
    if (current === undefined) list.byKey.set(picklistKey(text), text);
    return current ?? text;
  }

  /** Notes new values of what an accepted row creates and changes. */
  note({ created, changed }: Draft): void {
    for (const { noun, columns, parts } of created) {
      this.#noteColumns(noun, columns);
      this.#noteWords(noun, parts.lists);
    }
    if (!changed) return;
    this.#noteColumns(changed.record.noun, changed.columns);
    if (changed.parts.lists) this.#noteWords(changed.record.noun, changed.parts.lists);
  }

  #noteColumns(noun: Noun, columns: RawRow): void {
    for (const [name, list] of this.#fieldsOf(noun)) {
      const value = columns[name];
      if (typeof value === 'string' && value !== '' && !list.listed.has(value)) list.added.add(value);
    }
  }

  #noteWords(noun: Noun, lists: ListsOfRecord): void {
    if (lists === NO_LISTS) return;
    for (const { field, picklist } of this.#nouns.get(noun).lists ?? []) {
      if (!picklist) continue;
      const { added, listed } = this.#lists.get(picklist.name) as KnownList;
      for (const { said } of lists[field] ?? []) if (said !== null && !listed.has(said)) added.add(said);
    }
  }

  /** Adds the new values to their lists. */
  async store(): Promise<void> {
    for (const [name, { added, listed, newKind }] of this.#lists) {
      // To clear an empty set takes room for a new one.
      if (added.size === 0) continue;
      for (const value of added) {
        await addPicklistValue(this.#tx, name, value, newKind);
        listed.add(value);
      }
      added.clear();
    }
  }

  #fieldsOf(noun: Noun): (readonly [name: string, list: KnownList, picklist: PicklistName])[] {
    const known = this.#fields.get(noun);
    if (known) return known;
    const fields = this.#nouns
      .get(noun)
      .fields.flatMap(({ name, picklist }) =>
        picklist ? [[name, this.#lists.get(picklist) as KnownList, picklist] as const] : [],
      );
    this.#fields.set(noun, fields);
    return fields;
  }
}
