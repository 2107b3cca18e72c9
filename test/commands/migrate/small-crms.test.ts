import { expect, test } from 'vitest';
import { migrated } from './folder.ts';

test('deals and contacts of Bitrix24', async () => {
  const { list, first } = await migrated({
    'deals.csv':
      '"ID";"Pipeline";"Stage";"Deal Name";"Income";"Currency";"Company";"Contact";"Responsible";"Comment";"Closed"\n' +
      '"12";"General";"Create papers";"Bricks";"1200.00";"EUR";"Kiln Works";"Tea Rao";"Ann Lee";"red";"No"\n' +
      '"13";"General";"Deal won";"Tiles";"300.00";"EUR";"Kiln Works";"Tea Rao";"Ann Lee";"";"Yes"\n',
    'contacts.csv':
      '"ID";"First name";"Last name";"Position";"Company";"Work Phone";"Work E-mail";"Contact type";"Responsible person"\n' +
      '"5";"Tea";"Rao";"Buyer";"Kiln Works";"+44 20 7946 0001";"tea@kiln.example";"Clients";"Ann Lee"\n',
  });
  expect(first.exitCode).toBe(0);
  expect(await list('opp', 'name,stage,amount,account,contact,owner,external_id')).toEqual([
    expect.objectContaining({
      name: 'Bricks',
      stage: 'qualification',
      account: 'Kiln Works',
      external_id: '12',
    }),
    expect.objectContaining({
      name: 'Tiles',
      stage: 'won',
      amount: 300,
      contact: 'Tea Rao',
      owner: 'Ann Lee',
    }),
  ]);
  expect(await list('contact', 'name,email,tags,account')).toEqual([
    { name: 'Tea Rao', email: 'tea@kiln.example', tags: ['Clients'], account: 'Kiln Works' },
  ]);
});

test('records of Vtiger, whose references begin with their module', async () => {
  const { list, first } = await migrated({
    'Contacts.csv':
      '"First Name","Contact Id","Office Phone","Last Name","Organization Name","Primary Email","Assigned To","Email Opt Out"\n' +
      '"Tea","CON1","+44 20 7946 0001","Rao","Accounts::::Kiln Works","tea@kiln.example","Ann Lee","1"\n',
    'Potentials.csv':
      '"Opportunity Name","Opportunity No","Amount","Organization Name","Contact Name","Expected Close Date","Type","Lead Source","Assigned To","Sales Stage"\n' +
      '"Bricks","POT1","1200","Accounts::::Kiln Works","Contacts::::Tea Rao","2026-10-01","New Business","Web","Ann Lee","Proposal or Price Quote"\n',
  });
  expect(first.exitCode).toBe(0);
  expect(await list('opp', 'name,stage,amount,account,contact,owner')).toEqual([
    {
      name: 'Bricks',
      stage: 'proposal',
      amount: 1200,
      account: 'Kiln Works',
      contact: 'Tea Rao',
      owner: 'Ann Lee',
    },
  ]);
  expect(await list('contact', 'name,do_not_email')).toEqual([{ name: 'Tea Rao', do_not_email: true }]);
});

test('people and companies of Highrise in one file', async () => {
  const { list, first } = await migrated({
    'contacts.csv':
      'Highrise ID,Contact or Company,Name,First name,Last name,Company,Title,Background,Email address - Work,Phone number - Work,Tags\n' +
      '77,contact,Tea Rao,Tea,Rao,Kiln Works,Buyer,likes red,tea@kiln.example,+44 20 7946 0001,"vip,uk"\n' +
      '78,company,Kiln Works,,,,,Big firm,info@kiln.example,+44 20 7946 0002,\n',
  });
  expect(first.exitCode).toBe(0);
  expect(await list('account', 'name,notes,external_id')).toEqual([
    { name: 'Kiln Works', notes: 'Big firm\nE-mail: info@kiln.example', external_id: '78' },
  ]);
  expect(await list('contact', 'name,account,title,notes,tags')).toEqual([
    { name: 'Tea Rao', account: 'Kiln Works', title: 'Buyer', notes: 'likes red', tags: ['uk', 'vip'] },
  ]);
});

test('lists of EspoCRM, ActiveCampaign, Brevo and Mailchimp', async () => {
  const espo = await migrated({
    'Opportunity.csv':
      'Name,Account,Stage,Amount Currency,Amount,Contacts,Assigned User\nBricks,Kiln Works,Proposal,EUR,1200,Tea Rao,Ann Lee\n',
  });
  expect(await espo.list('opp', 'name,account,contact,currency,owner')).toEqual([
    { name: 'Bricks', account: 'Kiln Works', contact: 'Tea Rao', currency: 'EUR', owner: 'Ann Lee' },
  ]);
  const active = await migrated({
    'contacts.csv':
      'ID,First Name,Last Name,Email,Organization,Lists,Status,Date Created,IP Address\n11,Tea,Rao,tea@kiln.example,Kiln Works,News,Unsubscribed,2026-01-01 10:00:00,10.0.0.1\n',
  });
  expect(await active.list('contact', 'name,account,do_not_email,notes,external_id')).toEqual([
    { name: 'Tea Rao', account: 'Kiln Works', do_not_email: true, notes: 'Lists: News', external_id: '11' },
  ]);
  const brevo = await migrated({
    'contacts.csv':
      'CONTACT ID;EMAIL;FIRSTNAME;LASTNAME;SMS;EMAIL_BLACKLISTED;ADDED_TIME\n3;tea@kiln.example;Tea;Rao;442079460001;Yes;2026-01-01 10:00:00\n',
  });
  expect(await brevo.list('contact', 'name,do_not_email,external_source')).toEqual([
    { name: 'Tea Rao', do_not_email: true, external_source: 'brevo' },
  ]);
  const mailchimp = await migrated({
    'members.csv':
      '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,LEID,EUID,NOTES\ntea@kiln.example,Tea,Rao,4,"2026-01-01 10:00:00",123,abc,"met at fair"\n',
  });
  expect(await mailchimp.list('contact', 'name,notes,external_id')).toEqual([
    { name: 'Tea Rao', notes: 'met at fair\nRating: 4', external_id: '123' },
  ]);
});

test('people who left a list of Mailchimp, or whose mail came back, are not written to', async () => {
  const { list } = await migrated({
    'subscribed.csv':
      '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,LEID,EUID\ntea@kiln.example,Tea,4,"2026-01-01 10:00:00",123,abc\n',
    'unsubscribed.csv':
      '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,LEID,EUID,UNSUB_TIME,UNSUB_REASON\nbo@kiln.example,Bo,2,"2026-01-01 10:00:00",124,abd,"2026-02-01 10:00:00",NORMAL\n',
    'cleaned.csv':
      '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,LEID,EUID,CLEAN_TIME\nida@kiln.example,Ida,1,"2026-01-01 10:00:00",125,abe,"2026-02-02 10:00:00"\n',
  });
  expect(await list('contact', 'name,do_not_email,notes')).toEqual([
    { name: 'Ida', do_not_email: true, notes: 'Rating: 1\nAddress did not work: 2026-02-02 10:00:00' },
    { name: 'Tea', do_not_email: false, notes: 'Rating: 4' },
    { name: 'Bo', do_not_email: true, notes: 'Rating: 2\nUnsubscribed: 2026-02-01 10:00:00\nReason: NORMAL' },
  ]);
});
