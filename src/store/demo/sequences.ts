import { isoTime } from '../../domain/dates.ts';
import { DEMO_SEQUENCE, DEMO_TEMPLATES } from '../../domain/demo/sequences.ts';
import { DAY_MS } from '../../domain/time-units.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Leads that have been through the sequence of the demo. */
const PAST_RUNS = 12;

/** Days from the start to each step. */
const STEP_DAYS = [0, 2, 7] as const;

/** Writes the sequence of the demo, with leads that went through it: those who qualified had replied. */
export async function writeSequence(tx: Tx): Promise<void> {
  for (const template of DEMO_TEMPLATES) await tx.insert('template', template);
  const sequence = await tx.insert('sequence', { name: DEMO_SEQUENCE.name, version: 1 });
  await tx.insert('sequence_version', { sequence_id: sequence, number: 1, text: DEMO_SEQUENCE.text });
  const leads = await sql<{ id: number; kind: string; created_at: string; owner_id: number | null }>`
    select lead.id, lead_status.kind, lead.created_at, lead.owner_id
    from lead join picklist_value lead_status on lead_status.list = 'lead-status' and lead_status.name = lead.status
    where lead_status.kind in ('nurturing', 'qualified') and lead.created_at < ${isoTime(Date.parse(tx.now) - 30 * DAY_MS)}
    order by lead.id limit ${PAST_RUNS}`.all(tx);
  for (const { id, kind, created_at, owner_id } of leads) {
    const begun = Date.parse(created_at) + DAY_MS;
    const hasReplied = kind === 'qualified';
    const done = hasReplied ? 1 + (id % 2) : 3;
    const run = await tx.insert('sequence_run', {
      sequence_id: sequence,
      version: 1,
      lead_id: id,
      state: hasReplied ? 'stopped' : 'finished',
      step: Math.min(done + 1, 3),
      kind: done === 1 ? 'call' : 'email',
      reason: hasReplied ? 'replied' : null,
      account: 'work',
      user_id: owner_id,
      started_at: isoTime(begun),
      starts_at: isoTime(begun),
      ended_at: isoTime(begun + (hasReplied ? done * 3 : 7) * DAY_MS),
    });
    for (const [at, days] of STEP_DAYS.slice(0, done).entries())
      await tx.insert('sequence_touch', {
        run_id: run,
        lead_id: id,
        step: at + 1,
        kind: at === 1 ? 'call' : 'email',
        variant: at === 1 ? null : at === 0 ? 'first-mail' : 'second-mail',
        at: isoTime(begun + days * DAY_MS),
      });
  }
}
