import { LEAD } from '../../nouns/lead/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(LEAD, [
  'lead export --output leads.csv',
  "lead export --where 'status = qualified' --columns name,company,email,phone",
]);
