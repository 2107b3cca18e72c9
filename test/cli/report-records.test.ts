import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A report, with the texts that name a row, and the columns that count records or add up their amounts. */
interface Checked {
  readonly args: readonly string[];
  readonly names: readonly string[];
  readonly counts: readonly string[];
  readonly amounts?: readonly string[];
  /** Rows are records: each is alone behind its own. */
  readonly areRecords?: true;
}

const STAGES = ['pipeline', 'stage'];
const REPORTS: readonly Checked[] = [
  { args: ['pipeline'], names: [...STAGES, 'status'], counts: ['count'], amounts: ['amount'] },
  { args: ['pipeline', '--by', 'owner', '--all'], names: ['owner'], counts: ['count'] },
  { args: ['pipeline', '--by', 'tags'], names: ['tags'], counts: ['count'], amounts: ['amount'] },
  { args: ['won'], names: [], counts: ['count'], amounts: ['amount'] },
  { args: ['won', '--by', 'owner'], names: ['owner'], counts: ['count'] },
  { args: ['won', '--owner', 'ann'], names: [], counts: ['count'] },
  { args: ['lost', '--by', 'month'], names: ['month'], counts: ['count'], amounts: ['amount'] },
  {
    args: ['forecast', '--period', '2026'],
    names: ['period'],
    counts: ['count'],
    amounts: ['closed', 'commit', 'best_case', 'pipeline', 'omitted', 'total'],
  },
  { args: ['forecast', '--period', '2026', '--by', 'owner'], names: ['owner', 'period'], counts: ['count'] },
  { args: ['forecast', '--period', '2026', '--by', 'team'], names: ['team', 'period'], counts: ['count'] },
  { args: ['pipeline', '--by', 'team', '--all'], names: ['team'], counts: ['count'] },
  { args: ['won', '--by', 'team'], names: ['team'], counts: ['count'] },
  { args: ['coverage', '--period', '2026'], names: ['period'], counts: [], amounts: ['closed', 'open'] },
  {
    args: ['pipeline-diff', '--since', '2026-02-20'],
    names: ['step'],
    counts: ['count'],
    amounts: ['amount'],
  },
  {
    args: ['pipeline-diff', '--since', '2026-02-20', '--by', 'source'],
    names: ['source', 'step'],
    counts: ['count'],
    amounts: ['amount'],
  },
  {
    args: ['sources'],
    names: ['source'],
    counts: ['leads', 'converted', 'won', 'last_won'],
    amounts: ['amount', 'last_amount'],
  },
  { args: ['activity'], names: ['user'], counts: ['calls', 'emails', 'meetings', 'notes', 'total', 'won'] },
  { args: ['activity', '--by', 'month'], names: ['month'], counts: ['calls', 'meetings', 'total'] },
  {
    args: ['leaderboard', '--period', '2026'],
    names: ['user'],
    counts: ['won', 'calls', 'meetings', 'activities'],
  },
  { args: ['funnel'], names: ['step'], counts: ['leads'] },
  { args: ['funnel', '--by', 'source'], names: ['source', 'step'], counts: ['leads'] },
  { args: ['speed-to-lead', '--by', 'source'], names: ['source'], counts: ['leads', 'touched'] },
  { args: ['conversion'], names: STAGES, counts: ['deals', 'advanced', 'lost', 'open'] },
  {
    args: ['conversion', '--by', 'owner'],
    names: ['owner', ...STAGES],
    counts: ['deals', 'advanced', 'lost', 'open'],
  },
  { args: ['velocity', '--since', '2026-02-01'], names: STAGES, counts: ['deals', 'open'] },
  { args: ['bottleneck'], names: STAGES, counts: ['deals', 'open'] },
  { args: ['stale', '--days', '5'], names: ['name'], counts: [], areRecords: true },
  {
    args: ['stuck', '--limit', '100'],
    names: ['name'],
    counts: [],
    areRecords: true,
  },
  { args: ['cases', '--by', 'owner'], names: ['owner'], counts: ['cases', 'open', 'reopened', 'rated'] },
  { args: ['products'], names: ['product'], counts: ['purchases', 'refunds'], amounts: ['amount'] },
  { args: ['customers'], names: ['name'], counts: [], amounts: ['amount'] },
  { args: ['win-back'], names: ['name'], counts: [], amounts: ['amount'] },
  {
    args: ['cross-sell', '--least', '1'],
    names: ['product', 'other'],
    counts: ['owners', 'both', 'other_owners', 'customers'],
  },
  {
    args: ['calls', '--by', 'user'],
    names: ['user'],
    counts: ['dials', 'connects', 'conversations', 'meetings_set'],
  },
  { args: ['calls'], names: [], counts: ['dials', 'connects', 'conversations', 'meetings_set'] },
  { args: ['cadence'], names: [], counts: ['dials', 'connects', 'meetings_set'] },
  { args: ['compliance', '--rule', '1'], names: ['rule', 'owner'], counts: ['checked', 'broken'] },
  {
    args: ['coverage', '--period', '2026', '--by', 'stage'],
    names: ['stage', 'period'],
    counts: [],
    amounts: ['closed', 'open'],
  },
  {
    args: ['won', '--by', 'week', '--since', '2026-02-20', '--compare', 'previous'],
    names: ['week'],
    counts: ['count', 'count_before'],
    amounts: ['amount', 'amount_before'],
  },
  {
    args: ['lost', '--by', 'source', '--since', '2026-02-15', '--compare', 'previous'],
    names: ['source'],
    counts: ['count', 'count_before'],
    amounts: ['amount', 'amount_before'],
  },
  {
    args: ['calls', '--by', 'user', '--since', '2026-02-15', '--compare', 'previous'],
    names: ['user'],
    counts: ['dials', 'dials_before', 'connects', 'connects_before'],
  },
  {
    args: [
      ...['run', '--group', 'month(created_at)', '--measure', 'count, sum(amount)', '--date', 'created_at'],
      ...['--since', '2026-02-01', '--compare', 'previous'],
    ],
    names: ['month_created_at'],
    counts: ['count', 'count_before'],
    amounts: ['sum_amount', 'sum_amount_before'],
  },
  {
    args: ['run', '--group', 'stage, owner', '--measure', 'count'],
    names: ['stage', 'owner'],
    counts: ['count'],
  },
  {
    args: ['run', '--group', 'source', '--measure', 'count, sum(amount)', '--having', 'count > 1'],
    names: ['source'],
    counts: ['count'],
    amounts: ['sum_amount'],
  },
];

