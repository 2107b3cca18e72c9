import { expect, test } from 'vitest';
import { type LeadState, rejectConverted, rejectUnconvertible } from '../../src/domain/lead-status.ts';
import { crmErrorOf } from '../support/crm-error.ts';

const LEAD: LeadState = {
  id: 42,
  status: 'new',
  kind: 'open',
  reason: null,
  convertedAt: null,
  accountId: null,
  contactId: null,
  oppId: null,
};
const CONVERTED: LeadState = {
  ...LEAD,
  status: 'converted',
  kind: 'converted',
  convertedAt: '2026-03-12T10:00:00.000Z',
  accountId: 3,
  contactId: 7,
  oppId: 9,
};

test('a converted lead names its new records', async () => {
  expect(await crmErrorOf(() => rejectConverted(CONVERTED))).toMatchObject({
    kind: 'refused',
    message: 'lead 42 was converted on 2026-03-12 into account 3, contact 7, opp 9',
    detail: { code: 'lead-converted', became: { noun: 'opp', id: 9 }, isRemoval: false },
  });
  expect((await crmErrorOf(() => rejectConverted({ ...CONVERTED, oppId: null }))).message).toMatch(
    /contact 7$/,
  );
  expect(() => rejectConverted(LEAD)).not.toThrow();
});

test.each([
  ['open', false],
  ['nurturing', false],
  ['qualified', true],
] as const)('a lead of kind %s can be converted; was it qualified: %s', (kind, qualified) => {
  expect(rejectUnconvertible({ ...LEAD, kind })).toBe(qualified);
});

test('neither a disqualified nor a converted lead can be converted', async () => {
  const given = { ...LEAD, kind: 'disqualified', status: 'disqualified', reason: 'no budget' } as const;
  expect(await crmErrorOf(() => rejectUnconvertible(given))).toMatchObject({
    message: 'lead 42 is disqualified: no budget',
    detail: { code: 'lead-disqualified', id: 42 },
  });
  expect((await crmErrorOf(() => rejectUnconvertible(CONVERTED))).message).toContain('was converted');
});
