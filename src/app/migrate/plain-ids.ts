import { headerKey } from '../../formats/field-names.ts';
import { isOwnExport } from '../../formats/own-export.ts';
import { type Layout, link, type Preset } from '../../formats/presets/preset.ts';
import { isNoReference } from '../../formats/values.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { PlannedFile, UnlinkedColumn } from './files.ts';
import { type MigratedSubject, pluralOf } from './subjects.ts';

/** What the columns of ids of an unknown program are named after: `account_id`, `Company ID`. */
const NAMED: Readonly<Partial<Record<MigratedSubject, readonly string[]>>> = {
  account: ['account', 'company', 'organization', 'organisation', 'org', 'customer', 'client'],
  contact: ['contact', 'person'],
  lead: ['lead', 'prospect'],
  opp: ['opp', 'opportunity', 'deal', 'potential'],
  activity: ['activity', 'interaction', 'event', 'call', 'note'],
  task: ['task', 'todo', 'activity'],
  user: [
    'user',
    'owner',
    'assigneduser',
    'assignedto',
    'salesrep',
    'rep',
    'salesagent',
    'agent',
    'salesperson',
  ],
};

const ANY_RECORD = ['id', 'uuid', 'guid', 'recordid', 'rowid'];
const ID_COLUMN = /^(?:primary|related|associated|main)?(.+?)(?:id|uuid|guid)$/;

/** Values of a column that are looked for among the ids of the files that it may name. */
const VALUES_COMPARED = 200;

/**
 * Makes files of an unknown program link by their own ids: `id` or `account_id` in the file of accounts is the id there,
 * and `account_id` in other files names an account. `system` is the source of these ids. They are never our own numbers.
 */
export async function linkByPlainIds(
  planned: readonly PlannedFile[],
  { nouns, system }: { readonly nouns: Nouns; readonly system: string },
): Promise<PlannedFile[]> {
  const unknown = planned.filter(({ vendor, table }) => vendor === null && !isOwnExport(table.headers));
  const idsOf = new Map<PlannedFile, Promise<ReadonlySet<string>>>();
  const idsIn = (plan: PlannedFile) => {
    const known = idsOf.get(plan) ?? valuesOf(plan, ownIdColumn(plan));
    idsOf.set(plan, known);
    return known;
  };
  const linked: PlannedFile[] = [];
  for (const plan of planned) {
    const columns = unknown.includes(plan) ? relationColumns(plan) : null;
    if (columns === null) {
      linked.push(plan);
      continue;
    }
    const links: Record<string, ReturnType<typeof link>> = {};
    const unlinked: UnlinkedColumn[] = [];
    for (const { header, index, field, subject } of columns) {
      const files = unknown.filter((other) => other.subject === subject);
      const withIds = files.filter((other) => ownIdColumn(other) !== -1);
      const own = await valuesOf(plan, index, VALUES_COMPARED);
      if (own.size === 0) continue;
      let isFound = false;
      for (const other of withIds) {
        const ids = await idsIn(other);
        isFound ||= [...own].some((id) => ids.has(id));
      }
      if (isFound) links[header] = link(field, subject);
      else {
        const why = files.length === 0 ? 'no file' : withIds.length === 0 ? 'no ids' : 'other ids';
        unlinked.push({ header, records: pluralOf(nouns, subject), why });
      }
    }
    linked.push({ ...plan, vendor: makeshift(plan, links, system), unlinked });
  }
  return linked;
}

/** The index of the column with the ids of a file's records; -1 for none. */
function ownIdColumn({ subject, table: { headers } }: PlannedFile): number {
  const named = (NAMED[subject] ?? []).map((word) => `${word}id`);
  for (const keys of [ANY_RECORD, named]) {
    const at = headers.findIndex((header) => keys.includes(headerKey(header)));
    if (at !== -1) return at;
  }
  return -1;
}

interface RelationColumn {
  readonly header: string;
  readonly index: number;
  /** The relation that it feeds. */
  readonly field: string;
  readonly subject: MigratedSubject;
}

/** The columns that name records of other files, or of the file itself, by their ids. */
function relationColumns(plan: PlannedFile): RelationColumn[] {
  const own = ownIdColumn(plan);
  return plan.table.headers.flatMap((header, index): RelationColumn[] => {
    if (index === own) return [];
    const [, word = ''] = ID_COLUMN.exec(headerKey(header)) ?? [];
    const isParent = plan.subject === 'account' && /^parent(?:account|company)?$/.test(word);
    if (isParent) return [{ header, index, field: 'parent', subject: 'account' }];
    const [subject] = Object.entries(NAMED).find(([, words]) => words?.includes(word)) ?? [];
    if (subject === undefined || subject === plan.subject) return [];
    const field = subject !== 'user' ? subject : plan.subject === 'activity' ? 'user' : 'owner';
    return [{ header, index, field, subject: subject as MigratedSubject }];
  });
}

/** The first different values of a column, all without a limit. */
async function valuesOf(
  plan: PlannedFile,
  index: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<ReadonlySet<string>> {
  const values = new Set<string>();
  const { rows } = await plan.file.reopen();
  for await (const { cells } of rows) {
    const text = cells[index]?.trim() ?? '';
    if (text !== '' && !isNoReference(text)) values.add(text);
    if (values.size >= limit) break;
  }
  return values;
}

/** A layout of which only the columns of ids are known. */
function makeshift(plan: PlannedFile, links: Layout['links'], system: string): PlannedFile['vendor'] {
  const { subject } = plan;
  const own = plan.table.headers[ownIdColumn(plan)];
  const columns = own === undefined ? {} : { [own]: 'external_id' };
  const layout: Layout = { subject, signatures: [], columns, ...(links && { links }) };
  const preset: Preset = { name: system, label: system, proven: 'names', layouts: [layout], makeshift: true };
  return { preset, layout, noun: subject, score: 0, missed: [] };
}
