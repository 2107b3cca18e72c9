import { expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { convertLeads, findConversionQuestion } from '../../src/app/leads/convert.ts';
import { assignLeads, disqualifyLeads, nurtureLeads, qualifyLeads } from '../../src/app/leads/steps.ts';
import { addRecord } from '../../src/app/records/add.ts';
import type { Noun } from '../../src/domain/field.ts';
import type { NamedRecord } from '../../src/domain/record-ref.ts';
import type { Values } from '../../src/store/write/values.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { openDeps } from '../support/deps.ts';
import { rowsOf } from '../support/store.ts';

const FIND = { account: { type: 'find' }, contact: { type: 'find' }, oppId: null } as const;

async function add(deps: Deps, noun: Noun, values: Values): Promise<NamedRecord> {
  const { id, title } = await addRecord(deps, deps.store.db.nouns.get(noun), {
    values,
    allowDuplicate: true,
  });
  return { noun, id, title };
}

test('a lead is given up for a reason, and what was agreed is called off', async () => {
  const deps = await openDeps();
  const lead = await add(deps, 'lead', { last_name: 'Doe' });
  await add(deps, 'task', { subject: 'Call back', kind: 'callback', lead: '1' });
  await deps.store.change((tx) => tx.update('task', 1, { kind: 'callback' }));
  expect(await crmErrorOf(() => disqualifyLeads(deps, { leads: [lead], reason: '' }))).toMatchObject({
    detail: { code: 'reason-missing', step: 'disqualify-lead' },
  });
  const { changed, cancelledTasks } = await disqualifyLeads(deps, { leads: [lead], reason: 'no budget' });
  expect({ changed, cancelledTasks }).toEqual({ changed: [lead], cancelledTasks: 1 });
  expect(await rowsOf(deps.store.db, 'select status, reason from lead')).toEqual([
    { status: 'disqualified', reason: 'no budget' },
  ]);
  expect((await qualifyLeads(deps, { leads: [lead] })).unchanged).toEqual([]);
});

test('a time to try again lies ahead', async () => {
  const deps = await openDeps();
  const leads = [await add(deps, 'lead', { last_name: 'Doe' })];
  const until = '2026-03-11T09:00:00.000Z';
  expect(await crmErrorOf(() => nurtureLeads(deps, { leads, until }))).toMatchObject({ kind: 'usage' });
});

test('leads take their open tasks along', async () => {
  const deps = await openDeps();
  const lead = await add(deps, 'lead', { last_name: 'Doe' });
  await add(deps, 'task', { subject: 'Write', lead: '1' });
  await deps.store.change((tx) => tx.insert('user', { name: 'ann' } as never));
  expect(await assignLeads(deps, { leads: [lead], to: 'ann' })).toMatchObject({
    changed: [lead],
    assignedTasks: 1,
  });
  expect(await assignLeads(deps, { leads: [lead], to: 'ann' })).toMatchObject({ unchanged: [lead] });
});

test('a lead becomes an account, a contact and a deal that closes in 30 days', async () => {
  const deps = await openDeps();
  const lead = await add(deps, 'lead', { last_name: 'Doe', company: 'Acme' });
  const { conversions, assumedCloseDate } = await convertLeads(deps, {
    leads: [{ lead, targets: FIND }],
    opp: {},
  });
  expect(assumedCloseDate).toBe('2026-04-11');
  expect(conversions).toMatchObject([
    { account: { title: 'Acme', isNew: true }, contact: { id: 1, isNew: true }, opp: { id: 1 } },
  ]);
});

test('what is of one lead is not for several, and a new deal is open', async () => {
  const deps = await openDeps();
  const leads = [
    { lead: await add(deps, 'lead', { last_name: 'Doe' }), targets: FIND },
    { lead: await add(deps, 'lead', { last_name: 'Roe' }), targets: FIND },
  ];
  const amount = { minor: 100, currency: 'USD' };
  expect(await crmErrorOf(() => convertLeads(deps, { leads, opp: { amount } }))).toMatchObject({
    message: 'an amount works for only one lead at a time',
  });
  expect(await crmErrorOf(() => convertLeads(deps, { leads, opp: { stage: 'won' } }))).toMatchObject({
    detail: { code: 'conversion-stage-closed' },
  });
});

test('a person decides between several accounts', async () => {
  const deps = await openDeps();
  await add(deps, 'account', { name: 'Acme', website: 'acme.example' });
  await add(deps, 'account', { name: 'Acme' });
  const lead = await add(deps, 'lead', { last_name: 'Doe', company: 'Acme' });
  const question = await findConversionQuestion(deps, lead.id, FIND);
  expect(question).toMatchObject({ noun: 'account', candidates: [{ id: 1 }, { id: 2 }] });
  const convert = () => convertLeads(deps, { leads: [{ lead, targets: FIND }], opp: null });
  expect(await crmErrorOf(convert)).toMatchObject({
    kind: 'ambiguous',
    detail: { code: 'ambiguous-conversion', noun: 'account' },
  });
  const targets = { ...FIND, account: { type: 'use', id: 2 } } as const;
  expect(await findConversionQuestion(deps, lead.id, targets)).toBeNull();
});
