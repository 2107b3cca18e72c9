import { type CrmError, isCrmError } from '../../domain/errors.ts';
import { mapHeaders } from '../../formats/mapping.ts';
import { RecordReader } from '../../formats/record.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { makeReader } from '../../formats/values.ts';
import type { Deps } from '../deps.ts';
import { changeOrDryRun } from '../dry-run.ts';
import { MEMBER_FIELDS, MemberImport } from './member-import.ts';

/** A file of members, and how to take it. */
export interface MembersFile {
  /** Name of the file in messages. */
  readonly name: string;
  readonly table: Table;
  readonly map: readonly string[];
  readonly dryRun: boolean;
  /** The campaign of rows that name none. */
  readonly campaign: number | null;
  /** The program whose ids the file has; blank for none. */
  readonly system: string;
  /** Takes a rejected row. */
  readonly onRejected: (row: TableRow, error: CrmError) => Promise<void>;
  /** Called before the members are stored; what it throws keeps them from it. */
  readonly beforeCommit: (rows: number) => Promise<void>;
}

/** How many rows of a file of members there were of each kind. */
export interface MemberCounts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

/** Makes the people of a file members of campaigns, in one change. */
export async function importMembers(deps: Deps, input: MembersFile): Promise<MemberCounts> {
  const counts: MemberCounts = { rows: 0, created: 0, changed: 0, unchanged: 0, rejected: 0 };
  const { feeds } = mapHeaders(input.table.headers, MEMBER_FIELDS, { map: input.map });
  const { currency } = deps;
  const reader = new RecordReader(
    feeds,
    await makeReader({ fields: MEMBER_FIELDS, now: deps.clock.now(), currency, valueMaps: [] }),
  );
  await changeOrDryRun(
    deps.store,
    input.dryRun,
    async (tx) => {
      const members = new MemberImport(deps, tx, input);
      for await (const batch of input.table.batches) {
        const read = batch.map((row) => ({ row, ...reader.read(row.cells) }));
        await members.expect(read.map(({ values }) => values));
        for (const { row, values, unread } of read) {
          counts.rows++;
          try {
            if (unread[0]) throw unread[0].error;
            counts[await members.take(values)]++;
          } catch (error) {
            if (!isCrmError(error)) throw error;
            counts.rejected++;
            await input.onRejected(row, error);
          }
        }
      }
      if (!input.dryRun) await input.beforeCommit(counts.rows);
    },
    () => `imported ${counts.created + counts.changed} members of campaigns from ${input.name}`,
  );
  return counts;
}
