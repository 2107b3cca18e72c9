import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(ACTIVITY, ['activity show 1', 'activity show 1 --json']);
