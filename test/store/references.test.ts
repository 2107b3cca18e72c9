import { describe, expect, test } from 'vitest';
import type { Noun } from '../../src/domain/field.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { findAny, findRecord } from '../../src/store/references.ts';
import { resolveRelations } from '../../src/store/resolve-relations.ts';
import type { Store } from '../../src/store/store.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { NOW } from '../support/program.ts';
import { addRecords, openStore, writeEnv } from '../support/store.ts';

const PARTIES: readonly Noun[] = ['lead', 'contact', 'account', 'opp'];

async function found(store: Store, text: string): Promise<string> {
  const { noun, id } = await findAny(store.engine, PARTIES, text, await writeEnv());
  return `${noun}:${id}`;
}

describe('a reference to a record of any noun', () => {
  async function filled(): Promise<Store> {
    const store = openStore();
    await addRecords(store, 'lead', [
      { first_name: 'Jane', last_name: 'Doe', phone: '+1 415 555 0100' },
      { first_name: 'Bob', last_name: 'Ray' },
    ]);
    await addRecords(store, 'account', [{ name: 'Acme Ltd', website: 'acme.example' }]);
    await addRecords(store, 'contact', [{ last_name: 'Poe', email: 'poe@acme.example', account_id: 1 }]);
    await addRecords(store, 'opp', [
      { name: 'Acme renewal', account_id: 1, currency: 'USD', pipeline_id: 1, stage_id: 1 },
    ]);
    return store;
  }

  test.each([
    ['2', 'lead:2'],
    ['#2', 'lead:2'],
    ['opp:1', 'opp:1'],
    ['(415) 555-0100', 'lead:1'],
    ['POE@acme.example', 'contact:1'],
    ['https://www.acme.example/about', 'account:1'],
    ['bob', 'lead:2'],
    ['renewal', 'opp:1'],
  ])('%j is %s', async (text, record) => {
    expect(await found(await filled(), text)).toBe(record);
  });

  test('prefers a full name to a prefix', async () => {
    const store = await filled();
    expect(await found(store, 'acme')).toBe('account:1');
    expect(await crmErrorOf(() => found(store, 'acm'))).toMatchObject({
      kind: 'ambiguous',
      hints: ['  account:1  Acme Ltd', '  opp:1  Acme renewal'],
    });
  });

  test('resolves a converted lead to its new record', async () => {
    const store = await filled();
    await addRecords(store, 'contact', [{ first_name: 'Jane', last_name: 'Doe' }]);
    expect(await crmErrorOf(() => found(store, 'Jane Doe'))).toMatchObject({ kind: 'ambiguous' });
    await store.change((tx) =>
      tx.update('lead', 1, { status: 'converted', converted_at: NOW, contact_id: 2, account_id: 1 }),
    );
    expect(await found(store, 'Jane Doe')).toBe('contact:2');
    expect(await found(store, '1')).toBe('lead:1');
  });

  test('must match something', async () => {
    const store = await filled();
    expect(await crmErrorOf(() => found(store, 'zebra'))).toMatchObject({
      kind: 'not-found',
      detail: { code: 'unknown-record', text: 'zebra', near: null },
    });
    expect(await crmErrorOf(() => found(store, '99'))).toMatchObject({ message: 'no lead matches "99"' });
  });
});

test('prefers an open task among those with one subject', async () => {
  const store = openStore();
  await addRecords(store, 'task', [
    { subject: 'Review', status: 'done' },
    { subject: 'Review' },
    { subject: 'Review', status: 'cancelled' },
  ]);
  expect(await findRecord(store.engine, 'task', 'review', await writeEnv())).toMatchObject({ id: 2 });
});

test('people of a deal are found by name, role in parentheses, or part of the name', async () => {
  const store = openStore();
  await addRecords(store, 'contact', [
    { first_name: 'Jane', last_name: 'Doe' },
    { first_name: 'Bob', last_name: 'Ray (UK)' },
  ]);
  const values = { other_contacts: ['Jane Doe (champion)', 'Bob Ray (UK)', '2', '1 (buyer)'] };
  const { other_contacts } = await resolveRelations(store, OPP, values, await writeEnv());
  expect(other_contacts).toEqual(['1 (champion)', '2', '1 (buyer)']);
});
