import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

const one = (...texts: string[]) => fc.constantFrom(...texts);
const blankOr = (...texts: string[]) => fc.constantFrom('', '', ...texts);
/** A cell that is mostly good, and sometimes one that its field cannot hold. */
const mostly = (bad: string, ...good: string[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constant(bad) });

/** Columns of files and possible cells: few values, so that rows match one another. */
const FILES = {
  account: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Engines Ltd', 'ENGINES', 'Quanta'),
    Website: blankOr('engines.example', 'quanta.example', 'ask them'),
    City: blankOr('York', 'Rome'),
    Parent: blankOr('Quanta', 'Nobody'),
    Phone: blankOr('+1 415 555 0101', 'call me'),
  },
  contact: {
    Name: mostly('', 'Ada Byron', 'Ada', 'Max Born'),
    Email: blankOr('a@x.example', 'b@x.example', 'at home'),
    Phone: blankOr('+1 415 555 0101', '+1 415 555 0102'),
    'Do not call': mostly('until May', '', 'yes'),
    Title: blankOr('Boss', 'Cook'),
    Birthdate: blankOr('1990-02-01', 'in May'),
  },
  activity: {
    Type: one('call', 'note', 'Webinar'),
    At: mostly('once', '2026-01-01 10:00', '2026-01-02 10:00'),
    Subject: blankOr('Hi', 'Bye'),
    Body: blankOr('one', 'two'),
    Contact: blankOr('Ada Byron', 'Nobody'),
  },
  meeting: {
    Subject: mostly('', 'Demo', 'Review'),
    'Starts at': mostly('soon', '2031-01-01 10:00', '2031-02-01 10:00'),
    Place: blankOr('Room 1', 'Room 2'),
    Notes: blankOr('one', 'two'),
  },
  case: {
    'External ID': blankOr('1', '2'),
    Subject: mostly('', 'Broken', 'Late'),
    Status: mostly('upside down', 'open', 'closed'),
    Priority: blankOr('high', 'P1'),
    Notes: blankOr('one', 'two'),
  },
  product: {
    Code: mostly('', 'A1', 'B2', 'C3'),
    Name: one('Valve', 'Pump'),
    Price: mostly('much', '5', '12.50', ''),
    Notes: blankOr('one', 'two'),
  },
  opp: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Big', 'Small'),
    Amount: blankOr('100', '250.50', 'much'),
    Stage: mostly('upside down', 'proposal', 'won', ''),
    'Close date': blankOr('2031-04-01', 'soon'),
    Account: blankOr('Quanta', 'Nobody'),
  },
  lead: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Ada Byron', 'Max Born'),
    Company: blankOr('Engines'),
    Email: blankOr('a@x.example', 'at home'),
    Status: mostly('upside down', 'new', ''),
    Title: blankOr('Boss', 'Cook'),
  },
  task: {
    'External ID': blankOr('1', '2'),
    Subject: mostly('', 'Call', 'Mail'),
    'Due date': mostly('soon', '2031-01-01', ''),
    Priority: blankOr('high', 'P1'),
    Contact: blankOr('Ada Byron', 'Nobody'),
    Notes: blankOr('one', 'two'),
  },
  purchase: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Licence', 'Support'),
    Amount: mostly('much', '100', '250.50', ''),
    'Bought on': mostly('soon', '2025-04-01', '2025-05-01'),
    Account: blankOr('Nobody'),
  },
  asset: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Pump', 'Valve'),
    Serial: blankOr('S1', 'S2'),
    Status: mostly('upside down', 'active', ''),
    Account: blankOr('Nobody'),
  },
  contract: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Service', 'Rent'),
    Number: blankOr('C1', 'C2'),
    Amount: mostly('much', '100', ''),
    'Starts on': blankOr('2031-04-01', 'soon'),
  },
  expense: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Stand', 'Travel'),
    Amount: mostly('much', '100', '250.50'),
    'Spent on': mostly('soon', '2026-01-01', '2026-01-02'),
  },
  pricebook: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Usual', 'Partners'),
    Currency: one('USD', 'EUR', 'shells'),
    'Valid from': blankOr('2031-04-01', 'soon'),
  },
  campaign: {
    'External ID': blankOr('1', '2'),
    Name: mostly('', 'Spring', 'Autumn'),
    'Start date': mostly('soon', '2026-04-01', ''),
    Budget: mostly('much', '500', ''),
    Notes: blankOr('one', 'two'),
  },
} as const;

/** What somebody writes where a cell was refused. */
const replaced = (column: string, bad: string, good: string) => (row: Readonly<Record<string, string>>) =>
  row[column] === bad ? [[column, good] as const] : [];
const CORRECTIONS: Readonly<
  Record<string, (row: Readonly<Record<string, string>>) => readonly (readonly [string, string])[]>
