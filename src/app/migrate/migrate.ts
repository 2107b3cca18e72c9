import { CrmError } from '../../domain/errors.ts';
import type { Field, Noun, Row } from '../../domain/field.ts';
import { ColumnUses, type UnusedColumn } from '../../formats/column-uses.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { vendorWords } from '../../formats/presets/vendor.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { writeConsequences } from '../../store/consequences/consequences.ts';
import { IdSet } from '../../store/id-set.ts';
import { DealParts } from '../../store/import/deal-parts.ts';
import { ordersHere } from '../../store/import/order-lines.ts';
import { QuoteLines } from '../../store/import/quote-lines.ts';
import { UserImport } from '../../store/import/users.ts';
import { pipelines } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { usersByExternalId } from '../../store/users.ts';
import { MEMBER_FIELDS, MemberImport } from '../campaigns/member-import.ts';
import type { Deps } from '../deps.ts';
import { nounsWithDocs } from '../docs/docs.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { FileImport, type FileImportInput, type ImportedRow } from '../import/file-import.ts';
import type { RowCounts } from '../import/import-result.ts';
import type { RejectedRowSink } from '../import/input-file.ts';
import type { ImportOptions } from '../import/options.ts';
import { both, filterRows, not } from '../import/row-filter.ts';
import { fieldsOf } from '../records/fields.ts';
import { ConvertedLeads, leadColumnOf } from './converted-leads.ts';
import { HISTORY_FIELDS, ROLE_FIELDS, takeRole, takeStage } from './deal-parts.ts';
import { cellTexts, DealSums, type StageLine } from './deal-sums.ts';
import { FileAddresses } from './file-addresses.ts';
import type { PlannedFile } from './files.ts';
import { dateOrderIn } from './folder-dates.ts';
import { completedTaskSource, KnownTasks } from './known-tasks.ts';
import type { MigratedFile, Migration, PreparedFile } from './migration.ts';
import { headersOfOrders } from './order-lines.ts';
import { PartFile, takeRows } from './part-file.ts';
import { changedColumns } from './plan-columns.ts';
import { QUOTE_LINE_FIELDS, takeQuoteLine } from './quote-lines.ts';
import { type AttachmentPort, FILE_FIELDS, RecordFiles } from './record-files.ts';
import { type OrderLine, OrderTotals, shopTable } from './shop-orders.ts';
import { isPart, type MigratedSubject, migrationOrder, neededField } from './subjects.ts';
import { requireNames, takeUser, USER_FIELDS, USER_WORDS } from './user-file.ts';
import { WordUses } from './word-uses.ts';

