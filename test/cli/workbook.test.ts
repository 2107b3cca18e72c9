import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { workbook } from '../formats/workbook.ts';
import { crm, makeHome } from '../support/program.ts';
import { isOneFile } from '../support/under-test.ts';

/** A home with an empty current folder, and the program run there. */
function home() {
  const at = makeHome();
  const cwd = join(at, 'here');
  mkdirSync(cwd);
  const run = async (...args: string[]) => {
    const result = await crm(args, { home: at, cwd });
    if (result.exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${result.stderr}`);
    return result;
  };
  return { cwd, run, file: (name: string) => join(cwd, name) };
}

const CUSTOM = [
  ['memo', 'text'],
  ['size', 'number'],
  ['worth', 'money'],
  ['founded', 'date'],
  ['listed', 'bool'],
  ['grade', 'choice', '--choices', 'a,-,n/a'],
];

const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      '=1+1',
      '@x',
      '+1',
      '-',
      'null',
      'N/A',
      '#N/A',
      '0',
      '0012',
      '1e5',
      'true',
      '2026-01-01',
      '4.15556E+09',
    ],
    ...[
      'a;b|c,d',
      '["a"]',
      '"quoted"',
      "'x'",
      'line\nbreak',
      'carriage\r\nreturn',
      'tab\there',
      '_x000D_',
      '_x005F_',
    ],
    ...[
      '<b>&amp;</b>',
      '&auml;',
      'é ł 漢 👩‍💻 می‌خواهم',
      '\\',
      '\\;',
      '\u0001',
      '\u007f',
      ' x',
      'NULL',
      '(500)',
      '$5',
    ],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc
  .date({ min: new Date('1970-01-02'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const amount = fc
  .integer({ min: -999_999_999_999, max: 999_999_999_999 })
  .map((cents) => (cents / 100).toFixed(2));
const blank = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const custom = {
  memo: blank(nasty),
  size: blank(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 8)),
  worth: blank(fc.tuple(amount, fc.constantFrom('USD', 'EUR')).map(([text, code]) => `${text} ${code}`)),
  founded: blank(day),
  listed: blank(fc.boolean()),
  grade: blank(fc.constantFrom('a', '-', 'n/a')),
};

/** Random records of each noun, as objects that an import reads. */
const RECORDS: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  account: fc.record({ notes: blank(nasty), city: blank(nasty), industry: blank(nasty), ...custom }),
  lead: fc.record({
    company: blank(nasty),
    notes: blank(nasty),
    score: blank(fc.integer({ min: 0, max: 100 })),
    do_not_call: fc.boolean(),
    ...custom,
  }),
  opp: fc.record({ amount: blank(amount), close_date: blank(day), next_step: blank(nasty), ...custom }),
  task: fc.record({ notes: blank(nasty), due_date: blank(day), ...custom }),
  activity: fc.record({ body: blank(nasty), at: moment, type: fc.constant('note'), ...custom }),
};

/** Records enough to hold every kind of text in every field. */
const RECORDS_PER_NOUN = 60;

/** The one file writes and reads all of them alike. */
const ROUND_TRIPS = Object.entries(RECORDS).slice(0, isOneFile ? 1 : undefined);

test.each(ROUND_TRIPS)(
  'records of %s with any text are the same after export and import in each format',
  async (noun, records) => {
    const title = noun === 'lead' ? 'last_name' : noun === 'task' || noun === 'activity' ? 'subject' : 'name';
    const [objects = []] = fc.sample(
      fc.array(records, { minLength: RECORDS_PER_NOUN, maxLength: RECORDS_PER_NOUN }),
      { numRuns: 1, seed: fc.readConfigureGlobal().seed ?? 1 },
    );
    const withFields = async () => {
      const made = home();
      for (const [name = '', type = '', ...more] of CUSTOM)
        await made.run('field', 'add', noun, name, '--type', type, ...more);
      return made;
    };
    const read = async ({ run }: ReturnType<typeof home>) =>
      JSON.parse((await run(noun, 'export', '--json')).stdout) as unknown[];
    const from = await withFields();
    const named = objects.map((object, at) => ({ [title]: `Record ${at}`, ...object }));
    writeFileSync(from.file('in.json'), JSON.stringify(named));
    await from.run(noun, 'import', 'in.json');
    const wanted = await read(from);
    expect(wanted).toHaveLength(RECORDS_PER_NOUN);
    for (const ending of ['xlsx', 'csv', 'json']) {
      await from.run(noun, 'export', '-o', `out.${ending}`);
      const to = await withFields();
      writeFileSync(to.file(`out.${ending}`), readFileSync(from.file(`out.${ending}`)));
      await to.run(noun, 'import', `out.${ending}`);
      expect(await read(to)).toEqual(wanted);
      expect((await to.run(noun, 'import', `out.${ending}`, '--json')).stdout).toContain(
        `"unchanged": ${RECORDS_PER_NOUN}`,
      );
    }
  },
);

test('a workbook has typed cells, and text that begins like a formula is text', async () => {
  const { run, file } = home();
  await run('field', 'add', 'opp', 'listed', '--type', 'bool');
  await run('opp', 'add', '=SUM(A1)', '--amount', '€1234.50', '--close', '2026-04-01', '--set', 'listed=yes');
  await run('opp', 'export', '-o', 'deals.xlsx', '--columns', 'id,name,amount,close_date,listed,notes');
  const parts = unzipSync(readFileSync(file('deals.xlsx')));
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array);
  expect(/<row r="2">.*<\/row>/.exec(sheet)?.[0]).toBe(
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve">=SUM(A1)</t></is></c>' +
      '<c r="C2" s="4"><v>1234.50</v></c><c r="D2" s="2"><v>46113</v></c><c r="E2" t="b"><v>1</v></c></row>',
  );
  const styles = strFromU8(parts['xl/styles.xml'] as Uint8Array);
  expect(styles).toContain('formatCode="#,##0.00 [$EUR]"');
});

test('a call list can be a workbook, and --no-header leaves the names out', async () => {
  const { run, file } = home();
  await run('lead', 'add', 'Ann Roe', '--phone', '+14155550123');
  await run('lead', 'export', '--call-list', '--no-header', '-o', 'calls.xlsx');
  const sheet = strFromU8(
    unzipSync(readFileSync(file('calls.xlsx')))['xl/worksheets/sheet1.xml'] as Uint8Array,
  );
  expect(sheet).toContain('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">+14155550123</t>');
});

describe('-o writes the list of a command', () => {
  const textOf = (path: string) =>
    strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml'] as Uint8Array);

  test('as a workbook with typed cells, also a report', async () => {
    const { run, file } = home();
    await run('opp', 'add', 'Boiler', '--amount', '€80', '--close', '2026-04-01');
    const { stdout } = await run('opp', 'list', '-o', 'deals.xlsx', '--columns', 'name,amount,close_date');
    expect(stdout).toBe('');
    expect(textOf(file('deals.xlsx'))).toContain(
      '<c r="B2" s="4"><v>80.00</v></c><c r="C2" s="2"><v>46113</v>',
    );
    await run('report', 'pipeline', '-o', 'pipeline.xlsx');
    expect(textOf(file('pipeline.xlsx'))).toContain('<v>80.00</v>');
  });

  test('in the format of the extension, or the one that is asked for', async () => {
    const { run, file } = home();
    await run('account', 'add', 'Oak; Elm');
    const written = async (name: string, ...args: string[]) => {
      await run('account', 'list', '--columns', 'id,name', '-o', name, ...args);
      return readFileSync(file(name), 'utf8');
    };
    expect(await written('a.csv')).toBe('id,name\n1,Oak; Elm\n');
    expect(await written('a.jsonl')).toBe('{"id":1,"name":"Oak; Elm"}\n');
    expect(await written('a.md')).toContain('| Oak; Elm |');
    expect(await written('a.txt')).toBe('id,name\n1,Oak; Elm\n');
    expect(await written('b.csv', '--delimiter', ';')).toBe('id;name\n1;"Oak; Elm"\n');
    expect(await written('b.txt', '-f', 'ids')).toBe('1\n');
  });

  test('and replaces nothing, nor writes what a list cannot be', async () => {
    const { cwd, run } = home();
    await run('account', 'add', 'Oak');
    await run('account', 'list', '-o', 'a.csv');
    const fails = async (...args: string[]) => (await crm(args, { home: join(cwd, '..'), cwd })).stderr;
    expect(await fails('account', 'list', '-o', 'a.csv')).toContain('--force');
    expect(await fails('account', 'list', '-o', 'a.ods')).toContain('-o a.xlsx');
    expect(await fails('account', 'list', '-o', 'a.vcf')).toContain('cannot be written as vCards');
    expect(await fails('account', 'list', '-f', 'table', '-o', 'a.txt')).toContain(
      'a table is for a terminal',
    );
    expect(await fails('account', 'add', 'Elm', '-o', 'b.csv')).toContain('unknown option');
    expect(await fails('export', 'all', '-o', 'all.xlsx')).toContain('is no name for');
  });
});

/** The one file starts a process for each step. */
const WITH_TEMPLATE = isOneFile ? ['lead'] : ['lead', 'contact', 'account', 'opp', 'task', 'activity'];

describe.each(WITH_TEMPLATE)('the template of %s', (noun) => {
  test.each(['csv', 'xlsx', 'json'])(
    'as %s has every column, and its example can be imported',
    async (ending) => {
      const { run } = home();
      await run('field', 'add', noun, 'grade', '--type', 'choice', '--choices', 'a,b');
      await run(noun, 'import', '--template', '-o', `fill.${ending}`);
      const { stderr } = await run(noun, 'import', `fill.${ending}`);
      expect(stderr).toContain(`Imported fill.${ending}: 1 created, 0 updated, 0 unchanged, 0 rejected`);
      expect(stderr).not.toContain('no matching field');
      expect(stderr).not.toContain('is read as a file of');
      expect((await run(noun, 'export', '--columns', 'grade', '--json')).stdout).toContain('"grade":"a"');
    },
  );
});

test('a template is written to stdout without a file, and makes no database', async () => {
  const { run } = home();
  const { stdout } = await run('task', 'import', '--template');
  expect(stdout).toMatch(/^subject,.*\n"?Send the offer/);
  expect((await run('task', 'list')).stderr).toContain('No database yet');
});

describe('--delimiter', () => {
  test('separates the cells of csv, also with --excel, and quotes what holds it', async () => {
    const { run } = home();
    await run('account', 'add', 'A;B, C', '--tag', 'x', '--tag', 'y');
    const columns = ['--columns', 'id,name,tags'];
    expect((await run('account', 'list', '--delimiter', ';', ...columns)).stdout).toBe(
      'id;name;tags\n1;"A;B, C";"x;y"\n',
    );
    expect((await run('account', 'export', '--excel', '--delimiter', ';', ...columns)).stdout).toBe(
      '\ufeffid;name;tags\r\n1;"A;B, C";"x;y"\r\n',
    );
    expect((await run('--delimiter', 'tab', 'account', 'list', '--columns', 'id,name')).stdout).toBe(
      'id\tname\n1\tA;B, C\n',
    );
  });

  test('is one character, and goes with csv alone', async () => {
    const { run } = home();
    await expect(run('account', 'list', '--delimiter', ';;')).rejects.toThrow('";;" is not a separator');
    await expect(run('account', 'list', '--json', '--delimiter', ';')).rejects.toThrow(
      '--delimiter is a variant of csv and does not go with json',
    );
  });
});

test('an import says which sheets of a workbook it does not read', async () => {
  const { file, run } = home();
  const people = [
    ['Last Name', 'Email'],
    ['Ford', 'ida@mill.example'],
  ];
  writeFileSync(file('book.xlsx'), workbook({ Cover: [], Leads: people, Old: people }));
  const note = 'book.xlsx: sheet Leads is read; not read: Old (--sheet <name>)\n';
  expect((await run('lead', 'import', 'book.xlsx')).stderr).toContain(note);
  expect((await run('lead', 'import', 'book.xlsx', '--sheet', 'old')).stderr).not.toContain('not read');
});
