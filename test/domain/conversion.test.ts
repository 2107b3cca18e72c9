import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryValues, type Fields, TARGETS } from '../../src/domain/conversion.ts';
import type { Field } from '../../src/domain/field.ts';
import { builtInNouns } from '../../src/nouns/index.ts';

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  label: name,
  access: 'edit',
  help: name,
  custom: true,
  ...more,
});

const OWN = {
  account: builtInNouns().get('account').fields,
  contact: builtInNouns().get('contact').fields,
  opp: builtInNouns().get('opp').fields,
};
const ANEW = { account: null, contact: null, opp: null };

const carried = (
  lead: Fields,
  found: Parameters<typeof carryValues>[1] = ANEW,
  declared: readonly Field[] = [],
) => carryValues(lead, found, declared, OWN);

test('the new records get all fields they have', () => {
  const { set, dropped } = carried({
    company: 'Acme',
    first_name: 'Jane',
    city: 'Rome',
    source: 'expo',
    campaign: 'may',
  });
  expect(set).toEqual({
    account: { name: 'Acme', city: 'Rome', source: 'expo' },
    contact: { first_name: 'Jane', city: 'Rome', source: 'expo' },
    opp: { source: 'expo', campaign: 'may' },
  });
  expect(dropped).toEqual([]);
});

test('without an opportunity the campaign is reported as lost', () => {
  expect(carried({ campaign: 'may' }, { account: null, contact: null }).dropped).toEqual([
    { field: 'campaign', value: 'may', because: null },
  ]);
});

test('an address is copied as a whole or not at all', () => {
  const lead = { street: '1 High St', city: 'Leeds' };
  const { set, dropped } = carried(lead, { account: { city: 'Paris' }, contact: { city: 'Rome' } });
  expect(set).toEqual({ account: {}, contact: {}, opp: {} });
  expect(dropped).toEqual([
    { field: 'street', value: '1 High St', because: 'account has nothing' },
    { field: 'city', value: 'Leeds', because: 'account has Paris' },
  ]);
  expect(carried(lead, { account: {}, contact: { city: 'Rome' } }).dropped).toEqual([]);
});

test('do-not-call is set on a contact without one, and never cleared', () => {
  expect(
    carried({ do_not_call: true }, { account: {}, contact: { do_not_call: false } }).set.contact,
  ).toEqual({
    do_not_call: true,
  });
  expect(
    carried({ do_not_call: false }, { account: {}, contact: { do_not_call: true } }).set.contact,
  ).toEqual({});
});

test('another spelling of the same company is no loss, another company is', () => {
  expect(carried({ company: 'ACME Inc.' }, { account: { name: 'Acme' }, contact: null }).dropped).toEqual([]);
  expect(carried({ company: 'Globex' }, { account: { name: 'Acme' }, contact: null }).dropped).toEqual([
    { field: 'company', value: 'Globex', because: 'account has Acme' },
  ]);
});

test('a custom field is copied to one of the same name and type', () => {
  const declared = [
    field('linkedin', 'text'),
    field('amount', 'money'),
    field('kind', 'choice', { choices: ['customer', 'alien'] }),
    field('department', 'number'),
    field('shoe_size', 'number'),
  ];
  const amount = { minor: 500, currency: 'EUR' };
  const lead = { linkedin: 'in/jane', amount, kind: 'alien', department: 7, shoe_size: 39 };
  const { set, dropped } = carried(lead, ANEW, declared);
  expect(set).toEqual({ account: {}, contact: { linkedin: 'in/jane' }, opp: { amount } });
  expect(dropped.map((each) => `${each.field} ${each.value}`)).toEqual([
    'kind alien',
    'department 7',
    'shoe_size 39',
  ]);
});

const text = fc.constantFrom<string | null>('a', 'b', '', null);
const names = [
  'company',
  'website',
  'first_name',
  'last_name',
  'title',
  'city',
  'street',
  'source',
  'campaign',
  'notes',
  'rating',
];
const some = fc.record(Object.fromEntries(names.map((name) => [name, text])));
const found = fc.record(
  {
    account: fc.option(some.map(({ company, ...rest }) => ({ ...rest, name: company ?? 'a' }))),
    contact: fc.option(some),
    opp: fc.option(some),
  },
  { requiredKeys: ['account', 'contact'] },
) as fc.Arbitrary<Parameters<typeof carryValues>[1]>;

test('existing values are never overwritten, and each value of the lead is copied or reported', () => {
  fc.assert(
    fc.property(some, found, (lead, there) => {
      const { set, dropped } = carried(lead as Fields, there);
      for (const target of TARGETS)
        for (const name of Object.keys(set[target])) expect(there[target]?.[name] || null).toBeNull();
      for (const name of names) {
        const value = lead[name];
        if (!value) continue;
        const at = name === 'company' ? 'name' : name;
        const held = TARGETS.some(
          (target) => there[target] !== undefined && (set[target][at] ?? there[target]?.[at]) === value,
        );
        const said = dropped.some((each) => each.field === name && each.value === value);
        expect(held || said).toBe(true);
      }
    }),
  );
});
