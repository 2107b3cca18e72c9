import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { generate } from './import-files.mjs';
import { run } from './run.mjs';

/** What rules may cost: an import with five of them takes at most so many times as long as without. */
const MOST = 1.5;

/** Rules that a team has for new leads: each looks at every row, and what it finds it does. */
const RULES = [
  'on lead.created if source = web then assign round-robin(ann, bob:2, cem)',
  'on lead.created if website is not empty then tag inbound',
  'on lead.created if city = Boston then set rating = hot',
  'on lead.created if title ~ "chief" then task "Call" due +1h priority high',
  'on lead.saving if company is empty then refuse "Enter the company first"',
];

/** Imports leads into a database with five rules, with and without them in turn: rows of the table. */
export async function measureRules({ name, command }, { rows, rounds, folder }) {
  const [empty, db, csv] = ['rules.db', 'measured.db', 'leads.csv'].map((each) => path.join(folder, each));
  const crm = (file, ...args) => run([...command, '--db', file, ...args]);
  for (const user of ['ann', 'bob', 'cem']) await crm(empty, 'user', 'add', user);
  for (const rule of RULES) await crm(empty, 'rule', 'add', rule);
  await generate('leads', csv, { rows });
  const taken = { with: [], without: [] };
  for (let round = 0; round < rounds; round++)
    for (const [how, options] of [
      ['without', ['--no-rules']],
      ['with', []],
    ]) {
      copyFileSync(empty, db);
      const { ms, cpu } = await crm(db, 'lead', 'import', csv, ...options);
      taken[how].push({ seconds: ms / 1000, cpu });
      rmSync(db);
    }
  for (const file of [empty, csv]) rmSync(file);
  const median = (how, what) =>
    taken[how].map((each) => each[what]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
  const figures = (how) => [median(how, 'seconds').toFixed(1), median(how, 'cpu').toFixed(2)];
  const ratio = median('with', 'cpu') / median('without', 'cpu');
  return [
    [`${name}: without rules`, ...figures('without'), '', ''],
    [`${name}: with five rules`, ...figures('with'), ratio.toFixed(2), `at most ${MOST}`],
  ];
}
