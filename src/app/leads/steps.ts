import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Tx } from '../../store/tx.ts';
import { userIdOf } from '../../store/users.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';
import { assignLead, cancelOpenWork, stepLead } from './status-changes.ts';

/** Leads to change together, all or none. */
interface LeadsInput {
  readonly leads: readonly NamedRecord[];
}

/** The result of a step. */
export interface LeadStepsResult {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  readonly changed: readonly NamedRecord[];
  /** Leads that had nothing to change. */
  readonly unchanged: readonly NamedRecord[];
}

/** Qualifies leads; a note gives the reason. */
export function qualifyLeads(
  deps: Deps,
  { leads, note }: LeadsInput & { readonly note?: string | undefined },
): Promise<LeadStepsResult> {
  return stepLeads(deps, leads, 'qualified', async (tx, { id }) => {
    const changed = await stepLead(tx, id, 'qualified', { reason: null }, deps);
    if (note === undefined || note.trim() === '') return changed;
    const values = { type: 'note', at: tx.now, user_id: tx.userId, lead_id: id, body: note };
    await insertRecord(tx, 'activity', values, deps);
    return true;
  });
}

/**
 * Disqualifies leads and cancels their callbacks and open call tasks; returns the number of tasks. Throws `usage`
 * without a reason.
 */
export async function disqualifyLeads(
  deps: Deps,
  { leads, reason: text }: LeadsInput & { readonly reason: string },
): Promise<LeadStepsResult & { readonly cancelledTasks: number }> {
  const reason = text.trim();
  if (reason === '')
    throw usage('disqualifying a lead needs a reason', { code: 'reason-missing', step: 'disqualify-lead' });
  let cancelledTasks = 0;
  const result = await stepLeads(
    deps,
    leads,
    'disqualified',
    async (tx, { id }) => {
      const tasks = await cancelOpenWork(tx, id, deps);
      cancelledTasks += tasks;
      const values = { reason, next_attempt_at: null };
      return (await stepLead(tx, id, 'disqualified', values, deps)) || tasks > 0;
    },
    `: ${reason}`,
  );
  return { ...result, cancelledTasks };
}

/** Leads to nurture. */
export interface NurtureInput extends LeadsInput {
  /** When to try again, UTC ISO 8601; unchanged if left out. */
  readonly until?: string | undefined;
  /** Why not now; unchanged if left out, blank for none. */
  readonly reason?: string | undefined;
}

/** Nurtures leads. Throws `usage` for a past time. */
export async function nurtureLeads(
  deps: Deps,
  { leads, until, reason }: NurtureInput,
): Promise<LeadStepsResult> {
  if (until !== undefined && Date.parse(until) <= deps.clock.now())
    throw usage(`the time to try again is not in the future: ${localTime(until)}`);
  const values = {
    ...(until === undefined ? {} : { next_attempt_at: until }),
    ...(reason === undefined ? {} : { reason: reason.trim() === '' ? null : reason }),
  };
  return stepLeads(
    deps,
    leads,
    'set aside',
    (tx, { id }) => stepLead(tx, id, 'nurturing', values, deps),
    until === undefined ? '' : ` until ${localTime(until)}`,
  );
}

/** Assigns leads and their open tasks to a user (`me` is the acting one); returns the number of tasks. */
export async function assignLeads(
  deps: Deps,
  { leads, to }: LeadsInput & { readonly to: string },
): Promise<LeadStepsResult & { readonly assignedTasks: number }> {
  let assignedTasks = 0;
  const result = await stepLeads(
    deps,
    leads,
    'assigned',
    async (tx, { id }) => {
      const assigned = await assignLead(tx, id, await userIdOf(tx, to), deps);
      assignedTasks += assigned.tasks;
      return assigned.changed;
    },
    ` to ${to === 'me' ? deps.user : to}`,
  );
  return { ...result, assignedTasks };
}

/** Changes all leads or none. `take` returns whether anything changed; `done` and `detail` are for the history. */
async function stepLeads(
  deps: Deps,
  leads: readonly NamedRecord[],
  done: string,
  take: (tx: Tx, lead: NamedRecord) => Promise<boolean>,
  detail = '',
): Promise<LeadStepsResult> {
  if (leads.length === 0) return { changeId: null, changed: [], unchanged: [] };
  const { id, result: changed } = await deps.store.change(
    async (tx) => {
      const different: NamedRecord[] = [];
      await forEachRecord(deps, tx, leads, async (lead) => {
        if (await take(tx, lead)) different.push(lead);
      });
      return different;
    },
    (different) => `${done} ${describeRecords(LEAD, different)}${detail}`,
  );
  return { changeId: id, changed, unchanged: leads.filter((lead) => !changed.includes(lead)) };
}

function localTime(at: string): string {
  return `${toLocalDate(at)} ${toLocalTime(at)}`;
}
