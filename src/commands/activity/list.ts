import { ACTIVITY } from '../../domain/nouns/activity.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(ACTIVITY, [
  'activity list --type call --since -7d',
  "activity list --where 'outcome = interested' --csv",
]);
