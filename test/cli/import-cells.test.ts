import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Imports text into a home of its own; returns the notes. */
async function notesOf(noun: string, text: string, ...options: string[]): Promise<string> {
  const { stderr, exitCode } = await crm([noun, 'import', '-', ...options], {
    home: makeHome(),
    input: text,
  });
  expect(exitCode).toBe(0);
  return stderr;
}

test('columns without a field are named with the number of their values', async () => {
  const text = 'Name,Shoe,Motto,Pager\nAnn Poe,5,,\nBob Ray,6,Go,\nBob Ray,6,Go,\n';
  for (const noun of ['lead', 'contact', 'account'])
    for (const options of [[], ['--dry-run']])
      expect(await notesOf(noun, text, ...options)).toContain(
        'Not imported: no field for Shoe (3 values), Motto (2)\n' +
          "To keep them: --create-fields, or assign them: --map 'Shoe=<field>' (=- drops it)\n",
      );
});

test('the values of rejected rows are not counted: their rows are kept', async () => {
  const text = 'Name,Email,Shoe\nAnn Poe,ann@x.example,5\nBob Ray,not an address,6\n';
  const home = makeHome();
  const rejects = join(home, 'rejected.csv');
  const { stderr, exitCode } = await crm(['lead', 'import', '-', '--rejects', rejects], {
    home,
    input: text,
  });
  expect(exitCode).toBe(4);
  expect(stderr).toContain('no field for Shoe (1 value)\n');
});

test('second columns of one field are named where they differ from the first', async () => {
  const text = 'Name,Industry,Sector\nAcme,Food,Steel\nBeta,Wood,Wood\nZeta,,Rail\n';
  for (const noun of ['account', 'lead'])
    expect(await notesOf(noun, text)).toContain(
      'Another column gives the field: Sector (1 value, industry)\n',
    );
});

test('a full name beside its parts is named where it has other words', async () => {
  const text = 'Name,First name,Last name\n"Poe, Ann",Ann,Poe\nDr. Bob Ray,Bob,Ray\nKim Oh,,\n';
  for (const noun of ['lead', 'contact'])
    expect(await notesOf(noun, text)).toContain('Another column gives the field: Name (1 value, name)\n');
  expect(await notesOf('lead', 'Name,First name,Last name\nAnn Poe,Ann,Poe\n')).not.toContain('Another');
});

test('columns that a preset leaves out are named, with or without a field', async () => {
  const deals =
    'Deal Name,Deal Owner,Stage,Closing Date,Expected Revenue,Colour\nBig,,Negotiation,2026-01-02,75,red\nSmall,,Negotiation,2026-01-03,,\n';
  const notes = await notesOf('opp', deals, '--preset', 'zoho');
  expect(notes).toContain('Not imported: no field for Colour (1 value)\n');
  expect(notes).toContain('Left out what only Zoho CRM uses: Expected Revenue (1 value)\n');
});

test('keys of JSON objects are named wherever they begin, unless they are blank', async () => {
  const lines = Array.from({ length: 101 }, (_, i) => JSON.stringify({ name: `Acme ${i}`, hobby: 'x' }));
  const text = [...lines, '{"name":"Zeta","late":5,"later":null}', '{"name":"Eta","late":0}'].join('\n');
  expect(await notesOf('account', text)).toContain('no field for hobby (101 values), late (2)\n');
});

test('properties of vCards are named', async () => {
  const home = makeHome();
  const file = join(home, 'card.vcf');
  writeFileSync(
    file,
    'BEGIN:VCARD\nVERSION:3.0\nFN:Ann Poe\nN:Poe;Ann;;Dr.;\nX-HOBBY:chess\nTEL;TYPE=FAX:+14155550111\nEND:VCARD\n',
  );
  const { stderr } = await crm(['contact', 'import', file], { home });
  expect(stderr).toContain('Not imported: no field for X-HOBBY (1 value)\n');
  const [card] = JSON.parse((await crm(['contact', 'export', '--json'], { home })).stdout);
  expect(card.notes).toBe('fax: +14155550111');
});

test('cells behind the last header and under a blank one are named', async () => {
  const notes = await notesOf('lead', 'Name,,City,\nAnn Poe,a,Rome,b\nBob Ray,c,York\n');
  expect(notes).toContain('Not imported: column 2 has no header: 2 values\n');
  expect(notes).toContain('Not imported: column 4 has no header: 1 value\n');
});

