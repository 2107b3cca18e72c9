import type { Context } from '../../context.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import { readDeclarations } from '../../formats/map-option.ts';
import { type Mapping, mapHeaders } from '../../formats/mapping.ts';
import { columnLookup } from '../../formats/presets/columns.ts';
import { readRecord } from '../../formats/record.ts';
import type { TableRow } from '../../formats/rows.ts';
import { makeReader, type ValueReader } from '../../formats/values.ts';
import type { UserImport } from '../../store/import/users.ts';
import type { Counts } from '../record/import/import-result.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { PlannedFile } from './plan.ts';

const field = (name: string, type: Field['type'], ...synonyms: string[]): Field => ({
  name,
  type,
  label: name,
  access: 'edit',
  help: '',
  synonyms,
});

/** What programs call users who may and may not log in. */
const ACTIVE_WORDS = [
  ...['active', 'enabled'].map((word) => `active:${word}=yes`),
  ...['inactive', 'disabled', 'deleted', 'closed', 'pending', 'invited'].map((word) => `active:${word}=no`),
];

/** The fields of a file of users. */
const FIELDS: readonly Field[] = [
  field('full_name', 'text', 'sales agent', 'full name', 'owner name', 'agent', 'rep', 'sales rep', 'user'),
  field('name', 'text', 'username', 'user name'),
  field('first_name', 'text', 'first name'),
  field('last_name', 'text', 'last name', 'surname'),
  field('email', 'email', 'e-mail', 'email address'),
  field('active', 'bool', 'isactive', 'is active', 'status'),
  field('external_id', 'text', 'id', 'user id', 'owner id', 'record id'),
];

/**
 * Imports the users of a file with ids of `system`. Returns its columns and counts. Throws `usage` if no column names
 * them.
 */
export async function importUsers(
  ctx: Context,
  { file, vendor }: PlannedFile,
  {
    users,
    system,
    refusals,
    map,
  }: { users: UserImport; system: string; refusals: RejectedRows; map: readonly string[] },
): Promise<{ mapping: Mapping; counts: Counts }> {
  const { headers } = file.table;
  const known = vendor && columnLookup(vendor.preset, vendor.layout);
  const declared = readDeclarations(map, headers, FIELDS);
  const preset = headers.flatMap((header, index) => {
    const column = declared.has(index) ? null : known?.(header);
    return column ? [`${header}=${column.field ?? '-'}`] : [];
  });
  const mapping = mapHeaders(headers, FIELDS, { map: [...preset, ...map] });
  if (
    !mapping.feeds.some(({ field: { name } }) => ['full_name', 'name', 'last_name', 'email'].includes(name))
  )
    throw usage(
      `no column of ${file.name} names users`,
      `Assign it: --map '${file.name}:${headers[0]}=full_name'`,
    );
  const reader = await makeReader({
    now: ctx.clock.now(),
    currency: ctx.config.get('currency'),
    fields: FIELDS,
    valueMaps: ACTIVE_WORDS,
  });
  const counts: Counts = { rows: 0, created: 0, changed: 0, unchanged: 0, repeated: 0, skipped: 0 };
  for await (const row of file.table.rows) {
    counts.rows++;
    try {
      const outcome = await users.take(userOf(row, mapping, reader), system);
      if (outcome) counts[outcome]++;
      else await refusals.add(row, 'a user needs a name or an e-mail address');
    } catch (error) {
      if (!isCrmError(error)) throw error;
      await refusals.add(row, error.message, ctx.hintsOf(error));
    }
  }
  return { mapping, counts };
}

/** The user in a row. Throws a CrmError for an invalid row. */
function userOf({ problem, cells }: TableRow, { feeds }: Mapping, reader: ValueReader): Row {
  if (problem !== undefined) throw usage(problem);
  const { values, unread } = readRecord(feeds, reader, cells);
  if (unread[0]) throw unread[0].error;
  return values;
}
