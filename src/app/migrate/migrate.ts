import { CrmError } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { UnusedColumn } from '../../formats/column-uses.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { writeConsequences } from '../../store/consequences/consequences.ts';
import { IdSet } from '../../store/id-set.ts';
import { ordersHere } from '../../store/import/order-lines.ts';
import { UserImport } from '../../store/import/users.ts';
import { joinOrdersWithDeals } from '../../store/orders-of-deals.ts';
import type { Tx } from '../../store/tx.ts';
import { usersByExternalId } from '../../store/users.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { FileImport } from '../import/file-import.ts';
import type { RowCounts } from '../import/import-result.ts';
import type { RejectedRowSink } from '../import/input-file.ts';
import { dealNames } from '../import/name-of-deal.ts';
import type { ImportOptions } from '../import/options.ts';
import type { FileImportInput, ImportedRow } from '../import/prepare-import.ts';
import { both, filterRows, not } from '../import/row-filter.ts';
import { fieldsOf } from '../records/fields.ts';
import { ConvertedLeads, leadColumnOf } from './converted-leads.ts';
import { cellTexts, DealSums, type StageLine } from './deal-sums.ts';
import { FileAddresses } from './file-addresses.ts';
import type { PlannedFile } from './files.ts';
import { dateOrderIn } from './folder-dates.ts';
import { completedTaskSource, KnownTasks } from './known-tasks.ts';
import type { MigratedFile, Migration, PreparedFile } from './migration.ts';
import { headersOfOrders } from './order-lines.ts';
import { PartImports, type PartsInput } from './part-imports.ts';
import { changedColumns } from './plan-columns.ts';
import { type OrderLine, OrderTotals, shopTable } from './shop-orders.ts';
import { isPart, migrationOrder, neededField } from './subjects.ts';
import { WordUses } from './word-uses.ts';

interface MigrateInput extends PartsInput {
  /** The options for a file of records with these fields. */
  readonly optionsOf: (plan: PlannedFile, fields: readonly Field[]) => ImportOptions;
  /** Called before the commit: throws where rejected rows forbid it. */
  readonly beforeCommit: (migration: Migration) => Promise<void>;
}

/**
 * Imports files in one transaction, in an order in which references can be resolved. Throws `usage` for a file without
 * a column that names its records; rejected rows are collected per file.
 */
export async function migrateFiles(deps: Deps, input: MigrateInput): Promise<Migration> {
  const { isDryRun } = input;
  let migration: Migration | undefined;
  await changeOrDryRun(
    deps.store,
    isDryRun,
    async (tx) => {
      migration = await new MigrationPasses(deps, tx, input).run();
      if (!isDryRun) await input.beforeCommit(migration);
    },
    () => summaryOf(migration),
  );
  return migration as Migration;
}

/** Says what was done, for the history. */
function summaryOf(migration: Migration | undefined): string {
  const files = migration?.files ?? [];
  const sum = (kind: keyof RowCounts) => files.reduce((all, { counts }) => all + counts[kind], 0);
  const count = new Set(files.map(({ plan }) => plan.file.path)).size;
  return `migrated ${count} ${count === 1 ? 'file' : 'files'}: ${sum('created')} created, ${sum('changed')} updated`;
}

/** Which records have a document is known before the document is. */
function inOrder(files: readonly PreparedFile[]): PreparedFile[] {
  const isLink = ({ plan }: PreparedFile) =>
    plan.table.headers.some((header) => headerKey(header) === 'linkedentityid');
  return [...files.filter(isLink), ...files.filter((file) => !isLink(file))];
}

/** A file of records during the migration. */
interface OpenedFile {
  readonly prepared: PreparedFile;
  readonly importing: FileImport;
  readonly sums: DealSums | null;
  readonly totals: OrderTotals | null;
  readonly words: WordUses;
  readonly addresses: FileAddresses | null;
  readonly leads: number | null;
  readonly deleted: number;
}

/** Takes rows with the cells of the file alone, without those that were added to them. */
function ofHeaders(rejected: RejectedRowSink, count: number): RejectedRowSink {
  return {
    setHeaders: (headers) => rejected.setHeaders(headers),
    add: (row, error) => rejected.add({ ...row, cells: row.cells.slice(0, count) }, error),
  };
}

