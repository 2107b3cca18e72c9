import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(ACTIVITY, [
  'activity list --type call --since -7d',
  "activity list --where 'outcome = interested' --csv",
]);
