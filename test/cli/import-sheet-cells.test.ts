import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

/** Imports records of a noun, and gives them back. */
async function imported(noun: string, input: string, ...more: string[]) {
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', 'all', ...more], { home, input });
  expect(stderr).not.toContain('no field for');
  expect(exitCode).toBe(0);
  return JSON.parse((await crm([noun, 'export', '--json'], { home })).stdout);
}

test.each([
  ['Jan 2027', '2027-01-31'],
  ['Feb-28', '2028-02-29'],
  ["March '27", '2027-03-31'],
  ['Q1 2027', '2027-03-31'],
  ['2027-Q4', '2027-12-31'],
  ['3Q27', '2027-09-30'],
  ['H1 2027', '2027-06-30'],
  ['end of März 2027', '2027-03-31'],
  ['03/2027', '2027-03-31'],
  ['2027-11', '2027-11-30'],
  ['2027', '2027-12-31'],
])('a deal that closes in %s closes by the end of that', async (text, close_date) => {
  const [deal] = await imported('opp', `Deal,Amount,Stage,Close date\nAlpha,100,Proposal,"${text}"\n`);
  expect(deal).toMatchObject({ close_date, notes: `Close date: ${text}` });
});

test.each(['Q5 2027', 'Jan 27', '13/2027', 'soon', '3H 2027'])('%s is no day to close on', async (text) => {
  const input = `Deal,Amount,Stage,Close date\nAlpha,100,Proposal,${text}\n`;
  const { stderr, exitCode } = await crm(['opp', 'import', '-'], { home, input });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain(`cannot read "${text}" as a date`);
});

test('Hot, Warm and Cold under the status of leads say how promising they are', async () => {
  const leads = await imported(
    'lead',
    'Name,Phone,Status\nAnn Lee,+14155550128,Hot\nBob Roe,+14155550129,warm\nCid Fox,+14155550130,❄️ Cold\nDee Orr,+14155550131,Contacted\n',
  );
  expect(leads.map(({ rating, status }: Record<string, unknown>) => [rating, status])).toEqual([
    ['hot', 'new'],
    ['warm', 'new'],
    ['cold', 'new'],
    [null, 'attempting'],
  ]);
});

test('a status that is no rating still stops the import', async () => {
  const input = 'Name,Phone,Status\nAnn Lee,+14155550128,Purple\n';
  const { stderr, exitCode } = await crm(['lead', 'import', '-'], { home, input });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('"Purple" is not one of');
});

test('Work and Home hold numbers, addresses or both; a fax number is a note', async () => {
  const contacts = await imported(
    'contact',
    'Name,Work,Home,Fax\nAnn Lee,+14155550128,+14155550129,+14155550131\n' +
      'Bob Roe,bob@work.example,bob@home.example; +14155550130,\nCid Fox,at the mill,,\n',
  );
  expect(contacts).toMatchObject([
    { phone: '+14155550128', other_phones: ['+14155550129'], email: null, notes: 'Fax: +14155550131' },
    { phone: '+14155550130', email: 'bob@work.example', other_emails: ['bob@home.example'], notes: null },
    { phone: null, email: null, notes: 'Work: at the mill' },
  ]);
  expect(contacts[0].phone_labels).toEqual(['work: +14155550128', 'home: +14155550129']);
});

test('what stands before a first name is apart from it', async () => {
  const contacts = await imported(
    'contact',
    'First Name,Last Name\nDr. Ann,Lee\nMr Bob,Roe\nDrew,Fox\nMiss,Orr\n',
  );
  expect(contacts).toMatchObject([
    { first_name: 'Ann', salutation: 'Dr', name: 'Ann Lee' },
    { first_name: 'Bob', salutation: 'Mr' },
    { first_name: 'Drew', salutation: null },
    { first_name: 'Miss', salutation: null },
  ]);
});

test('marks and percentages say which tasks are done', async () => {
  expect(
    (await imported('task', 'Task,Done\nOne,✓\nTwo,✗\nThree,\n')).map(
      ({ status }: Record<string, unknown>) => status,
    ),
  ).toEqual(['done', 'open', 'open']);
  const tasks = await imported('task', 'Task,% complete\nFour,50%\nFive,100%\nSix,0%\n');
  expect(tasks.slice(3)).toMatchObject([
    { status: 'open', notes: 'Status: 50%' },
    { status: 'done', notes: null },
    { status: 'open', notes: null },
  ]);
});

