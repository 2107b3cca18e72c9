import { expect, test } from 'vitest';
import { addCompliance, editCompliance, findCompliance } from '../../src/app/compliance/rules.ts';
import { addTile, editTile, tilesOf } from '../../src/app/dashboards/tiles.ts';
import type { Deps } from '../../src/app/deps.ts';
import { editReport, saveReport } from '../../src/app/reports/saved-reports.ts';
import { addSequence, editSequence, listSequences } from '../../src/app/sequences/sequences.ts';
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

test('two people edit a saved report: the second one is told', async () => {
  const deps = await openDeps();
  await saveReport(deps, OPP, 'mine', { on: 'opp', measure: 'count' }, []);
  const edit = (own: Deps, group: string) =>
    editReport(own, 'mine', () => OPP, { group }, { name: undefined, taken: [] });
  const late = afterAnother(deps, () => edit(deps, 'owner'));
  await expect(edit(late, 'source')).rejects.toThrow('somebody else has just edited the report mine');
});
