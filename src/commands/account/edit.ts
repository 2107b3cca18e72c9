import { ACCOUNT } from '../../nouns/account/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(ACCOUNT, {
  examples: ['account edit 3 --kind partner --industry Travel', 'account edit 3 --parent 1'],
  asked: ['name', 'kind', 'website', 'industry', 'employees', 'phone', 'city', 'country', 'notes'],
});
