/**
 * npm run bench [-- --rows 100000] [-- --rounds 5]
 * [-- --only import|rules|linearity|startup|lists|fields|dupes|complete|board|sales]
 * [-- --deals 1000000] [-- --case contacts]: what a command costs, on this machine, in this hour. Start-up is given as a
 * ratio to bare Node measured between the same runs, so that a busy machine slows both; imports as the median of the rounds.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generateDeals, measureBoard } from './board.mjs';
import { measureCallNext } from './call-next.mjs';
import { generateNames, measureCompletion } from './complete.mjs';
import { measureDupes, measureSurest } from './dupes.mjs';
import { measureExport, measureImports, measureLinearity } from './import.mjs';
import { generateLeads } from './leads.mjs';
import { generateLists, measureLists } from './lists.mjs';
import { generateOwnFields, measureOwnFields } from './own-fields.mjs';
import { generateCalls, measureReports } from './reports.mjs';
import { measureRules } from './rules.mjs';
import { run } from './run.mjs';
import { measureSales } from './sales.mjs';
import { generatePurchases, generateSales } from './sales-data.mjs';
import { measureStartup } from './startup.mjs';
import { table } from './table.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROWS = 100_000;
const { rows: IMPORTED, rounds: ROUNDS, deals: DEALS, only, cases } = options(process.argv.slice(2));
const CALLS = 1_000_000;
const IMPORT_HEAD = ['', 's', 'cpu s', 'ratio', 'target', 'peak memory', 'target'];

/** The two forms of the program, and the most a command may take of what bare Node takes to do nothing. */
const PROGRAMS = [
  { name: 'Node', command: [process.execPath, path.join(ROOT, 'bin/crm.js')], target: 1.6, isCached: true },
  { name: 'one file', command: [path.join(ROOT, 'dist/crm')], target: 1.0 },
].filter(({ command }) => existsSync(command.at(-1)));

