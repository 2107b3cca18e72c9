import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(ACTIVITY, [
  'activity export --type call --since -30d',
  'activity export --output activities.csv --excel',
]);
