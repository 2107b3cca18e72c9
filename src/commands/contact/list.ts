import { CONTACT } from '../../nouns/contact/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(CONTACT, [
  'contact list --limit 20',
  "contact list --where 'email is empty' --sort account",
]);
