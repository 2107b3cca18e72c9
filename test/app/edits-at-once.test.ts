import { expect, test } from 'vitest';
import { addSavedView, changeSavedView, listSavedViews } from '../../src/app/board/saved-views.ts';
import {
  changeServiceLevel,
  createServiceLevel,
  readServiceLevel,
} from '../../src/app/cases/service-levels.ts';
import { addCompliance, editCompliance, findCompliance } from '../../src/app/compliance/rules.ts';
import { addTile, editTile, tilesOf } from '../../src/app/dashboards/tiles.ts';
import type { Deps } from '../../src/app/deps.ts';
import { editReport, saveReport } from '../../src/app/reports/saved-reports.ts';
import {
  addRule,
  editRule,
  listRules,
  type RuleEdit,
  removeRules,
  switchRule,
} from '../../src/app/rules/rules.ts';
import {
  addRule as addScoreRule,
  editRule as editScoreRule,
  listRules as listScoreRules,
} from '../../src/app/scores/rules.ts';
import { addSequence, editSequence, listSequences } from '../../src/app/sequences/sequences.ts';
import { changeCadence, createCadence, listCadences } from '../../src/app/team/cadences.ts';
import { addCustomField, removeCustomField } from '../../src/app/team/custom-fields.ts';
import { changeOutcome, createOutcome, listOutcomes } from '../../src/app/team/outcomes.ts';
import { addSegment, editSegment, listSegments, removeSegment } from '../../src/app/team/segments.ts';
import { addTier, editTier, listTiers } from '../../src/app/team/tiers.ts';
import { addTemplate, editTemplate, findTemplate } from '../../src/app/templates/templates.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { openDeps } from '../support/deps.ts';

/** What a use case knows if somebody else does something just before it stores its change. */
function afterAnother(deps: Deps, another: () => Promise<unknown>): Deps {
  const store = Object.create(deps.store, {
    change: {
      async value(...args: Parameters<Deps['store']['change']>) {
        await another();
        return deps.store.change(...args);
      },
    },
  });
  return { ...deps, store };
}

test('two people edit a template: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await addTemplate(deps, { name: 'intro', subject: 'Hello', body: 'First text' });
  const late = afterAnother(deps, () => editTemplate(deps, 'intro', { body: 'Second text' }));
  await editTemplate(late, 'intro', { subject: 'Good day' });
  expect(await findTemplate(deps, 'intro')).toMatchObject({ subject: 'Good day', body: 'Second text' });
});

test('two people edit a sequence: there are two versions', async () => {
  const deps = await openDeps();
  await addSequence(deps, 'warm', '- day 0 task "One"');
  const late = afterAnother(deps, () => editSequence(deps, 'warm', { text: '- day 0 task "Two"' }));
  expect(await editSequence(late, 'warm', { text: '- day 0 task "Three"' })).toMatchObject({ version: 3 });
  expect(await listSequences(deps)).toMatchObject([{ version: 3, text: '- day 0 task "Three"' }]);
});

test('two people edit a rule of compliance: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await addCompliance(deps, { name: 'amounts', noun: 'opp', filter: 'amount is not empty', severity: 1 });
  const late = afterAnother(deps, () => editCompliance(deps, 'amounts', { severity: 2 }));
  await editCompliance(late, 'amounts', { filter: 'amount > 0' });
  expect(await findCompliance(deps, 'amounts')).toMatchObject({ filter: 'amount > 0', severity: 2 });
});

test('two people edit a tile: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  const tile = { dashboard: 'monday', line: 'report won', title: null, at: null };
  const id = await addTile(deps, tile, []);
  const late = afterAnother(deps, () => editTile(deps, id, { title: 'Won' }));
  await editTile(late, id, { line: 'report lost' });
  expect(await tilesOf(deps, 'monday')).toMatchObject({ tiles: [{ title: 'Won', line: 'report lost' }] });
});

test('two people edit a rule of automation: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  for (const tag of ['one', 'two', 'three']) await addRule(deps, `on lead.created then tag ${tag}`);
  const edit = (own: Deps, number: string, change: Partial<RuleEdit>) =>
    editRule(own, number, { text: undefined, before: undefined, after: undefined, ...change });
  const late = afterAnother(deps, () => removeRules(deps, ['3']));
  await expect(edit(late, '1', { after: '3' })).rejects.toThrow('no rule 3');
  await expect(
    edit(
      afterAnother(deps, () => removeRules(deps, ['2'])),
      '2',
      { before: '1' },
    ),
  ).rejects.toThrow('no rule 2');
  expect(await listRules(deps)).toMatchObject([{ id: 1 }]);
});

