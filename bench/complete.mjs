import Database from 'better-sqlite3';
import { run } from './run.mjs';

const RUNS = 11;
const WARM_UP = 3;

/** The most that Tab may take of what it takes to show a lead. */
const TARGET = 1.5;

/** What is typed before Tab: beginnings of names that few and many records have, and of phones. */
const TYPED = [
  ['bash', 'lead', 'show', 'M'],
  ['bash', 'lead', 'show', 'Marbel'],
  ['zsh', 'lead', 'show', 'Marbel Tor'],
  ['fish', 'lead', 'show', '+1415'],
  ['zsh', 'contact', 'show', 'Kar'],
  ['fish', 'account', 'show', 'Lum'],
  ['bash', 'opp', 'show', 'Ren'],
];

const SYLLABLES = "'mar','bel','tor','kan','lum','sor','ved','nil','pau','rex','sia','dor'";

/** Makes a database with so many leads, and a tenth of them as contacts, accounts and deals, whose names all differ. */
export async function generateNames({ command }, file, leads) {
  await run([...command, '--db', file, 'lead', 'add', 'First Lead']);
  await run([...command, '--db', file, 'opp', 'add', 'Renewal']);
  const db = new Database(file);
  const few = Math.floor(leads / 10);
  db.exec(`
    create temp table part (i integer primary key, text text);
    insert into part (text) values (${SYLLABLES.replaceAll(',', '),(')});
    create temp table person as
      with recursive n (i) as (select 2 union all select i + 1 from n where i < ${leads})
      select i,
        (select upper(substr(text, 1, 1)) || substr(text, 2) from part where part.i = n.i % 12 + 1) ||
        (select text from part where part.i = n.i / 12 % 12 + 1) as first,
        (select upper(substr(text, 1, 1)) || substr(text, 2) from part where part.i = n.i / 144 % 12 + 1) ||
        (select text from part where part.i = n.i / 1728 % 12 + 1) || n.i as last
      from n;
    insert into lead (id, first_name, last_name, name, name_key, company, company_key, status, created_at, updated_at)
      select i, first, last, first || ' ' || last, lower(first || ' ' || last), 'Company ' || i, 'company ' || i, 'new',
        '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z' from person;
    insert into phone (lead_id, e164, typed) select i, '+1415' || printf('%07d', i), 'x' from person;
    insert into account (name, name_key, created_at, updated_at)
      select 'Lumen ' || i, 'lumen ' || i, '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z' from person limit ${few};
    insert into contact (first_name, last_name, name, name_key, created_at, updated_at)
      select 'Kara', last, 'Kara ' || last, 'kara ' || lower(last), '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'
      from person limit ${few};
    analyze;`);
  db.close();
}

/** Compares Tab in each shell with `lead show 1`, in processor time, all in turn. */
export async function measureCompletion({ name, command }, file) {
  const base = [];
  const cases = TYPED.map(([shell, ...words]) => ({
    title: `${name}: ${shell}, ${words.join(' ')}<Tab>`,
    // Bash and fish hand over the line, zsh its words.
    args: ['complete', shell, '--', ...(shell === 'zsh' ? words : [`crm ${words.join(' ')}`])],
    times: [],
  }));
  const measure = async (args) => (await run(['env', `CRM_DB=${file}`, ...command, ...args])).cpu * 1000;
  for (let round = 0; round < WARM_UP + RUNS; round++)
    for (const [times, args] of [
      [base, ['lead', 'show', '1']],
      ...cases.map((each) => [each.times, each.args]),
    ]) {
      const ms = await measure(args);
      if (round >= WARM_UP) times.push(ms);
    }
  const shown = median(base);
  return cases.map(({ title, times }) => {
    const ratio = median(times) / shown;
    return [
      title,
      median(times).toFixed(0),
      shown.toFixed(0),
      ratio.toFixed(2),
      TARGET.toFixed(1),
      ratio <= TARGET ? 'met' : 'missed',
    ];
  });
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
