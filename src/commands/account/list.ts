import { ACCOUNT } from '../../nouns/account/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(ACCOUNT, [
  'account list --kind customer',
  "account list --where 'employees >= 50' --sort -employees --csv",
]);
