import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

async function rows(...args: string[]) {
  return JSON.parse((await crm([...args, '--json'], { home })).stdout);
}

/** Migrates files twice, the second time without a change; gives back what was said the first time. */
async function migrate(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(home, 'export');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const words = ['migrate', ...Object.keys(files).map((name) => join(folder, name))];
  const { stderr, exitCode } = await crm(words, { home });
  expect([0, 4], stderr).toContain(exitCode);
  expect((await crm(words, { home })).stderr).toContain('Everything was already there');
  return stderr;
}

test('several people in a cell are several people, each with the id in their place', async () => {
  const deals = [
    'Record ID,Deal Name,Deal Stage,Amount,Currency,Associated Contact,Associated Contact IDs,Associated Company,Associated Company IDs',
    '71,Mill,Appointment Scheduled,10,EUR,Ida Holm (ida@mill.example);Jon Dahl (jon@mill.example),31;32,Mill AB,41',
    '72,Barn,Closed Won,20,EUR,Jon Dahl (jon@mill.example),32,Mill AB,41',
    '73,Shed,Closed Won,5,EUR,Jon Dahl (jon@other.example);Ida Holm (ida@mill.example),33;31,,',
  ];
  await migrate({ 'deals.csv': `${deals.join('\n')}\n` });
  const people = await rows(
    'contact',
    'list',
    '--sort',
    'external_id',
    '--columns',
    'name,email,external_id',
  );
  expect(people).toEqual([
    { name: 'Ida Holm', email: 'ida@mill.example', external_id: '31' },
    { name: 'Jon Dahl', email: 'jon@mill.example', external_id: '32' },
    { name: 'Jon Dahl', email: 'jon@other.example', external_id: '33' },
  ]);
  expect(await rows('opp', 'list', '--sort', 'id', '--columns', 'name,contact,other_contacts')).toEqual([
    { name: 'Mill', contact: 'Ida Holm', other_contacts: ['Jon Dahl'] },
    { name: 'Barn', contact: 'Jon Dahl', other_contacts: [] },
    { name: 'Shed', contact: 'Jon Dahl', other_contacts: ['Ida Holm'] },
  ]);
});

test('people in a cell are found by their addresses, and counted where there is room for one', async () => {
  await crm(['contact', 'add', 'Ida Holm', '--email', 'ida@mill.example'], { home });
  const tickets = [
    'Ticket ID,Ticket name,Ticket status,Associated Contact',
    '1,Broken,New,Ida Holm (ida@mill.example);Jon Dahl (jon@mill.example)',
    '2,Loud,New,Ida Berg (ida@mill.example)',
  ];
  writeFileSync(join(home, 'tickets.csv'), `${tickets.join('\n')}\n`);
  const { stderr } = await crm(['case', 'import', join(home, 'tickets.csv')], { home });
  expect(stderr).toContain('a second contact: only the first counts');
  expect(await rows('contact', 'list', '--sort', 'id', '--columns', 'name,email')).toEqual([
    { name: 'Ida Holm', email: 'ida@mill.example' },
    { name: 'Ida Berg', email: 'ida@mill.example' },
  ]);
  expect(await rows('case', 'list', '--sort', 'id', '--columns', 'subject,contact')).toEqual([
    { subject: 'Broken', contact: 'Ida Holm' },
    { subject: 'Loud', contact: 'Ida Berg' },
  ]);
});

const labelled = (of: Readonly<Record<string, readonly [value: unknown, label: string]>>) =>
  Object.fromEntries(
    Object.entries(of).flatMap(([key, [value, label]]) => [
      [key, value],
      [`${key}@OData.Community.Display.V1.FormattedValue`, label],
    ]),
  );