const TODAY = Date.parse('2026-03-12T00:00:00Z');
const dayAt = (ago: number) => new Date(TODAY - ago * 86_400_000).toISOString().slice(0, 10);
/** Just before and after midnight, in the hours around a change of clocks, or at noon. */
const HOURS = ['00:30', '02:30', '12:00', '23:30'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const ago = fc.nat(60);
const moment = fc
  .tuple(ago, fc.constantFrom(...HOURS))
  .map(([days, hour]) => `${dayAt(days)}T${hour}:00.000Z`);
const minor = maybe(fc.integer({ min: -1000, max: 900_000 }));
const currency = fc.constantFrom('USD', 'EUR');
const source = maybe(fc.constantFrom('web', 'expo'));
const owner = maybe(fc.integer({ min: 1, max: 3 }));
const link = maybe(fc.integer({ min: 1, max: 6 }));

const worlds = fc.record({
  deals: fc.array(
    fc.record({
      ...{ stage: fc.integer({ min: 1, max: 6 }), minor, currency, owner, source, created: moment },
      ...{ closed: ago, close: maybe(fc.integer({ min: -40, max: 40 })), account: link },
      // None at all: an import without a history.
      visits: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), moment), { maxLength: 3 }),
      split: fc.boolean(),
      tags: fc.subarray(['a', 'b']),
    }),
    { minLength: 6, maxLength: 8 },
  ),
  leads: fc.array(fc.record({ source, owner, created: moment, converted: maybe(moment), deal: link }), {
    minLength: 6,
    maxLength: 8,
  }),
  activities: fc.array(
    fc.record({
      type: fc.constantFrom('call', 'email', 'meeting', 'note', 'event'),
      ...{ at: moment, user: owner, lead: link, deal: link },
      direction: maybe(fc.constantFrom('in', 'out')),
      outcome: maybe(fc.constantFrom('meeting-set')),
      disposition: maybe(fc.constantFrom('answered', 'no-answer')),
      duration: maybe(fc.nat(200)),
    }),
    { maxLength: 20 },
  ),
  purchases: fc.array(
    fc.record({
      ...{ minor, currency, account: link, product: maybe(fc.integer({ min: 1, max: 3 })), bought: ago },
      status: fc.constantFrom('active', 'ended', 'refunded'),
    }),
    { maxLength: 12 },
  ),
  cases: fc.array(
    fc.record({
      owner,
      created: moment,
      solved: maybe(moment),
      reopened: fc.nat(1),
      satisfaction: maybe(fc.integer({ min: 1, max: 5 })),
    }),
    { maxLength: 5 },
  ),
});

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

const TABLES =
  'tagging, stage_history, opp_split, purchase, activity, lead, "case", opp, account, product'.split(', ');

