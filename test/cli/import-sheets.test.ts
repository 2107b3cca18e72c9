import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** What is made where a sheet names it and it is not there: no other choices of leads. */
const missing = (noun: string) => (noun === 'lead' ? 'owner' : 'all');

/** Imports a sheet that somebody made by hand. Gives back its messages and its first record. */
async function imported(noun: string, sheet: string) {
  const home = makeHome();
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', missing(noun)], {
    home,
    input: sheet,
  });
  const { stdout } = await crm([noun, 'export', '--json'], { home });
  return { exitCode, stderr, first: JSON.parse(stdout)[0] };
}

const NOTHING_LEFT = expect.not.stringMatching(/no field for|another column gives/);

test.each([
  [
    'lead',
    'Who,Job,Employer,Private e-mail,Direct line,Company size,Where met,Follow up,Temperature,Remarks,Date added\n' +
      'Ann Lee,CEO,Acme,ann@x.example,+14155550128,50,Expo,2026-12-05,hot,likes tea,2026-01-02\n',
    {
      name: 'Ann Lee',
      title: 'CEO',
      company: 'Acme',
      email: 'ann@x.example',
      phone: '+14155550128',
      employees: 50,
      source: 'Expo',
      rating: 'hot',
      notes: 'likes tea',
    },
  ],
  [
    'contact',
    'First,Last,Works for,Designation,Mob.,E-mail id,Based in,Post code,Groups,Misc:\n' +
      'Ann,Lee,Acme,CFO,+14155550128,ann@x.example,Rome,00100,vip,tea\n',
    { name: 'Ann Lee', account: 'Acme', title: 'CFO', city: 'Rome', tags: ['vip'], notes: 'tea' },
  ],
  [
    'account',
    'Client,Line of business,Staff,Annual sales,Main line,www,HQ,Account manager,Details\n' +
      'Acme,retail,50,5000,+14155550128,acme.example,Rome,ben,old\n',
    { name: 'Acme', industry: 'retail', employees: 50, city: 'Rome', owner: 'ben', notes: 'old' },
  ],
  [
    'opp',
    'What,Client,Contact person,Budget,Expected,Status,Chance %,Next action,Where met,Update\n' +
      'Website,Acme,Ann Lee,"12,000",2026-12-31,Proposal,60%,call,Expo,hot\n',
    {
      name: 'Website',
      account: 'Acme',
      contact: 'Ann Lee',
      amount: 12000,
      close_date: '2026-12-31',
      stage: 'proposal',
      probability: 60,
      next_step: 'call',
    },
  ],
  [
    'task',
    'What,Who,By when?,Urgency,Done?,Client,Details\nCall,ben,2026-12-05,high,yes,Acme,soon\n',
    {
      subject: 'Call',
      owner: 'ben',
      due_date: '2026-12-05',
      priority: 'high',
      status: 'done',
      account: 'Acme',
    },
  ],
  [
    'activity',
    'When,How,Spoke to,By,Topic,What was said,Result\n2026-11-20 10:00,call,Ann Lee,ben,Price,too much,connected\n',
    { type: 'call', contact: 'Ann Lee', user: 'ben', subject: 'Price', body: 'too much' },
  ],
  [
    'meeting',
    'When,What,Where,Client\n2026-11-20 10:00,Demo,Room 4,Acme\n',
    { subject: 'Demo', place: 'Room 4', account: 'Acme' },
  ],
])('each column of a hand-made sheet of a %s has a field', async (noun, sheet, record) => {
  const { exitCode, stderr, first } = await imported(noun, sheet);
  expect([exitCode, stderr]).toEqual([0, NOTHING_LEFT]);
  expect(first).toMatchObject(record);
});

test('words of hand-made sheets mean nothing in the export of a program', async () => {
  const { stderr } = await imported(
    'contact',
    'Record ID,First Name,Last Name,Email,Contact owner,Employer\n7,Ann,Lee,ann@x.example,ben,Acme\n',
  );
  expect(stderr).toContain('no field for Employer (1 value)');
});

test('a row with more cells than the header is imported, and its further cells are named', async () => {
  const { exitCode, stderr, first } = await imported(
    'contact',
    'First Name,Last Name,Email\nAnn,Lee,ann@x.example,x,y\nBob,Ray,bob@x.example\n',
  );
  expect(exitCode).toBe(0);
  expect(stderr).toContain('a row has more cells than the header, in line 2');
  expect(stderr).toContain(
    'column 4 has no header: 1 value\nNot imported: column 5 has no header: 1 value\n',
  );
  expect(first.name).toMatch(/Ann Lee|Bob Ray/);
});