test('values that the stage of a deal or the status of a task decides are named', async () => {
  const deals =
    'Name,Stage,Probability,Forecast,Amount\nBig,won,75,commit,10\nSmall,lost,0,,20\nTiny,prospecting,33,,30\nBig,won,75,commit,10\n';
  expect(await notesOf('opp', deals)).toContain(
    '4 cells not imported, the stage or status decides the field: probability (lines 2, 5), forecast (lines 2, 5)\n',
  );
  const tasks = 'Subject,Status,Done at\nCall,open,2026-01-02\nWrite,done,2026-01-02\n';
  expect(await notesOf('task', tasks)).toContain(
    '1 cell not imported, the stage or status decides the field: done_at (line 2)\n',
  );
});

test('every cell that later rows replace is counted, also where several rows said it', async () => {
  const rows = ['Cook,Rome', 'Cook,', ',Rome', 'Boss,York', 'Boss,York', 'Chef,', 'Chef,Rome'];
  const text = `Id,Name,Title,City\n${rows.map((row) => `7,Ann Poe,${row}\n`).join('')}`;
  for (const noun of ['lead', 'contact'])
    expect(await notesOf(noun, text, '--map', 'Id=external_id')).toContain(
      '8 cells replaced by later rows of the same record: title (lines 5, 7), city (lines 5, 8)\n',
    );
});

test('a cell that its field cannot hold costs no row: it is counted and kept in the notes', async () => {
  const home = makeHome();
  const text =
    'Name,Email,Website,Employees,Rating,Timezone,Score,Notes\n' +
    'Ann Poe,ann@x.example,"a.example, b.example",11-50,A+,EST5X,340,\n' +
    'Bob Ray,bob@x.example,ask him,"1,000+",warm,Europe/Rome,,by hand\n';
  const run = (...args: string[]) => crm(args, { home, input: text });
  const { stderr } = await run('lead', 'import', '-');
  expect(stderr).toContain(
    '7 cells not understood, kept as text in the notes: website (lines 2, 3), employees (lines 2, 3), rating (line 2), timezone (line 2), score (line 2)\n',
  );
  const stored = async () => (await run('lead', 'list', '--columns', 'website,notes', '-f', 'json')).stdout;
  const first = JSON.parse(await stored());
  expect(first.toReversed()).toEqual([
    {
      website: 'a.example',
      notes: 'Website: b.example\nEmployees: 11-50\nRating: A+\nTime zone: EST5X\nScore: 340',
    },
    { website: null, notes: 'by hand\nWebsite: ask him\nEmployees: 1,000+' },
  ]);
  expect((await run('lead', 'import', '-', '-f', 'json')).stdout).toContain('"unchanged": 2');
  expect(JSON.parse(await stored())).toEqual(first);
});

test('kept cells are added to the notes that a record has', async () => {
  const home = makeHome();
  const run = (args: string[], input = '') => crm(args, { home, input });
  await run(['account', 'add', 'Acme', '--notes', 'Ask for Ann.']);
  for (const sizes of ['11-50', '11-50', 'about 60'])
    expect((await run(['account', 'import', '-'], `id,employees\n1,${sizes}\n`)).exitCode).toBe(0);
  expect((await run(['account', 'list', '--columns', 'notes', '-f', 'json'])).stdout).toContain(
    '"Ask for Ann.\\nEmployees: 11-50\\nEmployees: about 60"',
  );
});

test.each([
  [
    'contact',
    'Name,Birthdate,Email,Email 2\nAnn Poe,in May,ann@x.example,at home\n',
    'birthdate, other_emails',
  ],
  ['contact', 'Name,Email,Email 2\nAnn Poe,ann@,ann@x.example\n', 'email'],
  ['contact', 'Name,Email\nAnn Poe,/o=Acme/ou=First/cn=Recipients/cn=annp\n', 'email'],
  ['account', 'Name,Revenue\nAcme,5-10 Mio\n', 'revenue'],
  ['task', 'Subject,Priority\nCall,P1\n', 'priority'],
  ['activity', 'Type,At,Subject\nWebinar,2026-01-02,Intro\n', 'type'],
])('a %s is stored without a value that it can do without: %j', async (noun, text, fields) => {
  const notes = await notesOf(noun, text);
  expect(notes).toContain(', 0 rejected; 1 row read\n');
  for (const field of fields.split(', ')) expect(notes).toContain(`${field} (line 2)`);
});

test.each([
  ['contact', 'Name,Email\nAnn Poe,ann@\n', 'email'],
  ['contact', 'Name,Do not call\nAnn Poe,until May\n', 'do_not_call'],
  ['opp', 'Name,Amount\nBig,a lot\n', 'amount'],
  ['opp', 'Name,Close date\nBig,soon\n', 'close_date'],
  ['opp', 'Name,Probability\nBig,900\n', 'probability'],
  ['task', 'Subject,Due\nCall,asap\n', 'due_date'],
])('a %s is rejected for a value that decides: %j', async (noun, text, field) => {
  const { exitCode, stderr } = await crm([noun, 'import', '-'], { home: makeHome(), input: text });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`line 2: ${field}: `);
});