test('✓ under a flag is yes', async () => {
  expect(await imported('contact', 'Name,Do not call\nAnn Lee,✓\nBob Roe,✗\n')).toMatchObject([
    { do_not_call: true },
    { do_not_call: false },
  ]);
});

test.each([
  ['Work Email Address', 'work', 'ann@x.example', 'email'],
  ['Email - Personal', 'home', 'ann@x.example', 'email'],
  ["What's your email?", null, 'ann@x.example', 'email'],
  ['Home Phone Number', 'home', '+14155550128', 'phone'],
  ['Mobile Number 2', 'mobile', '+14155550128', 'phone'],
  ['Please enter your phone number', null, '+14155550128', 'phone'],
])('%s of a person', async (header, kind, text, field) => {
  const [contact] = await imported('contact', `Name,"${header}"\nAnn Lee,${text}\n`);
  expect(contact[field]).toBe(text);
  expect(contact[`${field}_labels`]).toEqual(kind === null ? [] : [`${kind}: ${text}`]);
});

test('what stands beside an address is no address', async () => {
  const input = 'Name,Email Type,Phone Status,Assistant Phone\nAnn Lee,work,active,+14155550128\n';
  const { stderr } = await crm(['contact', 'import', '-'], { home, input });
  expect(stderr).toContain('no field for Email Type (1 value), Phone Status (1), Assistant Phone (1)');
});

test('a form that asks for the name of a person and of a company', async () => {
  const [lead] = await imported(
    'lead',
    '"Hi! What\'s your full name?",What is your company name?,Please tell us your city\nAnn Lee,Acme,Rome\n',
  );
  expect(lead).toMatchObject({ name: 'Ann Lee', company: 'Acme', city: 'Rome' });
});

test('a board has its name above the header, and groups with a header each', async () => {
  const header = 'Name,Stage,Deal value,Account';
  const input = `Sales board\nAll deals\n\nActive deals\n${header}\nAlpha,Proposal,100,Acme\n\nClosed deals\n${header}\nGamma,Won,300,Acme\n`;
  const { stderr } = await crm(['opp', 'import', '-', '--create', 'all'], { home, input });
  expect(stderr).toContain('skipped the title "Sales board", "All deals", "Active deals"');
  expect(stderr).toContain('1 line repeats the header: skipped, as "Closed deals" above');
  expect(stderr).toContain('2 created');
});

test('bookings of Calendly are meetings', async () => {
  const [meeting] = await imported(
    'meeting',
    'Invitee Name,Event Type Name,Start Date & Time,End Date & Time,Location\nAnn Lee,Demo,2026-05-06 10:00 am,2026-05-06 10:30 am,Zoom\n',
  );
  expect(meeting).toMatchObject({ subject: 'Demo', contact: 'Ann Lee', place: 'Zoom' });
});

test('what is not known yet about a deal is a note', async () => {
  const deals = await imported(
    'opp',
    'Deal,Amount,Likelihood,Stage,Close date\nAlpha,TBD,High,Proposal,tbd\nBeta,~$5k,50,Proposal,?\n',
  );
  expect(deals).toMatchObject([
    { amount: null, close_date: null, notes: 'Amount: TBD\nProbability: High\nClose date: tbd' },
    { amount: 5000, probability: 50, close_date: null },
  ]);
  expect(deals[1].notes).toContain('Amount: ~$5k');
  const range = await crm(['opp', 'import', '-'], { home, input: 'Deal,Amount,Stage\nC,10-15k,Proposal\n' });
  expect(range.stderr).toContain('cannot read "10-15k" as an amount of money');
});

test('yes and no are no phones', async () => {
  const [lead] = await imported('lead', 'Name,Phone,WhatsApp?\nAnn Lee,+14155550128,Yes\n');
  expect(lead).toMatchObject({
    phone: '+14155550128',
    other_phones: [],
    notes: expect.stringContaining('Yes'),
  });
});
