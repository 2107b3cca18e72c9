import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Imports a sheet that somebody made by hand. Gives back its messages and its first record. */
async function imported(noun: string, sheet: string, ...args: string[]) {
  const home = makeHome();
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', 'all', ...args], {
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
