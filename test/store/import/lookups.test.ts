import { expect, test } from 'vitest';
import type { Noun } from '../../../src/domain/field.ts';
import type { NounDefinition } from '../../../src/nouns/definition.ts';
import type { KeyWriter } from '../../../src/store/engine.ts';
import { contentLookup } from '../../../src/store/import/lookups.ts';
import { openStore, rowsOf } from '../../support/store.ts';

const BY_INDEX: KeyWriter = {
  part: (at) => `(j.value ->> ${at})`,
  unindexed: (text) => `+${text}`,
  jsonValue: (column, path) => `${column} ->> '${path}'`,
};

test.each([
  ['lead', 'lead_company', {}],
  ['contact', 'contact_account_primary', { account_id: 3 }],
  ['contact', 'contact_account_primary', {}],
  ['opp', 'opp_account', { account_id: 3 }],
] as const)(
  'a %s of a frequent name is found by the index %s, however many have it',
  async (noun, index, values) => {
    const { engine } = openStore();
    const definition = engine.nouns.get(noun as Noun) as NounDefinition;
    const computed = { name_key: 'ann lee', company_key: 'acme' };
    for (const exact of [true, false]) {
      const found = contentLookup(definition, values, computed, exact);
      const query = found?.kind.sqlOf(BY_INDEX);
      // Not exact, a contact without an account may be at any.
      if (!exact && noun === 'contact' && Object.keys(values).length === 0) continue;
      const plan = await rowsOf(engine, `explain query plan select (${query}) from json_each('[]') as j`);
      expect(plan.map(({ detail }) => detail).join('\n')).toMatch(new RegExp(`${index} \\(.*name_key=\\?`));
    }
  },
);
