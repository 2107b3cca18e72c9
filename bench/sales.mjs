import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';
import { NOW } from './sales-data.mjs';

const RUNS = 3;
const [SINCE, MORNING] = ['2025-12-01', '2025-12-01T00:00:00.000Z'];

const DEALS = 'opp join stage on stage.id = opp.stage_id';
const CHANCE =
  "case stage.kind when 'open' then coalesce(opp.probability, stage.probability) else stage.probability end";
const SUMS = `count(*), sum(opp.amount_minor), sum(opp.amount_minor * (${CHANCE}) / 100)`;

/** The stage of a deal as a day began. */
const ENTRY = `stage_history entry on entry.id = (select h.id from stage_history h
  where h.opp_id = opp.id and h.entered_at < '${MORNING}' order by h.id desc limit 1)`;
const THEN = `opp join ${ENTRY} join stage on stage.id = entry.stage_id where opp.created_at < '${MORNING}'`;

const LEFT = `select opp_id, stage_id, entered_at, lead(entered_at) over (partition by opp_id order by id) as left_at,
  lead(stage_id) over (partition by opp_id order by id) as next_id from stage_history`;

/** Each report of deals, and the same in plain SQL: what it is made of, grouped as it groups. */
const REPORTS = [
  {
    args: ['pipeline'],
    target: 1.5,
    sql: `select opp.stage_id, opp.currency, ${SUMS} from ${DEALS} where stage.kind = 'open' group by 1, 2;`,
  },
  {
    args: ['pipeline', '--as-of', '2025-11-30'],
    sql: `select entry.stage_id, opp.currency, ${SUMS} from ${THEN} and stage.kind = 'open' group by 1, 2;`,
  },
  {
    args: ['pipeline-diff', '--since', SINCE],
    sql: `
      select was.kind, stage.kind, was.id is null, opp.currency, count(*), sum(opp.amount_minor), sum(was.amount_minor)
      from ${DEALS} left join (select opp.id, stage.kind, opp.amount_minor from ${THEN}) was on was.id = opp.id
      where stage.kind = 'open' or was.kind = 'open' or was.id is null group by 1, 2, 3, 4;`,
  },
  {
    args: ['forecast'],
    sql: `
      select substr(case when stage.kind = 'won' then closed_on else close_date end, 1, 7), opp.forecast, opp.currency, ${SUMS}
      from ${DEALS} where (stage.kind = 'won' and closed_on between '2026-01-01' and '2026-03-31')
        or (stage.kind = 'open' and (close_date is null or close_date < '2026-01-15' or close_date between '2026-01-01' and '2026-03-31'))
      group by 1, 2, 3;`,
  },
  {
    args: ['won', '--by', 'owner'],
    sql: `
      select coalesce(s.user_id, owner_id), currency, count(*), sum(amount_minor / 10000 * coalesce(s.share, 10000))
      from ${DEALS} left join opp_split s on s.opp_id = opp.id where stage.kind = 'won' group by 1, 2;`,
  },
  {
    args: ['lost'],
    sql: `select currency, count(*), sum(amount_minor) from ${DEALS} where stage.kind = 'lost' group by 1;`,
  },
  {
    args: ['conversion'],
    sql: `
      select opp.pipeline_id, stage.kind, (select max(reached.position) from stage reached where reached.kind = 'open'
          and (reached.id = opp.stage_id or reached.id in (select stage_id from stage_history h where h.opp_id = opp.id))), count(*)
      from ${DEALS} group by 1, 2, 3;`,
  },
  {
    args: ['velocity'],
    sql: `
      select stage_id, opp_id, sum(strftime('%s', left_at) - strftime('%s', entered_at)) as seconds from (${LEFT})
      where left_at is not null group by 1, 2 order by 1, 3;`,
    silent: true,
  },
  {
    args: ['bottleneck', '--period', '2025-Q4'],
    sql: `
      select stage_id, opp_id, sum(strftime('%s', left_at) - strftime('%s', entered_at)) as seconds from (${LEFT})
        where left_at >= '2024-10-01' and left_at < '2026-01-01' group by 1, 2 order by 1, 3;
      select stage_id, next_id, left_at >= '2025-10-01', count(*) from (${LEFT}) where left_at >= '2024-10-01' group by 1, 2, 3;`,
    silent: true,
  },
];

