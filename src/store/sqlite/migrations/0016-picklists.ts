import type Database from 'better-sqlite3';
import { editConstraint } from './edit-constraint.ts';
import type { Migration } from './migration.ts';

/**
 * Lists of values as data. A record keeps its value as text: indexes, archives and filters stay as they are, and a list
 * says which texts are known. What records have becomes values of the lists.
 */
export const addPicklists: Migration = (db) => {
  editConstraint(db, 'lead', ' references lead_status (name) on update cascade', '');
  editConstraint(
    db,
    'account',
    "\n    check (kind in ('customer', 'prospect', 'partner', 'vendor', 'donor', 'employee', 'person', 'other'))",
    '',
  );
  editConstraint(db, 'task', " check (kind in ('todo', 'callback', 'meeting', 'email'))", '');
  db.exec(TABLES);
  const addList = db.prepare('insert into picklist (name, closed) values (?, ?)');
  for (const [name, { closed }] of Object.entries(LISTS)) addList.run(name, closed ? 1 : 0);
  const add = db.prepare(
    'insert into picklist_value (list, name, name_key, kind, position) values (?, ?, ?, ?, ?)',
  );
  const lists = Object.entries(LISTS);
  for (const [list, { values = [], columns = [] }] of lists) {
    const known = new Set<string>();
    const addValue = (name: string, kind: string | null) => {
      if (known.has(name)) return;
      known.add(name);
      add.run(list, name, keyOf(name), kind, known.size);
    };
    for (const [name, kind] of values) addValue(name, kind);
    if (list === 'lead-status') for (const { name, kind } of statuses(db)) addValue(name, kind);
    for (const name of textsOf(db, columns)) addValue(name, null);
  }
  db.exec(`
    update lead set status = (select name from lead_status where name = status)
      where not exists (select 1 from picklist_value where list = 'lead-status' and name = status);
    drop table lead_status;`);
};

function statuses(db: Database.Database): { name: string; kind: string }[] {
  return db.prepare('select name, kind from lead_status order by position').all() as never;
}

/** The different texts of columns, in the order of the alphabet. */
function textsOf(db: Database.Database, columns: readonly string[]): string[] {
  const texts = new Set<string>();
  for (const column of columns) {
    const [table, name] = column.split('.');
    const query = db.prepare<[], string>(
      `select distinct "${name}" from "${table}" where "${name}" is not null and trim("${name}") <> ''`,
    );
    for (const text of query.pluck().all()) texts.add(text);
  }
  return [...texts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a < b ? -1 : 1));
}

function keyOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

interface List {
  readonly closed: boolean;
  /** Values of every database, with what they mean to the program. */
  readonly values?: readonly (readonly [name: string, kind: string | null])[];
  /** Columns whose texts become values. */
  readonly columns?: readonly string[];
}

const LISTS: Readonly<Record<string, List>> = {
  'lead-status': { closed: true },
  source: { closed: false, columns: ['lead.source', 'account.source', 'contact.source', 'opp.source'] },
  industry: { closed: false, columns: ['lead.industry', 'account.industry'] },
  'lost-reason': { closed: false, columns: ['opp.lost_reason'] },
  'disqualify-reason': { closed: false, columns: ['lead.reason'] },
  'account-kind': {
    closed: true,
    values: [
      ['prospect', 'prospect'],
      ['customer', 'customer'],
      ['partner', null],
      ['vendor', null],
      ['donor', null],
      ['employee', null],
      ['person', 'person'],
      ['other', null],
    ],
  },
  'task-kind': {
    closed: true,
    values: [
      ['todo', 'todo'],
      ['callback', 'callback'],
      ['meeting', 'meeting'],
      ['email', null],
    ],
  },
  role: { closed: false, columns: ['opp_contact.role'] },
  salutation: {
    closed: false,
    values: [
      ['Mr', null],
      ['Ms', null],
      ['Mrs', null],
      ['Mx', null],
      ['Dr', null],
      ['Prof', null],
    ],
  },
};

const TABLES = `
create table picklist (
  id integer primary key autoincrement,
  name text not null unique,
  closed integer not null check (closed in (0, 1))
) strict;

-- Former names of a value point to it, so that files, filters and scripts which have them still mean it.
create table picklist_value (
  id integer primary key autoincrement,
  list text not null,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  kind text,
  position integer not null,
  alias_of integer references picklist_value (id),
  unique (list, name)
) strict;
create index picklist_value_key on picklist_value (list, name_key);
create index picklist_value_alias on picklist_value (alias_of) where alias_of is not null;
`;
