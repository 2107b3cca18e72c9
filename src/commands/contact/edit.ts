import { CONTACT } from '../../nouns/contact/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(CONTACT, {
  examples: [
    'contact edit 7 --title CEO --tag champion',
    'contact edit 7 --other-account 3 --other-account 4',
  ],
  asked: ['account', 'title', 'email', 'phone', 'linkedin', 'notes'],
});