/** Activities of people, by who and what. */
const DONE = `select user_id, sum(type = 'call'), sum(type = 'email'), sum(type = 'meeting'), sum(type = 'note'), count(*)
  from activity where type <> 'event'`;

const TRIED = `activity.lead_id = lead.id and type in ('call', 'email', 'meeting') and coalesce(direction, 'out') = 'out'`;
const ANSWERED = `activity.lead_id = lead.id and (type = 'meeting' or type = 'call' and disposition = 'answered')`;
const seconds = (moment) =>
  `select s from (select strftime('%s', ${moment}) - strftime('%s', created_at) as s from lead) where s >= 0 order by 1;`;

/** Each report of activities and leads, likewise. */
const REPORTS_OF_WORK = [
  {
    args: ['activity'],
    sql: `${DONE} group by 1;
      select owner_id, count(*), sum((select count(*) from activity a
        where a.opp_id = opp.id and a.type <> 'event' and substr(a.at, 1, 10) <= closed_on))
      from ${DEALS} where stage.kind = 'won' group by 1;`,
  },
  {
    args: ['leaderboard', '--period', '2025'],
    sql: `
      select coalesce(s.user_id, owner_id), currency, count(*), sum(amount_minor / 10000 * coalesce(s.share, 10000))
      from ${DEALS} left join opp_split s on s.opp_id = opp.id
      where stage.kind = 'won' and closed_on between '2025-01-01' and '2025-12-31' group by 1, 2;
      ${DONE} and at >= '2025-01-01' and at < '2026-01-01' group by 1;`,
  },
  {
    args: ['speed-to-lead'],
    sql: `
      select owner_id, s from (select owner_id, strftime('%s', (select min(at) from activity where activity.lead_id = lead.id
          and type in ('call', 'email', 'meeting', 'message', 'letter') and coalesce(direction, 'out') = 'out'))
        - strftime('%s', created_at) as s from lead) order by 1, 2;`,
    silent: true,
  },
  {
    args: ['calls', '--by', 'user', '--since', '2024-01-01'],
    sql: `
      select user_id, count(*), sum(disposition = 'answered'), sum(disposition = 'answered' and duration >= 60),
        count(distinct lead_id), count(distinct case when disposition = 'answered' then lead_id end)
      from activity where type = 'call' and at >= '2024-01-01' and lead_id is not null group by 1;
      select user_id, attempt, count(*) from (
        select user_id, lead_id, nth, (select count(*) from activity past
          where past.lead_id = first.lead_id and past.type = 'call' and past.at <= first.at) as attempt
        from (select user_id, lead_id, at, row_number() over (partition by lead_id order by at, id) as nth from activity
          where type = 'call' and disposition = 'answered' and at >= '2024-01-01' and lead_id is not null) first
        where nth = 1) group by 1, 2;
      select user_id, count(*) from activity held where type = 'meeting' and at >= '2024-01-01' and exists (
        select 1 from activity call where call.lead_id = held.lead_id and call.type = 'call'
          and call.outcome = 'meeting-set' and call.at <= held.at) group by 1;`,
  },
  {
    args: ['customers', '--limit', '20'],
    sql: `
      with bought as (select account_id, closed_on as day, amount_minor, currency from ${DEALS} where stage.kind = 'won'),
        days as (select distinct account_id, day from bought),
        gaps as (select account_id, julianday(day) - julianday(lag(day) over (partition by account_id order by day)) as gap from days)
      select account_id, gap, row_number() over (partition by account_id order by gap), count(*) over (partition by account_id)
        from gaps where gap is not null;
      select account_id, max(day), count(*), rank() over (order by max(day)), rank() over (order by count(*)) from (
        select distinct account_id, closed_on as day from ${DEALS} where stage.kind = 'won') group by 1;
      select account_id, currency, sum(amount_minor), rank() over (partition by currency order by sum(amount_minor))
        from ${DEALS} where stage.kind = 'won' group by 1, 2;`,
    silent: true,
  },
  {
    args: ['sources'],
    sql: `select source, count(*), count(converted_at) from lead group by 1;
      select lead.source, opp.currency, count(*), sum(amount_minor) from lead join opp on opp.id = lead.opp_id
        join stage on stage.id = opp.stage_id
        where stage.kind = 'won' and lead.id in (select min(id) from lead where opp_id is not null group by opp_id) group by 1, 2;
      select opp.source, opp.currency, count(*), sum(amount_minor) from lead join opp on opp.id = lead.opp_id
        join stage on stage.id = opp.stage_id
        where stage.kind = 'won' and lead.id in (select min(id) from lead where opp_id is not null group by opp_id) group by 1, 2;`,
  },
  {
    args: ['funnel'],
    sql: `
      select case when exists (select 1 from ${DEALS} where opp.id = lead.opp_id and stage.kind = 'won') then 5
          when converted_at is not null then 4 when exists (select 1 from activity where ${ANSWERED}) then 2
          when exists (select 1 from activity where ${TRIED}) then 1 else 0 end, count(*) from lead group by 1;
      ${seconds(`(select min(at) from activity where ${TRIED})`)}
      ${seconds(`(select min(at) from activity where ${ANSWERED})`)}
      ${seconds('converted_at')}`,
    silent: true,
  },
  {
    args: ['stale'],
    sql: `
      select opp.id, opp.name, stage.name, "user".name, opp.currency, opp.amount_minor, since, last from (
        select opp.id, coalesce((select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1),
            opp.created_at) as since,
          (select max(at) from activity where activity.opp_id = opp.id and type <> 'event') as last
        from ${DEALS} where stage.kind = 'open') quiet
      join opp on opp.id = quiet.id join stage on stage.id = opp.stage_id left join "user" on "user".id = opp.owner_id
      where coalesce(last, since) < '2025-12-16' or since < '2025-12-16' order by coalesce(last, since);`,
    silent: true,
  },
  {
    args: ['run', '--on', 'opp', '--group', 'stage, month(close_date)', '--measure', 'count, sum(amount)'],
    sql: `select stage_id, substr(close_date, 1, 7), currency, count(*), sum(amount_minor) from opp group by 1, 2, 3;`,
  },
  {
    args: ['run', '--on', 'opp', '--group', 'stage', '--measure', 'count, sum(amount)'],
    sql: 'select stage_id, currency, count(*), sum(amount_minor) from opp group by 1, 2;',
  },
  {
    args: ['run', '--on', 'opp', '--group', 'status', '--measure', 'count', '--where', 'source = "source 3"'],
    sql: `select stage.kind, count(*) from ${DEALS} where opp.source = 'source 3' group by 1;`,
  },
  {
    args: ['run', '--on', 'opp', '--group', 'account.kind', '--measure', 'count'],
    sql: `select account.kind, count(*) from opp left join account on account.id = opp.account_id group by 1;`,
  },
  {
    args: ['win-back'],
    sql: `
      with days as (select distinct account_id, closed_on as day from ${DEALS} where stage.kind = 'won'),
        gaps as (select account_id, day, julianday(day) - julianday(lag(day) over (partition by account_id order by day)) as gap from days),
        placed as (select account_id, gap, row_number() over (partition by account_id order by gap) as place,
          count(*) over (partition by account_id) as gaps from gaps where gap is not null),
        rhythm as (select account_id, avg(gap) as days from placed where place in ((gaps + 1) / 2, (gaps + 2) / 2) group by 1),
        quiet as (select days.account_id, max(day) as last, count(*) as times, rhythm.days from days join rhythm using (account_id)
          group by 1 having julianday('2026-01-15') - max(day) > 2 * rhythm.days)
      select account.name, quiet.*, opp.currency, sum(amount_minor) from quiet join account on account.id = quiet.account_id
        join opp on opp.account_id = quiet.account_id join stage on stage.id = opp.stage_id where stage.kind = 'won' group by 2, opp.currency;`,
    silent: true,
  },
  {
    args: ['coverage'],
    sql: `
      select substr(case when stage.kind = 'won' then closed_on else close_date end, 1, 7), stage.kind, opp.currency, ${SUMS}
      from ${DEALS} where (stage.kind = 'won' and closed_on between '2026-01-01' and '2026-03-31')
        or (stage.kind = 'open' and close_date between '2026-01-15' and '2026-03-31') group by 1, 2, 3;
      select stage.kind, currency, count(*), sum(amount_minor) from ${DEALS}
        where stage.kind <> 'open' and closed_on between '2025-01-16' and '2026-01-15' group by 1, 2;
      select count(*), count(opp_id) from lead where created_at >= '2025-01-16';`,
  },
  {
    args: ['stuck', '--limit', '20'],
    sql: `
      select opp.id, opp.name, amount_minor, close_date from ${DEALS} where stage.kind = 'open' and (close_date < '2026-01-15'
        or (next_step is null and not exists (select 1 from task where task.opp_id = opp.id and task.status = 'open'))
        or (select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1)
          < date('2026-01-15', -stage.rotting_days || ' days'))
      order by amount_minor desc, opp.id limit 20;`,
  },
  {
    args: ['slipped'],
    sql: `
      select opp.id, opp.name, pushes, days from (select row_id, count(*) as pushes, sum(julianday(new) - julianday(old)) as days from (
          select row_id, json_extract(r.before, '$.close_date') as old, json_extract(r.after, '$.close_date') as new
          from change_row r join change on change.id = r.change_id
          where r.tbl = 'opp' and r.op = 'update' and change.undone_by is null)
        where old between '2026-01-01' and '2026-03-31' and new > '2026-03-31' group by 1) slip
      join opp on opp.id = slip.row_id order by days desc;`,
    silent: true,
  },
  {
    args: ['compliance'],
    sql: `
      select "user".name, count(*), sum(opp.next_step is null) from ${DEALS} left join "user" on "user".id = opp.owner_id
      where stage.kind = 'open' group by 1;`,
  },
  {
    args: ['campaigns'],
    sql: `
      select campaign_id, count(distinct lead_id), count(distinct case when status = 'responded' then lead_id end)
      from campaign_member group by 1;
      select campaign_id, currency, count(distinct opp_id), sum(amount_minor / parts) from (
        select m.campaign_id, opp.id as opp_id, opp.currency, amount_minor, count(*) over (partition by opp.id) as parts,
          row_number() over (partition by opp.id order by m.since, m.campaign_id) as place
        from ${DEALS} join lead on lead.opp_id = opp.id join campaign_member m on m.lead_id = lead.id and m.status = 'responded'
        where stage.kind = 'won' and substr(m.since, 1, 10) <= opp.closed_on) where place = 1 group by 1, 2;`,
  },
  {
    args: ['cases', '--by', 'owner'],
    sql: `
      select owner_id, count(*), count(*) - count(solved_at), sum(reopened > 0), count(satisfaction), avg(satisfaction) from "case" group by 1;
      ${['first_response_at', 'solved_at']
        .map(
          (moment) => `
      select owner_id, s from (select owner_id, s, row_number() over (partition by owner_id order by s) as place,
          count(*) over (partition by owner_id) as n
        from (select owner_id, strftime('%s', ${moment}) - strftime('%s', created_at) as s from "case" where ${moment} is not null))
      where place = (n + 1) / 2;`,
        )
        .join('')}`,
  },
  {
    args: ['products'],
    isBought: true,
    sql: `
      select product.name, purchase.currency, count(distinct account_id), count(*), sum(quantity), sum(amount_minor), sum(status = 'refunded')
      from purchase left join product on product.id = purchase.product_id group by 1, 2;`,
  },
  {
    args: ['recurring', '--period', '2025'],
    isBought: true,
    sql: `
      with recursive month (place, day) as (
        select 0, '2024-12-31' union all select place + 1, date('2025-01-01', (place + 1) || ' months', '-1 day') from month where place < 12),
      state as (
        select account_id, recurring_currency as currency, place, sum(recurring_amount_minor * iif(recurring = 'month', 12, 1)) as annual
        from purchase join month on starts_on <= day and (ends_on is null or ends_on >= day)
        where recurring_amount_minor is not null and purchase.status <> 'refunded' group by 1, 2, 3)
      select a.place, a.currency, sum(a.annual), sum(b.annual), sum(max(a.annual - coalesce(b.annual, 0), 0)), sum(b.annual is null)
      from state a left join state b on b.account_id = a.account_id and b.currency = a.currency and b.place = a.place - 1 group by 1, 2;`,
  },
  {
    args: ['cross-sell'],
    isBought: true,
    sql: `
      with own as materialized (select distinct account_id, product_id from purchase where status <> 'refunded' and amount_minor >= 0),
      owners as (select product_id, count(*) as n from own group by 1)
      select a.product_id, b.product_id, x.n, y.n, count(*), (select count(distinct account_id) from own)
      from own a join own b on b.account_id = a.account_id and b.product_id <> a.product_id
        join owners x on x.product_id = a.product_id join owners y on y.product_id = b.product_id group by 1, 2;`,
  },
  {
    line: ['next', '--all'],
    sql: `
      select id, next_attempt_at from lead where next_attempt_at <= '2026-01-15T12:00:00.000Z' order by 2 limit 4;
      select id from task where status = 'open' and due_date <= '2026-01-15' order by due_date limit 4;
      select id from "case" where solved_at is null and first_response_at is null order by created_at limit 4;
      select opp.id, close_date from ${DEALS} where stage.kind = 'open' and close_date < '2026-01-15' order by amount_minor desc limit 4;
      select opp.id, close_date from ${DEALS} where stage.kind = 'open' and close_date between '2026-01-15' and '2026-01-22' order by amount_minor desc limit 4;
      select id from lead where score >= 60 and status = 'new' order by score desc limit 4;
      select id from lead where status = 'qualified' order by id limit 4;`,
  },
];

