import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { generateLeads, leadsIn } from './leads.mjs';
import { run } from './run.mjs';

/** The rate of a large import is held against that of this many rows. */
const FEW = 10_000;

/**
 * Imports a CSV of so many rows with this program into `NAME.db`, once more when all of it is there, and exports it.
 * sqlite3, which neither checks nor relates anything, takes in the same rows and writes the same columns. Returns rows of the table.
 */
export async function measureImport({ name, command }, { rows, folder }) {
  const csv = path.join(folder, `leads-${rows}.csv`);
  await generateLeads(csv, rows);
  const crm = [...command, '--db', path.join(folder, `${name}.db`)];
  const rate = await smallRate(command, folder);
  const first = await run([...crm, 'lead', 'import', csv]);
  const again = await run([...crm, 'lead', 'import', csv]);
  await holds(crm, leadsIn(rows), name);
  const bare = path.join(folder, 'bare.db');
  const reference = await sqliteImport(csv, bare);
  const out = await run([...crm, 'lead', 'export', '--csv', '--output', path.join(folder, 'out.csv')]);
  const plain = reference && (await run(['sqlite3', '-csv', '-readonly', crm.at(-1), EXPORT])).ms;
  for (const file of [csv, bare, path.join(folder, 'out.csv')]) rmSync(file, { force: true });
  const row = (what, { ms, peak }, base, ratio, target, most) => [
    `${name}: ${what}`,
    (ms / 1000).toFixed(1),
    Math.round((rows / ms) * 1000).toLocaleString('en'),
    base === undefined ? 'no sqlite3 here' : ratio(ms, base).toFixed(2),
    target,
    peak === undefined ? 'not known here' : `${Math.round(peak / 1024)} MB`,
    most,
  ];
  const times = (ms, base) => ms / base;
  return [
    row('import, to sqlite3', first, reference, times, 'at most 3', '400 MB'),
    row(
      `rate, to ${FEW.toLocaleString('en')} rows`,
      first,
      rate,
      (ms, base) => rows / ms / base,
      'at least 0.8',
      '',
    ),
    row('import again, to the first', again, first.ms, (ms, base) => base / ms, 'at least 1.5', '400 MB'),
    row('export, to sqlite3', out, plain, times, 'at most 3', '150 MB'),
  ];
}

/** Rows a millisecond of a small import. */
async function smallRate(command, folder) {
  const csv = path.join(folder, 'few.csv');
  await generateLeads(csv, FEW);
  const { ms } = await run([...command, '--db', path.join(folder, 'few-leads.db'), 'lead', 'import', csv]);
  for (const file of ['few.csv', 'few-leads.db']) rmSync(path.join(folder, file), { force: true });
  return FEW / ms;
}

async function holds(crm, leads, name) {
  const { stdout } = await run([...crm, 'lead', 'list', '--format', 'ids']);
  const found = stdout.split('\n').length - 1;
  if (found !== leads) throw new Error(`${name}: ${found} leads after an import of ${leads}`);
}

/**
 * Milliseconds that sqlite3 takes to put the rows as they are into one table with the indexes that rows are matched
 * and found by, and its text into a full-text index; undefined where there is no sqlite3.
 */
async function sqliteImport(csv, db) {
  if (spawnSync('sqlite3', ['--version']).error) return undefined;
  return (await run(['sqlite3', db, ...IMPORT, '.mode csv', `.import --skip 1 "${csv}" lead`, INDEXES])).ms;
}

const IMPORT = [
  `create table lead (external_id, first_name, last_name, company, title, email, phone, website, city, country, source,
     description)`,
];
const INDEXES = `
  begin;
  create index lead_external on lead (external_id);
  create index lead_name on lead (last_name, first_name, company);
  create index lead_company on lead (company);
  create index lead_email on lead (email);
  create index lead_phone on lead (phone);
  create virtual table search_text using fts5 (
    title, body, content = '', tokenize = 'unicode61 remove_diacritics 2'
  );
  insert into search_text (rowid, title, body)
    select rowid, first_name || ' ' || last_name || ' ' || company,
      title || ' ' || description || ' ' || city || ' ' || website || ' ' || email || ' ' || phone from lead;
  commit;`;

/** The columns of an export. */
const EXPORT = `
  select lead.*, (select name from user where id = owner_id),
    (select address from email where lead_id = lead.id order by position limit 1),
    (select group_concat(address, ';') from email where lead_id = lead.id and position > 0),
    (select coalesce(e164, typed) from phone where lead_id = lead.id order by position limit 1),
    (select group_concat(coalesce(e164, typed), ';') from phone where lead_id = lead.id and position > 0),
    (select group_concat(tag, ';') from tagging where lead_id = lead.id)
  from lead order by id`;
