import type { Deal } from './deals.ts';
import { MEETINGS } from './phrases.ts';
import type { Random } from './random.ts';
import { byTime, type DemoRecord, type DemoValues } from './record.ts';
import type { WorkingDays } from './working-days.ts';

/** The first meetings, which examples use, are planned. */
const EXAMPLES = 3;

/** Meetings on open deals: most of them in the next days, some cancelled or without anybody coming. */
export function makeMeetings(random: Random, deals: readonly Deal[], days: WorkingDays): DemoRecord[] {
  const all: DemoValues[] = deals
    .filter(({ open }) => open)
    .filter(() => random.chance(0.4))
    .map(({ opp, age }) => {
      const created = days.someTimeAgo(random, random.int(1, Math.min(age, 10)));
      const date = days.ahead(random.int(1, 12));
      const hour = random.int(9, 15);
      const [subject] = random.pick(MEETINGS);
      return {
        subject,
        status: random.weighted([
          ['planned', 8],
          ['cancelled', 1],
        ]),
        starts_on: date,
        starts_at: days.time(date, hour, 0),
        ends_at: days.time(date, hour + 1, 0),
        place: random.pick(['Their office', 'Our showroom', 'Video call']),
        owner: opp.owner ?? null,
        account_id: opp.account_id ?? null,
        contact_id: opp.contact_id ?? null,
        opp_id: opp.id,
        created_at: created,
        updated_at: created,
      };
    });
  return all
    .sort(byTime('created_at'))
    .map((meeting, i) => ({ ...meeting, ...(i < EXAMPLES ? { status: 'planned' } : {}), id: i + 1 }));
}
