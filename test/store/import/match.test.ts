import { expect, test } from 'vitest';
import { IdSet } from '../../../src/store/id-set.ts';
import { Matcher } from '../../../src/store/import/match.ts';
import { Store } from '../../../src/store/store.ts';
import { plansOf } from '../../support/plans.ts';
import { NOW } from '../../support/program.ts';
import { openStore, writeEnv } from '../../support/store.ts';

test.each(['opp', 'contact'] as const)(
  'a reimport of %ss without an account matches by name',
  async (noun) => {
    const { engine } = openStore();
    const env = await writeEnv();
    const sought = {
      values: { name: 'Jane Doe' },
      derived: { name_key: 'jane doe' },
      externalSource: '',
      newAccount: false,
    };
    const plan = await plansOf(engine, (watched) =>
      new Store(watched, { user: 'tester', now: NOW, command: 'test' }).change((tx) =>
        new Matcher(tx, noun, env, false, new IdSet(), () => {}).find(sought),
      ),
    );
    expect(plan).toContain(`SEARCH ${noun} USING INDEX ${noun}_name (name_key=?)`);
    expect(plan).not.toContainEqual(expect.stringContaining('account_id=?'));
  },
);
