import Database from 'better-sqlite3';
import { run } from './run.mjs';

const RUNS = 5;
const KINDS = ['number', 'text', 'choice'];
const OF_EACH = 10;
const CHOICES = 'abcdefghi';

/**
 * The same question to a built-in field and to one of the team with as many different values: marked as indexed, and for
 * reports also without an index.
 */
const QUESTIONS = [
  {
    name: 'filter, one in a thousand',
    list: ['--where'],
    own: 'text1 = "text 42"',
    built: 'industry = "text 42"',
  },
  {
    name: 'filter, one in nine',
    list: ['--limit', '50', '--where'],
    own: 'choice1 = c',
    built: 'source = c',
  },
  { name: 'range', list: ['--where'], own: 'number1 > 99900', built: 'employees > 99900' },
  { name: 'sort', list: ['--limit', '50', '--sort'], own: 'number1', built: 'employees' },
  { name: 'report by a choice', report: true, own: 'choice1', built: 'source' },
  { name: 'report by a choice without an index', report: true, own: 'choice2', built: 'source', most: 2 },
];

/** Makes a database with so many leads that have 30 custom fields, three of them indexed. */
export async function generateOwnFields({ command }, file, leads) {
  const crm = [...command, '--db', file];
  await run([...crm, 'lead', 'add', 'First']);
  const values = [];
  for (let nth = 1; nth <= OF_EACH; nth++) {
    for (const kind of KINDS) {
      const choices = kind === 'choice' ? ['--choices', [...CHOICES].join(',')] : [];
      const index = nth === 1 ? ['--index'] : [];
      await run([...crm, 'field', 'add', 'lead', `${kind}${nth}`, '--type', kind, ...choices, ...index]);
    }
    values.push(
      `'number${nth}', i * ${7919 + nth} % 100000`,
      `'text${nth}', 'text ' || (i * ${31 + nth} % 1000)`,
    );
    values.push(`'choice${nth}', char(97 + i * ${17 + nth} % 9)`);
  }
  const db = new Database(file);
  db.exec(`
    pragma synchronous = off;
    begin;
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${leads})
    insert into lead (name, name_key, company, company_key, status, source, industry, employees, notes, custom, created_at, updated_at)
    select 'Lead ' || i, 'lead ' || i, 'Company ' || (i % 70000), 'company ' || (i % 70000), 'new', char(97 + i * 18 % 9),
      'text ' || (i * 32 % 1000), i * 7920 % 100000, 'Met at the fair, wants a quote by May; has a contract elsewhere',
      json_object(${values.join(', ')}), '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from n;
    commit;
    pragma wal_checkpoint(truncate);
  `);
  db.close();
}

/** Least processor times of each question to both fields, measured in turns. Returns rows of the table. */
export async function measureOwnFields({ name, command }, file) {
  const rows = [];
  for (const { name: what, list, report, own, built, most = 1.5 } of QUESTIONS) {
    const ask = (field) => [
      ...[...command, '--db', file],
      ...(report
        ? ['report', 'run', '--on', 'lead', '--measure', 'count', '--group', field]
        : ['lead', 'list', ...list, field]),
    ];
    const least = { own: Infinity, built: Infinity };
    for (let i = 0; i < RUNS; i++)
      for (const [which, field] of Object.entries({ own, built }))
        least[which] = Math.min(least[which], (await run(ask(field))).cpu);
    const ratio = least.own / least.built;
    rows.push([
      `${name}: ${what}`,
      least.own.toFixed(2),
      least.built.toFixed(2),
      ratio.toFixed(2),
      `at most ${most}`,
    ]);
  }
  return rows;
}