test.each([
  [
    'account',
    'Firma;Ort;Umsatz (EUR)\nMühle AG;Bonn;1.250.000,50\nÖlwerk;Köln;980.000,00\nSumme;;2.230.000,50\n',
  ],
  ['lead', 'Company,Employees\nAcme,20\nBeta,30\nTotal,50\n'],
  ['opp', 'Deal,Amount,Stage\nA,$100.25,Proposal\nB,$200,Proposal\nTotal:,$300.25,\n'],
])('the sums below a table are no %s', async (noun, text) => {
  const notes = await notesOf(noun, text);
  expect(notes).toContain(': 2 created, 0 updated, 0 unchanged, 0 rejected; 2 rows read\n');
  expect(notes).toContain('Skipped lines below the report: 1\n');
});

test.each([
  ['opp', 'Deal,Amount\nA,100\nSubtotal open,100\nB,50\nSubtotal won,50\nTotal,150\n', 2, 3],
  ['opp', 'Deal,Account,Amount\nA,Acme,100\nB,Acme,25.50\n,Acme Total,125.50\nC,Beta,1\n', 3, 1],
  ['account', 'Company,Employees\nAcme,20\nBeta,31\nTotal,51\nAverage,25.5\nPage 1 of 1,\n', 2, 3],
  ['lead', ',Name,Company,Budget\n1,Ann,Acme,"1,000"\n2,Bob,Beta,250.5\nTotal,2,,"1,250.50"\n', 2, 1],
  ['contact', 'Name,Email\nAnn,ann@x.example\nBob,bob@x.example\nGesamt,2\n', 2, 1],
  ['task', 'Task,Due,Notes\nCall,2031-01-01,\nMail,2031-01-02,\nTotal tasks: 2,,\n', 2, 1],
])('rows with sums of groups and numbers of rows are no %s', async (noun, text, made, skipped) => {
  const notes = await notesOf(noun, text, '--create', 'all');
  expect(notes).toContain(`: ${made} created, 0 updated, 0 unchanged, 0 rejected; ${made} rows read\n`);
  expect(notes).toContain(`Skipped lines below the report: ${skipped}\n`);
});

test.each([
  ['account', 'Name,Employees\nAcme,20\nAcme Total,30\nSubtotal systems,51\nAverage,9\n', 4],
  ['opp', 'Name,Amount\nAcme setup,100\nAcme total,100\n', 2],
  ['lead', 'Company,Phone\nAcme,+1 415 555 0100\nTotal,+1 415 555 0101\n', 2],
  ['task', 'Subject\nCall\nTotal tasks: 5\n', 2],
])('a %s may be called like a sum', async (noun, text, made) => {
  expect(await notesOf(noun, text)).toContain(`: ${made} created,`);
});

test('a header in the midst of the rows is none of them', async () => {
  const text = 'Name,Email\nAnn,ann@x.example\nName,Email\nBob,bob@x.example\nName,Email,\nName,\n';
  const notes = await notesOf('contact', text);
  expect(notes).toContain('2 lines repeat the header: skipped\n');
  expect(notes).toContain(': 3 created, 0 updated, 0 unchanged, 0 rejected; 3 rows read\n');
});

test('a company called Total with figures of its own is one', async () => {
  expect(await notesOf('account', 'Name,Employees\nAcme,20\nBeta,30\nTotal,51\nTotal,\n')).toContain(
    '4 created',
  );
});

test.each(['Revenue (in 000s USD)', 'Umsatz in Mio. EUR', 'Amount (k€)', 'Annual revenue [USD thousands]'])(
  'amounts under "%s" are not taken for single units',
  async (header) => {
    expect(await notesOf('account', `Name,${header}\nAcme,1234\n`)).toContain(
      `no field for ${header} (1 value)\n`,
    );
  },
);

test('days as spreadsheets count them are days', async () => {
  const home = makeHome();
  const text = 'Deal,Stage,Close date\nA,Proposal,46387\nB,Proposal,46388\n';
  expect((await crm(['opp', 'import', '-'], { home, input: text })).exitCode).toBe(0);
  const { stdout } = await crm(['opp', 'export', '--columns', 'close_date', '--csv'], { home });
  expect(stdout).toBe('close_date\n2026-12-31\n2027-01-01\n');
});
