import type { BookPrice } from '../../domain/book-price.ts';
import { resultKey } from '../../domain/call-results.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { RuleFacts } from '../../nouns/shared/rules.ts';
import { outcomes } from '../calls/outcomes.ts';
import { caseStatuses, caseStatusFacts } from '../cases.ts';
import { IdSet } from '../id-set.ts';
import { leadStatuses, newLeadStatus } from '../leads.ts';
import { bookPrices } from '../prices.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { dealFacts, productFacts } from '../write/rule-facts.ts';
import type { ReadPhones } from '../write/values.ts';
import { RowDecider } from './decide.ts';
import type { PendingRow } from './decision.ts';
import { ImportNotes } from './import-notes.ts';
import { PicklistResolver } from './picklist-resolver.ts';
import { RecordWriter } from './record-writer.ts';
import { Relations } from './relations.ts';
import type { ImportRow, ImportRules, RowOutcome } from './rules.ts';
import { StageResolver } from './stage-resolver.ts';
import { type Draft, NotReady, type UndoneChange, WorkingSet } from './working-set.ts';

/** Rounds in which rows ask for what they need: about as many as there are ways to find relations and the record. */
const MAX_ROUNDS = 12;
/** Rows of a batch: few, so that most of what they take is gone when memory is tidied. */
const ROWS_PER_BATCH = 128;
/**
 * The same where most rows make records beside others. SQLite saves each page before a statement first changes it, and
 * new rows are all over the indexes that are there: with four times the rows a statement, an import takes a tenth less.
 */
const ROWS_PER_BATCH_BESIDE_OTHERS = 500;
/** So many rows of a batch may read what they need by themselves, before it is read for all that follow. */
const MAX_READS_ALONE = 4;
/** So many existing records may have changes that wait for the end of the file. */
const MAX_HELD = 20_000;
/** So many new records are put into the search index at once. */
const RECORDS_TO_INDEX = 10_000;
/**
 * From this many new records on, it is faster to make the indexes of their tables at the end: with its e-mail and phone a
 * lead then takes 17 instead of 30 µs to store.
 */
const RECORDS_WITHOUT_INDEXES = 4000;

/**
 * Imports the rows of a file, a batch at a time, inside one transaction: reads what the rows may mean, decides in their
 * order what becomes of them, and writes what they create and change in few statements.
 */
export class Importer {
  readonly #tx: Tx;
  readonly #records: WorkingSet;
  readonly #decider: RowDecider;
  readonly #relations: Relations;
  readonly #seen: IdSet;
  readonly #picklists: PicklistResolver;
  #unindexed = 0;
  #created = 0;
  /** Whether most rows of the last batch made records. */
  #createsMost = false;
  /** How many rows of the next batch may read by themselves: of a new database hardly any needs anything. */
  #readsAlone: number;
  /** Changes that came to nothing and were not told yet. */
  readonly #undone: UndoneChange[] = [];

  private constructor(
    tx: Tx,
    records: WorkingSet,
    decider: RowDecider,
    relations: Relations,
    picklists: PicklistResolver,
    seen: IdSet,
  ) {
    this.#tx = tx;
    this.#picklists = picklists;
    this.#records = records;
    this.#readsAlone = records.startsEmpty ? MAX_READS_ALONE : 0;
    this.#decider = decider;
    this.#relations = relations;
    this.#seen = seen;
  }

  /** Throws `usage` for a default with an unknown relation. */
  static async open(tx: Tx, rules: ImportRules, readPhones: ReadPhones): Promise<Importer> {
    const { spec, seen = new IdSet() } = rules;
    const writer = await RecordWriter.open(tx);
    const records = new WorkingSet(tx, spec, writer, await nounsWithFormer(tx));
    const notes = new ImportNotes();
    const relations = await Relations.open(tx, records, rules, (name) => notes.addRelated('user', name));
    const statuses = await leadStatuses(tx);
    const picklists = await PicklistResolver.open(tx, spec.noun, {
      own: rules.own,
      createsValues: rules.create.has('picklist'),
    });
    const stages =
      spec.noun === 'opp' ? await StageResolver.open(tx, (kind, name) => notes.addRelated(kind, name)) : null;
    const decider: RowDecider = new RowDecider({
      storeHeld: () => importer.#storeHeld(),
      nouns: tx.nouns,
      rules,
      records,
      writer,
      relations,
      stages,
      picklists,
      facts: await readFacts(tx, spec.noun, records, stages),
      readPhones,
      convertedStatus: statuses.find(({ kind }) => kind === 'converted')?.name as string,
      seen,
      notes,
    });
    const importer: Importer = new Importer(tx, records, decider, relations, picklists, seen);
    const draft = await importer.#whenReady(() => decider.resolveDefaults());
    records.commit(draft);
    importer.#noteRelated(draft.created);
    return importer;
  }

