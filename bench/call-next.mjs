import { spawnSync } from 'node:child_process';
import path from 'node:path';
import Database from 'better-sqlite3';

const RUNS = 25;
const WARM_UP = 3;
const SIZES = [1000, 1_000_000];

/** The most `call next` may take on the largest database of what it takes on the smallest. */
const TARGET = 1.5;

/** An hour at which most of the leads may be called, and many may not. */
const NOW = '2026-03-12T18:00:00Z';

/**
 * Times `call next`, which takes a lead for the caller, on databases of very different sizes, in turn. Returns the
 * rows of the table.
 */
export function measureCallNext({ name, command }, folder) {
  const cases = SIZES.map((leads) => {
    const db = path.join(folder, `${name}-${leads}-queue.db`);
    run(command, db, ['lead', 'add', 'Somebody', '--owner', 'caller']);
    fill(db, leads);
    run(command, db, ['call', 'queue', '-q', '-f', 'ids']);
    return { leads, db, times: [] };
  });
  for (let round = 0; round < WARM_UP + RUNS; round++) {
    for (const { db, times } of cases) {
      const ms = run(command, db, ['call', 'next', '-q', '-f', 'ids']);
      if (round >= WARM_UP) times.push(ms);
    }
  }
  const base = median(cases[0].times);
  return cases.map(({ leads, times }) => {
    const ratio = median(times) / base;
    return [
      `${name}: ${leads.toLocaleString('en')} leads`,
      Math.min(...times).toFixed(1),
      median(times).toFixed(1),
      ratio.toFixed(2),
      TARGET.toFixed(1),
      ratio <= TARGET ? 'met' : 'missed',
    ];
  });
}

/** Leads as a year of calling leaves them: tried and untried, due and not, in six zones, some of them others'. */
function fill(file, leads) {
  const db = new Database(file);
  db.exec(`
    with recursive n (i) as (select 2 union all select i + 1 from n where i < ${leads})
    insert into lead (name, name_key, company, status, score, attempts, last_attempt_at, next_attempt_at, owner_id,
      created_at, updated_at)
    select 'Lead ' || i, 'lead ' || i, 'Company ' || (i % 5000),
      case i % 10 when 0 then 'disqualified' when 1 then 'nurturing' else 'attempting' end,
      (i * 7919) % 101, case when i % 3 = 0 then 0 else i % 8 end,
      case when i % 3 > 0 then strftime('%Y-%m-%dT%H:%M:%fZ', '2026-03-01', ((i * 31) % 15840) || ' minutes') end,
      case when i % 997 = 0 then strftime('%Y-%m-%dT%H:%M:%fZ', '2026-03-10', (i % 5000) || ' minutes') end,
      case when i % 4 = 0 then 1 end, '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'
    from n;
    insert into phone (lead_id, e164, typed)
    select id, substr('+1415555+1212555+4420794+4930123+1312555+3317018', id % 6 * 8 + 1, 8)
      || printf('%05d', id % 100000), 'x'
    from lead;
    delete from derived;`);
  db.close();
}

function run([program, ...before], db, args) {
  const start = performance.now();
  const env = { ...process.env, CRM_DB: db, CRM_NOW: NOW, CRM_USER: 'caller', TZ: 'UTC' };
  const { status, stderr } = spawnSync(program, [...before, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`crm ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
