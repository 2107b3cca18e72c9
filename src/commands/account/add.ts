import { ACCOUNT } from '../../nouns/account/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(ACCOUNT, {
  examples: [
    'account add "Fernweh Travel Ltd" --kind customer --website fernweh.example',
    'account add "Maria Silva" --kind person --city Lisbon --tag donor',
  ],
  title: { help: 'name of the company or person', values: (name) => ({ name }) },
  asked: ['name', 'kind', 'website', 'industry', 'phone', 'city', 'country', 'notes'],
  unique: 'name or website',
});
