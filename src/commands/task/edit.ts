import { TASK } from '../../nouns/task/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(TASK, {
  examples: ['task edit 1 --due "mon 10am" --priority high', 'task edit 1 --every "2 weeks"'],
  asked: ['subject', 'due_date', 'priority', 'every', 'owner', 'notes'],
});
