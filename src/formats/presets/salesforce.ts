import type { Preset } from './preset.ts';
import { API_LAYOUTS } from './salesforce-api.ts';
import { LABEL_LAYOUTS } from './salesforce-labels.ts';

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
  layouts: [...API_LAYOUTS, ...LABEL_LAYOUTS],
  spellId: longId,
  totals: true,
  nulls: true,
};
