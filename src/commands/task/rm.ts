import { TASK } from '../../nouns/task/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(TASK, ['task rm 1 --yes', 'task rm 2 3 --yes']);