/** Least times of each report and of the plain SQL in sqlite3, measured in turns. Returns rows of the table. */
export async function measureSales({ name, command }, { sold, bought }) {
  const hasSqlite = !spawnSync('sqlite3', ['--version']).error;
  const rows = [];
  for (const { args, line = ['report', ...args], sql, target = 2, silent = false, isBought = false } of [
    ...REPORTS,
    ...REPORTS_OF_WORK,
  ]) {
    const file = isBought ? bought : sold;
    const report = [...command, '--db', file, '--now', NOW, ...line, '--csv'];
    // What plain SQL would write for each deal is left out.
    const plainly = ['sqlite3', '-readonly', ...(silent ? ['-cmd', '.output /dev/null'] : []), file, sql];
    let [least, plain, peak] = [Infinity, Infinity, 0];
    for (let i = 0; i < RUNS; i++) {
      const own = await run(report);
      least = Math.min(least, own.ms);
      peak = Math.max(peak, own.peak ?? 0);
      if (hasSqlite) plain = Math.min(plain, (await run(plainly)).ms);
    }
    rows.push([
      `${name}: ${(args ?? line).join(' ')}`,
      `${Math.round(least)}`,
      hasSqlite ? `${Math.round(plain)}` : 'no sqlite3 here',
      hasSqlite ? (least / plain).toFixed(2) : '',
      `${target}`,
      `${Math.round(peak / 1024)} MB`,
    ]);
  }
  return rows;
}
