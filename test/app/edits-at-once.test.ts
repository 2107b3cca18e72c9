import { expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { addSequence, editSequence, listSequences } from '../../src/app/sequences/sequences.ts';
import { addTemplate, editTemplate, findTemplate } from '../../src/app/templates/templates.ts';
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
