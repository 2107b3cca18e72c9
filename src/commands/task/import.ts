import { TASK } from '../../nouns/task/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(TASK, [
  'task import tasks.csv --create owner',
  'task import tasks.csv --dry-run',
]);
