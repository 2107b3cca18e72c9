import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const FIELDS = ['street', 'city', 'postal_code', 'country'] as const;
type Address = Readonly<Record<(typeof FIELDS)[number], string>>;

/** Headers of two addresses, as programs and people write them, and what the notes call the second one. */
const FILES: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  [
    'kinds',
    ['Work Address', 'Work City', 'Work Zip', 'Work Country'],
    ['Home Address', 'Home City', 'Home Zip', 'Home Country'],
    'Home address',
  ],
  [
    'one without a word',
    ['address', 'city', 'zip', 'country'],
    ['billing_street', 'billing_city', 'billing_zip', 'billing_country'],
    'Billing address',
  ],
];

/** Imports rows of two addresses each, and returns the stored address and notes of each. */
async function imported(
  first: readonly string[],
  second: readonly string[],
  rows: readonly (readonly Address[])[],
) {
  const home = makeHome();
  const cells = rows.map((row, at) => [
    `Person ${at + 1}`,
    `p${at}@x.example`,
    ...row.flatMap((address) => FIELDS.map((field) => address[field])),
  ]);
  writeFileSync(join(home, 'in.csv'), stringify([['name', 'email', ...first, ...second], ...cells]));
  const { exitCode, stderr } = await crm(['lead', 'import', 'in.csv'], { home, cwd: home });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('Not imported')]);
  const { stdout } = await crm(['lead', 'export', '--json', '--columns', [...FIELDS, 'notes'].join(',')], {
    home,
  });
  return JSON.parse(stdout) as Readonly<Record<string, string | null>>[];
}

// Unlike each other in every part, so that a mixed address shows.
const anAddress = (mark: string): fc.Arbitrary<Address> =>
  fc.record({
    street: fc.constantFrom('', `1 ${mark} Road`),
    city: fc.constantFrom('', `${mark} Town`),
    postal_code: fc.constantFrom('', mark === 'North' ? '10115' : '75001'),
    country: fc.constantFrom('', mark === 'North' ? 'NO' : 'FR'),
  });

test.each(FILES)(
  'an address is taken whole, and the other one is in the notes: %s',
  async (_, first, second) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anAddress('North'), anAddress('South')), { minLength: 20, maxLength: 40 }),
        async (rows) => {
          const stored = await imported(first, second, rows);
          for (const [at, [north, south]] of rows.entries()) {
            const { notes, ...address } = stored[at] as Readonly<Record<string, string | null>>;
            const parts = FIELDS.flatMap((field) => address[field] ?? []);
            const isOf = (one: Address) => parts.every((part) => Object.values(one).includes(part));
            const mixed = FIELDS.filter((field) => field !== 'country').flatMap(
              (field) => address[field] ?? [],
            );
            expect(
              [north, south].some((one) => mixed.every((part) => Object.values(one).includes(part))),
            ).toBe(true);
            // A country alone completes the other one.
            const other = isOf(north) ? south : north;
            for (const part of Object.values(other))
              if (part !== '' && !parts.includes(part)) expect(notes).toContain(part);
            for (const part of [...Object.values(north), ...Object.values(south)])
              if (part !== '') expect([...parts, notes].join('\n')).toContain(part);
            if (north.street !== '') expect(address.street).toBe(north.street);
          }
        },
      ),
      { numRuns: 3 },
    );
  },
);

test.each(FILES)(
  'the other address is named, and one that says the same is not repeated: %s',
  async (_, first, second, label) => {
    const blank = { street: '', city: '', postal_code: '', country: '' };
    const home = { street: '5 Lane', city: '', postal_code: '90210', country: 'US' };
    const work = { street: '1 Main St', city: 'Berlin', postal_code: '10115', country: 'DE' };
    expect(
      await imported(first, second, [
        [work, home],
        [blank, home],
        [work, work],
        [work, { ...blank, city: 'Berlin' }],
        [{ ...blank, city: 'Rome' }, home],
        [
          { ...work, country: '' },
          { ...blank, country: 'DE' },
        ],
      ]),
    ).toMatchObject([
      { ...work, notes: `${label}: 5 Lane, 90210, US` },
      { street: '5 Lane', city: null, postal_code: '90210', country: 'US', notes: null },
      { ...work, notes: null },
      { ...work, notes: null },
      { street: '5 Lane', city: null, postal_code: '90210', notes: expect.stringContaining(': Rome') },
      { ...work, notes: null },
    ]);
  },
);

test('a dry run says which address counts', async () => {
  const home = makeHome();
  writeFileSync(
    join(home, 'in.csv'),
    'name,home city,home street,work city,work street\nA,Rome,1 Via,Oslo,2 Vei\n',
  );
  const { stderr } = await crm(['lead', 'import', 'in.csv', '--dry-run'], { home, cwd: home });
  expect(stderr).toMatch(/work street +street +synonym, or in the notes +2 Vei\n/);
  expect(stderr).toMatch(/Other addresses +notes +from other columns +Work address: 2 Vei, Oslo\n/);
});
