import { expect, test } from 'vitest';
import { daysInStages } from '../../src/domain/review.ts';

const entry = (stageId: number, at: string) => ({ stageId, stage: String(stageId), at, who: null });

test('days in stages that were left, several visits together', () => {
  const days = daysInStages([
    entry(1, '2026-01-01T09:00:00.000Z'),
    entry(2, '2026-01-11T09:00:00.000Z'),
    entry(1, '2026-01-12T08:00:00.000Z'),
    entry(2, '2026-01-14T20:00:00.000Z'),
    entry(3, '2026-01-15T09:00:00.000Z'),
  ]);
  expect([...days]).toEqual([
    [1, 12],
    [2, 1],
  ]);
  expect(daysInStages([entry(1, '2026-01-01T09:00:00.000Z')])).toEqual(new Map());
});
