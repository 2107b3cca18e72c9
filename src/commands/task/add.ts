import { TASK } from '../../nouns/task/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(TASK, {
  examples: [
    'task add "Call back" --due "tue 3pm" --lead 42 --priority high',
    'task add "Weekly review" --due fri --every week',
  ],
  title: { help: 'what is to be done', question: 'what is to be done?', values: (subject) => ({ subject }) },
  asked: ['subject', 'due_date', 'priority', 'notes'],
});
