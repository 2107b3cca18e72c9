import type { Preset } from './preset.ts';
import { API_LAYOUTS } from './salesforce-api.ts';
import { LABEL_LAYOUTS } from './salesforce-labels.ts';

export const SALESFORCE: Preset = {
  name: 'salesforce',
  label: 'Salesforce',
  proven: 'headers',
  layouts: [...API_LAYOUTS, ...LABEL_LAYOUTS],
};