test('pictures beside the words of a choice or a stage are passed over', async () => {
  const task = await imported('task', 'Action,Due,Done\nSend,2026-12-05,\u2611\n');
  expect(task.first).toMatchObject({ subject: 'Send', status: 'done' });
  const lead = await imported('lead', 'Name,Status\nAnn Lee,\u{1F4DE} Contacted\n');
  expect(lead.first.status).toBe('attempting');
  const deal = await imported('opp', 'Deal,Stage\nBoat,\u2705 Won\n');
  expect(deal.first.stage).toBe('won');
});

test('a word that is no choice is rejected with the way to translate it', async () => {
  const { exitCode, stderr } = await imported('lead', 'Name,Status\nAnn Lee,Gold\n');
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Translate it: --map-value 'status:Gold=new', or another of the choices");
});

/** Rows with values that cannot be read, in the columns of each noun. */
const DAMAGED: readonly (readonly [noun: string, headers: string, bad: string, good: string])[] = [
  ['lead', 'Who,Employer,Private e-mail,Status', 'perhaps', 'new'],
  ['opp', 'What,Next action,Remarks,Budget', 'lots', '12'],
  ['task', 'What,Client,Details,Due', 'someday maybe', '2026-12-05'],
];

test.each(DAMAGED)(
  'of a %s sheet the rejects, mended, give what the whole file gives, and a dry run tells it all',
  async (noun, headers, bad, good) => {
    const kinds = headers.split(',');
    const cellOf = (header: string, at: number) =>
      /mail/.test(header) ? `p${at}@x.example` : `${header} "${at}", x`;
    const quoted = (cells: readonly string[]) =>
      cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const rows = [0, 1, 2, 3, 4].map((at) => kinds.slice(0, -1).map((header) => cellOf(header, at)));
    const sheet = (value: (at: number) => string) =>
      [
        headers,
        ...rows.map((cells, at) => quoted([...cells, value(at), ...(at === 3 ? ['more'] : [])])),
      ].join('\n');
    const list = async (home: string) =>
      JSON.parse((await crm([noun, 'export', '--json'], { home })).stdout)
        .map(({ id, account_id, created_at, updated_at, ...values }: Record<string, unknown>) =>
          JSON.stringify(values),
        )
        .toSorted();

    const whole = makeHome();
    await crm([noun, 'import', '-', '--create', missing(noun)], { home: whole, input: sheet(() => good) });
    const home = makeHome();
    const rejects = `${home}/rejects.csv`;
    const args = [noun, 'import', '-', '--create', missing(noun)];
    const damaged = sheet((at) => (at % 2 === 1 ? bad : good));
    const dry = await crm([...args, '--dry-run'], { home, input: damaged });
    const real = await crm([...args, '--rejects', rejects], { home, input: damaged });
    expect([real.exitCode, real.stdout]).toEqual([4, dry.stdout]);
    expect(real.stdout.split('\n')[1]).toBe('3\t0\t0\t0\t0\t2');
    const written = readFileSync(rejects, 'utf8');
    const again = await crm([...args, '--rejects', `${home}/again.csv`], { home, input: written });
    expect(again.stdout.split('\n')[1]).toBe('0\t0\t0\t0\t0\t2');
    const mended = await crm(args, {
      home,
      input: written.replaceAll(new RegExp(`,${bad},`, 'g'), `,${good},`),
    });
    expect([mended.exitCode, mended.stdout.split('\n')[1]]).toEqual([0, '2\t0\t0\t0\t0\t0']);
    expect(await list(home)).toEqual(await list(whole));
  },
);