  /** So many rows are to be imported at once. */
  get batchSize(): number {
    return this.#createsMost && !this.#records.startsEmpty ? ROWS_PER_BATCH_BESIDE_OTHERS : ROWS_PER_BATCH;
  }

  /** What becomes of the rows of a batch. `last` says that no more rows follow: none is deferred any longer. */
  async importRows(sources: readonly ImportRow[], last = false): Promise<RowOutcome[]> {
    // What was made of a row is garbage once it is decided: rows are taken from the end of a list.
    const waiting = sources.map((source): PendingRow => ({ source })).reverse();
    if (last) this.#records.dropKeys();
    await this.#records.beginBatch();
    const all: RowOutcome[] = [];
    const createdBefore = this.#created;
    let readsAlone = this.#readsAlone;
    for (let row = waiting.pop(); row; row = waiting.pop()) {
      let outcome = this.#importReadyRow(row, last);
      if (outcome instanceof NotReady && readsAlone-- === 0) {
        const asking = await this.#prefetch([row, ...waiting.toReversed()]);
        this.#readsAlone = asking > MAX_READS_ALONE ? 0 : MAX_READS_ALONE;
        outcome = this.#importReadyRow(row, last);
      }
      all.push(outcome instanceof NotReady ? await this.#importRow(row, last, outcome) : outcome);
    }
    this.#createsMost = (this.#created - createdBefore) * 2 > sources.length;
    await this.#records.flush();
    if (this.#created >= RECORDS_WITHOUT_INDEXES) await this.#records.suspendIndexes();
    await this.#picklists.store();
    return all;
  }

  /** Reads at once what rows need of the database. Returns how many need anything. */
  async #prefetch(rows: readonly PendingRow[]): Promise<number> {
    let asking = rows;
    // A round more takes longer than keys that need not have been looked up.
    let all = this.#createsMost && !this.#records.startsEmpty;
    const ask = () => {
      asking = asking.filter((row) => this.#ask(row, all));
      all = false;
    };
    let count = 0;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const isRead = await this.#records.prefetch(ask);
      if (round === 0) count = asking.length;
      if (!isRead) break;
    }
    return count;
  }

  /** Puts new records into the search index, of many: while their pages are at hand. */
  async indexPending(): Promise<void> {
    if (this.#unindexed < RECORDS_TO_INDEX) return;
    this.#unindexed = 0;
    await this.#tx.indexCreated();
  }

  /**
   * Stores the changes of existing records that wait for the end of the file. Returns those that later rows undid, with
   * the number of rows that counted as changes.
   */
  async storeHeld(): Promise<readonly UndoneChange[]> {
    await this.#storeHeld();
    await this.#tx.restoreIndexes();
    return this.#undone.splice(0);
  }

  async #storeHeld(): Promise<void> {
    const undone = await this.#records.storeHeld(
      (written) => this.#decider.rowsAfter(written),
      (row) => this.#decider.nameOf(row),
    );
    this.#undone.push(...undone);
  }

  /** Whether more changes wait than should. */
  get holdsMany(): boolean {
    return this.#records.heldCount > MAX_HELD;
  }

  /** Cells that are in no field, and new records of one name. */
  get notes(): ImportNotes {
    return this.#decider.notes;
  }

  /** By relation, the number of additional records in rows that the noun has no field for. */
  get placeless(): ReadonlyMap<string, number> {
    return this.#relations.placeless;
  }

  /** Begins another round of deferred rows. */
  nextRound(unordered: boolean): void {
    this.#records.dropKeys();
    this.#decider.nextRound(unordered);
  }

