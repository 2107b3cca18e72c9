import { LEAD } from '../../nouns/lead/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(LEAD, [
  'lead import leads.csv --dry-run',
  'lead import leads.csv --default source=expo --rejects refused.csv',
]);
