import type { Field, Row } from '../../domain/field.ts';
import { ColumnUses } from '../../formats/column-uses.ts';
import { vendorWords } from '../../formats/presets/vendor.ts';
import { DealParts } from '../../store/import/deal-parts.ts';
import { QuoteLines } from '../../store/import/quote-lines.ts';
import type { UserImport } from '../../store/import/users.ts';
import { pipelines } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { usersByExternalId } from '../../store/users.ts';
import { MEMBER_FIELDS, MemberImport } from '../campaigns/member-import.ts';
import type { Deps } from '../deps.ts';
import { filterRows, not } from '../import/row-filter.ts';
import { HISTORY_FIELDS, ROLE_FIELDS, takeRole, takeStage } from './deal-parts.ts';
import type { MigratedFile, PreparedFile } from './migration.ts';
import { PartFile, takeRows } from './part-file.ts';
import { QUOTE_LINE_FIELDS, takeQuoteLine } from './quote-lines.ts';
import { type AttachmentPort, FILE_FIELDS, RecordFiles } from './record-files.ts';
import type { MigratedSubject } from './subjects.ts';
import { requireNames, takeUser, USER_FIELDS, USER_WORDS } from './user-file.ts';

/** The files of a migration, and how their parts are imported. */
export interface PartsInput {
  readonly files: readonly PreparedFile[];
  readonly isDryRun: boolean;
  /** Finds the files of an export. */
  readonly attachments: AttachmentPort;
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

/** Imports files whose rows are no records of a noun, but users or parts of records. */
export class PartImports {
  readonly #deps: Deps;
  readonly #tx: Tx;
  readonly #input: PartsInput;
  readonly #users: UserImport;
  #files: RecordFiles | undefined;

  /** `users` takes the users of the files. */
  constructor(deps: Deps, tx: Tx, input: PartsInput, users: UserImport) {
    this.#deps = deps;
    this.#tx = tx;
    this.#input = input;
    this.#users = users;
  }

  /** A file of users, of contact roles, of members of campaigns, of lines of quotes or of the stages of deals. */
  async import(prepared: PreparedFile): Promise<MigratedFile> {
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
    const counts = await takeRows(rows, prepared, part, {
      take,
      expect: members ? (coming) => members.expect(coming) : undefined,
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

  /** The only known program of all files: a list of users has no columns to detect it by. */
  #onlySystem(): string {
    const systems = new Set(this.#input.files.map(({ system }) => system).filter((system) => system !== ''));
    return systems.size === 1 ? ([...systems][0] ?? '') : '';
  }
}