test('references and codes of an OData service', async () => {
  const account = 'aaaaaaaa-88df-e311-b8e5-6c3be5a8b200';
  const opp = (opportunityid: string, name: string, more: Readonly<Record<string, unknown>>) => ({
    '@odata.etag': 'W/"1"',
    opportunityid,
    name,
    ...labelled({
      _parentaccountid_value: [account, 'Lake Foods'],
      _ownerid_value: ['bbbb', 'Kim Ax'],
      _transactioncurrencyid_value: ['cccc', 'Swiss Franc'],
    }),
    ...more,
  });
  const said = await migrate({
    'opps.json': JSON.stringify({
      '@odata.context': 'https://x.example/$metadata#opportunities',
      value: [
        opp('op1', 'Open one', {
          ...labelled({
            statecode: [0, 'Open'],
            estimatedvalue: [1200.5, 'CHF 1’200.50'],
            salesstage: [2, 'Propose'],
            closeprobability: [60, '60'],
          }),
          estimatedclosedate: '2026-12-24',
        }),
        opp('op2', 'Won one', labelled({ statecode: [1, 'Won'], actualvalue: [800, 'CHF 800.00'] })),
        opp('op3', 'Lost one', labelled({ statecode: [2, 'Lost'], estimatedvalue: [70, 'CHF 70.00'] })),
      ],
    }),
  });
  expect(said).toContain('sums agree');
  const columns = 'name,stage,amount,currency,account,owner,probability,close_date';
  const ours = { currency: 'CHF', account: 'Lake Foods', owner: 'Kim Ax' };
  expect(await rows('opp', 'list', '--sort', 'id', '--columns', columns)).toMatchObject([
    {
      name: 'Open one',
      stage: 'proposal',
      amount: 1200.5,
      probability: 60,
      close_date: '2026-12-24',
      ...ours,
    },
    { name: 'Won one', stage: 'won', amount: 800, ...ours },
    { name: 'Lost one', stage: 'lost', amount: 70, ...ours },
  ]);
  expect(await rows('account', 'list', '--columns', 'name,external_id')).toEqual([
    { name: 'Lake Foods', external_id: account },
  ]);
});

test.each([
  ['under their own name', { contacts: [{ name: 'Ann Lee' }, { name: 'Bo Ray' }], meta: { total: 2 } }],
  ['in an object', { data: { contacts: [{ name: 'Ann Lee' }, { name: 'Bo Ray' }] } }],
])('records in a list %s', async (_, file) => {
  const input = JSON.stringify(file);
  expect((await crm(['lead', 'import', '-', '--json'], { home, input })).exitCode).toBe(0);
  expect(await rows('lead', 'list', '--sort', 'id', '--columns', 'name')).toEqual([
    { name: 'Ann Lee' },
    { name: 'Bo Ray' },
  ]);
});

test('a record with one list of objects is one record', async () => {
  const input = JSON.stringify({
    first_name: 'Ann',
    last_name: 'Lee',
    emails: [{ id: 1, email: 'a@x.example' }],
  });
  await crm(['lead', 'import', '-', '--map', 'emails.email=email'], { home, input });
  expect(await rows('lead', 'list', '--columns', 'name,email')).toEqual([
    { name: 'Ann Lee', email: 'a@x.example' },
  ]);
});

test('the team, customers and tickets of a help desk', async () => {
  await migrate({
    'users.json': JSON.stringify({
      users: [
        {
          id: 1,
          name: 'Eva Lind',
          email: 'eva@mill.example',
          role: 'end-user',
          organization_id: 9,
          active: true,
        },
        {
          id: 2,
          name: 'Agent Ann',
          email: 'ann@us.example',
          role: 'agent',
          organization_id: null,
          active: true,
        },
      ],
    }),
    'organizations.json': JSON.stringify({
      organizations: [{ id: 9, name: 'Mill AB', domain_names: ['mill.example'], details: 'Big' }],
    }),
    'tickets.json': JSON.stringify({
      tickets: [
        {
          id: 5,
          subject: 'Fire',
          raw_subject: 'Fire',
          requester_id: 1,
          assignee_id: 2,
          organization_id: 9,
          status: 'open',
        },
      ],
      count: 1,
      next_page: null,
    }),
    'ticket_comments.json': JSON.stringify({
      comments: [{ id: 1, ticket_id: 5, author_id: 2, body: 'Use water', public: true }],
    }),
  });
  expect(await rows('activity', 'list', '--columns', 'type,user,case,body')).toEqual([
    { type: 'note', user: 'Agent Ann', case: 'Fire', body: 'Use water' },
  ]);
  expect(await rows('case', 'list', '--columns', 'subject,contact,account,owner')).toEqual([
    { subject: 'Fire', contact: 'Eva Lind', account: 'Mill AB', owner: 'Agent Ann' },
  ]);
  expect(await rows('contact', 'list', '--columns', 'name')).toEqual([{ name: 'Eva Lind' }]);
});

test('rows that only continue a record are counted, columns of one kind of rows are told', async () => {
  const deals = [
    'id,name,stage_id,expected_revenue,partner_name,contact_name,email_from,type,street,order_ids/name',
    'a.1,Desks,New,100,Oak Ltd,Will Burn,will@oak.example,opportunity,1 Low Rd,S1',
    ',,,,,,,,,S2',
    'a.2,Ask,New,,Elm Ltd,Tom Rye,tom@elm.example,lead,2 High Rd,',
  ];
  const said = await migrate({ 'crm_lead.csv': `${deals.join('\n')}\n` });
  expect(said).toContain('Not imported: 1 row with nothing but parts of the record above (line 3)');
  expect(said).toContain('not imported: no field for order_ids/name (1 value)');
  expect(await rows('opp', 'list', '--columns', 'notes')).toEqual([
    { notes: 'E-mail: will@oak.example\nStreet: 1 Low Rd' },
  ]);
  expect(said).toContain('3 rows read = 2 created + 1 not imported');
});

