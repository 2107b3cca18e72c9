import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { run } from './run.mjs';

const RUNS = 3;
const SINCE = '2024-01-01';
const NOW = '2026-01-01T12:00:00Z';

const DIAL = `type = 'call' and coalesce(direction, 'out') = 'out' and at >= '${SINCE}' and at < '2026-01-02'`;
const ANSWERED = "count(case when disposition = 'answered' then 1 end)";

/** The same in plain SQL: what the report is made of, grouped as it groups. */
const REPORTS = [
  {
    args: ['calls', '--by', 'user'],
    sql: `
      select user_id, count(*), ${ANSWERED}, count(case when disposition = 'answered' and duration >= 60 then 1 end),
        count(case when outcome = 'meeting-set' then 1 end), sum(case when disposition = 'answered' then duration end),
        count(distinct lead_id), count(distinct case when disposition = 'answered' then lead_id end)
      from activity where ${DIAL} group by user_id;`,
  },
  {
    args: ['best-time'],
    sql: `
      select timezone, substr(at, 1, 13), count(*), ${ANSWERED}
      from activity left join lead on lead.id = lead_id where ${DIAL} group by 1, 2;`,
  },
  {
    args: ['cadence'],
    sql: `
      select attempt, count(*), ${ANSWERED} from (
        select at, disposition, rank() over (partition by lead_id order by at) as attempt,
          min(case when disposition = 'answered' then at end) over (partition by lead_id) as met_at
        from activity where ${DIAL} and lead_id is not null)
      where met_at is null or at <= met_at group by attempt;`,
  },
];

/** Makes a database with so many calls of two years, to a quarter as many leads, the same each time. */
export async function generateCalls({ command }, file, calls) {
  await run([...command, '--db', file, 'lead', 'add', 'First']);
  const db = new Database(file);
  db.exec(`
    pragma synchronous = off;
    begin;
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${calls / 4})
    insert into lead (name, name_key, timezone, source, status, created_at, updated_at)
    select 'Lead ' || i, 'lead ' || i,
      case i % 5 when 0 then 'Europe/London' when 1 then 'Asia/Kolkata' else 'America/New_York' end, 'source ' || (i % 9),
      'attempting', '2024-01-01', '2024-01-01' from n;
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${calls})
    insert into activity (type, at, user_id, direction, disposition, outcome, duration, lead_id, created_at, updated_at)
    select 'call', strftime('%Y-%m-%dT%H:%M:%S.000Z', '${SINCE}', (i * 7919 % 730) || ' days',
        (8 + i * 31 % 10) || ' hours', (i * 17 % 60) || ' minutes'),
      1, 'out', case when i * 13 % 100 < 20 then 'answered' else 'no-answer' end,
      case when i * 13 % 100 < 2 then 'meeting-set' end, i * 29 % 400, 1 + i * 104729 % ${calls / 4},
      '2026-01-01', '2026-01-01' from n;
    commit;
    pragma wal_checkpoint(truncate);
  `);
  db.close();
}

/** Least times of each report and of the plain SQL in sqlite3, measured in turns. Returns rows of the table. */
export async function measureReports({ name, command }, file) {
  const hasSqlite = !spawnSync('sqlite3', ['--version']).error;
  const rows = [];
  for (const { args, sql } of REPORTS) {
    const report = [...command, '--db', file, '--now', NOW, 'report', ...args, '--since', SINCE];
    let least = Infinity;
    let plain = Infinity;
    for (let i = 0; i < RUNS; i++) {
      least = Math.min(least, (await run(report)).ms);
      if (hasSqlite) plain = Math.min(plain, (await run(['sqlite3', '-readonly', file, sql])).ms);
    }
    rows.push([
      `${name}: ${args.join(' ')}`,
      `${Math.round(least)}`,
      hasSqlite ? `${Math.round(plain)}` : 'no sqlite3 here',
      hasSqlite ? (least / plain).toFixed(2) : '',
      '2',
    ]);
  }
  return rows;
}
