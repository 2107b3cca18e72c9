import { LEAD } from '../../nouns/lead/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(LEAD, [
  'lead list --status new --limit 20',
  "lead list --where 'score >= 50 and country = US' --sort -score --csv",
]);
