import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { run } from './run.mjs';

const RUNS = 5;
const TARGET = 2;
const SHOWN = 'id, name, company, status, source, city, created_at, updated_at';

/**
 * Lists that no index serves, each with the same in plain SQL: the numbers are sorted, the values of the first fifty
 * are read.
 */
const LISTS = [
  {
    name: '--where, few match',
    args: ['--where', 'city = Nowhere'],
    sql: plain({ where: "city = 'Nowhere' collate nocase", order: '+created_at desc' }),
  },
  {
    name: '--where, one in ten matches',
    args: ['--where', 'region = R7'],
    sql: plain({ where: "region = 'R7' collate nocase", order: 'created_at desc' }),
  },
  {
    name: '--where, many match, no limit',
    args: ['--where', 'industry = I42'],
    limit: null,
    sql: plain({ where: "industry = 'I42' collate nocase", order: '+created_at desc', limit: -1 }),
  },
  {
    name: '--segment, one in ten matches',
    args: ['--segment', 'seventh'],
    sql: plain({ where: "region = 'R7' collate nocase", order: 'created_at desc' }),
  },
  { name: '--sort -updated_at', args: ['--sort', '-updated_at'], sql: plain({ order: 'updated_at desc' }) },
  {
    name: '--sort by a custom field',
    args: ['--sort', 'budget'],
    sql: plain({ order: "json_extract(custom, '$.budget')" }),
  },
];

function plain({ where = 'true', order, limit = 50 }) {
  return `select ${SHOWN} from lead where id in (select id from lead where ${where} order by ${order} limit ${limit})
    order by ${order};`;
}

/** Makes two databases with so many leads: `imported`, written in one moment, and `aged`, written over five years. */
export async function generateLists({ command }, { imported, aged }, leads) {
  for (const [file, isAged] of [
    [imported, false],
    [aged, true],
  ]) {
    await run([...command, '--db', file, 'lead', 'add', 'First']);
    await run([...command, '--db', file, 'field', 'add', 'lead', 'budget', '--type', 'number']);
    await run([...command, '--db', file, 'segment', 'add', 'seventh', '--where', 'region = R7']);
    const moment = (salt) =>
      isAged
        ? `strftime('%Y-%m-%dT%H:%M:%fZ', 1577836800 + i * ${salt} % 157680000, 'unixepoch')`
        : `'2026-01-01T00:00:00.000Z'`;
    const db = new Database(file);
    db.exec(`
      pragma synchronous = off;
      begin;
      with recursive n (i) as (select 1 union all select i + 1 from n where i < ${leads})
      insert into lead (name, name_key, company, company_key, status, source, city, region, industry, notes, custom, created_at, updated_at)
      select 'Lead ' || i, 'lead ' || i, 'Company ' || (i % 70000), 'company ' || (i % 70000), 'new', 'source ' || (i % 9),
        'City ' || (i % 500), 'R' || (i % 10), 'I' || (i % 1000), 'Met at the fair, wants a quote by May; has a contract elsewhere',
        json_object('budget', i * 7919 % 100000), ${moment('104729')}, ${moment('15485863')} from n;
      commit;
      pragma wal_checkpoint(truncate);
    `);
    db.close();
  }
}

/** Median times of each list and of its plain SQL in sqlite3, measured in turns. Returns rows of the table. */
export async function measureLists({ name, command }, files) {
  const hasSqlite = !spawnSync('sqlite3', ['--version']).error;
  const rows = [];
  for (const [which, file] of Object.entries(files)) {
    for (const list of LISTS) {
      const limit = list.limit === null ? [] : ['--limit', '50'];
      const times = [];
      const plainTimes = [];
      for (let i = 0; i < RUNS; i++) {
        times.push((await run([...command, '--db', file, 'lead', 'list', ...list.args, ...limit])).ms);
        if (hasSqlite) plainTimes.push((await run(['sqlite3', '-readonly', file, list.sql])).ms);
      }
      const [ms, plainMs] = [median(times), median(plainTimes)];
      rows.push([
        `${name}, ${which}: ${list.name}`,
        `${Math.round(ms)}`,
        hasSqlite ? `${Math.round(plainMs)}` : 'no sqlite3 here',
        hasSqlite ? (ms / plainMs).toFixed(2) : '',
        `${TARGET}`,
      ]);
    }
  }
  return rows;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
