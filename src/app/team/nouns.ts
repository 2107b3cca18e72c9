import { customFieldName } from '../../domain/custom-field.ts';
import type { CustomNoun } from '../../domain/custom-noun.ts';
import { conflict, notFound, refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { pluralOf, readNounName, reservationOf } from '../../domain/noun-names.ts';
import { findNearest } from '../../domain/suggest.ts';
import { canHaveDocs } from '../../nouns/doc/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { isOwnTable } from '../../store/archive/tables.ts';
import type { Engine } from '../../store/engine.ts';
import { fieldRows } from '../../store/field-rows.ts';
import { brokenFormulas } from '../../store/formulas.ts';
import { insertNoun, relatedRecordIds, removeNounRows, updateNoun } from '../../store/nouns/noun-rows.ts';
import { nounUses } from '../../store/nouns/noun-uses.ts';
import { countRecords } from '../../store/records.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { addFieldIn } from './custom-fields.ts';
import { readFieldText } from './field-text.ts';

/** Why a word cannot be the name of a noun, because commands use it; null if it can. */
type WordCheck = (word: string) => string | null;

/** A noun to add. */
export interface NewNoun {
  readonly name: string;
  /** Default: made from the name. */
  readonly plural?: string | undefined;
  readonly label?: string | undefined;
  /** The field that names a record; default: `name`. */
  readonly title?: string | undefined;
  /** Names of nouns. */
  readonly relates: readonly string[];
  /** Its first custom fields: `budget:money`. */
  readonly fields: readonly string[];
  readonly isUsed: WordCheck;
}

/** Columns that every noun of a team has beside its fields. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(['custom', 'name_key', 'position']);

/** Fields of a new noun that its lists show. */
const MAX_LISTED = 4;

/** Adds a noun with its fields. Throws `usage` and `conflict` for names that cannot be used. */
export async function addNoun(deps: Deps, input: NewNoun): Promise<CustomNoun> {
  const name = readNounName(input.name, 'name');
  const plural = readNounName(input.plural ?? pluralOf(name), 'plural');
  const label = readLabel(input.label, name);
  const { result } = await deps.store.change(async (tx) => {
    requireFree(tx.nouns, name, input.isUsed, null);
    if (plural !== name) requireFree(tx.nouns, plural, input.isUsed, null);
    await requireNoDocField(tx, name);
    const relates = readRelations(tx.nouns, input.relates, name);
    const title = readTitle(tx.nouns, { name, plural, label, title: 'name', relates }, input.title);
    const noun: CustomNoun = { name, plural, label, title, relates };
    await insertNoun(tx, noun);
    for (const [at, text] of input.fields.entries()) {
      const field = readFieldText(text, tx.nouns.names);
      const listed = at < MAX_LISTED && field.type !== 'longtext';
      await addFieldIn(deps, tx, { ...field, noun: name as Noun, order: at + 1, listed });
    }
    return noun;
  }, `added the noun ${name}`);
  return result;
}

/** Documents have a field for each noun that they can belong to. Throws `usage` and `conflict` for a name that one has. */
async function requireNoDocField(tx: Tx, name: string): Promise<void> {
  if (!canHaveDocs(name))
    throw usage(`a noun cannot be called "${name}": documents have such a field`, `Use our_${name}`);
  const own = await fieldRows(tx, 'doc');
  const taken = own.find((field) => field.name === name || field.name === `${name}_id`);
  if (taken)
    throw conflict(`documents have a field ${taken.name}, as the noun would need`, {
      code: 'field-name-needed',
      noun: 'doc',
      name: taken.name,
    });
}

/** A noun of the team, with the number of its records and of its custom fields. */
export interface CountedNoun extends CustomNoun {
  readonly records: number;
  readonly fields: readonly string[];
}

/** The nouns of the team. */
export async function listNouns({ store: { engine } }: Deps): Promise<readonly CountedNoun[]> {
  const counted: CountedNoun[] = [];
  for (const { custom } of engine.nouns) if (custom) counted.push(await countedNoun(engine, custom));
  return counted;
}

/** A noun of the team by its name or plural. Throws `not-found`; `usage` for one that crm comes with. */
export async function findNoun({ store: { engine } }: Deps, text: string): Promise<CountedNoun> {
  return countedNoun(engine, customNamed(engine.nouns, text));
}

async function countedNoun(engine: Engine, custom: CustomNoun): Promise<CountedNoun> {
  const fields = (await fieldRows(engine, custom.name as Noun)).map(({ name }) => name);
  return { ...custom, fields, records: await countRecords(engine, custom.name as Noun) };
}

/** Changes of a noun; what is not given stays. */
export interface NounEdit {
  readonly noun: string;
  readonly plural?: string | undefined;
  readonly label?: string | undefined;
  /** All nouns that it is related to from now on. */
  readonly relates?: readonly string[] | undefined;
  /** Also ends relations that records have. */
  readonly withValues: boolean;
  readonly isUsed: WordCheck;
}

/** Changes a noun of the team; returns null where nothing changes. Throws `refused` for a relation that records have. */
export async function editNoun(deps: Deps, input: NounEdit): Promise<CustomNoun | null> {
  const { id, result } = await deps.store.change(
    async (tx) => {
      const before = customNamed(tx.nouns, input.noun);
      const { name } = before;
      const plural = input.plural === undefined ? before.plural : readNounName(input.plural, 'plural');
      if (plural !== name) requireFree(tx.nouns, plural, input.isUsed, name);
      const label = input.label === undefined ? before.label : readLabel(input.label, name);
      const relates =
        input.relates === undefined ? before.relates : readRelations(tx.nouns, input.relates, name);
      const after: CustomNoun = { ...before, plural, label, relates };
      await checkNewRelations(tx, before, after);
      for (const to of before.relates.filter((each) => !relates.includes(each)))
        await endRelation(tx, before, to, input.withValues);
      await updateNoun(tx, after);
      await keepFormulas(tx, name);
      return after;
    },
    ({ name }) => `changed the noun ${name}`,
  );
  return id === null ? null : result;
}

/** A relation has the name of a field: none of the custom fields may have it. */
async function checkNewRelations(tx: Tx, before: CustomNoun, after: CustomNoun): Promise<void> {
  const { name, title } = before;
  const own = await fieldRows(tx, name as Noun);
  for (const to of after.relates.filter((each) => !before.relates.includes(each)))
    if (title === to || own.some((field) => field.name === to || field.name === `${to}_id`))
      throw conflict(`${name} has a field ${to}`, { code: 'field-name-needed', noun: name, name: to });
}

async function endRelation(
  tx: Tx,
  { name, plural }: CustomNoun,
  to: string,
  withValues: boolean,
): Promise<void> {
  const related = await relatedRecordIds(tx, name, to);
  if (related.length > 0 && !withValues)
    throw refused(`${related.length === 1 ? `1 ${name} has` : `${related.length} ${plural} have`} a ${to}`, {
      code: 'noun-relation-in-use',
      name,
      to,
    });
  for (const id of related) await tx.update(name as Noun, id, { [`${to}_id`]: null });
}

/** A removal of a noun of the team. */
export interface NounRemoval {
  readonly noun: string;
  /** Also removes its records. */
  readonly withRecords: boolean;
}

/**
 * Removes a noun with its records, fields, reports, segments and saved maps. Throws `refused` for records without `withRecords`,
 * `conflict` where something else needs it.
 */
export async function removeNoun(
  { store }: Deps,
  { noun: text, withRecords }: NounRemoval,
): Promise<{ readonly name: string; readonly records: number }> {
  const { result } = await store.change(
    async (tx) => {
      const custom = customNamed(tx.nouns, text);
      const { name, plural } = custom;
      const other = (await nounUses(tx, name)).find(({ isOwn }) => !isOwn);
      if (other) throw conflict(`${other.what} needs the noun ${name}`, 'Change or remove that first');
      const records = await countRecords(store.engine, name as Noun);
      if (records > 0 && !withRecords)
        throw refused(`there ${records === 1 ? `is 1 ${name}` : `are ${records} ${plural}`}`, {
          code: 'noun-in-use',
          name,
        });
      await removeNounRows(tx, name);
      await keepFormulas(tx, name);
      return { name, records };
    },
    ({ name, records }) =>
      `removed the noun ${name}${records === 0 ? '' : ` with ${records === 1 ? 'its record' : `${records} records`}`}`,
  );
  return result;
}

/** Throws `conflict` for a formula that could not be computed any longer. */
async function keepFormulas(tx: Tx, name: string): Promise<void> {
  const [formula] = await brokenFormulas(tx);
  if (formula !== undefined)
    throw conflict(`the formula ${formula} needs the noun ${name}`, { code: 'formula-in-use' });
}

/** The noun of the team with that name or plural. */
function customNamed(nouns: Nouns, text: string): CustomNoun {
  const word = text.trim().toLowerCase();
  const found = nouns.named(word);
  if (found?.custom) return found.custom;
  if (found)
    throw usage(`the noun ${found.noun} comes with the program: it cannot be changed`, {
      code: 'built-in-noun',
    });
  const own = [...nouns].flatMap(({ custom }) => custom?.name ?? []);
  const [near] = findNearest(word, own);
  throw notFound(`there is no noun "${text.trim()}" of your own`, {
    code: 'no-custom-noun',
    near: near ?? null,
    names: own,
  });
}

/** Throws for a name that another noun, command or table has; `own` is the noun that may have it. */
function requireFree(nouns: Nouns, word: string, isUsed: WordCheck, own: string | null): void {
  const other = nouns.named(word);
  if (other && other.noun !== own)
    throw conflict(
      other.noun === word ? `a noun "${word}" exists` : `"${word}" is another name of the noun ${other.noun}`,
      { code: 'name-taken', noun: 'noun' },
    );
  const reason =
    reservationOf(word) ?? isUsed(word) ?? (isOwnTable(word) ? 'crm uses it for a table of its own' : null);
  if (reason !== null)
    throw usage(`a noun cannot be called "${word}": ${reason}`, `Use another name, such as our_${word}`);
}

/** The nouns that a noun is related to, each once. Throws `usage` for one that it cannot be related to. */
function readRelations(nouns: Nouns, texts: readonly string[], name: string): string[] {
  const relates: string[] = [];
  for (const text of texts) {
    const word = text.trim().toLowerCase();
    if (word === name || word === nouns.find(name)?.plural)
      throw usage(`a noun cannot be related to itself`, { code: 'noun-of-itself', name });
    const found = nouns.named(word);
    if (!found) {
      const [near] = findNearest(word, nouns.names);
      throw usage(
        `there is no noun "${text.trim()}" to be related to`,
        near ? `Did you mean "${near}"?` : `Nouns: ${nouns.names.join(', ')}`,
      );
    }
    if (found.names.length === 0)
      throw usage(`a noun cannot be related to ${found.plural}, which have no names`);
    if (!relates.includes(found.noun)) relates.push(found.noun);
  }
  return relates;
}

/** The field that names a record. Throws for one that the noun has anyway. */
function readTitle(nouns: Nouns, plain: CustomNoun, text: string | undefined): string {
  if (text === undefined) return plain.title;
  const definition = nouns.withCustom([plain]).get(plain.name as Noun);
  const title = customFieldName(
    text,
    definition.fields.filter(({ name }) => name !== plain.title),
  );
  if (OWN_COLUMNS.has(title)) throw usage(`the field of the name cannot be called "${title}"`);
  return title;
}

function readLabel(text: string | undefined, name: string): string {
  const label = text?.trim() ?? '';
  return label === '' ? `${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ') : label;
}
