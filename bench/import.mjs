import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CAMPAIGNS, columnsOf, generate } from './import-files.mjs';
import { run } from './run.mjs';

/** Rows of the database that some imports go into. */
const EXISTING = 500_000;
/** Indexes that the table of the reference has: as many as that of the noun, at most five. Only contacts have fewer. */
const INDEXES = 5;
const INDEXES_OF_CONTACTS = 4;

/**
 * What is imported: a file, into what, how, and the most processor time it may take as a ratio to the reference. `before`
 * is imported first, and is not measured.
 */
const CASES = [
  { what: 'clean leads', noun: 'lead', file: 'leads', most: 2.8 },
  { what: 'dirty leads', noun: 'lead', file: 'dirty', most: 3.2 },
  {
    what: 'leads again, half of them changed',
    noun: 'lead',
    file: 'leads',
    changed: true,
    before: ['same'],
    most: 4,
  },
  {
    what: `leads into ${EXISTING.toLocaleString('en')}`,
    noun: 'lead',
    file: 'leads',
    before: ['existing'],
    most: 4,
  },
  { what: 'leads as JSON lines', noun: 'lead', file: 'leads', json: true, most: 4.5 },
  {
    what: 'leads with 20 custom fields',
    noun: 'lead',
    file: 'custom',
    options: ['--create-fields'],
    most: 4.5,
  },
  {
    what: 'leads again, --on-match skip',
    noun: 'lead',
    file: 'leads',
    before: ['same'],
    options: ['--on-match', 'skip'],
    most: 4.5,
  },
  { what: 'accounts', noun: 'account', file: 'accounts', most: 4.5 },
  { what: 'contacts', noun: 'contact', file: 'contacts', options: ['--create', 'account'], most: 4.5 },
  { what: 'deals', noun: 'opp', file: 'deals', options: ['--create', 'account'], most: 7 },
  {
    what: 'purchases',
    noun: 'purchase',
    file: 'purchases',
    options: ['--create', 'account,product'],
    most: 9,
  },
  {
    what: 'lines of deals, which become their amounts',
    noun: 'line',
    file: 'lines',
    before: ['deals'],
    options: ['--create', 'product'],
    most: 20,
  },
  {
    what: 'members of campaigns',
    noun: 'campaign',
    verb: 'import-members',
    file: 'members',
    before: ['leads', 'campaigns'],
    most: 15,
  },
  { what: 'tasks', noun: 'task', file: 'tasks', before: ['leads'], most: 7 },
  { what: 'activities', noun: 'activity', file: 'activities', before: ['leads'], most: 7 },
  { what: 'calls, net of start-up', noun: 'call', file: 'calls', before: ['leads'], net: true, most: 15 },
];

/**
 * Imports files of so many rows with this program. sqlite3, which neither checks nor relates anything, imports the same
 * file into one table that has its indexes, and indexes its text by one statement: processor time is given as a ratio to
 * that, as the median of some rounds that run both. `cases` are words of those to measure; without one, all are. Returns
 * rows of the table.
 */
export async function measureImports({ name, command }, { rows, rounds, folder, cases }) {
  const measured = [];
  const wanted = ({ what }) => cases.length === 0 || cases.some((word) => what.includes(word));
  for (const each of CASES.filter(wanted)) {
    const { seconds, cpu, ratio, peak } = await measure(command, each, { rows, rounds, folder });
    const shown = ratio === undefined ? 'no sqlite3 here' : ratio.toFixed(2);
    const memory = peak === undefined ? 'not known here' : `${peak} MB`;
    measured.push([
      `${name}: ${each.what}`,
      seconds.toFixed(1),
      cpu.toFixed(2),
      shown,
      `at most ${each.most}`,
      memory,
      '400 MB',
    ]);
  }
  return measured;
}

/** Seconds, those of processor time, their ratio to the reference and the most megabytes of some rounds of an import. */
async function measure(
  command,
  { noun, verb = 'import', file, changed, json, before = [], options = [], net },
  { rows, rounds, folder },
) {
  const [filled, db] = ['filled.db', 'measured.db'].map((each) => path.join(folder, each));
  const input = path.join(folder, json ? 'input.jsonl' : 'input.csv');
  const plain = path.join(folder, 'plain.csv');
  const from = before.includes('existing') ? EXISTING : 0;
  await fill([...command, '--db', filled], before, { rows, folder, file });
  await generate(file, input, { rows, from, changed, json });
  await generate(file, plain, { rows, from, changed });
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await reference(plain, file, path.join(folder, 'bare.db'));
    if (before.length > 0) copyFileSync(filled, db);
    const crm = [...command, '--db', db];
    const start = net ? (await run([...crm, noun, 'import', '--help'])).cpu : 0;
    const { ms, cpu, peak } = await run([...crm, noun, verb, input, ...options]);
    taken.push({ seconds: ms / 1000, cpu, ratio: bare && (cpu - start) / bare, peak });
    rmSync(db);
  }
  for (const made of [filled, input, plain]) rmSync(made, { force: true });
  const median = (name) => taken.map((each) => each[name]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
  const peak = Math.max(...taken.map((each) => each.peak ?? Number.NaN));
  return {
    seconds: median('seconds'),
    cpu: median('cpu'),
    ratio: hasSqlite() ? median('ratio') : undefined,
    peak: Number.isNaN(peak) ? undefined : Math.round(peak / 1024),
  };
}

