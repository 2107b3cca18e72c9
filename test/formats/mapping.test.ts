import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import type { MatchStrength } from '../../src/formats/mapped-column.ts';
import { mapHeaders } from '../../src/formats/mapping.ts';

const field = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label,
  access: 'edit',
  help: name,
  ...more,
});

const FIELDS: readonly Field[] = [
  field('id', 'ID', { type: 'integer', access: 'import' }),
  field('first_name', 'First name', { synonyms: ['given name'] }),
  field('full', 'Full', { access: 'computed', help: 'first and last name', synonyms: ['full name'] }),
  field('company', 'Company', { synonyms: ['company / account', 'account name'] }),
  field('email', 'Email', { type: 'email', overflow: 'other_emails', synonyms: ['e-mail address'] }),
  field('other_emails', 'Other emails', { type: 'list', element: 'email' }),
  field('phone', 'Phone', { type: 'phone', overflow: 'other_phones', synonyms: ['mobile phone'] }),
  field('other_phones', 'Other phones', { type: 'list', element: 'phone' }),
  field('created_at', 'Created', { type: 'datetime', access: 'import', synonyms: ['created date'] }),
  field('external_id', 'External ID'),
];

/** Header to its target fields, and the reason. */
const mapped = (headers: readonly string[], map: readonly string[] = []) =>
  mapHeaders(headers, FIELDS, { map }).columns.map(({ fields, how }) => [
    fields.map(({ name }) => name).join(),
    how,
  ]);

describe('a header', () => {
  test.each<[string, string, MatchStrength]>([
    ['first_name', 'first_name', 'exact'],
    ['FIRST-NAME', 'first_name', 'exact'],
    ['First Name', 'first_name', 'exact'],
    [' First\u00a0 name * ', 'first_name', 'exact'],
    ['\uFEFFEmail', 'email', 'exact'],
    ['E\u2013mail', 'email', 'exact'],
    ['Created', 'created_at', 'label'],
    ['Given Name', 'first_name', 'synonym'],
    ['Company / Account', 'company', 'synonym'],
    ['Account Name (Parent) (Account)', 'company', 'synonym'],
    ['Email (Primary Contact) (Contact)', 'email', 'exact'],
    ['E-mail 2', 'email', 'exact'],
    ['Mobile Phone 3', 'phone', 'synonym'],
    ['Created Date', 'created_at', 'synonym'],
    ['Company 2', '', 'unmatched'],
    ['Shoe size', '', 'unmatched'],
    ['', '', 'dropped'],
  ])('%j', (header, fields, how) => {
    expect(mapped([header])).toEqual([[fields, how]]);
  });

  test('of a computed field is dropped by its name and unmatched otherwise', () => {
    expect(mapped(['full', 'Full Name'])).toEqual([
      ['', 'dropped'],
      ['', 'unmatched'],
    ]);
  });

  test('of our own record ids is matched only as our exports write it', () => {
    expect(mapped(['id', 'Id', 'ID'])).toEqual([
      ['id', 'exact'],
      ['', 'unmatched'],
      ['', 'unmatched'],
    ]);
  });
});

describe('several headers of one field', () => {
  test('feed it in order of certainty, then of position', () => {
    const { feeds } = mapHeaders(['Mobile Phone', 'Phone', 'phone 2', 'Company'], FIELDS);
    expect(feeds.map(({ field: { name }, overflow, indexes }) => [name, overflow?.name, indexes])).toEqual([
      ['phone', 'other_phones', [1, 2, 0]],
      ['company', undefined, [3]],
    ]);
  });
});

describe('--map', () => {
  test('feeds one header into several fields, and drops one', () => {
    expect(mapped(['Opp', 'Email'], ['Opp=external_id,company', 'Email=-'])).toEqual([
      ['external_id,company', 'map'],
      ['', 'dropped'],
    ]);
  });

  test('replaces the automatic match', () => {
    const mapping = mapHeaders(['Company', 'Employer'], FIELDS, { map: ['Employer=company'] });
    expect(mapping.leftOver).toEqual(['Company']);
    expect(mapping.feeds.map(({ indexes }) => indexes)).toEqual([[1]]);
  });

  test('comes before other headers of a field with several values', () => {
    const mapping = mapHeaders(['Email', 'Login'], FIELDS, { map: ['Login=email'] });
    expect(mapping.feeds.map(({ indexes }) => indexes)).toEqual([[1, 0]]);
  });

  test('matches the exact header before other spellings', () => {
    expect(mapped(['ref', 'Ref'], ['Ref=external_id'])).toEqual([
      ['', 'unmatched'],
      ['external_id', 'map'],
    ]);
    expect(mapped(['deal_ref'], ['Deal Ref=External ID'])).toEqual([['external_id', 'map']]);
  });

  test('reads a header with an equals sign', () => {
    expect(mapped(['a=b'], ['a=b=company'])).toEqual([['company', 'map']]);
  });

  test('rejects unknown names, with the nearest ones', () => {
    const refused = (map: string) => {
      try {
        mapHeaders(['Emial', 'City'], FIELDS, { map: [map] });
      } catch (error) {
        return error;
      }
    };
    expect(refused('Email=company')).toMatchObject({
      kind: 'usage',
      message: 'the file has no column "Email"',
      hints: ['Did you mean "Emial"?'],
    });
    expect(refused('City=compny')).toMatchObject({
      message: 'unknown field "compny" in --map',
      hints: [expect.stringContaining('company')],
    });
    expect(refused('City=full')).toMatchObject({
      message: '"full" cannot be imported: it is computed from other fields',
    });
    expect(refused('City')).toMatchObject({ message: 'cannot read --map "City"' });
    expect(refused('City=')).toMatchObject({ message: 'cannot read --map "City="' });
  });
});
