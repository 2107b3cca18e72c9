import type { Deal } from './deals.ts';
import type { DemoLead } from './example-lead.ts';
import { EXAMPLE_LEAD } from './leads.ts';
import { DEAL_TASKS, LEAD_TASKS } from './phrases.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { Team } from './team.ts';
import type { WorkingDays } from './working-days.ts';

/** State of the first tasks, which examples use. */
const EXAMPLES: readonly DemoValues[] = [
  { status: 'open', done_at: null },
  { status: 'open', done_at: null },
  { status: 'open', done_at: null },
  { status: 'done' },
];

/**
 * Tasks on deals and leads: some overdue, some due today, most in the future, some done; numbered by creation date.
 */
export function makeTasks(
  random: Random,
  deals: readonly Deal[],
  prospects: readonly DemoLead[],
  team: Team,
  days: WorkingDays,
): DemoRecord[] {
  const aboutDeals = deals
    .filter(({ open }) => open)
    .map(({ opp, age }) => ({
      ...drawSchedule(random, days, age),
      subject: random.pick(DEAL_TASKS),
      owner: opp.owner ?? null,
      account_id: opp.account_id ?? null,
      contact_id: opp.contact_id ?? null,
      opp_id: opp.id,
    }));
  const aboutLeads = prospects
    .filter(
      ({ lead, calls }) => (lead.status === 'connected' || lead.status === 'qualified') && calls.length > 0,
    )
    .filter(({ lead }) => random.chance(0.5) || lead.id === EXAMPLE_LEAD)
    .map(({ lead }) => ({
      ...drawSchedule(random, days, 8),
      subject: random.pick(LEAD_TASKS),
      owner: lead.owner ?? null,
      lead_id: lead.id,
    }));
  const all: DemoValues[] = [...aboutDeals, ...aboutLeads, monthlyTask(team.me, days)];
  return all.sort(byTime('created_at')).map((todo, i) => ({ ...todo, ...EXAMPLES[i], id: i + 1 }));
}

/** When it was created, when it is due and its status. */
function drawSchedule(random: Random, days: WorkingDays, age: number): DemoValues {
  const setAgo = random.int(1, Math.min(age, 20));
  const created = days.someTimeAgo(random, setAgo);
  const priority = random.weighted([
    ['normal', 7],
    ['high', 2],
    ['low', 1],
  ]);
  if (setAgo > 3 && random.chance(0.3)) {
    const done = days.someTimeAgo(random, random.int(1, setAgo - 3));
    return {
      priority,
      status: 'done',
      due_date: days.ago(setAgo - 3),
      done_at: done,
      created_at: created,
      updated_at: done,
    };
  }
  const when = random.weighted([
    [-random.int(1, 5), 2],
    [0, 3],
    [random.int(1, 21), 9],
  ]);
  const date = when < 0 ? days.ago(-when) : when === 0 ? days.today : days.ahead(when);
  const timed = random.chance(0.3);
  return {
    priority,
    due_date: date,
    due_at: timed ? days.time(date, random.int(9, 16), random.pick([0, 30])) : null,
    created_at: created,
    updated_at: created,
  };
}

function monthlyTask(owner: string, days: WorkingDays): DemoValues {
  const created = days.time(days.ago(40), 16, 20);
  return {
    subject: 'Review the pipeline with everybody',
    due_date: days.ahead(3),
    every: 'month',
    owner,
    created_at: created,
    updated_at: created,
  };
}
