import { refused } from '../../domain/errors.ts';
import type { Field, Row, Value } from '../../domain/field.ts';
import { companyKey, personKey } from '../../domain/matching.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import { hasField } from '../../nouns/definition.ts';
import { withRelationsOf } from '../inherit-relations.ts';
import type { RawRow } from '../sql.ts';
import { phoneCountry } from '../write/phones.ts';
import { fallbackName } from '../write/record.ts';
import type { Values } from '../write/values.ts';
import type { DecisionContext, DefaultValues, Interpretation, OwnMeaning, PendingRow } from './decision.ts';
import { DeferredAccounts } from './deferred-accounts.ts';
import type { ImportNotes } from './import-notes.ts';
import {
  idSteps,
  keySteps,
  keysNameRelations,
  type MatchContext,
  type MatchCriteria,
  texts,
} from './match.ts';
import { amountWithCurrency, isOwnParent, merged, normalizeRow, withoutBlanks } from './normalize-row.ts';
import { isNamed, notThere, relationNames, wayOut, without } from './relation-fields.ts';
import type { Links } from './relations.ts';
import type { ImportRow } from './rules.ts';
import { hashText, TextHasher } from './text-hash.ts';

const NO_PHONES: readonly Phone[] = [];

/** What rows are interpreted with. */
interface InterpreterParts {
  readonly matching: MatchContext;
  readonly defaults: DefaultValues;
  /** Takes what is to be told of cells. */
  readonly notes: ImportNotes;
}

/** Finds out what rows say in our words: values, the records that they name, and what they are matched by. */
export class RowInterpreter {
  readonly #context: DecisionContext;
  readonly #matching: MatchContext;
  readonly #defaults: DefaultValues;
  readonly #notes: ImportNotes;
  readonly #relationNames: ReadonlySet<string>;
  readonly #cells: CellHasher;
  readonly #isOfPeople: boolean;
  /** Relations of which a record inherits others. */
  readonly #inheritedFrom: readonly string[];
  readonly #amount: string | null;
  /** Whether rows may point to records of their own noun, which other rows create. */
  readonly #isRecursive: boolean;
  readonly #waiting = new DeferredAccounts();
  #unordered = false;

  constructor(context: DecisionContext, { matching, defaults, notes }: InterpreterParts) {
    const { spec, declared } = context.rules;
    this.#context = context;
    this.#matching = matching;
    this.#defaults = defaults;
    this.#notes = notes;
    this.#relationNames = relationNames(spec, declared);
    this.#cells = new CellHasher(new Map(spec.fields.filter(isNamed).map((field) => [field.name, field])));
    this.#isOfPeople = spec.isPerson === true;
    this.#amount = amountWithCurrency(spec);
    this.#inheritedFrom = context.nouns.passingOn
      .map(({ noun }) => `${noun}_id`)
      .filter((column) => hasField(spec, column));
    this.#isRecursive = spec.fields.some(({ target }) => target === spec.noun);
  }

  /**
   * Starts another round of waiting rows. `unordered` ones do not wait for each other, unless parents are created, so
   * that the first can be imported in the end.
   */
  nextRound(unordered: boolean): void {
    this.#waiting.clear();
    this.#unordered = unordered && !this.#context.rules.create.has('parent');
  }

