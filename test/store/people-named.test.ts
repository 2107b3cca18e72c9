import { expect, test } from 'vitest';
import type { PersonNoun } from '../../src/domain/field.ts';
import { peopleNamed } from '../../src/store/people-named.ts';
import { findAny } from '../../src/store/references.ts';
import { NOW } from '../support/program.ts';
import { addRecords, openStore, writeEnv } from '../support/store.ts';

/** Ways to name somebody, some of which mean nobody, or several. */
const TEXTS = [
  ...['1', '#2', '3', '99', 'lead:1', 'contact:#2', 'lead:99', 'account:1', 'acc:1', '4155550100', '00001'],
  ...['ANN@x.example', 'bob@x.example', 'both@x.example', 'gone@x.example', 'name@x.example', 'a@b@c'],
  ...['+1 415 555 0100', '(415) 555-0101', '+1 415 555 0100 ext 7', '+14155550199', '555-0100'],
  ...['Ann Lee', 'ann  LEE', 'Bob Roe', 'Acme Ltd', 'acme', 'Twin', 'Twin #4', 'Twin lead:4', 'Kim', 'Ki'],
  ...[
    'x.example',
    'https://www.linkedin.com/in/ann',
    'linkedin.com/in/ann',
    'J. Doe',
    'Jane Doe',
    'Ünal',
    '-',
  ],
];

test('many references at once mean the records that each means by itself', async () => {
  const store = openStore();
  await addRecords(store, 'lead', [
    {
      first_name: 'Ann',
      last_name: 'Lee',
      email: 'ann@x.example',
      phone: '+1 415 555 0100',
      company: 'Acme Ltd',
    },
    { last_name: 'Both', email: 'both@x.example', phone: '+1 415 555 0101' },
    { last_name: 'Kim', website: 'x.example' },
    { last_name: 'Twin' },
    { last_name: 'Twin' },
    { last_name: 'Ünal' },
    { first_name: 'Jane', last_name: 'Doe' },
    { last_name: 'Other', email: 'name@x.example' },
  ]);
  await addRecords(store, 'contact', [
    { first_name: 'Bob', last_name: 'Roe', email: 'bob@x.example', phone: '+1 415 555 0101' },
    { last_name: 'Both', email: 'both@x.example' },
    { last_name: 'name@x.example' },
    { last_name: 'Kim', linkedin: 'https://www.linkedin.com/in/ann' },
    { first_name: 'Jane', last_name: 'Doe' },
  ]);
  await store.change((tx) =>
    tx.update('lead', 7, { status: 'converted', converted_at: NOW, contact_id: 5, account_id: null }),
  );
  const env = await writeEnv();
  for (const nouns of [['contact', 'lead'], ['lead', 'contact'], ['lead']] as readonly PersonNoun[][]) {
    const many = await peopleNamed(store.db, nouns, TEXTS, env);
    for (const [text, record] of many) {
      const { noun, id } = await findAny(store.engine, nouns, text, env);
      expect(`${text}: ${record.noun}:${record.id}`).toBe(`${text}: ${noun}:${id}`);
    }
    expect([...many.keys()]).toEqual(expect.arrayContaining(['1', 'ANN@x.example', 'ann  LEE', 'Ünal']));
    expect(many.has('name@x.example')).toBe(nouns.length === 1);
  }
});
