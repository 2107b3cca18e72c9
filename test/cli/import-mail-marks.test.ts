import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

/** Imports contacts, and gives back who must not be written to, which addresses are bad, and the notes. */
async function imported(input: string, noun = 'contact') {
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', 'all'], { home, input });
  expect(stderr).not.toContain('no field for');
  expect(exitCode).toBe(0);
  const rows: Record<string, unknown>[] = JSON.parse(
    (await crm([noun, 'export', '--json'], { home })).stdout,
  );
  return rows.map(({ do_not_email, email_labels, notes }) => [
    do_not_email,
    ((email_labels ?? []) as string[]).some((label) => label.includes('bad:')),
    notes,
  ]);
}

test('a day under Unsubscribed or Bounced is a mark, and stays in the notes', async () => {
  expect(
    await imported(
      'Name,Email,Unsubscribed,Bounced\nAnn Lee,ann@x.example,2024-03-05,\nBob Roe,bob@x.example,,yes\n' +
        'Cid Fox,cid@x.example,no,no\nDee Orr,dee@x.example,,hard\nEve Ray,eve@x.example,0000-00-00,0\n',
    ),
  ).toEqual([
    [true, false, 'Unsubscribed: 2024-03-05'],
    [false, true, null],
    [false, false, null],
    [false, true, 'Bounced: hard'],
    [false, false, null],
  ]);
});

test.each([
  ['Email Opted Out,Opted Out At', 'true,2024-03-05 10:00', [true, false, 'Opted Out At: 2024-03-05 10:00']],
  ['Opt Out Date,Source', '2024-03-05,web', [true, false, 'Opt Out Date: 2024-03-05']],
  [
    'Email Bounced Reason,Source',
    '550 no such user,web',
    [false, true, 'Email Bounced Reason: 550 no such user'],
  ],
  ['Email Status,Source', 'Invalid,web', [false, true, 'Email Status: Invalid']],
  ['Email Status,Source', 'Verified,web', [false, false, 'Email Status: Verified']],
  ['Subscription Status,Source', 'Unsubscribed,web', [true, false, 'Subscription Status: Unsubscribed']],
  ['Bounced,Source', 'soft,web', [false, false, 'Bounced: soft']],
])('%s of a lead: %s', async (headers, cells, said) => {
  expect(await imported(`Name,Email,${headers}\nAnn Lee,ann@x.example,${cells}\n`, 'lead')).toEqual([said]);
});

test('a bounce without an address is kept in words', async () => {
  expect(await imported('Name,Email,Phone,Bounced\nAnn Lee,,+14155550128,yes\n')).toEqual([
    [false, false, 'Bounced: yes'],
  ]);
});

test('an existing mark stays where a later file says no', async () => {
  await imported('Name,Email,Unsubscribed,Bounced\nAnn Lee,ann@x.example,yes,yes\n');
  expect(await imported('Name,Email,Unsubscribed,Bounced\nAnn Lee,ann@x.example,no,no\n')).toEqual([
    [true, true, null],
  ]);
});

test.each([
  [
    'Salesforce',
    'Id,FirstName,LastName,AccountId,Email,MailingStreet,HasOptedOutOfEmail,IsEmailBounced\n' +
      '0035g00000AAAAAAA1,Ann,Lee,,ann@x.example,,false,true\n0035g00000AAAAAAA2,Bob,Roe,,bob@x.example,,true,false\n',
  ],
  [
    'Pipedrive',
    'Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Marketing status\n' +
      '1,Ann Lee,,ann@x.example,Bounced\n2,Bob Roe,,bob@x.example,Unsubscribed\n',
  ],
  [
    'Zoho CRM',
    'Record Id,Contact Owner.id,First Name,Last Name,Account Name.id,Email,Email Opt Out,Unsubscribed Mode,Email Bounced\n' +
      'zcrm_1,,Ann,Lee,,ann@x.example,false,,true\nzcrm_2,,Bob,Roe,,bob@x.example,false,Manual,\n',
  ],
])('contacts of %s', async (_, input) => {
  const rows = await imported(input);
  expect(rows.map(([unwanted, bad]) => [unwanted, bad])).toEqual([
    [false, true],
    [true, false],
  ]);
});

test('leads of Apollo whose mail bounced', async () => {
  const input =
    'First Name,Last Name,Title,Company,Email,Email Status,Person Linkedin Url,Email Sent,Email Bounced,Apollo Contact Id\n' +
    'Ann,Lee,CEO,Acme,ann@x.example,Verified,,true,true,5f1\nBob,Roe,CTO,Acme,bob@x.example,Verified,,true,false,5f2\n';
  const rows = await imported(input, 'lead');
  expect(rows.map(([, bad]) => bad)).toEqual([true, false]);
});

test('members of campaigns who left or whose mail came back are marked', async () => {
  await imported('Name,Email\nAnn Lee,ann@x.example\nBob Roe,bob@x.example\nCid Fox,cid@x.example\n');
  await crm(['campaign', 'add', 'News'], { home });
  const input =
    'Campaign,Email,Status,Unsubscribed at,Bounce type\nNews,ann@x.example,opened,2024-03-05,\n' +
    'News,bob@x.example,Bounced,,hard\nNews,cid@x.example,clicked,,\n';
  expect((await crm(['campaign', 'import-members', '-'], { home, input })).exitCode).toBe(0);
  const rows = await imported('Name,Email\nAnn Lee,ann@x.example\n');
  expect(rows.map(([unwanted, bad]) => [unwanted, bad])).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
});

test('who must not be contacted is neither called nor e-mailed', async () => {
  const input =
    'Name,Email,Do Not Contact\nAnn Lee,ann@x.example,Yes\nBob Roe,bob@x.example,No\nCid Fox,cid@x.example,2024-03-05\n';
  for (const noun of ['lead', 'contact']) {
    expect((await crm([noun, 'import', '-'], { home, input })).exitCode).toBe(0);
    const people = JSON.parse((await crm([noun, 'export', '--json'], { home })).stdout);
    expect(people).toMatchObject([
      { do_not_call: true, do_not_email: true },
      { do_not_call: false, do_not_email: false },
      { do_not_call: true, do_not_email: true, notes: 'Do Not Contact: 2024-03-05' },
    ]);
  }
});

test('who left a list is marked under German and French headers too', async () => {
  expect(await imported('Name,E-Mail,Abgemeldet am\nAnn Lee,ann@x.example,03.02.2024\n')).toEqual([
    [true, false, 'Abgemeldet am: 03.02.2024'],
  ]);
});
