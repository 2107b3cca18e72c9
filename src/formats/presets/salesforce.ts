import type { Layout, Preset } from './preset.ts';
import { API_LAYOUTS } from './salesforce-api.ts';
import { CHILD_LAYOUTS } from './salesforce-children.ts';
import { LABEL_LAYOUTS } from './salesforce-labels.ts';
import { SALESFORCE_SOLD } from './sold.ts';
import { SALESFORCE_SOLD_LINES } from './sold-lines.ts';

const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Reports write case-sensitive ids of 15 characters; other exports add 3 that encode the capitals. */
function longId(id: string): string {
  if (!/^[a-zA-Z0-9]{15}$/.test(id)) return id;
  const parts = [id.slice(0, 5), id.slice(5, 10), id.slice(10)];
  const checks = parts.map((part) => {
    const capitals = [...part].map((character, at) => (/[A-Z]/.test(character) ? 1 << at : 0));
    return CHECKS[capitals.reduce((sum, bit) => sum + bit, 0)];
  });
  return id + checks.join('');
}

export const SALESFORCE: Preset = {
  name: 'salesforce',
  label: 'Salesforce',
  proven: 'headers',
  layouts: [
    ...API_LAYOUTS,
    ...[...SALESFORCE_SOLD, ...SALESFORCE_SOLD_LINES].map((layout): Layout => ({ ...layout, spelled: true })),
    ...CHILD_LAYOUTS,
    ...LABEL_LAYOUTS,
  ],
  spellId: longId,
  relationColumns: true,
  idPrefixes: {
    '001': 'account',
    '003': 'contact',
    '005': 'user',
    '006': 'opp',
    '00Q': 'lead',
    '00T': 'task',
    '00U': 'activity',
    '00k': 'line',
    '00K': 'contact role',
    '008': 'stage history',
    '017': 'stage history',
    '00v': 'campaign member',
    '01t': 'product',
    '01s': 'pricebook',
    '01u': 'price',
    '00P': 'file',
    '068': 'file',
    '0Q0': 'quote',
    '0QL': 'quote line',
    '500': 'case',
    '00a': 'activity',
    '02s': 'activity',
    '701': 'campaign',
    '800': 'contract',
    '801': 'purchase',
    '802': 'order line',
    '02i': 'asset',
  },
  totals: true,
  nulls: true,
};
