import { LEAD } from '../../nouns/lead/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(LEAD, {
  examples: ['lead edit 42 --score 80 --rating hot', 'lead edit 42 --notes "met at the fair"'],
  asked: ['company', 'title', 'email', 'phone', 'status', 'rating', 'score', 'source', 'notes'],
});
