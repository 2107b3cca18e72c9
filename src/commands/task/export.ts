import { TASK } from '../../nouns/task/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(TASK, [
  'task export --status open --columns due_date,subject,lead,contact',
  'task export --format jsonl',
]);
