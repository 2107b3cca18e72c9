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
    sql: `select owner_id, currency, count(*), sum(amount_minor) from ${DEALS} where stage.kind = 'won' group by 1, 2;`,
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

/** Least times of each report and of the plain SQL in sqlite3, measured in turns. Returns rows of the table. */
export async function measureSales({ name, command }, file) {
  const hasSqlite = !spawnSync('sqlite3', ['--version']).error;
  const rows = [];
  for (const { args, sql, target = 2, silent = false } of REPORTS) {
    const report = [...command, '--db', file, '--now', NOW, 'report', ...args, '--csv'];
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
      `${name}: ${args.join(' ')}`,
      `${Math.round(least)}`,
      hasSqlite ? `${Math.round(plain)}` : 'no sqlite3 here',
      hasSqlite ? (least / plain).toFixed(2) : '',
      `${target}`,
      `${Math.round(peak / 1024)} MB`,
    ]);
  }
  return rows;
}
