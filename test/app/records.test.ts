import { expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { addRecord, findSimilarRecord } from '../../src/app/records/add.ts';
import { editRecords } from '../../src/app/records/edit.ts';
import { fieldsOf } from '../../src/app/records/fields.ts';
import { listRecords } from '../../src/app/records/list.ts';
import { removeRecords } from '../../src/app/records/remove.ts';
import type { Noun, Row } from '../../src/domain/field.ts';
import type { Values } from '../../src/store/write/values.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { openDeps } from '../support/deps.ts';

const spec = ({ store }: Deps, noun: Noun) => store.db.nouns.get(noun);

async function collect(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function add(deps: Deps, noun: Noun, values: Values, allowDuplicate = false) {
  const { id, title } = await addRecord(deps, spec(deps, noun), { values, allowDuplicate });
  return { noun, id, title };
}

async function rows(deps: Deps, noun: Noun, filters: readonly string[] = []): Promise<Row[]> {
  const fields = await fieldsOf(deps.store, spec(deps, noun));
  const list = await listRecords(deps, spec(deps, noun), { filters, fields, shown: fields, sort: '' });
  return collect(list.rows);
}

test('what is added belongs to the acting user, in their currency', async () => {
  const deps = await openDeps({ user: 'ann' });
  await add(deps, 'lead', { last_name: 'Doe' });
  await add(deps, 'opp', { name: 'Renewal' });
  await add(deps, 'activity', { body: 'Met at the fair' });
  expect(await rows(deps, 'lead')).toMatchObject([{ name: 'Doe', owner: 'ann' }]);
  expect(await rows(deps, 'opp')).toMatchObject([{ owner: 'ann', currency: 'USD', stage: 'prospecting' }]);
  expect(await rows(deps, 'activity')).toMatchObject([{ type: 'note', user: 'ann', at: deps.store.act.now }]);
});

test('a second lead with the same e-mail is added only on request', async () => {
  const deps = await openDeps();
  const values = { last_name: 'Doe', email: 'doe@acme.example' };
  await add(deps, 'lead', values);
  expect(await findSimilarRecord(deps, spec(deps, 'lead'), values)).toMatchObject({
    id: 1,
    reason: 'already has doe@acme.example',
    isSame: true,
  });
  expect(await crmErrorOf(() => add(deps, 'lead', values))).toMatchObject({
    kind: 'conflict',
    detail: { code: 'duplicate-record', existing: { noun: 'lead', id: 1 }, noun: 'lead' },
  });
  expect(await add(deps, 'lead', values, true)).toMatchObject({ id: 2 });
});

test('a task on a converted lead is refused, as is giving up a lead without a reason', async () => {
  const deps = await openDeps();
  const lead = await add(deps, 'lead', { last_name: 'Doe' });
  const edit = () =>
    editRecords(deps, spec(deps, 'lead'), { records: [lead], values: { status: 'disqualified' } });
  expect(await crmErrorOf(edit)).toMatchObject({
    detail: { code: 'reason-missing', step: 'disqualify-lead', id: 1 },
  });
  await deps.store.change((tx) =>
    tx.update('lead', 1, { status: 'converted', converted_at: deps.store.act.now }),
  );
  const converted = { code: 'lead-converted', became: null, isRemoval: false };
  expect(await crmErrorOf(() => add(deps, 'task', { subject: 'Call', lead: '1' }))).toMatchObject({
    detail: converted,
  });
  const remove = (force: boolean) => removeRecords(deps, spec(deps, 'lead'), { records: [lead], force });
  expect(await crmErrorOf(() => remove(false))).toMatchObject({
    detail: { ...converted, isRemoval: true },
  });
  await remove(true);
  expect(await rows(deps, 'lead')).toEqual([]);
});

test('an edit of several records is made with all or with none', async () => {
  const deps = await openDeps();
  const records = [
    await add(deps, 'lead', { last_name: 'Doe' }),
    await add(deps, 'lead', { last_name: 'Roe' }),
  ];
  const edit = (values: Values) => editRecords(deps, spec(deps, 'lead'), { records, values });
  expect(await edit({ score: 40 })).toMatchObject({ changed: 2 });
  expect(await edit({ score: 40 })).toEqual({ changeId: null, changed: 0 });
  expect(await crmErrorOf(() => edit({ score: 50, owner: 'nobody' }))).toMatchObject({
    detail: { code: 'unknown-user', name: 'nobody' },
  });
  expect((await rows(deps, 'lead')).map(({ score }) => score)).toEqual([40, 40]);
});

test('an amount that names no currency keeps that of the amount it replaces', async () => {
  const deps = await openDeps();
  const record = await add(deps, 'opp', { name: 'Renewal', amount: { minor: 1000, currency: 'EUR' } });
  await editRecords(deps, spec(deps, 'opp'), {
    records: [record],
    values: { amount: { minor: 200_000, currency: 'USD' } },
    typedAmounts: { amount: '2k' },
  });
  expect(await rows(deps, 'opp')).toMatchObject([{ amount: { minor: 200_000, currency: 'EUR' } }]);
});

test('a usual filter holds until another one names its field', async () => {
  const deps = await openDeps();
  await add(deps, 'task', { subject: 'Call', status: 'done' });
  await add(deps, 'task', { subject: 'Write' });
  const fields = await fieldsOf(deps.store, spec(deps, 'task'));
  const usual = { filter: 'status = open', field: 'status' };
  const subjects = async (filters: readonly string[]) => {
    const list = await listRecords(deps, spec(deps, 'task'), { filters, fields, shown: fields, usual });
    return [list.isNarrowed, (await collect(list.rows)).map(({ subject }) => subject)];
  };
  expect(await subjects([])).toEqual([true, ['Write']]);
  expect(await subjects(['status = done'])).toEqual([false, ['Call']]);
});