function fill(db: Database.Database, world: World): void {
  const insert = (table: string, values: Readonly<Record<string, string | number | null>>) => {
    const names = Object.keys(values);
    db.prepare(
      `insert into "${table}" (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    ).run(...Object.values(values));
  };
  const dated = (created_at: string) => ({ created_at, updated_at: created_at });
  const old = dated(`${dayAt(90)}T12:00:00.000Z`);
  db.pragma('foreign_keys = off');
  db.transaction(() => {
    for (const table of TABLES) db.exec(`delete from ${table}`);
    for (let id = 1; id <= 6; id++)
      insert('account', {
        id,
        name: `Account ${id}`,
        name_key: `account ${id}`,
        owner_id: 1 + (id % 3),
        ...old,
      });
    for (let id = 1; id <= 3; id++)
      insert('product', { id, name: `Product ${id}`, name_key: `product ${id}`, ...old });
    for (const [at, deal] of world.deals.entries()) {
      const id = at + 1;
      insert('opp', {
        ...{ id, name: `Deal ${id}`, name_key: `deal ${id}`, pipeline_id: 1, stage_id: deal.stage },
        ...{ amount_minor: deal.minor, currency: deal.currency, owner_id: deal.owner, source: deal.source },
        ...{ account_id: deal.account, close_date: deal.close === null ? null : dayAt(deal.close) },
        ...{ closed_on: deal.stage > 4 ? dayAt(deal.closed) : null, ...dated(deal.created) },
      });
      for (const [stage_id, entered_at] of deal.visits)
        insert('stage_history', {
          ...{ opp_id: id, stage_id, entered_at, amount_minor: deal.minor, currency: deal.currency },
        });
      if (deal.split)
        for (const [position, share] of [3000, 7000].entries())
          insert('opp_split', { opp_id: id, user_id: 1 + position, share, position });
      for (const tag of deal.tags) insert('tagging', { opp_id: id, tag });
    }
    for (const [at, lead] of world.leads.entries()) {
      const id = at + 1;
      insert('lead', {
        ...{ id, name: `Lead ${id}`, name_key: `lead ${id}`, source: lead.source, owner_id: lead.owner },
        ...{ status: 'new', converted_at: lead.converted, opp_id: lead.deal, ...dated(lead.created) },
      });
    }
    for (const { at, user: user_id, lead: lead_id, deal: opp_id, ...values } of world.activities)
      insert('activity', { at, user_id, lead_id, opp_id, ...values, ...dated(at) });
    for (const [at, bought] of world.purchases.entries())
      insert('purchase', {
        ...{ name: `Purchase ${at}`, amount_minor: bought.minor, currency: bought.currency },
        ...{ account_id: bought.account, product_id: bought.product, bought_on: dayAt(bought.bought) },
        ...{ status: bought.status, ...old },
      });
    for (const { owner: owner_id, created, solved: solved_at, ...values } of world.cases)
      insert('case', {
        subject: 'Help',
        name_key: 'help',
        owner_id,
        solved_at,
        ...values,
        ...dated(created),
      });
  })();
}

type JsonRow = Readonly<Record<string, string | number | null>>;

test('the records that explain a figure are as many as it counts, and their amounts add up to it', async () => {
  const home = makeHome();
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await crm(args, { home, env: { TZ: 'America/New_York' } });
    expect([args, exitCode, stderr]).toEqual([args, 0, expect.anything()]);
    return stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json')) as JsonRow[];
  await run('opp', 'add', 'First');
  for (const name of ['ann', 'bob', 'cyd']) await run('user', 'add', name);
  await run('team', 'add', 'emea', 'ann', 'bob');
  await run('team', 'add', 'apac', 'bob', 'cyd');
  await run('compliance', 'add', 'amounts', '--of', 'status = open', '--where', 'amount is empty');
  const db = new Database(join(home, 'data', 'crm', 'crm.db'));
  const amountsOf = (noun: string) =>
    new Map(
      noun === 'opp' || noun === 'purchase'
        ? (
            db.prepare(`select id, amount_minor as minor, currency from "${noun}"`).all() as {
              id: number;
              minor: number | null;
              currency: string;
            }[]
          ).map((row) => [`${noun}:${row.id}`, row])
        : [],
    );

  await fc.assert(
    fc.asyncProperty(worlds, fc.subarray([...REPORTS], { minLength: 12 }), async (world, reports) => {
      fill(db, world);
      const amounts = new Map([...amountsOf('opp'), ...amountsOf('purchase')]);
      for (const { args, names, counts, amounts: columns = [], areRecords } of reports) {
        const rows = await json('report', ...args);
        const records = await json('report', ...args, '--explain');
        if (areRecords) {
          expect([args, records.map(({ id }) => id)]).toEqual([args, rows.map(({ id }) => `opp:${id}`)]);
          continue;
        }
        const titleOf = (row: JsonRow) =>
          names.length > 0
            ? names
                .map((name) => row[name])
                .filter((text) => text !== null && text !== '')
                .join(', ') || '(none)'
            : row.attempt === undefined
              ? null
              : `Attempt ${row.attempt}`;
        for (const [title, own] of Map.groupBy(rows, titleOf)) {
          const behind = (column: string) => {
            const ofRow = records.filter((record) => record.row === title);
            const named = ofRow.filter(({ figures }) =>
              String(figures ?? '')
                .split(' ')
                .includes(column),
            );
            return new Set(
              (named.length > 0 ? named : ofRow.filter(({ figures }) => figures === null)).map(({ id }) =>
                String(id),
              ),
            );
          };
          for (const column of counts) {
            const counted = own.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
            const isOfOthers =
              counted === 0 &&
              !records.some(
                ({ row, figures }) =>
                  row === title &&
                  String(figures ?? '')
                    .split(' ')
                    .includes(column),
              );
            if (isOfOthers) continue;
            expect([args, title, column, behind(column).size]).toEqual([args, title, column, counted]);
          }
          for (const column of columns)
            for (const row of own) {
              const shown = Number(row[column] ?? 0);
              if (shown === 0) continue;
              const sum = [...behind(column)]
                .map((id) => amounts.get(id))
                .filter((record) => record?.currency === row.currency)
                .reduce((all, record) => all + (record?.minor ?? 0), 0);
              expect([args, title, column, row.currency, sum]).toEqual([
                args,
                title,
                column,
                row.currency,
                Math.round(shown * 100),
              ]);
            }
        }
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
  db.close();
}, 300_000);

test('the SQL that explains a report for each group finds the records of all of them', async () => {
  const home = makeHome();
  for (const tag of ['a', 'b', 'c']) await crm(['opp', 'add', `Deal ${tag}`, '--tag', tag], { home });
  const { stdout } = await crm(['report', 'pipeline-diff', '--by', 'tags', '--explain'], { home });
  const statements = stdout.slice(stdout.indexOf('SQL: ') + 5).split(/;\n/);
  expect(statements.map((statement) => statement.split('\n')[0])).toEqual(['-- a', '-- b', '-- c']);
  const db = new Database(join(home, 'data', 'crm', 'crm.db'), { readonly: true });
  const found = statements.map((statement) =>
    (db.prepare(statement).all() as { id: number; key: string }[]).map(({ id, key }) => `${id} ${key}`),
  );
  expect(found).toEqual([1, 2, 3].map((id) => [`${id} end`, `${id} opened`]));
  db.close();
});

test('the SQL that explains a coverage finds no deals that are overdue or omitted', async () => {
  const home = makeHome();
  const add = (name: string, ...args: string[]) => crm(['opp', 'add', name, ...args], { home });
  await add('Overdue', '--close', '2026-03-01');
  await add('Omitted', '--close', '2026-03-20');
  await crm(['opp', 'forecast', '2', 'omitted'], { home });
  await add('Without a day');
  await add('In time', '--close', '2026-03-20', '--amount', '10');
  const { stdout } = await crm(['report', 'coverage', '--explain'], { home });
  const db = new Database(join(home, 'data', 'crm', 'crm.db'), { readonly: true });
  const found = stdout
    .slice(stdout.indexOf('SQL: ') + 5)
    .split(/;\n/)
    .flatMap((statement) => db.prepare(statement).all() as { id: number; key: string }[]);
  expect([...new Set(found.map(({ id, key }) => `${id} ${key}`))]).toEqual(['4 2026-03', '4 (total)']);
  db.close();
});

test('the SQL that explains which deals are stuck finds them', async () => {
  const home = makeHome();
  await crm(['opp', 'add', 'Held up', '--amount', '10'], { home });
  await crm(['opp', 'add', 'Planned', '--next-step', 'call'], { home });
  const { stdout } = await crm(['report', 'stuck', '--explain'], { home });
  expect(stdout).toContain('Records: opp:1\n');
  const statement = /^SQL: ([^;]*)/ms.exec(stdout)?.[1] ?? '';
  const db = new Database(join(home, 'data', 'crm', 'crm.db'), { readonly: true });
  expect(db.prepare(statement).all()).toMatchObject([{ id: 1, name: 'Held up' }]);
  db.close();
});
