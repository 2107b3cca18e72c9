import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(ACTIVITY, [
  'activity import activities.csv --default type=note',
  'activity import activities.csv --dry-run',
]);