> = {
  account: (row) => [...replaced('Name', '', 'Orchard')(row), ['Parent', '']],
  contact: (row) => [
    ...replaced('Name', '', 'Eve Cook')(row),
    ...replaced('Do not call', 'until May', 'yes')(row),
    ...replaced('Email', 'at home', '')(row),
  ],
  activity: (row) => [
    ...replaced('At', 'once', '2026-01-03 10:00')(row),
    ...replaced('Contact', 'Nobody', '')(row),
  ],
  meeting: (row) => [
    ...replaced('Subject', '', 'Talk')(row),
    ...replaced('Starts at', 'soon', '2031-03-01 10:00')(row),
  ],
  case: (row) => [
    ...replaced('Subject', '', 'Lost')(row),
    ...replaced('Status', 'upside down', 'open')(row),
    ...replaced('Priority', 'P1', 'high')(row),
  ],
  opp: (row) => [
    ...replaced('Name', '', 'Great')(row),
    ...replaced('Amount', 'much', '7')(row),
    ...replaced('Stage', 'upside down', 'won')(row),
    ...replaced('Close date', 'soon', '')(row),
    ['Account', ''],
  ],
  lead: (row) => [
    ...replaced('Name', '', 'Eve Cook')(row),
    ...replaced('Email', 'at home', '')(row),
    ...replaced('Status', 'upside down', 'new')(row),
  ],
  task: (row) => [
    ...replaced('Subject', '', 'Talk')(row),
    ...replaced('Due date', 'soon', '')(row),
    ...replaced('Priority', 'P1', 'high')(row),
    ['Contact', ''],
  ],
  purchase: (row) => [
    ...replaced('Name', '', 'Spare')(row),
    ...replaced('Amount', 'much', '7')(row),
    ...replaced('Bought on', 'soon', '2025-06-01')(row),
    ['Account', ''],
  ],
  asset: (row) => [
    ...replaced('Name', '', 'Spare')(row),
    ...replaced('Status', 'upside down', 'active')(row),
    ['Account', ''],
  ],
  contract: (row) => [
    ...replaced('Name', '', 'Spare')(row),
    ...replaced('Amount', 'much', '7')(row),
    ...replaced('Starts on', 'soon', '')(row),
  ],
  expense: (row) => [
    ...replaced('Name', '', 'Spare')(row),
    ...replaced('Amount', 'much', '7')(row),
    ...replaced('Spent on', 'soon', '2026-01-03')(row),
  ],
  pricebook: (row) => [
    ...replaced('Name', '', 'Spare')(row),
    ...replaced('Currency', 'shells', 'EUR')(row),
    ...replaced('Valid from', 'soon', '')(row),
  ],
  product: (row) => [...replaced('Code', '', 'D4')(row), ...replaced('Price', 'much', '7')(row)],
  campaign: (row) => [
    ...replaced('Name', '', 'Winter')(row),
    ...replaced('Start date', 'soon', '2026-05-01')(row),
    ...replaced('Budget', 'much', '700')(row),
  ],
};

const COUNTED = ['created', 'updated', 'unchanged', 'repeated', 'not_imported', 'rejected'] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

test.each(Object.entries(FILES))(
  'the dry run of a file predicts the import, and what was rejected imports again as it stands: %s',
  { timeout: 120_000 },
  async (noun, columns) => {
    const file = fc.array(fc.record<Record<string, string>>(columns), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(file, async (rows) => {
        const folder = databaseFolder();
        const at = (name: string) => join(folder, name);
        writeFileSync(at('in.csv'), stringify(rows, { header: true, columns: Object.keys(columns) }));
        await crm(folder, 'contact', 'add', 'Ada Byron');
        const before = await exported(folder, noun);
        const predicted = await counts(folder, noun, 'in.csv', '--rejects', at('dry.csv'), '--dry-run');
        expect(await exported(folder, noun)).toBe(before);
        expect(existsSync(at('dry.csv'))).toBe(false);
        const made = await counts(folder, noun, 'in.csv', '--rejects', at('bad.csv'));
        expect(made).toEqual(predicted);
        // A line of separators is no row.
        const filled = rows.filter((row) => Object.values(row).some((cell) => cell !== ''));
        expect(total(made)).toBe(filled.length);
        if (made.rejected === 0) return;

        const after = await exported(folder, noun);
        const bad = readFileSync(at('bad.csv'), 'utf8');
        expect(parse(bad)).toHaveLength(made.rejected + 1);
        const again = await counts(folder, noun, 'bad.csv', '--rejects', at('again.csv'));
        expect(total(again)).toBe(made.rejected);
        expect(again.created).toBe(0);
        // Alone, a row with the id of an earlier row and other values changes that record, and what others find by it.
        const isClash = ({ reason = '' }) => reason.includes('in an earlier row');
        if (readRows(bad).some(isClash)) return;
        expect(again.rejected).toBe(made.rejected);
        expect(await exported(folder, noun)).toBe(after);
        expect(withoutReasons(readFileSync(at('again.csv'), 'utf8'))).toEqual(withoutReasons(bad));

        const corrected = readRows(bad).map((row) => ({
          ...row,
          ...Object.fromEntries(CORRECTIONS[noun]?.(row) ?? []),
        }));
        writeFileSync(at('bad.csv'), stringify(corrected, { header: true }));
        const last = await counts(folder, noun, 'bad.csv', '--rejects', at('last.csv'));
        expect(total(last)).toBe(made.rejected);
        const left =
          last.rejected === 0 ? [] : parse(readFileSync(at('last.csv'), 'utf8'), { columns: true });
        for (const { reason } of left as Record<string, string>[]) expect(reason).toContain('several');
      }),
      { numRuns: 25 },
    );
  },
);

const total = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const readRows = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

/** The rows of a file without why they were rejected: the lines there are others each time. */
function withoutReasons(text: string): Record<string, string>[] {
  return readRows(text).map(({ reason, ...cells }) => {
    expect(reason).toMatch(/^line \d+: /);
    return cells;
  });
}

async function counts(folder: string, noun: string, file: string, ...options: string[]): Promise<Counts> {
  const { stdout } = await crm(folder, noun, 'import', join(folder, file), '--json', ...options);
  const all = JSON.parse(stdout);
  return Object.fromEntries(COUNTED.map((name) => [name, all[name]])) as Counts;
}

async function exported(folder: string, noun: string): Promise<string> {
  return (await crm(folder, noun, 'export', '--csv')).stdout;
}

async function crm(folder: string, ...args: string[]) {
  const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
  const io = fakeIO(undefined, { env });
  const exitCode = await runCli(args, io);
  return { exitCode, stdout: io.stdout.text };
}
