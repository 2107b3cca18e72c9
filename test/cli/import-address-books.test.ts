import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Imports contacts from a file. Gives back its messages and its records. */
async function imported(input: string) {
  const home = makeHome();
  const { stderr } = await crm(['contact', 'import', '-', '--create', 'all'], { home, input });
  const { stdout } = await crm(['contact', 'export', '--json'], { home });
  return { stderr, records: JSON.parse(stdout) };
}

const NOTHING_LOST = expect.not.stringMatching(/no field for|another column gives/i);

test.each([
  [
    'Outlook',
    'First Name,Last Name,E-mail Address,E-mail 2 Address,Business Street,Business City,Home Street,Home Street 2,Home City,Notes\n' +
      'Ann,Lee,ann@x.example,,1 Elm St,,2 Oak St,Flat 4,Lyon,tea\n',
    { street: '1 Elm St', city: null, notes: 'tea\nHome address: 2 Oak St, Flat 4, Lyon' },
  ],
  [
    'Outlook without an address of the work',
    'First Name,Last Name,E-mail Address,E-mail 2 Address,Business Street,Business City,Home Street,Home Street 2,Home City\n' +
      'Ann,Lee,ann@x.example,,,,2 Oak St,Flat 4,Lyon\n',
    { street: '2 Oak St, Flat 4', city: 'Lyon', notes: null },
  ],
  [
    'Google Contacts',
    'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Address 1 - Formatted,Address 1 - Street,Address 1 - City,' +
      'Address 2 - Formatted,Address 2 - Street,Address 2 - City\n' +
      'Ann,Lee,,ann@x.example,1 Elm St,1 Elm St,,"2 Oak St\nLyon",2 Oak St,Lyon\n',
    { street: '1 Elm St', city: null, notes: expect.stringMatching(/^Address 2: 2 Oak St, Lyon$/) },
  ],
  [
    'Google Contacts with addresses in one text',
    'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Address 1 - Formatted,Address 1 - Street,Address 1 - City,' +
      'Address 2 - Formatted,Address 2 - Street\n' +
      'Ann,Lee,,ann@x.example,"1 Elm St, Rome",,,"2 Oak St\nLyon",\n',
    { street: '1 Elm St, Rome', city: null, notes: 'Address 2: 2 Oak St, Lyon' },
  ],
  [
    'Thunderbird',
    'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Home Address,Home Address 2,' +
      'Home City,Work Address,Work City,Web Page 1,Birth Year,Birth Month,Birth Day,Custom 1,Notes\n' +
      'Ann,Lee,Ann Lee,Annie,ann@x.example,,annl,2 Oak St,Flat 4,,1 Elm St,Rome,https://a.example,1980,5,14,red,tea\n',
    {
      street: '2 Oak St, Flat 4',
      city: null,
      birthdate: '1980-05-14',
      notes:
        'tea\nNickname: Annie\nScreen Name: annl\nWeb Page 1: https://a.example\nCustom 1: red\n' +
        'Work address: 1 Elm St, Rome',
    },
  ],
])('takes an address whole and keeps the others: %s', async (_, input, expected) => {
  const { stderr, records } = await imported(input);
  expect(records).toEqual([expect.objectContaining({ name: 'Ann Lee', ...expected })]);
  expect(stderr).toEqual(NOTHING_LOST);
});

test('keeps a birthday without a year, and other days in parts, in the notes', async () => {
  const { stderr, records } = await imported(
    'Name,Birth Year,Birth Month,Birth Day,Anniversary Year,Anniversary Month,Anniversary Day\n' +
      'Ann Lee,,5,4,2001,6,30\nBob Ray,1980,12,1,,,\n',
  );
  expect(records).toMatchObject([
    { birthdate: null, notes: 'Birthday: 05-04\nAnniversary: 2001-06-30' },
    { birthdate: '1980-12-01', notes: null },
  ]);
  expect(stderr).toEqual(NOTHING_LOST);
});