test('people beside their company and in the rows below it are contacts of it', async () => {
  const said = await migrate({
    'res.partner.csv': [
      'id,name,is_company,email,city,child_ids/id,child_ids/name,child_ids/email,child_ids/phone',
      'a.1,Oak Ltd,True,info@oak.example,York,a.2,Will Burn,will@oak.example,+442079460171',
      ',,,,,a.3,Tom Rye,tom@oak.example,',
      'a.4,Elm Ltd,True,,Leeds,,,,',
      '',
    ].join('\n'),
  });
  expect(said).not.toMatch(/not imported/i);
  expect(await rows('account', 'list', '--sort', 'id', '--columns', 'name,city')).toEqual([
    { name: 'Oak Ltd', city: 'York' },
    { name: 'Elm Ltd', city: 'Leeds' },
  ]);
  const columns = 'name,account,email,phone,external_id';
  expect(await rows('contact', 'list', '--sort', 'id', '--columns', columns)).toEqual([
    {
      name: 'Will Burn',
      account: 'Oak Ltd',
      email: 'will@oak.example',
      phone: '+442079460171',
      external_id: 'a.2',
    },
    { name: 'Tom Rye', account: 'Oak Ltd', email: 'tom@oak.example', phone: null, external_id: 'a.3' },
  ]);
});

const ORDERS = {
  'Order.csv': [
    'Id,AccountId,OrderNumber,Status,EffectiveDate,TotalAmount,CurrencyIsoCode',
    '801A00000000001AAA,001A00000000001AAA,0001,Activated,2026-03-01,150.00,EUR',
    '801A00000000002AAA,001A00000000001AAA,0002,Activated,2026-03-02,60.00,EUR',
    '801A00000000003AAA,001A00000000001AAA,0003,Activated,2026-03-03,7.00,EUR',
    '',
  ].join('\n'),
  'OrderItem.csv': [
    'Id,OrderId,Product2Id,Quantity,UnitPrice,TotalPrice',
    '802A00000000001AAA,801A00000000001AAA,01tA00000000001AAA,1,100.00,100.00',
    '802A00000000002AAA,801A00000000001AAA,01tA00000000001AAA,1,50.00,50.00',
    '802A00000000003AAA,801A00000000002AAA,01tA00000000001AAA,1,50.00,50.00',
    '',
  ].join('\n'),
  'Account.csv': 'Id,Name,OwnerId\n001A00000000001AAA,Acme,\n',
  'Product2.csv': 'Id,Name,ProductCode,IsActive,Family\n01tA00000000001AAA,Oven,O-1,1,Heat\n',
};

const amounts = async () =>
  (await rows('purchase', 'list', '--columns', 'amount')).reduce(
    (sum: number, { amount }: { amount: number }) => sum + amount,
    0,
  );

test('orders come to what they came to, in whatever order they and their lines are imported', async () => {
  await migrate(ORDERS);
  expect(await amounts()).toBe(217);
  const said = await migrate({ 'Order.csv': ORDERS['Order.csv'] });
  expect(said).toContain('Not imported: 2 rows of orders whose lines are here (lines 2, 3)');
  const alone = await crm(['purchase', 'import', join(home, 'export', 'Order.csv'), '--json'], { home });
  expect(JSON.parse(alone.stdout)).toMatchObject({ unchanged: 1, not_imported: 2, created: 0 });
  expect(await amounts()).toBe(217);
});

test('lines that come after their orders empty these', async () => {
  await migrate({ 'Account.csv': ORDERS['Account.csv'], 'Order.csv': ORDERS['Order.csv'] });
  expect(await amounts()).toBe(217);
  await migrate(ORDERS);
  expect(await amounts()).toBe(217);
  expect(await rows('purchase', 'list', '--where', 'name = 0001', '--columns', 'amount')).toEqual([
    { amount: 0 },
  ]);
});