const folder = mkdtempSync(path.join(os.tmpdir(), 'crm-bench-'));
try {
  console.log(
    `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${process.platform}`,
  );
  console.log(`Node ${process.version}, ${new Date().toISOString()}\n`);

  if (only === undefined || only === 'import') await measureAllImports();
  if (only === undefined || only === 'rules') await measureAllRules();
  if (only === undefined || only === 'linearity') await measureAllSizes();
  if (only === undefined || only === 'startup') await measureStarts();
  if (only === undefined || only === 'lists') await measureAllLists();
  if (only === undefined || only === 'fields') await measureAllOwnFields();
  if (only === undefined) await measureRest();
  if (only === undefined || only === 'sales') await measureSalesReports();
  if (only === undefined || only === 'dupes') await measureSurestPairs();
  if (only === undefined || only === 'complete') await measureTab();
  if (only === undefined || only === 'board') await measureBoards();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAllImports() {
  console.log(`Imports of ${IMPORTED.toLocaleString('en')} rows, in processor time as a ratio to sqlite3`);
  const imports = [];
  for (const program of PROGRAMS) {
    imports.push(...(await measureImports(program, { rows: IMPORTED, rounds: ROUNDS, folder, cases })));
    if (cases.length === 0) imports.push(await measureExport(program, { rows: IMPORTED, folder }));
  }
  console.log(table(IMPORT_HEAD, imports));
}

async function measureAllRules() {
  console.log(
    `\nAn import of ${IMPORTED.toLocaleString('en')} leads with five rules, in processor time as a ratio to without`,
  );
  const rows = [];
  for (const program of PROGRAMS)
    rows.push(...(await measureRules(program, { rows: IMPORTED, rounds: ROUNDS, folder })));
  console.log(table(['', 's', 'cpu s', 'ratio', 'target'], rows));
}

async function measureAllSizes() {
  console.log('\nImports of ten times as many rows: the ratio of their ratio to that of the usual ones');
  const sizes = [];
  for (const program of PROGRAMS)
    sizes.push(...(await measureLinearity(program, { rows: IMPORTED, rounds: ROUNDS, folder })));
  console.log(table(IMPORT_HEAD, sizes));
}

async function measureStarts() {
  const start = path.join(folder, 'start.db');
  await fillStart(start);
  console.log(
    'Start-up: time of the whole command, as a ratio to bare `node -e 0`, and the commit of a row where it stores something',
  );
  for (const [what, db] of [
    ['empty', path.join(folder, 'empty.db')],
    [`${ROWS.toLocaleString('en')} leads`, start],
  ]) {
    console.log(`\nDatabase: ${what}`);
    const { reference, rows } = measureStartup(PROGRAMS, { db, cache: path.join(folder, 'cache') });
    console.log(table(['', 'least ms', 'median ms', 'ratio of medians', 'target', ''], rows));
    console.log(reference);
  }
}

async function measureAllLists() {
  const leads = 1_000_000;
  console.log(`\nLists of ${leads.toLocaleString('en')} leads, as a ratio to the same in plain SQL`);
  const files = Object.fromEntries(
    ['imported', 'aged'].map((which) => [which, path.join(folder, `lists-${which}.db`)]),
  );
  await generateLists(PROGRAMS[0], files, leads);
  const lists = [];
  for (const program of PROGRAMS) lists.push(...(await measureLists(program, files)));
  console.log(table(['', 'median ms', 'plain SQL in sqlite3', 'ratio', 'target'], lists));
  for (const file of Object.values(files)) rmSync(file);
}

async function measureAllOwnFields() {
  const leads = 1_000_000;
  console.log(
    `\nFields of the team among 30 of ${leads.toLocaleString('en')} leads, in processor time as a ratio to built-in ones`,
  );
  const file = path.join(folder, 'fields.db');
  await generateOwnFields(PROGRAMS[0], file, leads);
  const rows = [];
  for (const program of PROGRAMS) rows.push(...(await measureOwnFields(program, file)));
  console.log(table(['', 'cpu s', 'built-in', 'ratio', 'target'], rows));
  rmSync(file);
}

async function measureRest() {
  console.log('\nThe next lead to call, as a ratio to the smallest database');
  const calls = PROGRAMS.flatMap((program) => measureCallNext(program, folder));
  console.log(table(['', 'least ms', 'median ms', 'ratio of medians', 'target', ''], calls));

  console.log(`\nDuplicates among ${ROWS.toLocaleString('en')} leads, as a ratio to reading them`);
  const dupes = await measureDupes(PROGRAMS, folder, ROWS);
  console.log(table(['', 'pairs', 'least ms', 'ratio', 'target', 'peak memory', ''], dupes));

  console.log(`\nReports over ${CALLS.toLocaleString('en')} calls`);
  const file = path.join(folder, 'calls.db');
  await generateCalls(PROGRAMS[0], file, CALLS);
  const reports = [];
  for (const program of PROGRAMS) reports.push(...(await measureReports(program, file)));
  console.log(table(['', 'least ms', 'plain SQL in sqlite3', 'ratio', 'target'], reports));
}

async function measureSalesReports() {
  console.log(
    `\nReports over ${DEALS.toLocaleString('en')} deals with ${(4 * DEALS).toLocaleString('en')} entries into stages`,
  );
  const files = { sold: path.join(folder, 'sales.db'), bought: path.join(folder, 'purchases.db') };
  await generateSales(PROGRAMS[0], files.sold, DEALS);
  await generatePurchases(PROGRAMS[0], files.bought, DEALS);
  const reports = [];
  for (const program of PROGRAMS) reports.push(...(await measureSales(program, files)));
  console.log(table(['', 'least ms', 'plain SQL in sqlite3', 'ratio', 'target', 'peak memory'], reports));
}

async function measureSurestPairs() {
  const [few, many] = [10_000, 1_000_000];
  console.log(
    `\nThe 20 surest duplicates among ${many.toLocaleString('en')} leads, against ${few.toLocaleString('en')}`,
  );
  const rows = await measureSurest(PROGRAMS, folder, { few, many });
  console.log(table(['', 'least ms', 'of the fewer', 'ratio', 'target', 'peak memory'], rows));
}

async function measureTab() {
  const leads = 1_000_000;
  console.log(`\nTab among ${leads.toLocaleString('en')} leads, in processor time as a ratio to lead show 1`);
  const file = path.join(folder, 'names.db');
  await generateNames(PROGRAMS[0], file, leads);
  const rows = [];
  for (const program of PROGRAMS) rows.push(...(await measureCompletion(program, file)));
  console.log(table(['', 'median ms', 'lead show 1', 'ratio', 'target', ''], rows));
  rmSync(file);
}

async function measureBoards() {
  console.log(`\nThe board of ${ROWS.toLocaleString('en')} deals, on a terminal`);
  const [few, many] = ['few.db', 'many.db'].map((name) => path.join(folder, name));
  generateDeals(PROGRAMS[0], few, 100);
  generateDeals(PROGRAMS[0], many, ROWS);
  const board = [];
  for (const program of PROGRAMS) board.push(...(await measureBoard(program, { few, many })));
  console.log(table(['', '', 'target', ''], board));
}

/** Rows imported, how often, which part is measured and which imports of it, as the command line says. */
function options(args) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      deals: { type: 'string', default: '200000' },
      only: { type: 'string' },
      case: { type: 'string', multiple: true, default: [] },
    },
  });
  return {
    rows: Number(values.rows),
    rounds: Number(values.rounds),
    deals: Number(values.deals),
    only: values.only,
    cases: values.case,
  };
}

/** Fills a database with leads as they come in a file. */
async function fillStart(db) {
  const csv = path.join(folder, 'start.csv');
  await generateLeads(csv, ROWS);
  await run([...PROGRAMS[0].command, '--db', db, 'lead', 'import', csv]);
  rmSync(csv);
}
