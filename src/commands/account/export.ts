import { ACCOUNT } from '../../domain/nouns/account.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(ACCOUNT, [
  'account export --kind customer',
  'account export --json --output accounts.json',
]);
