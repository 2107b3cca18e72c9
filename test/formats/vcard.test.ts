import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../src/formats/rows.ts';
import { openTable } from '../../src/formats/table.ts';

/** The cards of a file as objects by header, and the problems of incomplete ones. */
async function read(content: string | Uint8Array, piece = 1 << 20) {
  const bytes = Buffer.from(content as string);
  const table = await openTable(
    (async function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
    { name: 'x.vcf' },
  );
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  const cards = rows.map(({ cells, problem }) =>
    problem === undefined
      ? Object.fromEntries(table.headers.flatMap((header, at) => (cells[at] ? [[header, cells[at]]] : [])))
      : problem,
  );
  return { format: table.format, cards };
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('cards of different programs', () => {
  test.each(['KIND', 'X-ADDRESSBOOKSERVER-KIND'])('a group (%s) is rejected as no person', async (kind) => {
    const { cards } = await read(
      card('VERSION:3.0', 'FN:Jane Doe', 'N:Doe;Jane;;;') +
        card('VERSION:4.0', `${kind}:group`, 'FN:Bowling\\, Tuesdays', 'MEMBER:urn:uuid:1') +
        card('VERSION:4.0', 'KIND:individual', 'FN:Max Born', 'N:Born;Max;;;'),
    );
    expect(cards).toEqual([
      { first_name: 'Jane', last_name: 'Doe' },
      'is a group of contacts, not a contact: "Bowling, Tuesdays"',
      { first_name: 'Max', last_name: 'Born' },
    ]);
  });

  test('an iPhone: groups, folded lines, a company', async () => {
    const { format, cards } = await read(
      card(
        'VERSION:3.0',
        'PRODID:-//Apple Inc.//iPhone OS 17.0//EN',
        'N:Doe;Jane;Anna;Dr.;Jr.',
        'FN:Dr. Jane Anna Doe Jr.',
        'ORG:Acme\\, Inc.;Sales',
        'TITLE:Head of Sales',
        'item1.EMAIL;type=INTERNET;type=WORK:jane@acme.test',
        'item2.EMAIL;type=INTERNET;type=pref:jane@home.test',
        'TEL;type=CELL;type=VOICE;type=pref:+1 (415) 555-0100',
        'TEL;type=WORK;type=FAX:+1 415 555 0199',
        'item3.ADR;type=WORK:;Suite 5;1 Main St;San Francisco;CA;94105;USA',
        'item3.X-ABADR:us',
        'item4.URL;type=pref:https\\://www.linkedin.com/in/jane',
        'BDAY:1980-02-03',
        'NOTE:Met at the expo\\nwants a',
        '  demo\\; soon',
        'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
        ' BBBB==',
      ) + card('VERSION:3.0', 'N:;;;;', 'FN:Globex', 'ORG:Globex;', 'X-ABShowAs:COMPANY'),
    );
    expect(format).toBe('vcard');
    expect(cards).toEqual([
      {
        first_name: 'Jane Anna',
        last_name: 'Doe',
        'name prefix': 'Dr.',
        'name suffix': 'Jr.',
        company: 'Acme, Inc.',
        department: 'Sales',
        title: 'Head of Sales',
        email: 'jane@home.test;jane@acme.test',
        email_labels: 'work: jane@acme.test',
        phone: '+1 (415) 555-0100',
        phone_labels: 'mobile: +1 (415) 555-0100',
        fax: '+1 415 555 0199',
        street: '1 Main St\nSuite 5',
        city: 'San Francisco',
        region: 'CA',
        postal_code: '94105',
        country: 'USA',
        linkedin: 'https://www.linkedin.com/in/jane',
        BDAY: '1980-02-03',
        notes: 'Met at the expo\nwants a demo; soon',
      },
      { company: 'Globex' },
    ]);
  });

  test('an old phone: vCard 2.1 with quoted-printable in two charsets, types without a name', async () => {
    const { cards } = await read(
      card(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;',
        'TEL;WORK;VOICE;PREF:030 901820',
        'TEL;CELL:0170 1234567',
        'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:gr=FC=DFe =',
        'aus K=F6ln=0D=0Azweite Zeile',
        'PHOTO;JPEG;BASE64:',
        '  /9j/4AAQ',
        '',
        'LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Unter den Linden 1=0D=0A=',
        '10117 Berlin',
        'X-WHATSAPP:yes',
      ),
    );
    expect(cards).toEqual([
      {
        first_name: 'Jürgen',
        last_name: 'Müller',
        phone: '030 901820;0170 1234567',
        phone_labels: 'work: 030 901820;mobile: 0170 1234567',
        notes: 'grüße aus Köln\r\nzweite Zeile',
        'X-WHATSAPP': 'yes',
      },
    ]);
  });

  test('vCard 4.0: tel URIs, preferences, quoted parameters, several values of a single field', async () => {
    const { cards } = await read(
      card(
        'VERSION:4.0',
        'FN:Zoë Ünal',
        'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+44-20-7946-1001;ext=5',
        'TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+44-7700-900123',
        'ADR;LABEL="1: High St; London":;;1 High St;London;;SW1;UK',
        'ADR:;;2 Low St;Leeds;;;',
        'TZ:Europe/London',
        'CATEGORIES:vip,a\\,b',
        'TITLE:Boss',
        'TITLE:Chair',
        'UID:urn:uuid:1',
      ),
    );
    expect(cards).toEqual([
      {
        name: 'Zoë Ünal',
        phone: '+44-7700-900123;+44-20-7946-1001 ext. 5',
        phone_labels: 'mobile: +44-7700-900123;home: +44-20-7946-1001 ext. 5',
        street: '1 High St',
        city: 'London',
        postal_code: 'SW1',
        country: 'UK',
        'other address': '2 Low St, Leeds',
        timezone: 'Europe/London',
        tags: 'vip;a,b;',
        title: 'Boss',
        'other TITLE': 'Chair',
        UID: 'urn:uuid:1',
      },
    ]);
  });
});

test('an incomplete card is a row with a problem', async () => {
  const { cards } = await read(
    `BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nEND:VCARD\nnonsense\n${card('no colon here')}BEGIN:VCARD\nFN:Three\n`,
  );
  expect(cards).toEqual([
    'is an incomplete vCard: the file may be truncated',
    { name: 'Two' },
    'is outside of any vCard',
    'has a line that is not part of a vCard, line 8: "no colon here"',
    'is an incomplete vCard: the file may be truncated',
  ]);
});

test('the size of chunks does not matter', async () => {
  const text = card('VERSION:3.0', 'N:Ünal;Zoë', 'NOTE:one', ' two\\nthree', 'CATEGORIES:a,b') + card('FN:B');
  const whole = await read(text);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (piece) => {
      expect(await read(text, piece)).toEqual(whole);
    }),
  );
});
