import { expect, test } from 'vitest';
import { readProbability, readStages } from '../../src/domain/pipeline-stages.ts';
import { crmErrorOf } from '../support/crm-error.ts';

test('stages are parsed in order, open ones first, with the forecast category of their chance', () => {
  const stages = readStages('granted:won, idea : 10,applied: 60 %, contract:80, declined:lost');
  expect(stages.map(({ name, probability, category, kind }) => [name, probability, category, kind])).toEqual([
    ['idea', 10, 'pipeline', 'open'],
    ['applied', 60, 'best case', 'open'],
    ['contract', 80, 'commit', 'open'],
    ['granted', 100, 'closed', 'won'],
    ['declined', 0, 'omitted', 'lost'],
  ]);
});

test('won and lost are added if missing', () => {
  expect(readStages('ask:40').map(({ name }) => name)).toEqual(['ask', 'won', 'lost']);
  expect(readStages('ask:40, signed:won').map(({ name }) => name)).toEqual(['ask', 'signed', 'lost']);
});

test.each([
  ['ask', 'the stage "ask" needs a chance'],
  ['ask:40:2', 'cannot read "ask:40:2" as a stage'],
  [':40', 'cannot read ":40" as a stage'],
  ['ask:140', 'cannot read "140" as a probability'],
  ['ask:4, Ask:5', 'the stage "Ask" is listed twice'],
  ['ask:4, won:5', '"won" closes a deal and has no chance'],
  ['won, lost', 'a pipeline needs an open stage'],
  ['', 'a pipeline needs an open stage'],
])('rejects %j', async (text, message) => {
  expect(await crmErrorOf(() => readStages(text))).toMatchObject({ kind: 'usage', message });
});

test('a chance is a whole percentage', async () => {
  expect(readProbability(' 35% ')).toBe(35);
  for (const text of ['3.5', '-1', '101', 'x'])
    expect(await crmErrorOf(() => readProbability(text))).toMatchObject({ kind: 'usage' });
});
