import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(ACTIVITY, ['activity rm 1 --yes', 'activity rm 2 3 --yes']);
