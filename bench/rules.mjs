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

/** The same, but for one that changes every lead, and most of them a second time. */
const RULES_OF_ALL = RULES.map((rule) =>
  rule.includes('task') ? 'on lead.created if website is not empty then set rating = warm' : rule,
);

/** Rules of which each changes every lead. */
const RULES_OF_EACH = [
  'on lead.created if company is not empty then assign round-robin(ann, bob:2, cem)',
  'on lead.created if name is not empty then tag inbound',
  'on lead.created if company is not empty then set rating = hot',
  'on lead.created if name is not empty then set industry = Retail',
  'on lead.created if company is not empty then set language = German',
];

/** Imports leads into databases with five rules, with and without them in turn: rows of the table. */
export async function measureRules({ name, command }, { rows, rounds, folder }) {
  const [csv, measured] = ['leads.csv', 'measured.db'].map((each) => path.join(folder, each));
  const crm = (file, ...args) => run([...command, '--db', file, ...args]);
  const cases = [
    { how: 'without rules', rules: RULES, options: ['--no-rules'] },
    { how: 'with five rules', rules: RULES, options: [] },
    { how: 'with five rules, one for every lead', rules: RULES_OF_ALL, options: [] },
    { how: 'with five rules, each for every lead', rules: RULES_OF_EACH, options: [] },
  ].map((each, at) => ({ ...each, db: path.join(folder, `rules-${at}.db`), taken: [] }));
  for (const { db, rules } of cases) {
    for (const user of ['ann', 'bob', 'cem']) await crm(db, 'user', 'add', user);
    for (const rule of rules) await crm(db, 'rule', 'add', rule);
  }
  await generate('leads', csv, { rows });
  for (let round = 0; round < rounds; round++)
    for (const { db, options, taken } of cases) {
      copyFileSync(db, measured);
      const { ms, cpu } = await crm(measured, 'lead', 'import', csv, ...options);
      taken.push({ seconds: ms / 1000, cpu });
      rmSync(measured);
    }
  for (const file of [csv, ...cases.map(({ db }) => db)]) rmSync(file);
  const median = ({ taken }, what) =>
    taken.map((each) => each[what]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
  const [without] = cases;
  return cases.map((each) => [
    `${name}: ${each.how}`,
    median(each, 'seconds').toFixed(1),
    median(each, 'cpu').toFixed(2),
    ...(each === without
      ? ['', '']
      : [(median(each, 'cpu') / median(without, 'cpu')).toFixed(2), `at most ${MOST}`]),
  ]);
}
