import { expect, test } from 'vitest';
import { hintsOf } from '../../src/cli/hints.ts';
import {
  adjacentStage,
  type OppState,
  openStage,
  rejectClosed,
  type Stage,
  stageOfKind,
  stageToReopen,
} from '../../src/domain/stages.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { SALES_STAGES } from '../support/sales-stages.ts';

const STAGES: readonly Stage[] = SALES_STAGES.map((stage, i) => ({
  ...stage,
  id: i + 1,
  pipelineId: 1,
  position: i + 1,
}));
const named = (name: string) => STAGES.find((stage) => stage.name === name) as Stage;
const opp = (stage: string, closedOn: string | null = null): OppState => ({
  id: 7,
  name: 'Acme renewal',
  stage: named(stage),
  stages: STAGES,
  closedOn,
});

test('next and prev go from one open stage to another', () => {
  expect(adjacentStage(opp('prospecting'), 1).name).toBe('qualification');
  expect(adjacentStage(opp('negotiation'), -1).name).toBe('proposal');
});

test.each([
  ['negotiation', 1, 'opp 7 is in "negotiation", the last open stage', /opp win 7.*opp lose 7/],
  ['prospecting', -1, 'opp 7 is in "prospecting", the first stage', /opp lose 7/],
] as const)('from %s there is no step of %i, and a hint', async (stage, step, message, hint) => {
  const error = await crmErrorOf(() => adjacentStage(opp(stage), step));
  expect(error).toMatchObject({ kind: 'refused', message });
  expect(hintsOf(error).join()).toMatch(hint);
});

test('a closed opportunity cannot move', async () => {
  const message = 'opp 7 was won on 2026-10-02';
  const detail = { code: 'opp-closed', id: 7 };
  const won = opp('won', '2026-10-02');
  for (const act of [
    () => adjacentStage(won, 1),
    () => openStage(won, named('proposal')),
    () => rejectClosed(won),
  ])
    expect(await crmErrorOf(act)).toMatchObject({ kind: 'refused', message, detail });
});

test.each([
  ['won', 'Close it: crm opp win 7'],
  ['lost', 'Close it: crm opp lose 7 --reason "…"'],
])('moving to %s is refused with the right command', async (stage, hint) => {
  expect(hintsOf(await crmErrorOf(() => openStage(opp('proposal'), named(stage))))).toEqual([hint]);
});

test('a closed opportunity is reopened in an open stage only', async () => {
  expect(stageToReopen(opp('won'), named('proposal')).name).toBe('proposal');
  expect(await crmErrorOf(() => stageToReopen(opp('won'), named('lost')))).toMatchObject({
    kind: 'refused',
    message: 'opp 7 cannot be reopened into "lost"',
    hints: ['Its open stages: prospecting, qualification, proposal, negotiation'],
  });
});

test('a pipeline can lack a kind of stage', async () => {
  expect(stageOfKind(STAGES, 'won').name).toBe('won');
  expect((await crmErrorOf(() => stageOfKind([named('proposal')], 'lost'))).message).toContain('lost');
});
