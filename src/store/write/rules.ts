import type { CallResult } from '../../domain/call-results.ts';
import { toLocalDate } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { readEvery } from '../../domain/recurrence.ts';
import { outcomeOf } from '../calls/outcomes.ts';
import type { Bound, RawRow } from '../engine.ts';
import { leadStatuses } from '../leads.ts';
import type { Tx } from '../tx.ts';

/** What the rules of the nouns ask of the database. */
export interface RuleFacts {
  /** UTC ISO 8601. */
  readonly now: string;
  isConvertedStatus(name: string): boolean;
  /** The result a call can have that is called so. */
  callResult(word: string): CallResult | undefined;
  /** The account that an account belongs to. */
  parentOf(accountId: number): number | null;
}

/** Reads what the rules need to know to check these columns. */
export async function readRuleFacts(tx: Tx, noun: Noun, columns: RawRow): Promise<RuleFacts> {
  const statuses = noun === 'lead' && columns.status !== undefined ? await leadStatuses(tx.db) : [];
  const result =
    noun === 'activity' && typeof columns.outcome === 'string'
      ? await outcomeOf(tx.db, columns.outcome)
      : undefined;
  const parents = noun === 'account' ? await ancestorsOf(tx, columns.parent_id) : new Map();
  return {
    now: tx.now,
    isConvertedStatus: (name) =>
      statuses.some((status) => status.name === name && status.kind === 'converted'),
    callResult: () => result,
    parentOf: (id) => parents.get(id) ?? null,
  };
}

async function ancestorsOf(tx: Tx, parentId: Bound | undefined): Promise<Map<Bound, Bound>> {
  const parents = new Map<Bound, Bound>();
  for (let id = parentId ?? null; id !== null && !parents.has(id); id = parents.get(id) ?? null)
    parents.set(id, (await tx.read('account', id as number))?.parent_id ?? null);
  return parents;
}

/**
 * Holds what is to be written against the rules of the noun, whoever writes: a person or an import. Fills in what
 * follows from it (when a task was done, what a call's outcome says of the line). `before` is null for a new record.
 * Throws `usage` for values out of range, `refused` for what the life of the record forbids.
 */
export function checkRules(facts: RuleFacts, noun: Noun, before: RawRow | null, columns: RawRow): void {
  switch (noun) {
    case 'lead':
      within('score', columns.score, 0, 100);
      checkLead(facts, before, columns);
      break;
    case 'account':
      within('number of employees', columns.employees, 0, Number.MAX_SAFE_INTEGER);
      checkParent(facts, before, columns);
      break;
    case 'opp':
      within('probability', columns.probability, 0, 100);
      break;
    case 'task':
      completeTask(facts, before, columns);
      break;
    case 'activity':
      completeCall(facts, before, columns);
      break;
    case 'contact':
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
function checkParent(facts: RuleFacts, before: RawRow | null, columns: RawRow): void {
  if (!before || typeof columns.parent_id !== 'number' || columns.parent_id === before.parent_id) return;
  for (let id: Bound = columns.parent_id; id !== null; ) {
    if (id === before.id) {
      throw refused(
        columns.parent_id === before.id
          ? 'an account cannot belong to itself'
          : `account ${columns.parent_id} belongs to account ${before.id}: it cannot be the other way round too`,
      );
    }
    id = facts.parentOf(id as number);
  }
}

function checkLead(facts: RuleFacts, before: RawRow | null, columns: RawRow): void {
  const differs = before && Object.keys(columns).some((name) => columns[name] !== before[name]);
  if (before && differs) rejectConvertedLead(before);
  if (columns.status === undefined || columns.status === before?.status) return;
  const convertedAt = columns.converted_at ?? before?.converted_at ?? null;
  if (facts.isConvertedStatus(columns.status as string) && convertedAt === null) {
    throw refused(
      `a lead becomes "${columns.status}" only by being converted`,
      `Convert it: crm lead convert ${before?.id ?? '<lead>'}`,
    );
  }
}

/** The day and the time of a task agree; one that is done says when. */
function completeTask({ now }: RuleFacts, before: RawRow | null, columns: RawRow): void {
  if (typeof columns.every === 'string') columns.every = readEvery(columns.every);
  const dueAt = columns.due_at === undefined ? before?.due_at : columns.due_at;
  if (typeof dueAt === 'string') {
    const day = toLocalDate(dueAt);
    if (typeof columns.due_at === 'string') columns.due_date = day;
    else if (columns.due_date !== undefined && columns.due_date !== day) columns.due_at = null;
  }
  if (columns.status === 'done') columns.done_at ??= (before?.done_at as Bound | undefined) ?? now;
  else if (columns.status !== undefined) columns.done_at = null;
}

/** A call whose outcome is one of ours says by it what happened on the line. */
function completeCall(facts: RuleFacts, before: RawRow | null, columns: RawRow): void {
  const type = columns.type ?? before?.type;
  if (type !== 'call') return;
  if (typeof columns.outcome !== 'string' || columns.disposition !== undefined) return;
  const result = facts.callResult(columns.outcome);
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
