import { ACCOUNT } from '../../domain/nouns/account.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(ACCOUNT, [
  'account list --kind customer',
  "account list --where 'employees >= 50' --sort -employees --csv",
]);