test('a rule is enabled as another edit has left it', async () => {
  const deps = await openDeps();
  await addCustomField(deps, { noun: 'lead', name: 'seats', label: 'Seats', type: 'number' });
  await addRule(deps, 'on lead.created then tag new');
  await switchRule(deps, '1', false);
  const late = afterAnother(deps, async () => {
    await editRule(deps, '1', {
      text: 'on lead.created then set seats = 1',
      before: undefined,
      after: undefined,
    });
    await removeCustomField(deps, { noun: 'lead', name: 'seats', withValues: true });
  });
  await expect(switchRule(late, '1', true)).rejects.toThrow('seats');
  expect(await listRules(deps)).toMatchObject([{ isEnabled: false }]);
});

test('two people edit a segment: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await addSegment(deps, { name: 'hot', noun: 'lead', filter: 'rating = hot' });
  await addSegment(deps, { name: 'all', noun: 'lead', filter: 'id > 0' });
  const late = afterAnother(deps, async () => {
    await removeSegment(deps, 'hot');
    await addSegment(deps, { name: 'hot', noun: 'lead', filter: undefined, isList: true });
  });
  await expect(editSegment(late, 'hot', { filter: 'rating = warm' })).rejects.toThrow('is a list');
  expect(await listSegments(deps)).toMatchObject([{ name: 'all' }, { name: 'hot', filter: '' }]);
});

test('two people edit a tier: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await addTier(deps, { name: 'gold', filter: 'id > 0' });
  const late = afterAnother(deps, () => editTier(deps, 'gold', { name: 'platinum' }));
  await editTier(late, 'gold', { filter: 'id > 1' });
  expect(await listTiers(deps)).toMatchObject([{ name: 'platinum', filter: 'id > 1' }]);
});

test('two people edit a score rule: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await addScoreRule(deps, { filter: 'rating = hot', points: '10' });
  const late = afterAnother(deps, () => editScoreRule(deps, 1, { points: '20' }));
  await editScoreRule(late, 1, { name: 'hot ones' });
  expect(await listScoreRules(deps)).toMatchObject({ rules: [{ name: 'hot ones', points: 20 }] });
});

test('two people edit a cadence: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  const values = { isUsual: false, gaps: [] };
  await createCadence(deps, { name: 'slow', values });
  const late = afterAnother(deps, () =>
    changeCadence(deps, { cadence: 'slow', values: { ...values, attempts: 9 } }),
  );
  await changeCadence(late, { cadence: 'slow', values: { ...values, days: [1, 2] } });
  expect((await listCadences(deps)).find(({ name }) => name === 'slow')).toMatchObject({
    attempts: 9,
    days: [1, 2],
  });
});

test('two people edit an outcome: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await createOutcome(deps, { word: 'demo', effects: {} });
  const late = afterAnother(deps, () =>
    changeOutcome(deps, { outcome: 'demo', effects: { positive: true } }),
  );
  await changeOutcome(late, { outcome: 'demo', effects: { stops: true } });
  expect((await listOutcomes(deps)).find(({ word }) => word === 'demo')).toMatchObject({
    positive: true,
    stops: true,
  });
});

test('two people edit a view: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  const query = {
    pipeline: null,
    by: 'stage',
    order: 'close',
    filter: '',
    owner: null,
    columns: null,
    collapsesClosed: false,
  } as const;
  await addSavedView(deps, { name: 'big', view: 'board', query });
  const late = afterAnother(deps, () => changeSavedView(deps, 'big', { query: { filter: 'amount > 80k' } }));
  await changeSavedView(late, 'big', { key: '9' });
  expect(await listSavedViews(deps)).toMatchObject([{ key: '9', query: { filter: 'amount > 80k' } }]);
});

test('two people edit a service level: neither loses what the other wrote', async () => {
  const deps = await openDeps();
  await createServiceLevel(deps, 'gold', { firstResponse: '1h' });
  const late = afterAnother(deps, () => changeServiceLevel(deps, 'gold', { resolve: '8h' }));
  await changeServiceLevel(late, 'gold', { firstResponse: '2h' });
  expect(await readServiceLevel(deps, 'gold')).toMatchObject({ firstResponse: 7200, resolve: 28_800 });
});

test('two people edit a saved report: the second one is told', async () => {
  const deps = await openDeps();
  await saveReport(deps, OPP, 'mine', { on: 'opp', measure: 'count' }, []);
  const edit = (own: Deps, group: string) =>
    editReport(own, 'mine', () => OPP, { group }, { name: undefined, taken: [] });
  const late = afterAnother(deps, () => edit(deps, 'owner'));
  await expect(edit(late, 'source')).rejects.toThrow('somebody else has just edited the report mine');
});