/** How many times as many rows as usual a large import has. */
const LARGE = 10;

/** The ratio of a file that is ten times as large, to that of the usual one: the cost of a row does not grow. */
export async function measureLinearity({ name, command }, { rows, rounds, folder }) {
  const measured = [];
  for (const each of CASES.filter(({ file, before }) => ['leads', 'dirty'].includes(file) && !before).slice(
    0,
    2,
  )) {
    const usual = await measure(command, each, { rows, rounds, folder });
    const large = await measure(command, each, { rows: rows * LARGE, rounds: 1, folder });
    const sizes = `${(rows * LARGE).toLocaleString('en')} to ${rows.toLocaleString('en')}`;
    measured.push([
      `${name}: ${each.what}, ${sizes}`,
      large.seconds.toFixed(1),
      large.cpu.toFixed(2),
      ((large.ratio ?? Number.NaN) / (usual.ratio ?? Number.NaN)).toFixed(2),
      'at most 1.1',
      `${large.peak ?? '?'} MB`,
      '400 MB',
    ]);
  }
  return measured;
}

/** An export of so many leads, in time as a ratio to what sqlite3 takes for the same columns. */
export async function measureExport({ name, command }, { rows, folder }) {
  const db = path.join(folder, 'export.db');
  const csv = path.join(folder, 'export.csv');
  await generate('leads', csv, { rows });
  await run([...command, '--db', db, 'lead', 'import', csv]);
  rmSync(csv);
  const { ms, cpu, peak } = await run([...command, '--db', db, 'lead', 'export', '--csv', '--output', csv]);
  const plain = hasSqlite() ? (await run(['sqlite3', '-csv', '-readonly', db, EXPORT])).ms : undefined;
  for (const file of [db, csv]) rmSync(file, { force: true });
  return [
    `${name}: export of leads`,
    (ms / 1000).toFixed(1),
    cpu.toFixed(2),
    plain === undefined ? 'no sqlite3 here' : (ms / plain).toFixed(2),
    'at most 3',
    peak === undefined ? 'not known here' : `${Math.round(peak / 1024)} MB`,
    '150 MB',
  ];
}

function hasSqlite() {
  return !spawnSync('sqlite3', ['--version']).error;
}

/** The columns of an export. */
const EXPORT = `
  select lead.*, (select name from user where id = owner_id),
    (select address from email where lead_id = lead.id order by position limit 1),
    (select group_concat(address, ';') from email where lead_id = lead.id and position > 0),
    (select coalesce(e164, typed) from phone where lead_id = lead.id order by position limit 1),
    (select group_concat(coalesce(e164, typed), ';') from phone where lead_id = lead.id and position > 0),
    (select group_concat(tag, ';') from tagging where lead_id = lead.id)
  from lead order by id`;

/** Fills the database with what is there before. */
async function fill(crm, before, { rows, folder, file }) {
  const csv = path.join(folder, 'before.csv');
  for (const what of before) {
    if (what === 'campaigns') {
      for (const name of CAMPAIGNS) await run([...crm, 'campaign', 'add', name]);
      continue;
    }
    const kind = what === 'same' ? file : what === 'deals' ? 'deals' : 'leads';
    await generate(kind, csv, { rows: what === 'existing' ? EXISTING : rows });
    const noun = kind === 'deals' ? ['opp', 'import', '--create', 'account'] : ['lead', 'import'];
    await run([...crm, ...noun, csv]);
    rmSync(csv);
  }
}

/** Seconds of processor time that sqlite3 takes for the rows of a file; undefined where there is no sqlite3. */
async function reference(csv, file, db) {
  if (!hasSqlite()) return undefined;
  const quoted = (names) => names.map((column) => `"${column}"`);
  const { columns, searched, indexed } = columnsOf(file, file === 'contacts' ? INDEXES_OF_CONTACTS : INDEXES);
  const indexes = quoted(indexed).map((column, at) => `create index i${at} on t (${column});`);
  const { cpu } = await run([
    'sqlite3',
    db,
    `create table t (${quoted(columns).join()}); ${indexes.join(' ')}
     create virtual table search_text using fts5 (body, content = '', tokenize = 'unicode61 remove_diacritics 2');`,
    '.mode csv',
    `.import --skip 1 "${csv}" t`,
    `insert into search_text (rowid, body) select rowid, ${quoted(searched).join(" || ' ' || ")} from t;`,
  ]);
  rmSync(db);
  return cpu;
}