  /** Returns whether the row wants to know anything. */
  #ask(row: PendingRow, all: boolean): boolean {
    const { wanted } = this.#records;
    try {
      this.#decider.ask(row, all);
    } catch (error) {
      // What is wrong with a row shows when it is decided.
      if (!isCrmError(error)) throw error;
    }
    return this.#records.wanted > wanted;
  }

  async #importRow(row: PendingRow, last: boolean, first: NotReady): Promise<RowOutcome> {
    let outcome: RowOutcome | NotReady = first;
    while (outcome instanceof NotReady) {
      try {
        await outcome.provide();
        outcome = this.#importReadyRow(row, last);
      } catch (error) {
        outcome = rejection(error);
      }
    }
    return outcome;
  }

  /** What becomes of a row if all that it needs is there: that is not worth a promise for each. */
  #importReadyRow(row: PendingRow, last: boolean): RowOutcome | NotReady {
    try {
      const { outcome, draft } = this.#decider.decide(row, last);
      this.#records.commit(draft);
      this.#picklists.note(draft);
      if ('id' in outcome) this.#seen.add(outcome.id);
      if (outcome.type === 'created') {
        this.#created++;
        this.#unindexed++;
        if (draft.created.length > 1) this.#noteRelated(draft.created.slice(0, -1));
      } else if (draft.created.length > 0) this.#noteRelated(draft.created);
      return outcome;
    } catch (error) {
      return error instanceof NotReady ? error : rejection(error);
    }
  }

  /** Notes what was created because a row names it. */
  #noteRelated(created: Draft['created']): void {
    for (const { noun, columns } of created)
      this.notes.addRelated(noun, (columns.name ?? null) as string | null);
  }

  /** Does something again and again until all that it needs is there. */
  async #whenReady<T>(act: () => T): Promise<T> {
    for (;;) {
      try {
        return act();
      } catch (error) {
        if (!(error instanceof NotReady)) throw error;
        await error.provide();
      }
    }
  }
}

/** The outcome of a row that is wrong; throws again what is wrong elsewhere. */
function rejection(error: unknown): RowOutcome {
  if (!isCrmError(error) || error.kind === 'failed') throw error;
  return { type: 'rejected', error };
}

/** The nouns of which a record was once merged into another. */
async function nounsWithFormer(tx: Tx): Promise<Set<Noun>> {
  const found = new Set<Noun>();
  for (const noun of tx.nouns.mergeable) {
    const rows = await sql<{ found: number }>`
      select 1 as found from former
      where ${sql.ref(`${noun}_id`)} is not null and kind = 'number' limit 1`.all(tx);
    if (rows.length > 0) found.add(noun);
  }
  return found;
}

async function readFacts(
  tx: Tx,
  noun: Noun,
  records: WorkingSet,
  stages: StageResolver | null,
): Promise<RuleFacts> {
  const statuses = await leadStatuses(tx);
  const kinds = new Map(statuses.map(({ name, kind }) => [name.toLowerCase(), kind]));
  const ofCases = noun === 'case' ? await caseStatuses(tx) : [];
  const results = noun === 'activity' ? await outcomes(tx) : [];
  const byWord = new Map(results.map((result) => [result.word, result]));
  const prices = noun === 'line' ? await pricesByBook(tx) : new Map<string, BookPrice[]>();
  return {
    now: tx.now,
    userId: tx.userId,
    leadStatusKind: (name) => kinds.get(name.toLowerCase()),
    newLeadStatus: newLeadStatus(statuses),
    ...caseStatusFacts(ofCases),
    callResult: (word) => byWord.get(resultKey(word)),
    parentOf: (id) => (records.record(noun, id)?.row.parent_id as number | null | undefined) ?? null,
    managerOf: (id) =>
      (records.record('contact', id)?.row.reports_to_id as number | null | undefined) ?? null,
    purchase: () => undefined,
    asset: () => undefined,
    deal: (id) => {
      const found = records.record('opp', id);
      // Lines of one file could disagree on the currency of a deal that has no amount yet.
      return found ? { ...dealFacts(found.row), hasAmount: true } : undefined;
    },
    product: (id) => {
      const found = records.record('product', id);
      return found ? productFacts(found.row) : undefined;
    },
    bookPrices: (book, product) => prices.get(`${book} ${product}`) ?? [],
    stage: (id) => (stages as StageResolver).stage(id),
  };
}

/** The prices of all price books, by the numbers of book and product. */
async function pricesByBook(tx: Tx): Promise<ReadonlyMap<string, BookPrice[]>> {
  const prices = await bookPrices(tx, sql<boolean>`true`);
  return Map.groupBy(prices, ({ bookId, productId }) => `${bookId} ${productId}`);
}
