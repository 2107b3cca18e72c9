import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { run } from './run.mjs';

const RUNS = 3;
/** The most that finding duplicates may take of what reading all the rows takes. */
const TARGET = 20;

/**
 * Times `dupes` over so many leads, one in ten of which is another written differently, against reading them all: once
 * as this program lists them, once as sqlite3 does. Returns rows of the table.
 */
export async function measureDupes(programs, folder, leads) {
  const db = path.join(folder, 'dupes.db');
  await run([...programs[0].command, '--db', db, 'lead', 'add', 'Somebody']);
  fill(db, leads);
  const rows = [];
  for (const { name, command } of programs) {
    const crm = [...command, '--db', db];
    const found = await least([...crm, 'dupes', '--noun', 'lead', '-f', 'ids']);
    const listed = await least([...crm, 'lead', 'list', '-f', 'csv']);
    rows.push(row(`${name}: against lead list --csv`, found, listed.ms));
    if (spawnSync('sqlite3', ['--version']).error) continue;
    const read = await least([
      'sqlite3',
      '-csv',
      db,
      'select * from lead; select * from email; select * from phone',
    ]);
    rows.push(row(`${name}: against sqlite3 -csv of leads and addresses`, found, read.ms));
  }
  return rows;
}

/** The most that the 20 surest pairs of the larger database may take of what they take in the smaller. */
const TARGET_SUREST = 2;

/**
 * Times `dupes --limit 20` over so many leads against the same over fewer: where a quarter of the duplicates share an address,
 * where they share only the name and the company, where all have one e-mail, and where all duplicates are misspelled. Returns rows
 * of the table.
 */
export async function measureSurest(programs, folder, { few, many }) {
  const rows = [];
  for (const shared of ['address', 'name and company', 'one e-mail of all', 'misspelled names']) {
    const files = {};
    for (const leads of [few, many]) {
      files[leads] = path.join(folder, `surest-${leads}.db`);
      await run([...programs[0].command, '--db', files[leads], 'lead', 'add', 'Somebody']);
      fill(files[leads], leads, shared);
    }
    for (const { name, command } of programs) {
      const args = ['dupes', '--limit', '20', '-f', 'ids'];
      const small = await least([...command, '--db', files[few], ...args]);
      const large = await least([...command, '--db', files[many], ...args]);
      rows.push([
        `${name}: dupes --limit 20, by ${shared}`,
        large.ms.toFixed(0),
        small.ms.toFixed(0),
        (large.ms / small.ms).toFixed(2),
        TARGET_SUREST.toFixed(1),
        large.peak === undefined ? '' : `${Math.round(large.peak / 1024)} MB`,
      ]);
    }
    for (const file of Object.values(files)) rmSync(file);
  }
  return rows;
}

function row(what, { ms, stdout, peak }, reference) {
  const pairs = stdout.split('\n').length - 1;
  const ratio = ms / reference;
  return [
    what,
    pairs.toLocaleString('en'),
    ms.toFixed(0),
    ratio.toFixed(1),
    TARGET.toFixed(1),
    peak === undefined ? '' : `${Math.round(peak / 1024)} MB`,
    ratio < TARGET ? 'met' : 'missed',
  ];
}

async function least(command) {
  let best;
  for (let i = 0; i < RUNS; i++) {
    const one = await run(command);
    if (!best || one.ms < best.ms) best = one;
  }
  return best;
}

/** People of companies of twenty, each tenth of them once more: half of these with a slip in the name, and some of their addresses, if they share any. */
function fill(file, leads, how = 'address') {
  const db = new Database(file);
  const slips = how === 'misspelled names' ? 'i % 10 = 0' : 'i % 10 = 0 and i % 20 > 0';
  const shared = (each) => (how === 'address' ? `case when i % ${each} = 0 then person else i end` : 'i');
  const email =
    how === 'one e-mail of all'
      ? "'info@example.com'"
      : `'p' || ${shared(40)} || '@company' || (person / 20) || '.example'`;
  const names = (words, at) => `json_extract('${JSON.stringify(words)}', '$[' || (${at}) || ']')`;
  db.exec(`
    pragma synchronous = off;
    create temp table made as
      with recursive n (i) as (select 2 union all select i + 1 from n where i < ${leads})
      select i, case when i % 10 = 0 then i - 1 else i end as person from n;
    create temp table named as
      select i, person, ${names(FIRST, 'person * 7 % 40')} || case when ${slips} then 'e' else '' end as first,
        ${names(LAST, 'person / 3 % 50')} || ${names(LAST, 'person / 150 % 50')} as last,
        'Company ' || ${names(LAST, 'person / 20 % 50')} || ' ' || (person / 20) as company
      from made;
    insert into lead (id, first_name, last_name, name, name_key, company, company_key, created_at, updated_at)
      select i, first, last, first || ' ' || last, lower(first || ' ' || last), company, lower(company),
        '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from named;
    insert into email (lead_id, address, address_key) select i, ${email}, ${email} from named;
    insert into phone (lead_id, e164, typed)
      select i, '+1212' || (2000000 + ${shared(30)}), 'x' from named;`);
  db.close();
}

const FIRST =
  'Ann Bob Carla Deniz Elif Farid Grace Hugo Ines Jurgen Kim Lars Mona Nils Olga Pablo Quinn Rosa Sven Tara Uma Viktor Wanda Xaver Yara Zoe Amir Bella Cyril Dora Emil Fatma Gerd Hanna Igor Jana Karl Lena Max Nora'.split(
    ' ',
  );
const LAST =
  'adams brown cruz dubois eriksen fischer garcia huang ito jones klein lopez meyer novak olsen perez quist rossi silva tanaka ueda vogel weber xu yilmaz zhang almeida bauer costa diaz endo fabre gruber hansen ivanov jensen kovac lindt moretti nagy okafor petrov ricci santos thomas ulrich varga winkler young zeller'.split(
    ' ',
  );
