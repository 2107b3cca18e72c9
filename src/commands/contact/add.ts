import { splitName } from '../../domain/person-name.ts';
import { CONTACT } from '../../nouns/contact/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(CONTACT, {
  examples: [
    'contact add "Jane Doe" --account 3 --title "Head of Sales" --email jane.doe@fernweh.example',
    'contact add "Ali Khan" --account 3 --other-account 4 --phone "+44 20 7946 0958"',
  ],
  title: { help: 'name of the person', values: splitName },
  asked: ['first_name', 'last_name', 'account', 'title', 'email', 'phone', 'notes'],
  unique: 'e-mail or phone',
});
