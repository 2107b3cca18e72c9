import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(ACTIVITY, {
  examples: ['activity edit 1 --subject "First call"', 'activity edit 1 --outcome connected --duration 5m'],
  asked: ['subject', 'body', 'at', 'duration', 'outcome'],
});
