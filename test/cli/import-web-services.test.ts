import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await crm(args, { home });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout + stderr;
  };
  const rows = async (...args: string[]) => JSON.parse((await crm([...args, '--json'], { home })).stdout);
  const file = (name: string, content: unknown) => {
    const path = join(home, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return path;
  };
  return { ok, rows, file };
}

test('deals as the service of Zoho sends them, with what they name and the rows of their subforms', async () => {
  const { ok, rows, file } = session();
  const owner = { name: 'Pat Boyle', id: '365', email: 'pat@z.example' };
  const path = file('Deals.json', {
    data: [
      {
        id: '3852095',
        Owner: owner,
        Deal_Name: 'Presses',
        Amount: 25_000.5,
        Stage: 'Closed Won',
        Closing_Date: '2026-12-20',
        Account_Name: { name: 'Benton', id: '46' },
        Contact_Name: { name: 'John Butt', id: '98' },
        Created_Time: '2026-10-12T11:00:00+02:00',
        Tag: [{ name: 'hot', id: '1' }],
        Visits: [{ id: '11', Visit_Date: '2026-10-01', Remark: 'first' }],
        $approved: true,
      },
    ],
    info: { count: 1, more_records: false },
  });
  expect(await ok('migrate', path, '--create-fields')).toContain('25000.50 USD on both sides');
  const [deal] = await rows('opp', 'list', '--columns', 'name,stage,account,contact,owner,tags,visits');
  expect(deal).toEqual({
    name: 'Presses',
    stage: 'won',
    account: 'Benton',
    contact: 'John Butt',
    owner: 'Pat Boyle',
    tags: ['hot'],
    visits: 'Visit Date: 2026-10-01, Remark: first',
  });
  expect(await ok('migrate', path, '--create-fields')).toContain('Everything was already there');
});

test.each([
  [
    'HubSpot',
    {
      results: [
        {
          id: '512',
          properties: {
            firstname: 'Ann',
            lastname: 'Lee',
            email: 'ann@x.example',
            company: 'Mill',
            hs_object_id: '512',
          },
          createdAt: '2026-01-02T10:00:00Z',
          archived: false,
        },
      ],
      paging: { next: { after: '1' } },
    },
  ],
  [
    'SuiteCRM',
    {
      data: [
        {
          type: 'Contact',
          id: 'b13',
          attributes: {
            first_name: 'Ann',
            last_name: 'Lee',
            email1: 'ann@x.example',
            account_name: 'Mill',
            account_id: 'a1',
            date_entered: '2026-01-20T11:00:00+00:00',
          },
          relationships: {},
        },
      ],
    },
  ],
  [
    'Pipedrive',
    {
      success: true,
      data: [
        {
          id: 1101,
          owner_id: { id: 8, name: 'Creator', value: 8 },
          org_id: { name: 'Mill', value: 5 },
          name: 'Ann Lee',
          first_name: 'Ann',
          last_name: 'Lee',
          phone: [{ value: '', primary: true, label: 'work' }],
          email: [{ value: 'ann@x.example', primary: true, label: 'work' }],
          add_time: '2026-01-02 10:00:00',
          org_name: 'Mill',
        },
      ],
      additional_data: { pagination: { start: 0 } },
    },
  ],
])('people as the service of %s sends them', async (program, content) => {
  const { ok, rows, file } = session();
  const path = file('people.json', content);
  expect(await ok('migrate', path)).toContain(program);
  expect(await rows('contact', 'list', '--columns', 'name,email,account')).toEqual([
    { name: 'Ann Lee', email: 'ann@x.example', account: 'Mill' },
  ]);
  expect(await ok('migrate', path)).toContain('Everything was already there');
});

test('won and lost deals of the service of Pipedrive are closed', async () => {
  const { ok, rows, file } = session();
  const deal = (id: number, status: string, more: object) => ({
    id,
    user_id: { id: 8, name: 'Creator', value: 8 },
    org_id: { name: 'Mill', value: 5 },
    stage_id: 3,
    title: `Deal ${id}`,
    value: 300,
    currency: 'EUR',
    add_time: '2026-01-02 10:00:00',
    status,
    org_name: 'Mill',
    ...more,
  });
  const path = file('deals.json', {
    data: [
      deal(1, 'won', { won_time: '2026-02-01 09:00:00' }),
      deal(2, 'lost', { lost_time: '2026-02-02 09:00:00', lost_reason: 'price' }),
    ],
  });
  await ok('migrate', path);
  expect(await rows('opp', 'list', '--columns', 'name,stage,account', '--sort', 'name')).toEqual([
    { name: 'Deal 1', stage: 'won', account: 'Mill' },
    { name: 'Deal 2', stage: 'lost', account: 'Mill' },
  ]);
});

const COMMENTS = [
  ['2026-07-20T22:55:29Z', 20978392, 'The fire is colorful.', true],
  ['2026-07-20T23:55:29Z', 235323, 'Use <water> & sand', false],
] as const;
const ORGANIZATIONS = '[{"id":509974,"name":"Cust Inc","domain_names":["cust.example"],"details":null}]';

test.each([
  [
    'tickets.json',
    {
      tickets: [
        {
          id: 35436,
          created_at: COMMENTS[0][0],
          subject: 'Printer on fire',
          raw_subject: 'Printer on fire',
          status: 'open',
          priority: 'high',
          requester_id: null,
          assignee_id: null,
          organization_id: 509974,
          via: { channel: 'web' },
          comments: COMMENTS.map(([created_at, author_id, body, isPublic]) => ({
            id: 1,
            created_at,
            author_id,
            body,
            public: isPublic,
          })),
        },
      ],
      count: 1,
    },
  ],
  [
    'tickets.xml',
    `<?xml version="1.0" encoding="UTF-8"?>
<tickets type="array" count="1">
  <ticket>
    <created-at>${COMMENTS[0][0]}</created-at>
    <nice-id>35436</nice-id>
    <organization-id>509974</organization-id>
    <priority-id>3</priority-id>
    <requester-id></requester-id>
    <status-id>1</status-id>
    <subject>Printer on fire</subject>
    <comments type="array">
      ${COMMENTS.map(
        ([at, author, text, isPublic]) =>
          `<comment><author-id>${author}</author-id><created-at>${at}</created-at><is-public type="boolean">${isPublic}</is-public><value>${text.replace('&', '&amp;').replace('<', '&lt;')}</value></comment>`,
      ).join('\n')}
    </comments>
  </ticket>
</tickets>
`,
  ],
])('tickets of Zendesk in %s, with what was said', async (name, content) => {
  const { ok, rows, file } = session();
  const organizations = file('organizations.json', `{"organizations":${ORGANIZATIONS},"count":1}`);
  await ok('migrate', organizations, file(name, content));
  expect(await rows('case', 'list', '--columns', 'subject,status,priority,account,notes')).toEqual([
    {
      subject: 'Printer on fire',
      status: 'open',
      priority: 'high',
      account: 'Cust Inc',
      notes: expect.stringMatching(
        /2026-07-20T22:55:29Z, 20978392: The fire is colorful\.\n\n2026-07-20T23:55:29Z, 235323, internal: Use <water> & sand$/,
      ),
    },
  ]);
});

test('XML that is not well-formed is refused with its line', async () => {
  const { file } = session();
  const path = file('people.xml', '<?xml version="1.0"?>\n<people>\n<person><name>Ann</name>\n</people>\n');
  const { stderr, exitCode } = await crm(['contact', 'import', path], { home: makeHome() });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('people.xml is not well-formed XML near line 4');
});
