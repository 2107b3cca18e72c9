import { splitName } from '../../domain/person-name.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(LEAD, {
  examples: [
    'lead add "Jane Doe" --company Acme --email jane@acme.example --source expo',
    'lead add --company "Blue Ltd" --phone "+44 20 7946 0958" --tag hot --tag uk',
  ],
  title: { help: 'name of the person', values: splitName },
  asked: ['first_name', 'last_name', 'company', 'email', 'phone', 'source', 'notes'],
  unique: 'e-mail or phone',
});