  /** Null for a row that waits for others, or for what it has asked for. */
  interpret(row: PendingRow, last: boolean): Interpretation | null {
    if (row.interpretation) return row.interpretation;
    const { rules, relations, records, nouns } = this.#context;
    const { spec, own, create, createsNamedOnly } = rules;
    const { foreign = [] } = row.source;
    row.given ??= this.#normalize(row.source);
    const { given } = row;
    if (this.#isRecursive && isOwnParent(given, foreign))
      throw refused('parent: an account cannot belong to itself');
    const wanted = records.wanted;
    const links = relations.find(given, foreign);
    if (records.wanted > wanted) return null;
    if (!last && this.#waits(given, links)) return null;
    for (const { field, text, externalId } of links.missing)
      if (!create.has(field.name) || (createsNamedOnly && externalId === text))
        throw refused(
          notThere(field, text, externalId),
          ...(externalId === text ? [] : wayOut(nouns, field)),
        );
    row.meaning ??= this.#readOwn(given, foreign);
    const { meaning } = row;
    let { values } = meaning;
    for (const _ in links.numbers) {
      values = merged(values as Row, links.numbers);
      break;
    }
    if (!own && this.#inheritedFrom.some((column) => values[column] !== undefined))
      values = withoutBlanks(
        withRelationsOf(nouns, spec, values, (noun, id) => records.record(noun, id)?.row) as Row,
      );
    const criteria: MatchCriteria = {
      values,
      phones: meaning.phones,
      // What has no name of its own is called like what it is about.
      computed: meaning.computed ?? this.#computedOf(values),
      calledSo: meaning.calledSo,
      externalSource: meaning.externalSource,
      newAccount: links.missing.some(({ field }) => field.name === 'account'),
    };
    const interpretation: Interpretation = {
      source: row.source,
      given,
      links,
      criteria,
      idSteps: meaning.idSteps,
      keySteps: meaning.keySteps ?? keySteps(this.#matching, criteria),
      hash: meaning.hash,
    };
    const isFinal = !this.#mayChange(given) && links.missing.length === 0 && records.wanted === wanted;
    if (isFinal) row.interpretation = interpretation;
    return interpretation;
  }

  /** What a row says by itself. */
  #readOwn(given: Row, foreign: ImportRow['foreign']): OwnMeaning {
    const { rules, readPhones } = this.#context;
    const values: Values = without(given, this.#relationNames);
    const phones = texts(values.phone, values.other_phones);
    const computed = this.#computedOf(values);
    const criteria: MatchCriteria = {
      values,
      phones:
        phones.length === 0
          ? NO_PHONES
          : phones.flatMap((text) => readPhones(text, phoneCountry(values, null))),
      computed,
      calledSo:
        computed || !this.#isOfPeople ? null : this.#computedOf({ ...values, name: nameOfNameless(given) }),
      externalSource: (values.external_source as string | undefined) ?? '',
      newAccount: false,
    };
    const hasId =
      typeof values.id === 'number' ||
      typeof values.external_id === 'string' ||
      rules.own ||
      rules.match === 'none' ||
      rules.match === 'id';
    return {
      ...criteria,
      idSteps: idSteps(this.#matching, criteria),
      keySteps: keysNameRelations(this.#matching) ? undefined : keySteps(this.#matching, criteria),
      hash: hasId ? 0 : this.#cells.hashOf(given, foreign),
    };
  }

  /** Whether other rows can change what a row says: those of accounts and of records that it names of its own noun. */
  #mayChange(given: Row): boolean {
    if (!this.#isRecursive) return false;
    const { spec } = this.#context.rules;
    return (
      spec.noun === 'account' || spec.fields.some(({ name, target }) => target === spec.noun && name in given)
    );
  }

  #normalize({ row, line }: ImportRow): Row {
    const { rules, picklists } = this.#context;
    const { own, origin } = rules;
    const given = normalizeRow(row, {
      amount: this.#amount,
      isOfPeople: this.#isOfPeople,
      own,
      system: origin.system,
    });
    picklists.spell(given, (field) => this.#notes.addRespelled(field, line));
    return given;
  }

  /** Whether a row names a missing record of its own noun, or matches the same record as a waiting row. */
  #waits(given: Row, { missing }: Links): boolean {
    if (!this.#isRecursive) return false;
    const { own, spec } = this.#context.rules;
    const isAccount = spec.noun === 'account' && !own && !this.#unordered;
    const waits =
      missing.some(({ field }) => field.target === spec.noun) || (isAccount && this.#waiting.mayBe(given));
    if (waits && isAccount) this.#waiting.add(given);
    return waits;
  }

  /** What follows from the values of a row, with the default ones where it says too little. */
  #computedOf(values: Values): MatchCriteria['computed'] {
    const { naming } = this.#context.rules.spec;
    const compute = (all: Values) => naming.compute(all as RawRow, fallbackName(all));
    return compute(values) ?? compute({ ...this.#defaults.values, ...values });
  }
}

/** What a person without a name or an address is called by: the company, as in address books, else a profile. */
function nameOfNameless({ account, linkedin, social }: Row): Value {
  return account ?? linkedin ?? social ?? null;
}

/** Hashes the cells of rows; names of companies and people are equal in whatever spelling. */
class CellHasher {
  /** Relations by name. */
  readonly #named: ReadonlyMap<string, Field>;
  /** The fields of the last row, and their hash: most rows of a file have the same. */
  #lastNames: readonly string[] = [];
  #lastHash = 0;

  constructor(named: ReadonlyMap<string, Field>) {
    this.#named = named;
  }

  hashOf(given: Row, foreign: ImportRow['foreign'] = []): number {
    const named = this.#named;
    const hasher = new TextHasher(this.#hashNames(given));
    for (const name in given) {
      const value = given[name] as Value;
      if (typeof value === 'string') {
        const field = named.size === 0 ? undefined : named.get(name);
        const isCompany = field?.target === 'account';
        hasher.add(!field ? value : isCompany ? companyKey(value) : personKey(value) || value);
      } else hasher.add(JSON.stringify(value));
    }
    for (const { header, ids } of foreign) {
      hasher.add(header);
      hasher.add(ids.join());
    }
    return hasher.hash;
  }

  #hashNames(given: Row): number {
    let count = 0;
    for (const name in given) if (this.#lastNames[count++] !== name) count = Number.POSITIVE_INFINITY;
    if (count !== this.#lastNames.length) {
      this.#lastNames = Object.keys(given);
      this.#lastHash = hashText(this.#lastNames.join('\0'));
    }
    return this.#lastHash;
  }
}