test.each([
  [
    'account',
    'Kd-Nr.;Firma;Straße + Nr.;PLZ;Ort;E-Mail priv.;Umsatz 2025\n1001;Acme GmbH;Hauptstr. 5;10115;Berlin;a@x.example;5000\n',
    {
      name: 'Acme GmbH',
      external_id: '1001',
      street: 'Hauptstr. 5',
      city: 'Berlin',
      email: 'a@x.example',
      revenue: 5000,
    },
  ],
  [
    'account',
    'empresa,segmento,uf,nome_proprietario\nAcme,varejo,SP,ben\n',
    { name: 'Acme', industry: 'varejo', region: 'SP', owner: 'ben' },
  ],
  [
    'lead',
    "Name,Status,Call Attempts\nAnn Lee,Haven't Called,3\n",
    { name: 'Ann Lee', status: 'new', attempts: 3 },
  ],
  ['task', 'Task,Status\nCall,Delegated\n', { subject: 'Call', status: 'open' }],
])('further headers and words of sheets: %s', async (noun, sheet, expected) => {
  const { first, stderr } = await imported(noun, sheet);
  expect(first).toMatchObject(expected);
  expect(stderr).toEqual(NOTHING_LEFT);
});

test.each([
  [
    'activity',
    'Date,Time,Kind,Spoke to,What was said,Mins\n3/11/2026,2.05 pm,call,Ann Lee,tea,12\n13/11/2026,9 Uhr,call,Ann Lee,milk,\n',
    [
      { at: '2026-11-03T14:05:00.000Z', body: 'tea', duration: 720 },
      { at: '2026-11-13T09:00:00.000Z', body: 'milk' },
    ],
  ],
  [
    'activity',
    'Datum;Uhrzeit;Art;Notiz\n03.11.2026;14h30;call;tea\n;2026-11-04 08:15;call;milk\n05.11.2026;;call;beer\n',
    [
      { at: '2026-11-03T14:30:00.000Z', body: 'tea' },
      { at: '2026-11-04T08:15:00.000Z', body: 'milk' },
      { at: '2026-11-05T00:00:00.000Z', body: 'beer' },
    ],
  ],
  [
    'task',
    'Task,Due date,Due time\nCall,2031-12-03,14:05\nMail,2031-12-04,\n',
    [{ due_at: '2031-12-03T14:05:00.000Z' }, { due_date: '2031-12-04', due_at: null }],
  ],
  [
    'meeting',
    'Date,Start time,End time,What\n2031-11-03,10:30,12:00,Demo\n',
    [{ starts_at: '2031-11-03T10:30:00.000Z', ends_at: '2031-11-03T12:00:00.000Z' }],
  ],
])('a %s gets the time of its day from a column of its own', async (noun, input, records) => {
  const home = makeHome();
  const { exitCode, stderr } = await crm([noun, 'import', '-', '--create', 'all'], { home, input });
  expect([exitCode, stderr]).toEqual([0, NOTHING_LEFT]);
  const { stdout } = await crm([noun, 'export', '--json'], { home });
  expect(JSON.parse(stdout)).toMatchObject(records);
});

test('a time that cannot be read is kept as text, and a dry run says that times are joined', async () => {
  const home = makeHome();
  const input = 'Date,Time,Type\n2026-11-03,after tea,call\n2026-11-04,25:00,call\n';
  const dry = await crm(['activity', 'import', '-', '--dry-run'], { home, input });
  expect(dry.stderr).toMatch(/^ *Time .*, joined to the day /m);
  expect(dry.stderr).toMatch(/^ *Other times +body .*Time: after tea/m);
  expect((await crm(['activity', 'import', '-'], { home, input })).exitCode).toBe(0);
  const { stdout } = await crm(['activity', 'export', '--columns', 'at,body', '--csv'], { home });
  expect(stdout).toBe(
    'at,body\n2026-11-03T00:00:00.000Z,Time: after tea\n2026-11-04T00:00:00.000Z,Time: 25:00\n',
  );
});

test('letters in brackets before a number say which it is', async () => {
  const { first } = await imported('contact', 'Name,Phones\nAnn Lee,(O) 415-555-0132; (M) 415 555 0133\n');
  expect(first).toMatchObject({ phone: '+14155550132', other_phones: ['+14155550133'] });
});

test('a header with several words for one field names it', async () => {
  const { stderr, first } = await imported(
    'contact',
    'Name,Company / Org,Mobile / WhatsApp,E-mail or Mail,Phone / Email,City & Country\nAnn Lee,Acme,+1 415 555 0132,ann@x.example,x,"Rome, Italy"\n',
  );
  expect(first).toMatchObject({
    account: 'Acme',
    phone: '+14155550132',
    email: 'ann@x.example',
    city: 'Rome',
    country: 'Italy',
    notes: 'Phone / Email: x',
  });
  expect(stderr).not.toContain('no field for');
});
