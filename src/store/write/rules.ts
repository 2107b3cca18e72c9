import { toLocalDate } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { readEvery } from '../../domain/recurrence.ts';
import { outcomeOf } from '../calls/outcomes.ts';
import type { Bound, RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';

/**
 * Holds what is to be written against the rules of the noun, whoever writes: a person or an import. Fills in what
 * follows from it (when a task was done, what a call's outcome says of the line). `before` is null for a new record.
 * Throws `usage` for values out of range, `refused` for what the life of the record forbids.
 */
export async function checkRules(tx: Tx, noun: Noun, before: RawRow | null, columns: RawRow): Promise<void> {
  switch (noun) {
    case 'lead':
      within('score', columns.score, 0, 100);
      return checkLead(tx, before, columns);
    case 'account':
      within('number of employees', columns.employees, 0, Number.MAX_SAFE_INTEGER);
      return checkParent(tx, before, columns);
    case 'opp':
      return within('probability', columns.probability, 0, 100);
    case 'task':
      return completeTask(tx, before, columns);
    case 'activity':
      return completeCall(tx, before, columns);
    case 'contact':
      return;
  }
}

/** `refuseConverted` for a lead as the table has it. */
export function rejectConvertedLead(lead: RawRow): void {
  rejectConverted({
    id: lead.id as number,
    convertedAt: lead.converted_at as string | null,
    accountId: lead.account_id as number | null,
    contactId: lead.contact_id as number | null,
    oppId: lead.opp_id as number | null,
  });
}

/** An account belongs neither to itself nor to one that belongs to it, however far down. */
async function checkParent(tx: Tx, before: RawRow | null, columns: RawRow): Promise<void> {
  if (!before || typeof columns.parent_id !== 'number' || columns.parent_id === before.parent_id) return;
  for (let id: Bound = columns.parent_id; id !== null; ) {
    if (id === before.id) {
      throw refused(
        columns.parent_id === before.id
          ? 'an account cannot belong to itself'
          : `account ${columns.parent_id} belongs to account ${before.id}: it cannot be the other way round too`,
      );
    }
    id = (await tx.read('account', id as number))?.parent_id ?? null;
  }
}

async function checkLead(tx: Tx, before: RawRow | null, columns: RawRow): Promise<void> {
  const differs = before && Object.keys(columns).some((name) => columns[name] !== before[name]);
  if (before && differs) rejectConvertedLead(before);
  if (columns.status === undefined || columns.status === before?.status) return;
  const [status] = await tx.all('select kind from lead_status where name = ?', [columns.status]);
  const convertedAt = columns.converted_at ?? before?.converted_at ?? null;
  if (status?.kind === 'converted' && convertedAt === null) {
    throw refused(
      `a lead becomes "${columns.status}" only by being converted`,
      `Convert it: crm lead convert ${before?.id ?? '<lead>'}`,
    );
  }
}

/** The day and the time of a task agree; one that is done says when. */
function completeTask(tx: Tx, before: RawRow | null, columns: RawRow): void {
  if (typeof columns.every === 'string') columns.every = readEvery(columns.every);
  const dueAt = columns.due_at === undefined ? before?.due_at : columns.due_at;
  if (typeof dueAt === 'string') {
    const day = toLocalDate(dueAt);
    if (typeof columns.due_at === 'string') columns.due_date = day;
    else if (columns.due_date !== undefined && columns.due_date !== day) columns.due_at = null;
  }
  if (columns.status === 'done') columns.done_at ??= (before?.done_at as Bound | undefined) ?? tx.now;
  else if (columns.status !== undefined) columns.done_at = null;
}

/** A call whose outcome is one of ours says by it what happened on the line. */
async function completeCall(tx: Tx, before: RawRow | null, columns: RawRow): Promise<void> {
  const type = columns.type ?? before?.type;
  if (type !== 'call') return;
  if (typeof columns.outcome !== 'string' || columns.disposition !== undefined) return;
  const result = await outcomeOf(tx.db, columns.outcome);
  if (!result) return;
  columns.outcome = result.word;
  columns.disposition = result.disposition;
}

function within(what: string, value: Bound | undefined, least: number, most: number): void {
  if (typeof value !== 'number' || (value >= least && value <= most)) return;
  throw usage(
    most === Number.MAX_SAFE_INTEGER
      ? `the ${what} cannot be ${value}`
      : `the ${what} goes from ${least} to ${most}, not to ${value}`,
  );
}