/** Imports all files, one kind of records after the other. */
class MigrationPasses {
  readonly #deps: Deps;
  readonly #tx: Tx;
  readonly #input: MigrateInput;
  readonly #users: UserImport;
  readonly #converted = new ConvertedLeads();

  constructor(deps: Deps, tx: Tx, input: MigrateInput) {
    this.#deps = deps;
    this.#tx = tx;
    this.#input = input;
    this.#users = new UserImport(tx);
  }

  async run(): Promise<Migration> {
    const done: MigratedFile[] = [];
    const deals: { readonly sums: DealSums; readonly file: string }[] = [];
    const orders: OrderLine[] = [];
    const tasks = new KnownTasks(this.#tx);
    const parts = new PartImports(this.#deps, this.#tx, this.#input, this.#users);
    for (const subject of migrationOrder(this.#tx.nouns)) {
      const files = this.#input.files.filter(({ plan }) => plan.subject === subject);
      if (isPart(subject)) {
        for (const file of inOrder(files)) done.push(await parts.import(file));
        continue;
      }
      for (const opened of await this.#noun(subject, files, tasks)) {
        done.push(this.#result(opened));
        const { sums, prepared, totals } = opened;
        if (totals) {
          await totals.makeCustomers(this.#tx);
          orders.push(...(await totals.lines(this.#tx, prepared.plan.file.name)));
        }
        if (sums) deals.push({ sums, file: prepared.plan.file.name });
      }
    }
    const leads = await this.#converted.link(this.#tx, this.#deps.currency);
    const ofDeals = await joinOrdersWithDeals(this.#tx);
    // The lines of a deal change its amount.
    await writeConsequences(this.#tx, 'do');
    const stages: StageLine[] = [];
    for (const { sums, file } of deals) stages.push(...(await sums.lines(this.#tx, file)));
    return { files: done, stages, orders, ofDeals, leads };
  }

  #result({ prepared, importing, words, addresses, leads, deleted, totals }: OpenedFile): MigratedFile {
    const result = importing.result();
    const { counts, columns, skipped, unused } = result;
    const { table, vendor } = prepared.plan;
    const header = leads === null ? undefined : table.headers[leads];
    const read = new Set([...headersOfOrders(prepared.plan), ...(addresses?.headers ?? [])]);
    const isUnread = ({ header: name }: UnusedColumn) => name !== header?.trim() && !read.has(name);
    const more = deleted + (prepared.plan.asLines?.rows ?? 0);
    return {
      ...prepared,
      counts: { ...counts, rows: counts.rows + more, skipped: counts.skipped + more },
      mapping: columns.mapping,
      skipped,
      deleted,
      // The rows that orders are read from are counted once, not for each kind of records.
      unused: vendor?.layout.shop ? (totals?.unused ?? []) : unused.filter(isUnread),
      remarks: result,
      words: words.all(),
    };
  }

  /** Files of one noun share their matches; a row of one can wait for a row of another. */
  async #noun(noun: Noun, files: readonly PreparedFile[], tasks: KnownTasks): Promise<OpenedFile[]> {
    const seen = new IdSet();
    const all: OpenedFile[] = [];
    for (const prepared of files) {
      const opened = await this.#open(noun, prepared, seen, tasks);
      await opened.importing.importRows();
      all.push(opened);
    }
    for (let more = true; more; ) {
      more = false;
      for (const { importing } of all) more = (await importing.retryDeferred()) || more;
    }
    for (const { importing } of all) await importing.finishDeferred();
    for (const { addresses, importing } of all)
      await addresses?.store(this.#tx, this.#deps, { noun, notes: importing.notes });
    return all;
  }

  async #open(noun: Noun, prepared: PreparedFile, seen: IdSet, tasks: KnownTasks): Promise<OpenedFile> {
    const { plan, system } = prepared;
    const kept = await usersByExternalId(this.#tx, system);
    const mine = both(await tasks.filterOf(plan, system), plan.rows);
    const counted = { deleted: 0 };
    const { shop } = plan.vendor?.layout ?? {};
    const totals = shop && noun === 'purchase' ? new OrderTotals() : null;
    const source = shop
      ? shopTable(this.#tx, plan, { currency: this.#deps.currency, system, totals })
      : plan.table;
    const alive = plan.deleted ? filterRows(source, not(plan.deleted), () => counted.deleted++) : source;
    const sold = await this.#withoutLines(plan, system, alive);
    const table: Table = mine ? filterRows(sold, mine) : sold;
    const listeners: ((row: ImportedRow) => void)[] = [];
    const importing = await this.#openImport(noun, prepared, table, {
      userIds: new Map([...kept, ...this.#users.ids]),
      seen,
      onRow: (row) => {
        for (const listen of listeners) listen(row);
      },
      externalSource: plan.part === 'happened' ? completedTaskSource(system) : undefined,
      ordersWithLines: plan.asLines?.orders,
    });
    const { mapping } = importing.columns;
    this.#requireName(noun, prepared, mapping);
    const words = new WordUses(this.#tx.nouns.get(noun), mapping);
    listeners.push((row) => words.add(row));
    if (totals) listeners.push(({ id }) => totals.addPurchase(id));
    const addresses = this.#tx.nouns.subjectsOf('doc').includes(noun) ? new FileAddresses(mapping) : null;
    if (addresses) listeners.push((row) => addresses.add(row));
    const isDeals =
      noun === 'opp' &&
      !shop &&
      mapping.feeds.some(({ field }) => field.name === 'amount' && field.type === 'money');
    const sums = isDeals ? new DealSums(this.#deps.currency) : null;
    const textOf = cellTexts(mapping);
    if (sums) listeners.push((row) => sums.add(row, textOf));
    const leads = leadColumnOf(plan);
    const spell = plan.vendor?.preset.spellId ?? ((id: string) => id);
    if (leads !== null)
      listeners.push((row) =>
        this.#converted.add(system, spell(row.row.cells[leads]?.trim() ?? ''), noun, row),
      );
    return {
      prepared,
      importing,
      sums,
      totals,
      words,
      addresses,
      leads,
      get deleted() {
        return counted.deleted;
      },
    };
  }

  /** Of orders that come to nothing beside their lines, only those that are purchases already, which are emptied. */
  async #withoutLines({ asLines }: PlannedFile, system: string, table: Table): Promise<Table> {
    if (!asLines) return table;
    const here = await ordersHere(this.#tx, system);
    const isLeft = (cells: TableRow['cells']) => !asLines.isEmpty(cells) || here.has(asLines.idOf(cells));
    return filterRows(table, isLeft, () => asLines.rows++);
  }

  /** What an edited plan says of columns is declared where it is not done anyway. */
  async #openImport(
    noun: Noun,
    { plan, rejected, savedColumns }: PreparedFile,
    table: Table,
    shared: FileImportInput['shared'],
  ): Promise<FileImport> {
    const { file, vendor } = plan;
    const spec = this.#tx.nouns.get(noun);
    const known = await fieldsOf(this.#deps.store, spec);
    const given = this.#input.optionsOf(plan, known);
    // A company that a buyer names is there or not: an order says nothing else of it.
    const options =
      vendor?.layout.shop && noun === 'account' ? { ...given, onMatch: 'skip' as const } : given;
    const open = (changed: Partial<ImportOptions>) =>
      FileImport.open(this.#deps, this.#tx, {
        spec,
        known,
        options: { ...options, ...changed },
        file,
        table,
        rejected:
          vendor?.layout.shop || vendor?.layout.ofOrders
            ? ofHeaders(rejected, file.table.headers.length)
            : rejected,
        vendor,
        dateOrder: () =>
          dateOrderIn(
            this.#input.files.map((each) => each.plan),
            plan,
          ),
        ...(shared ? { shared } : {}),
      });
    if (!savedColumns) return open({});
    const usual = await open({ createFields: false });
    return open({ map: [...changedColumns(savedColumns, usual.columns.mapping), ...options.map] });
  }

  /** Throws `usage` for a file whose records nothing names. */
  #requireName(noun: Noun, { plan: { file, table } }: PreparedFile, mapping: Mapping): void {
    const spec = this.#tx.nouns.get(noun);
    const needed = neededField(spec);
    const isThere =
      mapping.feeds.some(({ field }) => field.name === needed) || dealNames(mapping, spec) !== null;
    if (needed === null || isThere) return;
    const { headers } = table;
    const id = headers.find((header) => headerKey(header).endsWith('id')) ?? headers[0] ?? null;
    throw new CrmError('usage', `no column of ${file.name} is the ${needed} of ${spec.plural}`, [
      { code: 'file-without-name', file: file.name, headers, field: needed, id },
    ]);
  }
}
