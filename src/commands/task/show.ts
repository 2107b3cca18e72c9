import { TASK } from '../../nouns/task/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(TASK, ['task show 1', 'task show 1 --json']);