interface MigrateInput {
  readonly files: readonly PreparedFile[];
  readonly isDryRun: boolean;
  /** The options for a file of records with these fields. */
  readonly optionsOf: (plan: PlannedFile, fields: readonly Field[]) => ImportOptions;
  /** Finds the files of an export. */
  readonly attachments: AttachmentPort;
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

/** The fields of a file that is none of a noun. */
function fieldsOfPart(subject: MigratedSubject): readonly Field[] {
  switch (subject) {
    case 'user':
      return USER_FIELDS;
    case 'contact role':
      return ROLE_FIELDS;
    case 'campaign member':
      return MEMBER_FIELDS;
    case 'quote line':
      return QUOTE_LINE_FIELDS;
    case 'attachment':
      return FILE_FIELDS;
    default:
      return HISTORY_FIELDS;
  }
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
  #files: RecordFiles | undefined;

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
    for (const subject of migrationOrder(this.#tx.nouns)) {
      const files = this.#input.files.filter(({ plan }) => plan.subject === subject);
      if (isPart(subject)) {
        for (const file of inOrder(files)) done.push(await this.#partFile(file));
        continue;
      }
      for (const opened of await this.#noun(subject, files, tasks)) {
        done.push(this.#result(opened));
        const { sums, prepared, totals } = opened;
        if (totals) orders.push(...(await totals.lines(this.#tx, prepared.plan.file.name)));
        if (sums) deals.push({ sums, file: prepared.plan.file.name });
      }
    }
    const leads = await this.#converted.link(this.#tx, this.#deps.currency);
    // The lines of a deal change its amount.
    await writeConsequences(this.#tx, 'do');
    const stages: StageLine[] = [];
    for (const { sums, file } of deals) stages.push(...(await sums.lines(this.#tx, file)));
    return { files: done, stages, orders, leads };
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

  /** A file of users, of contact roles, of members of campaigns, of lines of quotes or of the stages of deals. */
  async #partFile(prepared: PreparedFile): Promise<MigratedFile> {
    const { plan } = prepared;
    const { subject, table, vendor } = plan;
    const system = prepared.system || this.#onlySystem();
    const isUsers = subject === 'user';
    const fields = fieldsOfPart(subject);
    const part = await PartFile.open(prepared, fields, {
      now: this.#deps.clock.now(),
      currency: this.#deps.currency,
      valueMaps: isUsers ? USER_WORDS : vendor ? await this.#wordsOf(vendor.layout) : [],
    });
    if (isUsers) requireNames(part, plan.file.name, table.headers);
    const left = { deleted: 0, rows: 0 };
    const alive = plan.deleted ? filterRows(table, not(plan.deleted), () => left.deleted++) : table;
    const rows = plan.rows ? filterRows(alive, plan.rows, () => left.rows++) : alive;
    const recordFiles = subject === 'attachment' ? this.#recordFiles(system) : null;
    const isMembers = subject === 'campaign member';
    const members = isMembers
      ? new MemberImport(this.#deps, this.#tx, {
          system,
          makesCampaigns: part.mapping.columns.some(({ known }) => known?.field === 'campaign'),
        })
      : null;
    const quoted = subject === 'quote line' ? new QuoteLines(this.#tx, system) : null;
    const deals =
      isUsers || recordFiles || members || quoted ? null : await DealParts.open(this.#tx, system, this.#deps);
    const userIds = new Map([...(await usersByExternalId(this.#tx, system)), ...this.#users.ids]);
    const take = recordFiles
      ? recordFiles.take(plan.file.path, vendor?.preset.spellId ?? ((id) => id))
      : members
        ? (values: Row) => members.take(values)
        : quoted
          ? takeQuoteLine(quoted)
          : deals === null
            ? takeUser(this.#users, system)
            : subject === 'contact role'
              ? takeRole(deals)
              : takeStage(deals, userIds);
    const unused = new ColumnUses(part.mapping, {
      headers: table.headers.length,
      nulls: vendor?.preset.nulls === true,
    });
    const counts = await takeRows(rows.rows, prepared, (row) => part.valuesOf(row), {
      take,
      onRow: ({ cells }) => unused.add(cells),
    });
    if (deals && subject === 'stage history') {
      const { created, unchanged, skipped } = await deals.storeStages();
      counts.created = created;
      counts.unchanged += unchanged;
      counts.skipped += skipped;
    }
    if (recordFiles) {
      const { created, changed, unchanged } = await recordFiles.store();
      counts.created += created;
      counts.changed += changed;
      counts.unchanged += unchanged;
      counts.skipped -= created + changed + unchanged;
    }
    if (quoted) Object.assign(counts, await quoted.store());
    const more = left.deleted + (plan.isSplit ? 0 : left.rows);
    return {
      ...prepared,
      counts: { ...counts, rows: counts.rows + more, skipped: counts.skipped + more },
      mapping: part.mapping,
      skipped: table.skipped(),
      deleted: left.deleted,
      unused: unused.all(),
      remarks: null,
      words: [],
    };
  }

  #recordFiles(system: string): RecordFiles {
    const { attachments: port, isDryRun } = this.#input;
    this.#files ??= new RecordFiles(this.#deps, this.#tx, { port, system, isDryRun });
    return this.#files;
  }

  async #wordsOf(layout: Parameters<typeof vendorWords>[0]): Promise<string[]> {
    const stages = (await pipelines(this.#tx)).flatMap((pipeline) => pipeline.stages.map(({ name }) => name));
    return vendorWords(layout, HISTORY_FIELDS, stages);
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
    const addresses = nounsWithDocs(this.#tx.nouns).includes(noun) ? new FileAddresses(mapping) : null;
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

  /** The only known program of all files: a list of users has no columns to detect it by. */
  #onlySystem(): string {
    const systems = new Set(this.#input.files.map(({ system }) => system).filter((system) => system !== ''));
    return systems.size === 1 ? ([...systems][0] ?? '') : '';
  }

  /** Throws `usage` for a file without a column that names its records. */
  #requireName(noun: Noun, { plan: { file, table } }: PreparedFile, { feeds }: Mapping): void {
    const spec = this.#tx.nouns.get(noun);
    const needed = neededField(spec);
    if (needed === null || feeds.some(({ field }) => field.name === needed)) return;
    const { headers } = table;
    const id = headers.find((header) => headerKey(header).endsWith('id')) ?? headers[0] ?? null;
    throw new CrmError('usage', `no column of ${file.name} is the ${needed} of ${spec.plural}`, [
      { code: 'file-without-name', file: file.name, headers, field: needed, id },
    ]);
  }
}