test.each([
  [
    'German',
    'Anrede;Vorname;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;Telefon geschäftlich;E-Mail-Adresse;E-Mail 2: Adresse;Kategorien;Jahrestag;Privat',
    'Anrede',
  ],
  [
    'French',
    'Titre;Prénom;Nom;Société;Titre;Rue (bureau);Ville (bureau);Téléphone (bureau);Adresse de messagerie;Adresse de messagerie 2;Catégories;Anniversaire de mariage ou fête;Privé',
    'Titre',
  ],
  [
    'Spanish',
    'Tratamiento;Nombre;Apellidos;Organización;Puesto;Calle del trabajo;Ciudad de trabajo;Teléfono del trabajo;Dirección de correo electrónico;Dirección de correo electrónico 2;Categorías;Aniversario;Privado',
    'Tratamiento',
  ],
  [
    'Italian',
    'Titolo;Nome;Cognome;Società;Posizione;Via (uff.);Città (uff.);Ufficio;Indirizzo posta elettronica;Indirizzo posta elettronica 2;Categorie;Anniversario;Privato',
    'Titolo',
  ],
])('contacts of Outlook in %s', async (_, header, title) => {
  const input = `${header}\nDr.;Ida;Holm;Mill AB;Buyer;1 Low Rd;Lund;+46 40 12 34 56;ida@mill.example;ida@home.example;Key;3.4.2009;no\n`;
  const { stderr, exitCode } = await crm(['contact', 'import', '-', '--json'], { home, input });
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('is read as a file of Outlook')]);
  expect(stderr).not.toContain('no field');
  const columns = 'name,account,title,street,city,phone,email,other_emails,tags,notes';
  expect(await rows('contact', 'list', '--columns', columns)).toEqual([
    {
      name: 'Ida Holm',
      account: 'Mill AB',
      title: title === 'Titre' ? 'Dr., Buyer' : 'Buyer',
      street: '1 Low Rd',
      city: 'Lund',
      phone: '+4640123456',
      email: 'ida@mill.example',
      other_emails: ['ida@home.example'],
      tags: ['Key'],
      notes: 'Anniversary: 3.4.2009',
    },
  ]);
});

test('customers of Shopify, with apostrophes before their numbers', async () => {
  const home = makeHome();
  const input =
    'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,' +
    'Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,' +
    'Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags\n' +
    "'6543210987654,Ann,Lee,ann@x.example,yes,Acme,1 Main St,Apt 4,Boston,MA,US,'02101,'+14155550128,,no,120.50,3,good,no,\"vip, big\"\n";
  const { stderr } = await crm(['contact', 'import', '-', '--create', 'account'], { home, input });
  expect(stderr).toContain('read as a file of Shopify: 20 of 20 columns known');
  const [ann] = JSON.parse((await crm(['contact', 'export', '--json'], { home })).stdout);
  expect(ann).toMatchObject({
    external_id: '6543210987654',
    account: 'Acme',
    street: '1 Main St, Apt 4',
    postal_code: '02101',
    phone: '+14155550128',
    tags: ['big', 'vip'],
  });
  expect(ann.notes).toContain('Total Spent: 120.50');
});

test('the main address of leads of Close', async () => {
  await migrate({
    'leads.csv':
      'id,display_name,status_label,primary_address_address_1,primary_address_address_2,primary_address_city,primary_address_zipcode,primary_contact_name\n' +
      'lead_1,Acme,Potential,1 Main St,Suite 4,Boston,02101,Ann Lee\n',
  });
  expect(await rows('lead', 'list', '--columns', 'street,city,postal_code')).toEqual([
    { street: '1 Main St, Suite 4', city: 'Boston', postal_code: '02101' },
  ]);
});

test('members of campaigns of Zoho by the ids of both, and of the lists of Dynamics', async () => {
  await migrate({
    'Contacts_001.csv':
      'Record Id,Contact Owner.id,First Name,Last Name,Email,Account Name.id\nzcrm_1,,Ann,Lee,ann@x.example,\n',
    'Campaigns_001.csv':
      'Record Id,Campaign Owner.id,Campaign Name,Type,Status\nzcrm_7,,Spring,Email,Active\n',
    'Campaigns_X_Contacts_001.csv':
      'Record Id,Campaigns.id,Campaigns,Contacts.id,Contacts,Member Status\nzcrm_70,zcrm_7,Spring,zcrm_1,Ann Lee,Opened\n',
  });
  const members = await rows('campaign', 'members', 'Spring');
  expect(members).toMatchObject([{ record: 'contact:1', status: 'Opened' }]);
  writeFileSync(
    join(home, 'marketing_list_members.csv'),
    'Marketing List,Full Name,Email\nNewsletter,Ann Lee,ann@x.example\n',
  );
  expect((await crm(['migrate', join(home, 'marketing_list_members.csv')], { home })).exitCode).toBe(0);
  expect(await rows('campaign', 'members', 'Newsletter')).toMatchObject([{ record: 'contact:1' }]);
});

test('a file of people with their full names is one of contacts', async () => {
  const said = await migrate({ 'people.csv': 'Full Name,Email,City\nAnn Lee,ann@x.example,Rome\n' });
  expect(said).toContain('1 row read = 1 created');
  expect(await rows('contact', 'list', '--columns', 'name,city')).toEqual([
    { name: 'Ann Lee', city: 'Rome' },
  ]);
});
